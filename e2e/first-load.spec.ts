import { gzipSync } from 'node:zlib'
import type { Response } from '@playwright/test'
import { expect, test } from './fixtures.ts'

test('the designer is usable after at most 450 kB of scripts and 110 kB of styles', async ({
  page,
}) => {
  const bodies: Promise<readonly [url: string, size: number]>[] = []
  const count = (response: Response) => {
    const url = response.url()
    if (!/\.(js|css)$/.test(new URL(url).pathname)) return
    const size = async () => gzipSync(await response.body(), { level: 9 }).length
    bodies.push(size().then((bytes) => [url, bytes] as const))
  }
  page.on('response', count)
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('region', { name: 'Canvas' })).toContainText('incomes')
  // what comes later is no part of the first load
  page.off('response', count)
  const atFirst = await Promise.all(bodies)
  const kilobytes = (kind: string) =>
    atFirst.filter(([url]) => url.endsWith(kind)).reduce((sum, [, bytes]) => sum + bytes, 0) / 1000
  const [scripts, styles] = [kilobytes('.js'), kilobytes('.css')]
  const largest = atFirst
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, 6)
    .map(([url, bytes]) => `${url.replace(/.*\//, '')} ${Math.round(bytes / 1000)}`)
  console.log(
    `first load: ${Math.round(scripts)} kB scripts, ${Math.round(styles)} kB styles gzip in ${atFirst.length} files; the largest: ${largest.join(', ')}`,
  )
  expect(scripts).toBeGreaterThan(50)
  expect(scripts).toBeLessThanOrEqual(450)
  expect(styles).toBeLessThanOrEqual(110)
  expect(atFirst.filter(([url]) => /editor|monaco/i.test(url))).toEqual([])
})
