import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeServiceWorker } from './serviceWorker.ts'
import { deadReferences } from './siteFiles.ts'

const source = "const version = 'VERSION'\nconst files = [] // FILES\n"
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function writtenWorker(): { readonly version: string; readonly files: string[] } {
  writeServiceWorker(folder, source)
  const text = readFileSync(join(folder, 'service-worker.js'), 'utf8')
  const [, version = '', files = ''] =
    /^const version = "(\w+)"\nconst files = (.*) ?\n$/.exec(text) ?? []
  return { version, files: JSON.parse(files) as string[] }
}

describe('the service worker of a site', () => {
  test('lists every file of the folder but itself and maps, and the page by its folder', () => {
    write({
      'index.html': '<script src="./assets/a.js"></script>',
      'assets/a.js': '',
      'assets/a.js.map': '',
      'service-worker.js': 'an older one',
      'examples/pets.json': '{}',
    })
    expect(writtenWorker().files).toEqual(['./assets/a.js', './examples/pets.json', './'])
  })

  test('has a version that changes with any file, and with nothing else', () => {
    write({ 'index.html': 'one', 'pets.json': '{}' })
    const first = writtenWorker().version
    expect(writtenWorker().version).toBe(first)
    write({ 'pets.json': '{"a":1}' })
    const second = writtenWorker().version
    expect(second).not.toBe(first)
    write({ 'more.json': '' })
    expect(writtenWorker().version).not.toBe(second)
  })

  test('is refused when the site refers to a file that was not written', () => {
    write({ 'index.html': '', 'assets/a.js': 'import("./gone.js")' })
    expect(() => writeServiceWorker(folder, source)).toThrow(
      'The site refers to files that were not written:\n  assets/a.js refers to ./gone.js',
    )
  })

  test('is refused when its source has no place for the list', () => {
    write({ 'index.html': '' })
    expect(() => writeServiceWorker(folder, "'VERSION'")).toThrow('[] // FILES once')
  })
})

describe('references of a site', () => {
  test('to files that are there are sound, from pages, scripts, styles and lists of preloads', () => {
    write({
      'index.html':
        '<link href="./a.svg"><script src="./assets/a.js"></script><a href="https://x.test/">',
      'a.svg': '',
      'assets/a.js':
        'import"./b.js";import(`../c.js`);["assets/d.css","./e.css"];new URL("f-AAAAAAAA.wasm",import.meta.url)',
      'assets/b.js': "const unrelated = 'gone.js'",
      'c.js': '',
      'assets/d.css': '@font-face{src:url(./g.ttf)} i{background:url("data:image/png;base64,AA")}',
      'assets/e.css': '',
      'assets/f-AAAAAAAA.wasm': '',
      'assets/g.ttf': '',
    })
    expect(deadReferences(folder)).toEqual([])
  })

  test('to files that are missing are found in each of them', () => {
    write({
      'index.html': '<link href="./a.svg"><script src="/b.js"></script>',
      'assets/a.js':
        'import"./c.js";["assets/d.css"];new URL(`e-AAAAAAAA.js`,import.meta.url);import"./c.js"',
      'assets/f.css': 'i{background:url(./g.ttf)}',
    })
    expect(deadReferences(folder)).toEqual([
      { from: 'assets/a.js', to: './c.js' },
      { from: 'assets/a.js', to: 'assets/d.css' },
      { from: 'assets/a.js', to: 'e-AAAAAAAA.js' },
      { from: 'assets/f.css', to: './g.ttf' },
      { from: 'index.html', to: './a.svg' },
      { from: 'index.html', to: '/b.js' },
    ])
  })
})
