import { serve } from '../scripts/static-server.mjs'
import { Designer } from './designer.ts'
import { expect, test as base } from './fixtures.ts'

/** `test` with a server of its own, which a journey can stop. */
const test = base.extend<{
  sitePath: string
  server: Awaited<ReturnType<typeof serve>>
}>({
  sitePath: ['/', { option: true }],
  server: async ({ sitePath }, use) => {
    const server = await serve({ folder: 'dist', base: sitePath })
    let isOpen = true
    const close = async () => {
      if (isOpen) await server.close()
      isOpen = false
    }
    await use({ ...server, close })
    await close()
  },
  baseURL: async ({ server }, use) => use(server.address),
})

for (const sitePath of ['/', '/tools/designer/']) {
  test.describe(`from a plain static server at ${sitePath}`, () => {
    test.use({ sitePath, expectedErrors: [[/ERR_CONNECTION_REFUSED/], { scope: 'test' }] })

    test('the page works after the server has stopped', async ({ page, server }) => {
      const designer = new Designer(page)
      await page.goto('./')
      await page.evaluate(async () => {
        const { active } = await navigator.serviceWorker.ready
        if (active?.state === 'activated') return
        await new Promise((resolve) => {
          active?.addEventListener('statechange', () => active.state === 'activated' && resolve(0))
        })
      })
      await server.close()
      await expect(fetch(server.address)).rejects.toThrow()

      await page.reload()
      await page.getByRole('button', { name: 'Pet store' }).click()
      await designer.selectMethod('GET', '/pets')
      await designer.send()
      await expect(designer.answer).toContainText('200 OK')
      await designer.tab('Template')
      await designer.workbench
        .getByRole('button', { name: 'Add a response template for 200' })
        .click()
      await designer.writeTemplate('{"count": $input.path("$").size()}')
      await designer.send()
      await expect(designer.answer).toContainText('"count": 3')
      expect(JSON.parse(await designer.exportAs('OpenAPI 3.0'))).toHaveProperty('openapi')
    })
  })
}

test.describe('a server that returns its page for a missing file', () => {
  test.use({ expectedErrors: [[/was not kept for offline use/], { scope: 'test' }] })

  test('makes the installation fail, and the page says so', async ({ page, context }) => {
    const told: string[] = []
    page.on('console', (message) => told.push(message.text()))
    await context.route('**/assets/CommandPalette-*.js', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>the start page' }),
    )
    await page.goto('./')
    await expect.poll(() => told.join('\n')).toContain('was not kept for offline use')
    expect(await page.evaluate(() => caches.keys())).toEqual([])
  })
})
