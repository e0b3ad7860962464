import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

export default defineConfig({
  base: './',
  plugins: [react(), offline()],
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      // nothing happens at import in these rooms, so that what a chunk does not use it does not carry
      treeshake: {
        moduleSideEffects: (id) => !/\/src\/(?:model|simulator|components)\/.*\.tsx?$/.test(id),
      },
    },
  },
  worker: { format: 'es' },
})

/** Writes a service worker that knows every file of the site. Its source is scripts/service-worker.js. */
function offline(): Plugin {
  let publicDir = ''
  return {
    name: 'gatewright:offline',
    apply: 'build',
    configResolved: (config) => {
      publicDir = config.publicDir
    },
    generateBundle(_options, bundle) {
      const source = readFileSync(resolve(import.meta.dirname, 'scripts/service-worker.js'), 'utf8')
      const hash = createHash('sha256').update(source)
      const files = ['./']
      for (const file of Object.values(bundle)) {
        if (file.fileName === 'index.html' || file.fileName.endsWith('.map')) continue
        files.push(`./${file.fileName}`)
        hash.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source)
      }
      for (const path of filesBelow(publicDir)) {
        files.push(`./${relative(publicDir, path).replaceAll('\\', '/')}`)
        hash.update(readFileSync(path))
      }
      this.emitFile({
        type: 'asset',
        fileName: 'service-worker.js',
        source: source
          .replace("'VERSION'", JSON.stringify(hash.digest('hex').slice(0, 16)))
          .replace('[] // FILES', JSON.stringify(files)),
      })
    },
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}
