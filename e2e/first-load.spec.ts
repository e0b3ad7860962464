import { gzipSync } from 'node:zlib'
import type { Response } from '@playwright/test'
import { expect, test } from './fixtures.ts'

test('the designer is usable after at most 450 kB of scripts and 110 kB of styles', async ({
  page,
}) => {
  const sizes = new Map<string, Promise<number>>()
  page.on('response', (response: Response) => {
    const url = response.url()
    if (!/\.(js|css)$/.test(new URL(url).pathname)) return
    sizes.set(
      url,
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    )
  })
  // the page itself notes what it asked for before the map was in the document: on a slow machine more has come by now
  await page.addInitScript(() => {
    const noted = window as Window & { requestedAtFirst?: string[] }
    new MutationObserver((_changes, observer) => {
      if (!document.querySelector('[aria-label="Canvas"]')?.textContent.includes('incomes')) return
      observer.disconnect()
      noted.requestedAtFirst = performance.getEntriesByType('resource').map(({ name }) => name)
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('region', { name: 'Canvas' })).toContainText('incomes')
  const requested = await page.evaluate(
    () => (window as Window & { requestedAtFirst?: string[] }).requestedAtFirst ?? [],
  )
  const atFirst = await Promise.all(
    requested.flatMap((url) => {
      const size = sizes.get(url)
      return size ? [size.then((bytes) => [url, bytes] as const)] : []
    }),
  )
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
