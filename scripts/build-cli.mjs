// Builds the companion: one ESM file for Node 20.
import { chmodSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { root } from './run.mjs'

const outfile = resolve(root, 'dist-cli/gatewright.js')
await build({
  entryPoints: [resolve(root, 'src/cli/gatewright.ts')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outfile,
  logLevel: 'warning',
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
  },
})
chmodSync(outfile, 0o755)
