// `npm run new -- rule|panel|exporter|backend NAME`: the files of a recipe of CONTRIBUTING.md, to be filled in.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { root } from './run.mjs'

const [kind, name] = process.argv.slice(2)
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)

/** Write a file that must not be there yet. */
function write(path, text) {
  const file = resolve(root, path)
  if (existsSync(file)) throw new Error(`${path} is there already`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(`  ${path}`)
}

/** Put a line before the first one that begins as given. */
function insert(path, before, line) {
  const file = resolve(root, path)
  const lines = readFileSync(file, 'utf8').split('\n')
  const index = lines.findIndex((each) => each.startsWith(before))
  if (index < 0) throw new Error(`${path} has no line that begins with ${before}`)
  lines.splice(index, 0, line)
  writeFileSync(file, lines.join('\n'))
  console.log(`  ${path}: ${line.trim()}`)
}

const recipes = {
  rule: () => {
    write(
      `src/model/lint/rules/${name}.ts`,
      `import type { Rule } from '../rule.ts'

export const ${name}: Rule = {
  title: 'What is wrong, in a few words',
  why: 'Why it matters.',
  advice: 'What to do about it.',
  severity: 'warning',
  bad: { methods: { 'GET /pets': { integration: null } } },
  good: { methods: { 'GET /pets': {} } },
  // what is wrong with a method, told in a sentence that names it
  checkMethod: ({ name, integration, at }) =>
    integration === undefined ? [{ message: \`\${name} …\`, at }] : [],
}
`,
    )
    write(
      `src/model/lint/rules/${name}.test.ts`,
      `import { inMethod, testRule } from '../testRule.ts'

testRule('${name}', { at: inMethod('GET /pets') })
`,
    )
    insert(
      'src/model/lint/rules/index.ts',
      '/** Every rule',
      `import { ${name} } from './${name}.ts'\n`,
    )
    insert('src/model/lint/rules/index.ts', '}', `  ${name},`)
    console.log('Next: fill both files, then `npm run rule-docs`.')
  },
  panel: () => {
    write(
      `src/components/inspector/panels/${capital(name)}Panel.tsx`,
      `import type { Address } from '../../../model/index.ts'

/** The form of … */
export function ${capital(name)}Panel({ at }: { readonly at: Address }) {
  return <p className="gw-path">{at.at(-1)}</p>
}
`,
    )
    insert(
      'src/components/inspector/panels/index.ts',
      '/** The form of one noun',
      `import { ${capital(name)}Panel } from './${capital(name)}Panel.tsx'\n`,
    )
    insert(
      'src/components/inspector/panels/index.ts',
      '  backend: {',
      `  ${name}: { title: '${capital(name)}', component: ${capital(name)}Panel },`,
    )
    console.log('Next: build the form from inspector/fields; the key is the property of the API.')
  },
  exporter: () => {
    write(
      `src/model/export/${name}/write.ts`,
      `import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { RestApi } from '../../schema/restApi.ts'

/** An API as … */
export function ${name}Document(api: RestApi): Result<string> {
  return ok(api.name)
}
`,
    )
    console.log(
      `Next: a line for '${name}' in ExporterId and exporters of src/model/export/index.ts.`,
    )
  },
  backend: () => {
    write(
      `src/model/schema/integrations/${name}.ts`,
      `import * as z from 'zod'
import { addressedBase, integrationBase } from './common.ts'

/** What this type reaches. */
export const ${name}Integration = z.object({
  type: z.literal('${name.toUpperCase()}'),
  ...integrationBase,
  ...addressedBase,
})
`,
    )
    console.log(
      'Next: a line in the union of src/model/schema/integrations/index.ts; `npm run types` names every registry without it.',
    )
  },
}

if (!Object.hasOwn(recipes, kind ?? '') || !/^[a-z][A-Za-z0-9]*$/.test(name ?? '')) {
  console.error(`npm run new -- ${Object.keys(recipes).join('|')} NAME   (a name in camelCase)`)
  process.exit(2)
}
recipes[kind]()
