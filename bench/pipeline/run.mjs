// node bench/pipeline/run.mjs: what a simulated call costs on an API at the service's limits.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from '../../scripts/run.mjs'

const outfile = resolve(root, 'node_modules/.cache/bench/pipeline.cjs')
await build({
  entryPoints: [resolve(root, 'bench/pipeline/calls.ts')],
  bundle: true,
  format: 'cjs',
  platform: 'node',
  outfile,
  logLevel: 'error',
})
const { default: bench } = await import(pathToFileURL(outfile).href)
await bench.main()
