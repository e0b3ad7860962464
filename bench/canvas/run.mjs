// Frame times of the map with 300 resources of 4 methods, beside a bare React Flow page with as many nodes, in one run.
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { resolve } from 'node:path'
import { findChromium } from '../../scripts/chromium.mjs'
import { root } from '../../scripts/run.mjs'

const port = 4271
const bareOut = resolve(root, 'dist/bench-bare')
await build({ root, logLevel: 'error' })
await build({
  root: resolve(root, 'bench/canvas/bare'),
  base: './',
  logLevel: 'error',
  build: { outDir: bareOut, emptyOutDir: true },
})
const server = await preview({ root, preview: { host: '127.0.0.1', port }, logLevel: 'error' })
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-quic',
  ],
})

/** An OpenAPI document of 300 resources with 4 methods each. */
function hugeDocument() {
  const paths = {}
  for (let i = 0; i < 299; i++) {
    const operation = (verb) => ({
      operationId: `${verb}${i}`,
      responses: { 200: { description: 'ok' } },
      'x-amazon-apigateway-integration': {
        type: 'http',
        httpMethod: verb.toUpperCase(),
        uri: 'https://backend.example.com/',
        responses: { default: { statusCode: '200' } },
      },
    })
    paths[`/resource-${i}`] = Object.fromEntries(
      ['get', 'post', 'put', 'delete'].map((verb) => [verb, operation(verb)]),
    )
  }
  return JSON.stringify({ openapi: '3.0.1', info: { title: 'huge', version: '1' }, paths })
}

const frames = () => {
  globalThis.frameTimes = []
  let last = performance.now()
  const tick = (now) => {
    globalThis.frameTimes.push(now - last)
    last = now
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
}

function summary(times) {
  const sorted = [...times].sort((left, right) => left - right)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { median: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? 0 }
}

async function measured(page, work) {
  await page.evaluate(() => (globalThis.frameTimes.length = 0))
  await work()
  return summary(await page.evaluate(() => globalThis.frameTimes))
}

async function gesture(page, from, steps, dx, dy) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let i = 1; i <= steps; i++) await page.mouse.move(from.x + dx * i, from.y + dy * i)
  await page.mouse.up()
}

async function canvasFigures(page, nodeSelector, paneSelector) {
  await page.evaluate(frames)
  const pane = await page.locator(paneSelector).first().boundingBox()
  const pan = await measured(page, () =>
    gesture(page, { x: pane.x + pane.width - 60, y: pane.y + pane.height / 2 }, 60, -3, -2),
  )
  const nodes = await page.locator(nodeSelector).all()
  let grip
  for (const node of nodes) {
    const box = await node.boundingBox()
    if (
      box &&
      box.y > pane.y + 20 &&
      box.y < pane.y + pane.height - 40 &&
      box.x > pane.x + 10 &&
      box.x < pane.x + pane.width - 60
    )
      grip = { x: box.x + 30, y: box.y + Math.min(12, box.height / 3) }
    if (grip) break
  }
  const drag = grip ? await measured(page, () => gesture(page, grip, 60, 2, 1)) : undefined
  return { pan, drag }
}

const bare = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await bare.goto(`http://127.0.0.1:${port}/bench-bare/`)
await bare.locator('.react-flow__node').first().waitFor()
for (let i = 0; i < 6; i++) await bare.mouse.wheel(0, -240)
const bareFigures = await canvasFigures(bare, '.react-flow__node', '.react-flow__pane')

const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await page.goto(`http://127.0.0.1:${port}/`)
await page.getByRole('button', { name: 'New design' }).waitFor()
const opened = performance.now()
await page.evaluate((text) => {
  const transfer = new DataTransfer()
  transfer.items.add(new File([text], 'huge.json', { type: 'application/json' }))
  window.dispatchEvent(
    new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
  )
}, hugeDocument())
await page.locator('.gw-resource').first().waitFor()
const openMs = performance.now() - opened
await page.getByRole('treeitem', { name: '/resource-1', exact: true }).click()
await page.getByRole('application', { name: /^Map of/ }).focus()
await page.keyboard.press('ArrowDown')
const ours = await canvasFigures(page, '.gw-resource', '.react-flow__pane')
const edits = await page.evaluate(async () => {
  const times = []
  const input = document.querySelector('[data-region="Inspector"] input')
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  for (let i = 0; i < 30 && input; i++) {
    const began = performance.now()
    write?.call(input, `${input.value}x`)
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    times.push(performance.now() - began)
  }
  return times
})
const edit = summary(edits)

const cell = (figures) =>
  figures
    ? `${figures.median.toFixed(1)} / ${figures.p95.toFixed(1)} / ${figures.worst.toFixed(0)} ms`
    : 'not measured'
const ratio = (left, right) => (left && right ? `${(left.p95 / right.p95).toFixed(2)}×` : '')
console.log('300 resources × 4 methods; median / 95th percentile / worst')
console.log(`| | this map | bare React Flow, 301 nodes | ratio of the 95th |`)
console.log('|---|---:|---:|---:|')
console.log(
  `| pan, a frame | ${cell(ours.pan)} | ${cell(bareFigures.pan)} | ${ratio(ours.pan, bareFigures.pan)} |`,
)
console.log(
  `| drag, a frame | ${cell(ours.drag)} | ${cell(bareFigures.drag)} | ${ratio(ours.drag, bareFigures.drag)} |`,
)
console.log(`| keystroke in the inspector, to the next frame | ${cell(edit)} | | |`)
console.log(`| open the document | ${Math.round(openMs)} ms | | |`)
await browser.close()
await server.close()
process.exit(0)
