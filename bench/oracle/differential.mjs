// node bench/oracle/differential.mjs [--count 2000] [--seed 1] [--kind grown] [--oracle path/to/run.sh] [--all]
// Runs random templates through this engine and through real Apache Velocity 1.7 + Jayway JsonPath, and prints each
// difference, cut down to the least template that still shows it.
//
// The other side is not part of this repository: it is a small program around Debian's packages
// (apt-get install default-jdk-headless velocity libjsonpath-java libslf4j-java) that reads one JSON object a line
// ({template, body, params, context, stageVariables, profile}) and answers one a line ({output} or {error, kind}).
// Without it this script says so and ends with 2.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../scripts/run.mjs'
import { loadEngine } from './engine.mjs'
import { createRandom } from './random.mjs'
import { createTemplates, randomBody } from './templates.mjs'
import { statedDifference } from './stated.mjs'

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : process.argv[at + 1]
}
const shared = process.env.GATEWRIGHT_SHARED ?? resolve(root, '../shared')
const oraclePath = option(
  'oracle',
  process.env.VTL_ORACLE ?? resolve(shared, 'conformance/vtl/oracle/run.sh'),
)
if (!existsSync(oraclePath)) {
  console.error(`No oracle at ${oraclePath}: give its start script with --oracle or VTL_ORACLE.`)
  process.exit(2)
}

const oracle = spawn('sh', [oraclePath], { stdio: ['pipe', 'pipe', 'inherit'] })
const waiting = []
createInterface({ input: oracle.stdout }).on('line', (line) => waiting.shift()?.(JSON.parse(line)))
oracle.on('exit', (code) => {
  if (waiting.length > 0) {
    console.error(`The oracle ended with ${code}`)
    process.exit(2)
  }
})
const ask = (given) =>
  new Promise((done) => {
    waiting.push(done)
    // the other side's own reader of JSON leaves DEL out where it stands as it is
    const line = JSON.stringify({ ...given, kind: undefined }).replaceAll('\u007f', '\\u007f')
    oracle.stdin.write(line + '\n')
  })

const { renderTemplate } = await loadEngine()
function answer(given) {
  const rendered = renderTemplate(given, {
    budget: { steps: 2_000_000, outputCharacters: 2_000_000, milliseconds: 5000 },
    elapsed: () => performance.now(),
  })
  if (!rendered.ok)
    return {
      error: `${rendered.problem.code}: ${rendered.problem.message}`,
      kind: rendered.problem.kind,
    }
  const { output, requestOverride, responseOverride } = rendered
  return { output, requestOverride, responseOverride }
}

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right)
function differs(given, theirs, ours) {
  if (theirs.error !== undefined || ours.error !== undefined) {
    return (theirs.error === undefined) !== (ours.error === undefined)
  }
  return (
    theirs.output !== ours.output ||
    !same(theirs.requestOverride, ours.requestOverride) ||
    !same(theirs.responseOverride, ours.responseOverride)
  )
}

/** Leave out pieces while the difference stays. */
async function shrink(given) {
  let best = given
  for (let size = Math.ceil(best.template.length / 2); size >= 1;) {
    const smaller = []
    for (let at = 0; at + size <= best.template.length; at += Math.max(1, size >> 1)) {
      smaller.push({
        ...best,
        template: best.template.slice(0, at) + best.template.slice(at + size),
      })
    }
    const answers = await Promise.all(smaller.map(ask))
    const found = smaller.find((candidate, i) => {
      const ours = answer(candidate)
      return differs(candidate, answers[i], ours) && !statedDifference(candidate, answers[i], ours)
    })
    if (found) best = found
    else size = size === 1 ? 0 : Math.ceil(size / 2)
  }
  return best
}

const corpus = readFileSync(resolve(root, 'src/simulator/vtl/corpus/cases.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line))
const seed = Number(option('seed', '1'))
const count = Number(option('count', '2000'))
const random = createRandom(seed)
const templates = createTemplates(random, corpus)
const kind = option('kind')
const seen = new Set()
let differences = 0
let stated = 0
for (let done = 0; done < count;) {
  const batch = Array.from({ length: Math.min(200, count - done) }, () =>
    kind === 'bodies'
      ? {
          kind,
          template: `[$input.json('$')][$input.path('$')][$util.parseJson($input.body)]`,
          body: randomBody(random),
        }
      : templates.next(kind),
  )
  done += batch.length
  const answers = await Promise.all(batch.map(ask))
  for (const [i, given] of batch.entries()) {
    const ours = answer(given)
    if (!differs(given, answers[i], ours)) continue
    if (statedDifference(given, answers[i], ours)) {
      stated++
      continue
    }
    differences++
    if (seen.size >= Number(option('show', '40'))) continue
    const least = given.kind === 'bodies' || given.kind === 'paths' ? given : await shrink(given)
    const key = least.template + least.profile + (least.kind === 'bodies' ? least.body : '')
    if (seen.has(key)) continue
    seen.add(key)
    const theirs = await ask(least)
    console.log(`\n[${given.kind} ${given.profile ?? 'aws'}] ${JSON.stringify(least.template)}`)
    if (/\$input|\$j|\$v/.test(least.template))
      console.log(`  body   ${JSON.stringify(least.body)}`)
    console.log(`  theirs ${JSON.stringify(theirs)}`)
    console.log(`  ours   ${JSON.stringify(answer(least))}`)
  }
}
console.log(`\n${count} templates, seed ${seed}: ${differences} differ, ${stated} differ as stated`)
oracle.stdin.end()
process.exitCode = differences > 0 ? 1 : 0
