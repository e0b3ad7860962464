// Writes docs/rules from the registry of lint rules: a page a rule, and their list.
import { build } from 'esbuild'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { root, runBin } from './run.mjs'

const folder = resolve(root, 'docs/rules')
const bundled = resolve(root, 'node_modules/.cache/rule-docs.mjs')
await build({
  stdin: {
    contents: `export { rules } from './src/model/lint/rules/index.ts'
export { rulePage, rulesPage } from './src/model/lint/page.ts'`,
    resolveDir: root,
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  outfile: bundled,
  logLevel: 'error',
})
const { rules, rulePage, rulesPage } = await import(bundled)
mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) rmSync(resolve(folder, name))
for (const [id, rule] of Object.entries(rules)) {
  writeFileSync(resolve(folder, `${id}.md`), rulePage(id, rule))
}
writeFileSync(resolve(folder, 'README.md'), rulesPage(rules))
await runBin('prettier', ['--write', '--log-level', 'warn', 'docs/rules'])
console.log(`${Object.keys(rules).length} pages in docs/rules`)
