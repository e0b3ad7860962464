// node bench/vtl/run.mjs: what a mapping template costs, text in to text out, beside velocityjs, apigw-vtl-emulator, the
// same output written by hand and, where Java is there, Apache Velocity 1.7 warmed up in one JVM. The templates and the
// Java program lie beside this repository. apigw-vtl-emulator is found where VTL_PEERS says (a folder of node_modules).
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
  // the service ends a loop after 1,000 rounds; beyond that the language alone is measured
  const profile = /0000$/.test(_name) ? 'plain' : 'aws'
  const rendered = renderTemplate({ profile, ...call }, environment)
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
  let output = `\n{\n  "count": ${Count},\n  "items": [\n`
  Items.forEach(({ id, name, price, active, tags }, i) => {
    output += `    {"id": "${id.S}", "name": "${escape(name.S)}", "price": ${price.N}, "active": ${active.BOOL}, "tags": [`
    tags.SS.forEach((tag, k) => {
      output += `"${tag}"${k + 1 < tags.SS.length ? ',' : ''}`
    })
    output += `]}${i + 1 < Items.length ? ',' : ''}\n`
  })
  return `${output}  ]\n}\n`
}

const median = (times) => [...times].sort((left, right) => left - right)[times.length >> 1]
/**
 * Microseconds of one call of each of some works: the medians of rounds of about 60 ms, in which they take turns, so that a
 * machine that is slower for a while is so for all. They are warmed up as long as the Java program is.
 */
function takingTurns(works, spec, count = 11) {
  for (const work of works) {
    const startedAt = performance.now()
    do work(spec)
    while (performance.now() - startedAt < 1500)
  }
  const rounds = works.map(() => [])
  for (let round = 0; round < count; round++) {
    for (const [i, work] of works.entries()) {
      const began = performance.now()
      let calls = 0
      do {
        work(spec)
        calls++
      } while (performance.now() - began < 60)
      rounds[i].push(((performance.now() - began) * 1000) / calls)
    }
  }
  return rounds.map(median)
}

const byHandOf = (name) => (byHand[name] ? { hand: byHand[name] } : {})
const cell = (value) =>
  value === undefined ? '—' : value < 100 ? value.toFixed(1) : value.toFixed(0)
const times = (other, own) => (other === undefined ? '—' : `${(other / own).toFixed(1)}×`)

/** apigw-vtl-emulator's render, bundled because Node cannot import it as it is published; undefined where it is not there. */
async function findEmulator() {
  const folders = [process.env.VTL_PEERS, resolve(root, 'node_modules')].filter(Boolean)
  const folder = folders.find((path) => existsSync(resolve(path, 'apigw-vtl-emulator')))
  if (!folder) return undefined
  const bundled = resolve(root, 'node_modules/.cache/bench/emulator.cjs')
  await build({
    stdin: {
      contents: `export { VTLProcessor } from 'apigw-vtl-emulator'`,
      resolveDir: resolve(folder, '..'),
    },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    outfile: bundled,
    logLevel: 'error',
  })
  const { VTLProcessor } = createRequire(bundled)(bundled)
  const processor = new VTLProcessor()
  return ({ template, body = '', params = {}, context = {}, stageVariables = {} }) =>
    processor.process(template, body, JSON.stringify({ ...context, params, stageVariables }))
}

/** Microseconds of Apache Velocity 1.7 by template, `{ parse, render }`; empty where there is no Java. */
function javaTimes() {
  const source = resolve(shared, 'conformance/vtl/oracle')
  const folder = resolve(root, 'node_modules/.cache/bench/oracle')
  if (!existsSync(source) || spawnSync('java', ['-version']).status !== 0) return {}
  mkdirSync(folder, { recursive: true })
  cpSync(source, folder, { recursive: true })
  const specs = resolve(folder, 'specs.json')
  writeFileSync(specs, JSON.stringify(SPECS))
  const ran = spawnSync('sh', [resolve(folder, 'run.sh'), '--bench', specs, '7'], {
    encoding: 'utf8',
  })
  const lines = (ran.stdout ?? '').split('\n').filter((line) => line.startsWith('{'))
  return Object.fromEntries(
    lines.map((line) => {
      const { name, parse_us: parse, render_us: render } = JSON.parse(line)
      return [name, { parse, render }]
    }),
  )
}

const java = javaTimes()
const emulator = await findEmulator()
const withoutBlanks = (text) => text.replace(/\s/g, '')
console.log('µs a render of a template that was read before, body text in to text out, medians')
console.log(
  '| template | Gatewright | velocityjs | ratio | apigw-vtl-emulator | ratio | Java, warm | ratio | by hand | of by hand |',
)
console.log('|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|')
for (const spec of SPECS) {
  const isSame = emulator && withoutBlanks(emulator(spec)) === withoutBlanks(ours(spec))
  const contestants = { ours, peer, ...(isSame && { emulator }), ...byHandOf(spec.name) }
  const medians = takingTurns(Object.values(contestants), spec)
  const of = (name) => medians[Object.keys(contestants).indexOf(name)]
  const [own, other, emulated, hand] = ['ours', 'peer', 'emulator', 'hand'].map(of)
  const warm = java[spec.name]?.render
  const ofEmulator = emulator && !isSame ? 'wrong output' : cell(emulated)
  const row = [
    cell(own),
    cell(other),
    times(other, own),
    ofEmulator,
    times(emulated, own),
    cell(warm),
  ]
  row.push(times(warm, own), cell(hand), hand ? `${(own / hand).toFixed(2)}×` : '')
  console.log(`| ${spec.name} | ${row.join(' | ')} |`)
}
if (!emulator) console.log('apigw-vtl-emulator is not installed: set VTL_PEERS to a node_modules')
if (Object.keys(java).length === 0) console.log('No Java here: Apache Velocity was not measured')
// the largest body has 13 MB: what reading it alone costs grows more than its length
const growth = (work) => {
  const [small, large] = GROWTH.map((spec) => takingTurns([work], spec, 3)[0])
  return (large / small).toFixed(0)
}
console.log(
  `\nfrom 1,000 to 100,000 items (100 times as many): ${growth(ours)} times the time, by hand ${growth(queryByHand)}, JSON.parse alone ${growth(({ body }) => JSON.parse(body))}`,
)
