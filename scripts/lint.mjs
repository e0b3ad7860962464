// Lint: the code by ESLint, then what ESLint does not see.
import { resolve } from 'node:path'
import { root, run, runBin } from './run.mjs'

const checks = ['check-styles.mjs', 'import-cycles.mjs', 'floors.mjs']
const codes = [await runBin('eslint', ['.', '--max-warnings', '0'])]
for (const check of checks)
  codes.push(await run(process.execPath, [resolve(root, 'scripts', check)]))
process.exit(codes.some((code) => code !== 0) ? 1 : 0)
