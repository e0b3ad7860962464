// `npm run new -- rule|panel|exporter|backend NAME`, or `rule NAME rest|http|general|design`: the files of a recipe of CONTRIBUTING.md, to be filled in.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { root } from './run.mjs'

const [kind, name, folder] = process.argv.slice(2)
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

/** Put a line at the end of a file. */
function append(path, line) {
  const file = resolve(root, path)
  writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\n${line}\n`)
  console.log(`  ${path}: ${line}`)
}

/** How a rule of each folder begins. */
const ruleExamples = {
  rest: {
    appliesTo: 'method',
    bad: "{ methods: { 'GET /pets': { integration: null } } }",
    good: "{ methods: { 'GET /pets': {} } }",
    check:
      '({ name, integration, at }) =>\n    integration === undefined ? [{ message: `${name} …`, at }] : []',
    place: 'inMethod',
    at: "inMethod('GET /pets')",
  },
  http: {
    appliesTo: 'httpApi',
    bad: "{ routes: { 'GET /pets': { integration: null } } }",
    good: "{ routes: { 'GET /pets': {} } }",
    check:
      '({ routes }) =>\n    routes\n      .filter(({ integration }) => integration === undefined)\n      .map(({ route, at }) => ({ message: `${route.routeKey} …`, at }))',
    place: 'inRoute',
    at: "inRoute('GET /pets')",
  },
  general: {
    appliesTo: 'api',
    bad: "{ methods: { 'GET /pets': { authorizationType: 'NONE' } } }",
    good: "{ methods: { 'GET /pets': {} } }",
    check:
      "({ entryPoints }) =>\n    entryPoints\n      .filter(({ authorizationType }) => authorizationType === 'NONE')\n      .map(({ key, at }) => ({ message: `${key} …`, at }))",
    place: 'inMethod',
    at: "inMethod('GET /pets')",
  },
  design: {
    appliesTo: 'design',
    bad: "{ access: { usagePlans: { p: { id: 'p', name: 'free' } } } }",
    good: '{}',
    check:
      "({ access }) =>\n    Object.values(access.usagePlans).map(({ id, name }) => ({\n      message: `${name} …`,\n      at: ['access', 'usagePlans', id],\n    }))",
    at: "['access', 'usagePlans', 'p']",
  },
}

const recipes = {
  rule: () => {
    const example = ruleExamples[folder ?? 'rest']
    if (!example) throw new Error(`a rule is for ${Object.keys(ruleExamples).join(', ')}`)
    const path = `src/model/lint/rules/${folder ?? 'rest'}`
    write(
      `${path}/${name}.ts`,
      `import type { Rule } from '../../rule.ts'

export const ${name}: Rule = {
  title: 'What is wrong, in a few words',
  why: 'Why it matters.',
  advice: 'What to do about it.',
  appliesTo: '${example.appliesTo}',
  severity: 'warning',
  bad: ${example.bad},
  good: ${example.good},
  // one finding for each fault: a sentence that names what has it, and its address
  check: ${example.check},
}
`,
    )
    write(
      `${path}/${name}.test.ts`,
      `import { ${example.place ? `${example.place}, ` : ''}testRule } from '../../testRule.ts'

testRule('${name}', { at: ${example.at} })
`,
    )
    append(`${path}/index.ts`, `export { ${name} } from './${name}.ts'`)
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
    const Panel = `${capital(name)}Panel`
    insert(
      'src/components/inspector/panels/index.ts',
      '  backend: ',
      `  ${name}: lazyPanel(async () => (await import('./${Panel}.tsx')).${Panel}),`,
    )
    console.log(
      'Next: build the form from inspector/fields; the key is the name of a noun in src/model/nouns.',
    )
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
