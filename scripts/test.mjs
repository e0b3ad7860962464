// Everything that has to hold: types, lint, format, unit, conformance, the journeys, one of them in other browsers too. Ends with `N passed, N failed, N skipped`.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { installPackages, pathOfBin, root, run, runBin, runCollected } from './run.mjs'

await installPackages()

const reports = resolve(root, 'test-results')
const unitReport = resolve(reports, 'unit.json')
const journeyReport = resolve(reports, 'journeys.json')
const browserReport = resolve(reports, 'browsers.json')
for (const report of [unitReport, journeyReport, browserReport]) rmSync(report, { force: true })

const shared = resolve(root, process.env.GATEWRIGHT_SHARED ?? '../shared')
const cli = resolve(root, 'dist-cli/gatewright.js')
// types leave half a core idle, so lint and format run beside them
const checks = [
  ['types', [resolve(root, 'scripts/types.mjs')]],
  ['lint', [resolve(root, 'scripts/lint.mjs')]],
  ['format', [pathOfBin('prettier'), '--check', '.', '--log-level', 'warn']],
]
const steps = [
  [
    'unit',
    () =>
      runBin('vitest', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${unitReport}`,
      ]),
  ],
  ['build', () => runBin('vite', ['build', '--logLevel', 'warn'])],
  ['companion', () => run(process.execPath, ['scripts/build-cli.mjs'])],
  ['conformance', conformance],
  [
    'journeys',
    () =>
      run(process.execPath, ['scripts/e2e.mjs'], {
        env: { ...process.env, GATEWRIGHT_BUILT: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: journeyReport },
      }),
  ],
  [
    'browsers',
    () =>
      run(process.execPath, ['scripts/browsers.mjs'], {
        env: { ...process.env, GATEWRIGHT_BUILT: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
      }),
  ],
]

const failed = []
const seconds = new Map()
await Promise.all(
  checks.map(([name, args]) => timed(name, () => runCollected(process.execPath, args))),
)
for (const [name, step] of steps) {
  console.log(`\n== ${name}`)
  await timed(name, step)
}

const unit = unitCounts()
const journeys = playwrightCounts(journeyReport)
const browsers = playwrightCounts(browserReport)
const sum = (kind) => unit[kind] + journeys[kind] + browsers[kind]
// a step without tests of its own counts as one
const plain = [...checks.map(([name]) => name), 'build', 'companion', 'conformance']
const count = {
  passed: sum('passed') + plain.filter((name) => !failed.includes(name)).length,
  failed: sum('failed') + plain.filter((name) => failed.includes(name)).length,
  skipped: sum('skipped'),
}
console.log('\nWhere the time went:')
for (const [name, took] of seconds) console.log(`${String(took).padStart(6)} s  ${name}`)
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`)
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exit(failed.length > 0 ? 1 : 0)

/** Run a step, note how long it took, and whether it failed. */
async function timed(name, step) {
  const startedAt = Date.now()
  const code = await step()
  seconds.set(name, Math.round((Date.now() - startedAt) / 1000))
  console.log(`== ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds.get(name)} s)`)
  if (code !== 0) failed.push(name)
}

/**
 * The totals of the recorded cases, printed. What must not fall is held by the unit tests;
 * the cases that are not yet reached are counted here and do not fail the run.
 */
async function conformance() {
  const folders = ['conformance/vtl', 'conformance/aws/cases-open', 'conformance/apigatewayv2'].map(
    (path) => resolve(shared, path),
  )
  const missing = folders.filter((folder) => !existsSync(folder))
  for (const folder of missing) {
    console.log(`SKIPPED: no recorded cases at ${folder} (set GATEWRIGHT_SHARED to where they lie)`)
  }
  for (const folder of folders.filter((folder) => existsSync(folder))) {
    console.log(folder)
    const code = await run(process.execPath, [cli, 'conformance', folder])
    if (code > 1) return code
  }
  return 0
}

function unitCounts() {
  if (!existsSync(unitReport)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(unitReport, 'utf8'))
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.numFailedTests === 0 && !report.success ? 1 : 0),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

function playwrightCounts(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats } = JSON.parse(readFileSync(report, 'utf8'))
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}
