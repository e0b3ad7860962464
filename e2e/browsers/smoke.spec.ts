import { expect, test } from '@playwright/test'
import type { Browser } from './browser.ts'
import { Person } from './person.ts'
import { openWithPuppeteer } from './puppeteerBrowser.ts'
import { errorsOf, serveDocument, serveWatchedSite } from './watchedSite.ts'
import { openWebKit } from './webkitBrowser.ts'

/** Each browser, and the variables with the paths of its programs, which scripts/browsers.mjs sets. */
const browsers: readonly {
  readonly name: string
  readonly variables: readonly string[]
  readonly open: (...paths: readonly string[]) => Promise<Browser>
}[] = [
  {
    name: 'Chromium',
    variables: ['CHROMIUM_PATH'],
    open: (path = '') => openWithPuppeteer('chrome', path),
  },
  {
    name: 'Firefox',
    variables: ['FIREFOX_PATH'],
    open: (path = '') => openWithPuppeteer('firefox', path),
  },
  {
    name: 'WebKit',
    variables: ['WEBKIT_DRIVER_PATH', 'WEBKIT_PATH', 'XVFB_RUN_PATH'],
    open: (driver = '', browser = '') => openWebKit(driver, browser),
  },
]

const document = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'orders', version: '1' },
  paths: {
    '/orders': {
      get: {
        responses: { 200: { description: 'OK' } },
        'x-amazon-apigateway-integration': {
          type: 'mock',
          requestTemplates: { 'application/json': '{"statusCode": 200}' },
          responses: {
            default: { statusCode: '200', responseTemplates: { 'application/json': 'none yet' } },
          },
        },
      },
    },
  },
})

for (const { name, variables, open } of browsers) {
  test(`${name}: send, write a template, open by URL, export, and go on without the server`, async () => {
    const missing = variables.filter((variable) => !process.env[variable])
    test.skip(missing.length > 0, `not set: ${missing.join(', ')}`)
    const site = await serveWatchedSite()
    const documentServer = await serveDocument(document)
    try {
      const browser = await open(...variables.map((variable) => process.env[variable] ?? ''))
      try {
        console.log(`${name} is ${browser.title}`)
        await journey(browser, site, documentServer.address)
        expect(await errorsOf(browser), 'errors of the page').toEqual([])
      } finally {
        await browser.close()
      }
    } finally {
      await documentServer.close()
      await site.close()
    }
  })
}

async function journey(
  browser: Browser,
  site: Awaited<ReturnType<typeof serveWatchedSite>>,
  documentAddress: string,
): Promise<void> {
  const person = new Person(browser)
  const canvas = { role: 'region', name: 'Canvas' } as const
  const workbench = { role: 'region', name: 'Workbench' } as const
  const answer = { role: 'region', name: 'Answer' } as const
  const importDialog = { role: 'dialog', name: 'Open or import' } as const

  await browser.goTo(`${site.address}#example=pet-store`)
  await person.click(canvas, { role: 'option', name: 'GET /pets' })
  await person.click(workbench, { role: 'tab', name: 'Test' })
  await person.click(workbench, { role: 'button', name: 'Send' })
  await person.expectText('200 OK', workbench, answer)

  await person.click(workbench, { role: 'tab', name: 'Template' })
  await person.click(workbench, { role: 'button', name: 'Add a response template for 200' })
  const output = { role: 'listbox', name: 'Output' } as const
  await person.expectVisible(workbench, output)
  await person.click(workbench, { role: 'codeEditor', name: '' })
  await browser.press('selectAll')
  await browser.press('Delete')
  await browser.type('there are $input.path("$").size() of them ')
  await person.expectText('there are 3 of them', workbench, output)
  await person.click(workbench, { role: 'tab', name: 'Test' })
  await person.click(workbench, { role: 'button', name: 'Send' })
  await person.expectText('there are 3 of them', workbench, answer)

  await person.click({ role: 'button', name: 'Import' })
  await person.click(importDialog, { role: 'textbox', name: 'URL' })
  await browser.type(documentAddress)
  await person.click(importDialog, { role: 'button', name: 'Fetch and open' })
  await person.expectHidden(importDialog)
  await person.click(canvas, { role: 'option', name: 'GET /orders' })

  await person.click({ role: 'button', name: 'Export' })
  const exportDialog = { role: 'dialog', name: 'Export' } as const
  await person.expectText('/orders', exportDialog, {
    role: 'region',
    name: 'Preview of the document',
  })
  await person.click(exportDialog, { role: 'button', name: 'Close' })

  const state = await browser.evaluate(
    async () => (await navigator.serviceWorker.ready).active?.state,
  )
  expect(['activating', 'activated']).toContain(state)
  await site.stop()
  await expect(fetch(site.address)).rejects.toThrow()
  await browser.reload()
  await person.click(canvas, { role: 'option', name: 'GET /orders' })
  await person.click(workbench, { role: 'tab', name: 'Test' })
  await person.click(workbench, { role: 'button', name: 'Send' })
  await person.expectText('none yet', workbench, answer)
  await person.click(workbench, { role: 'tab', name: 'Template' })
  await person.expectVisible(workbench, output)
}
