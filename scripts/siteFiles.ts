import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/** The files below a folder, as sorted paths with slashes, relative to it. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}`)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
}

/** A reference to a file that was not written. */
export interface DeadReference {
  readonly from: string
  readonly to: string
}

/**
 * References in the pages, scripts and styles below a folder to files that are not there.
 * In scripts, only names that a bundler writes count: a relative path, or a name with a hash.
 */
export function deadReferences(folder: string): DeadReference[] {
  const files = filesBelow(folder)
  const written = new Set(files)
  return files.flatMap((from) => {
    const references = referencePatterns[posix.extname(from)]
    if (!references) return []
    const text = readFileSync(join(folder, from), 'utf8')
    const targets = references.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, target = '']) => target),
    )
    return [...new Set(targets)]
      .filter((target) => !candidates(from, target).some((path) => written.has(path)))
      .map((to) => ({ from, to }))
  })
}

/** How each kind of file refers to others; group 1 is the reference. */
const referencePatterns: Readonly<Record<string, readonly RegExp[]>> = {
  '.html': [/\s(?:src|href)="([^"#:]+)"/g],
  '.css': [/url\(\s*["']?(?!["']?(?:data:|https?:|#))([^"')]+)/g],
  '.js': [
    // import './x.js', import('./x.js'), and the lists of what to preload
    /["'`]((?:\.{1,2}\/|assets\/)[\w./-]+\.(?:js|css))["'`]/g,
    // new URL('x.js', import.meta.url)
    /new URL\(["'`]([\w./-]+-[\w-]{8}\.\w+)["'`],\s*import\.meta\.url/g,
  ],
}

/** A reference counts from the file that has it or, in a list of preloads, from the root of the site. */
function candidates(from: string, target: string): string[] {
  const path = target.replace(/[?#].*$/, '')
  if (path.startsWith('/')) return [path.slice(1)]
  return [posix.join(dirname(from), path), posix.normalize(path)].map((candidate) =>
    candidate === './' || candidate === '.' ? 'index.html' : candidate,
  )
}
