import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { Designer } from './designer.ts'
import { expect, test } from './fixtures.ts'

test.describe('the policy of the page', () => {
  let backend: Server
  let address = ''
  test.beforeAll(async () => {
    backend = createServer((_request, response) => {
      response.writeHead(200, {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': '*',
        'content-type': 'application/json',
      })
      response.end('{"from": "the real endpoint"}')
    })
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve))
    const at = backend.address()
    if (typeof at !== 'object' || !at) throw new Error('the backend has no port')
    address = `http://127.0.0.1:${at.port}/`
  })
  test.afterAll(
    () =>
      new Promise<void>((resolve) => {
        backend.close(() => resolve())
        backend.closeAllConnections()
      }),
  )

  test.describe('lets a backend be called live', () => {
    test.use({ expectedOrigins: [['http://127.0.0.1:'], { scope: 'test' }] })

    test('from the simulator', async ({ page }) => {
      const designer = new Designer(page)
      const document = {
        openapi: '3.0.1',
        info: { title: 'live', version: '1' },
        paths: {
          '/live': {
            get: {
              responses: {},
              'x-amazon-apigateway-integration': {
                type: 'http_proxy',
                httpMethod: 'GET',
                uri: address,
              },
            },
          },
        },
      }
      await page.goto('./')
      await page.getByRole('button', { name: 'Paste or URL' }).click()
      const dialog = page.getByRole('dialog', { name: 'Open or import' })
      await dialog.getByRole('textbox', { name: 'Document' }).fill(JSON.stringify(document))
      await dialog.getByRole('button', { name: 'Open', exact: true }).click()
      await designer.chooseKind('REST API')
      await designer
        .backend('')
        .first()
        .click({ position: { x: 12, y: 12 } })
      await designer.choose('Answers', 'live: the real address is asked')
      await designer.selectMethod('GET', '/live')
      await designer.send()
      await expect(designer.answer).toContainText('the real endpoint')
    })
  })

  test.describe('refuses and reports', () => {
    test.use({ expectedErrors: [[/policy|Security Policy/], { scope: 'test' }] })

    test('scripts from text, other bases, forms, frames and connections of the page', async ({
      page,
    }) => {
      await page.goto('./#example=pet-store')
      await expect(page.getByRole('region', { name: 'Canvas' })).toContainText('pets')
      const refused: string[] = []
      await page.exposeFunction('reportRefused', (directive: string) => refused.push(directive))
      const isConnected = await page.evaluate(async (elsewhere) => {
        const { reportRefused } = window as unknown as { reportRefused: (text: string) => void } // exposed above
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
          reportRefused(effectiveDirective),
        )
        const script = document.createElement('script')
        script.textContent = 'window.wasRun = true'
        const base = document.createElement('base')
        base.href = elsewhere
        const frame = document.createElement('iframe')
        frame.src = elsewhere
        const object = document.createElement('object')
        object.data = elsewhere
        const form = document.createElement('form')
        form.action = elsewhere
        document.body.append(script, base, frame, object, form)
        form.submit()
        return fetch(elsewhere).then(
          () => true,
          () => false,
        )
      }, address)
      expect(isConnected).toBe(false)
      await expect
        .poll(() => [...new Set(refused)].toSorted())
        .toEqual([
          'base-uri',
          'connect-src',
          'form-action',
          'frame-src',
          'object-src',
          'script-src-elem',
        ])
      expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
    })
  })

  test('is kept by the workers too, which make no script from text', async ({ page }) => {
    // a worker has the policy of its own response: this one gets the page's
    const policy = await (await page.request.get('./')).text()
    const [, content = ''] = /Content-Security-Policy"\s+content="([^"]*)"/.exec(policy) ?? []
    expect(content).toContain("script-src 'self'")
    const violations: string[] = []
    page.on('console', (message) => {
      if (message.text().startsWith('worker policy:')) violations.push(message.text())
    })
    await page.route(/assets\/(?:worker|transferWorker)-[^/]*\.js$/, async (route) => {
      const response = await route.fetch()
      await route.fulfill({
        response,
        headers: { ...response.headers(), 'content-security-policy': content },
        body: `addEventListener('securitypolicyviolation', (event) => console.log('worker policy:', event.violatedDirective))\n${await response.text()}`,
      })
    })
    const designer = new Designer(page)
    await page.goto('./#example=pet-store')
    await designer.selectMethod('GET', '/pets')
    await designer.send()
    await expect(designer.answer).toContainText('200 OK')
    expect(JSON.parse(await designer.exportAs('OpenAPI 3.0'))).toHaveProperty('openapi')
    expect(violations).toEqual([])
  })
})
