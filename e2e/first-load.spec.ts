import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures.ts'

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
