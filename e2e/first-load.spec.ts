import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test('the designer is usable after at most 700 kB of scripts and styles', async ({ page }) => {
  const sizes = new Map<string, number>()
  page.on('response', async (response) => {
    if (!/\.(js|css)$/.test(new URL(response.url()).pathname)) return
    const body = await response.body().catch(() => undefined)
    if (body) sizes.set(response.url(), gzipSync(body, { level: 9 }).length)
  })
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('region', { name: 'Canvas' })).toContainText('incomes')
  const atFirst = new Map(sizes)
  const kilobytes = [...atFirst.values()].reduce((sum, size) => sum + size, 0) / 1000
  console.log(`first load: ${Math.round(kilobytes)} kB gzip in ${atFirst.size} files`)
  expect(kilobytes).toBeGreaterThan(50)
  expect(kilobytes).toBeLessThanOrEqual(700)
  expect([...atFirst.keys()].filter((url) => /editor|monaco/i.test(url))).toEqual([])
})

test('the second visit works without a network: the page, an example and a simulated request', async ({
  page,
  context,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state === 'activated') return
    await new Promise((resolve) => {
      active?.addEventListener('statechange', () => active.state === 'activated' && resolve(null))
    })
  })
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('button', { name: 'Pet store' }).click()
  await designer.selectMethod('GET', '/pets')
  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
  await designer.tab('Template')
  await designer.workbench.getByRole('button', { name: 'Add a response template for 200' }).click()
  await designer.writeTemplate('{"count": $input.path("$").size()}')
  await designer.send()
  await expect(designer.answer).toContainText('"count": 3')
  expect(JSON.parse(await designer.exportAs('OpenAPI 3.0'))).toHaveProperty('openapi')
})
