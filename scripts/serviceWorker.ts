import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { deadReferences, filesBelow } from './siteFiles.ts'

const name = 'service-worker.js'

/**
 * Add the service worker to a site that was written to a folder: the source with a version and the list of the site's files.
 * The version changes with any file. Throws when the site refers to a file that was not written.
 */
export function writeServiceWorker(folder: string, source: string): void {
  const files = filesBelow(folder).filter((file) => file !== name && !file.endsWith('.map'))
  const hash = createHash('sha256').update(source)
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)))
  const version = hash.digest('hex').slice(0, 16)
  // the page is kept under the address of its folder
  const addresses = files.map((file) => (file === 'index.html' ? './' : `./${file}`))
  const filled = fill(
    fill(source, "'VERSION'", JSON.stringify(version)),
    '[] // FILES',
    JSON.stringify(addresses),
  )
  writeFileSync(join(folder, name), filled)
  const dead = deadReferences(folder)
  if (dead.length > 0) {
    const lines = dead.map(({ from, to }) => `  ${from} refers to ${to}`)
    throw new Error(`The site refers to files that were not written:\n${lines.join('\n')}`)
  }
}

function fill(source: string, blank: string, text: string): string {
  if (source.split(blank).length !== 2) throw new Error(`${name} has to contain ${blank} once`)
  return source.replace(blank, () => text)
}

/** Vite's plugin: the service worker lists what the build wrote, not what it announced. */
export function serviceWorker(sourcePath: string): Plugin {
  return {
    name: 'gatewright:service-worker',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir }) {
        if (dir === undefined) throw new Error('The build writes to no folder')
        writeServiceWorker(dir, readFileSync(sourcePath, 'utf8'))
      },
    },
  }
}
