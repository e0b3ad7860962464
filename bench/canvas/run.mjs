// Frame times of the map with 300 resources of 4 methods, and of editing it, beside a bare React Flow page
// with as many nodes and edges, in one run.
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { resolve } from 'node:path'
import { findChromium } from '../../scripts/chromium.mjs'
import { root } from '../../scripts/run.mjs'

const port = Number(process.env.BENCH_PORT ?? 4271)
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

/** An OpenAPI document of 300 resources with 4 methods each, a third of them nested. */
function hugeDocument() {
  const paths = {}
  for (let i = 0; i < 299; i++) {
    const operation = (verb) => ({
      operationId: `${verb}${i}`,
      responses: { 200: { description: 'ok' } },
      'x-amazon-apigateway-integration': {
        type: 'http',
        httpMethod: verb.toUpperCase(),
        uri: `https://backend-${i % 12}.example.com/`,
        responses: { default: { statusCode: '200' } },
      },
    })
    const path = i % 3 === 2 ? `/resource-${i - 1}/part-${i}` : `/resource-${i}`
    paths[path] = Object.fromEntries(
      ['get', 'post', 'put', 'delete'].map((verb) => [verb, operation(verb)]),
    )
  }
  return JSON.stringify({ openapi: '3.0.1', info: { title: 'huge', version: '1' }, paths })
}

const watchFrames = () => {
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

/** A point on the first node in view that a press would take hold of. */
async function gripOf(page, nodeSelector) {
  const grip = await page.evaluate((selector) => {
    const pane = document.querySelector('.react-flow__pane').getBoundingClientRect()
    for (const node of [...document.querySelectorAll(selector)].slice(1)) {
      const box = node.getBoundingClientRect()
      const point = { x: box.left + 40, y: box.top + 14 }
      const isIn = point.y > pane.top + 8 && point.y < pane.bottom - 60
      if (isIn && node.contains(document.elementFromPoint(point.x, point.y))) return point
    }
    return undefined
  }, nodeSelector)
  if (!grip) throw new Error(`no ${nodeSelector} is in view`)
  return grip
}

async function canvasFigures(page, nodeSelector) {
  await page.evaluate(watchFrames)
  const pane = await page.locator('.react-flow__pane').first().boundingBox()
  const drag = await measured(page, async () =>
    gesture(page, await gripOf(page, nodeSelector), 60, 2, 1),
  )
  const pan = await measured(page, () =>
    gesture(page, { x: pane.x + pane.width - 40, y: pane.y + pane.height / 2 }, 60, -3, -5),
  )
  const scroll = await measured(page, async () => {
    await page.mouse.move(pane.x + pane.width / 2, pane.y + pane.height / 2)
    for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 90)
  })
  return { pan, drag, scroll }
}

/** Milliseconds from a key press to the frame that shows what it did, 20 times. */
async function keyFigures(page, key) {
  const times = []
  for (let i = 0; i < 20; i++) {
    await page.evaluate(() => {
      globalThis.shown = new Promise((done) => {
        addEventListener(
          'keydown',
          () => {
            const began = performance.now()
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
          },
          { capture: true, once: true },
        )
      })
    })
    await page.keyboard.press(key)
    times.push(await page.evaluate(() => globalThis.shown))
  }
  return summary(times)
}

const bare = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await bare.goto(`http://127.0.0.1:${port}/bench-bare/`)
await bare.locator('.react-flow__node').first().waitFor()
const bareFigures = await canvasFigures(bare, '.react-flow__node')
await bare.close()

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
await page.locator('.canvas-resource').first().waitFor()
const openMs = performance.now() - opened
await page.waitForTimeout(1500)
const map = page.getByRole('application', { name: /^Map of/ })
const grip = await gripOf(page, '.canvas-resource')
await page.mouse.click(grip.x, grip.y)
await map.focus()
const walk = await keyFigures(page, 'ArrowDown')
const nudge = await keyFigures(page, 'Alt+ArrowRight')
const duplicate = await keyFigures(page, 'Control+d')
const undo = await keyFigures(page, 'Control+z')
const ours = await canvasFigures(page, '.canvas-resource')

const cell = (figures) =>
  figures
    ? `${figures.median.toFixed(1)} / ${figures.p95.toFixed(1)} / ${figures.worst.toFixed(0)} ms`
    : '—'
const ratio = (left, right) => (left && right ? `${(left.p95 / right.p95).toFixed(2)}×` : '')
const row = (label, left, right) =>
  console.log(`| ${label} | ${cell(left)} | ${cell(right)} | ${ratio(left, right)} |`)
console.log('300 resources × 4 methods; median / 95th percentile / worst')
console.log('| | this map | bare React Flow, as many nodes and edges | ratio of the 95th |')
console.log('|---|---:|---:|---:|')
row('drag a node, a frame', ours.drag, bareFigures.drag)
row('pan, a frame', ours.pan, bareFigures.pan)
row('scroll, a frame', ours.scroll, bareFigures.scroll)
row('walk to the next row, key to frame', walk)
row('move by Alt+arrow, key to frame', nudge)
row('duplicate a resource and its methods, key to frame', duplicate)
row('undo it, key to frame', undo)
console.log(`| open the document | ${Math.round(openMs)} ms | | |`)
await browser.close()
await server.close()
process.exit(0)
