// node bench/vtl/run.mjs: what a mapping template costs, text in to text out, beside velocityjs, the fastest peer in
// JavaScript, and beside the same output written by hand. The templates lie beside this repository.
import { build } from 'esbuild'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/run.mjs'

const shared = resolve(root, process.env.GATEWRIGHT_SHARED ?? '../shared')
const specsFile = resolve(shared, 'conformance/vtl/bench/specs.mjs')
if (!existsSync(specsFile)) {
  console.log(`SKIPPED: no templates at ${specsFile} (set GATEWRIGHT_SHARED to where they lie)`)
  process.exit(0)
}
const { SPECS, GROWTH } = await import(pathToFileURL(specsFile).href)
const outfile = resolve(root, 'node_modules/.cache/bench/vtl.cjs')
await build({
  stdin: {
    contents: `export { TemplateCache, renderTemplate } from './src/simulator/index.ts'
export { default as velocity } from 'velocityjs'`,
    resolveDir: root,
  },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  outfile,
  logLevel: 'error',
})
const { default: bundle } = await import(pathToFileURL(outfile).href)
const { TemplateCache, renderTemplate, velocity } = bundle

const environment = {
  budget: {
    // the largest bodies here are beyond what the service takes
    steps: 100_000_000,
    outputCharacters: 1_000_000_000,
    milliseconds: 600_000,
  },
  elapsed: () => performance.now(),
  cache: new TemplateCache(),
}

function ours({ name: _name, ...call }) {
  const rendered = renderTemplate({ profile: 'aws', ...call }, environment)
  if (!rendered.ok) throw new Error(`${_name}: ${rendered.problem.message}`)
  return rendered.output
}

const short = {
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
  '/': '\\/',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}
const escape = (value) =>
  String(value ?? '').replace(
    /["'\\/\n\r\t\u0000-\u001f\u0080-\uffff]/g,
    (unit) => short[unit] ?? `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
const parsed = new Map()
/** velocityjs with its parse cached, as ours is, and the built-ins that these templates use. */
function peer({ template, body, params = {}, context = {}, stageVariables = {} }) {
  const syntax = parsed.get(template) ?? velocity.parse(template)
  parsed.set(template, syntax)
  const value = body === undefined ? {} : JSON.parse(body)
  return new velocity.Compile(syntax).render({
    input: {
      body,
      path: (path) =>
        path
          .split('.')
          .slice(1)
          .reduce((found, key) => found[key], value),
      json: () => JSON.stringify(value),
      params: () => params,
    },
    util: { escapeJavaScript: escape },
    context,
    stageVariables,
  })
}

const byHand = {
  'query-100': queryByHand,
  'query-10000': queryByHand,
}
function queryByHand({ body }) {
  const { Count, Items } = JSON.parse(body)
  const items = Items.map(({ id, name, price, active, tags }) => {
    const list = tags.SS.map((tag) => `"${tag}"`).join(',')
    return `    {"id": "${id.S}", "name": "${escape(name.S)}", "price": ${price.N}, "active": ${active.BOOL}, "tags": [${list}]}`
  })
  return `\n{\n  "count": ${Count},\n  "items": [\n${items.join(',\n')}\n  ]\n}\n`
}

const median = (times) => [...times].sort((left, right) => left - right)[times.length >> 1]
/** Microseconds of one call: the median of nine rounds that last about 60 ms each, warmed up. */
function microseconds(work, spec) {
  const startedAt = performance.now()
  do work(spec)
  while (performance.now() - startedAt < 300)
  const rounds = []
  for (let round = 0; round < 9; round++) {
    const began = performance.now()
    let calls = 0
    do {
      work(spec)
      calls++
    } while (performance.now() - began < 60)
    rounds.push(((performance.now() - began) * 1000) / calls)
  }
  return median(rounds)
}

const cell = (value) =>
  value === undefined ? '—' : value < 100 ? value.toFixed(1) : value.toFixed(0)
console.log('µs a render, text in to text out, medians')
console.log('| template | Gatewright | velocityjs | times faster | by hand | of by hand |')
console.log('|---|---:|---:|---:|---:|---:|')
for (const spec of SPECS) {
  const own = microseconds(ours, spec)
  const other = microseconds(peer, spec)
  const hand = byHand[spec.name] && microseconds(byHand[spec.name], spec)
  console.log(
    `| ${spec.name} | ${cell(own)} | ${cell(other)} | ${(other / own).toFixed(1)}× | ${cell(hand)} | ${hand ? `${(own / hand).toFixed(1)}×` : ''} |`,
  )
}
const [small, large] = GROWTH.map((spec) => microseconds(ours, spec))
console.log(
  `\nfrom 1,000 to 100,000 items (100 times as many): ${(large / small).toFixed(0)} times the time`,
)
