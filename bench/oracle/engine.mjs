import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from '../../scripts/run.mjs'

/** The template engine of this tree, bundled for Node. */
export async function loadEngine() {
  const outfile = join(tmpdir(), `gatewright-vtl-${process.pid}.mjs`)
  await build({
    entryPoints: [resolve(root, 'src/simulator/context/index.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error',
  })
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile)
  }
}
