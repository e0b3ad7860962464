import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { serviceWorker } from './scripts/serviceWorker.ts'

/** Zod and its setting come in one chunk, so that no schema is made before the setting holds. */
const zodGroup = {
  name: 'zod',
  test: /[\\/]node_modules[\\/]zod[\\/]|[\\/]src[\\/]withoutEval\.ts$/,
}

export default defineConfig({
  base: './',
  plugins: [react(), serviceWorker(resolve(import.meta.dirname, 'scripts/service-worker.js'))],
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      output: { codeSplitting: { groups: [zodGroup] } },
      // nothing happens at import in these rooms, so that what a chunk does not use it does not carry
      treeshake: {
        moduleSideEffects: (id) => !/\/src\/(?:model|simulator|components)\/.*\.tsx?$/.test(id),
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: { output: { codeSplitting: { groups: [zodGroup] } } },
  },
})
