// node bench/pipeline/run.mjs: what a simulated call costs on an API at the service's limits; then a whole non-proxy round in
// one worker, beside serverless-offline where PIPELINE_PEERS names a folder with serverless 3 and serverless-offline 13.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from '../../scripts/run.mjs'
import { compareRounds } from './compareRounds.mjs'

const folder = resolve(root, 'node_modules/.cache/bench')
await build({
  entryPoints: {
    pipeline: resolve(root, 'bench/pipeline/calls.ts'),
    roundWorker: resolve(root, 'bench/pipeline/roundWorker.ts'),
  },
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  outdir: folder,
  logLevel: 'error',
})
const { default: bench } = await import(pathToFileURL(resolve(folder, 'pipeline.cjs')).href)
await bench.main()
await compareRounds(resolve(folder, 'roundWorker.cjs'), process.env.PIPELINE_PEERS)
