import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from './fixtures.ts'
import { Designer } from './designer.ts'

interface Swagger {
  readonly [name: string]: unknown
  readonly paths: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>
}

const shared = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared')
const document = resolve(
  shared,
  'documents/open/awslabs/aws-apigateway-importer/tst/resources/swagger/apigateway.json',
)

test('a real pet store document is dropped, run against a canned answer, edited and exported', async ({
  page,
}) => {
  test.skip(!existsSync(document), `SKIPPED 1: no real documents at ${shared}`)
  const designer = new Designer(page)
  const text = readFileSync(document, 'utf8')
  await page.goto('./')
  await page.evaluate((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'petstore.json', { type: 'application/json' }))
    window.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
    )
  }, text)
  await expect(designer.canvas.getByRole('application', { name: /^Map of/ })).toBeVisible()
  const given = JSON.parse(text) as Swagger
  const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch']
  for (const [path, item] of Object.entries(given.paths)) {
    for (const verb of Object.keys(item).filter((name) => verbs.includes(name))) {
      await expect(designer.method(verb.toUpperCase(), path)).toBeAttached()
    }
  }

  const before = JSON.parse(await designer.exportAs('Swagger 2.0')) as Swagger
  await test.step('what nobody touched comes back word for word, in its order', () => {
    expect(JSON.stringify(before)).toBe(JSON.stringify(given))
  })

  await test.step('a method is run against a canned answer of its HTTP backend', async () => {
    await designer.selectMethod('POST', '/products/child')
    await designer.openSection('Method request')
    await designer.inspector.getByRole('checkbox', { name: 'API key required' }).uncheck()
    await designer.writeQuery('latitude=52.5&longitude=13.4')
    await designer.send()
    await expect(designer.answer).toContainText('200 OK')
  })

  await test.step('an edited mapping shows in the next answer, and nothing else of the document changes', async () => {
    await designer.tab('Template')
    await designer.workbench
      .getByRole('button', { name: 'Add a response template for 200' })
      .click()
    await designer.writeTemplate('{"seen": true}')
    await designer.send()
    await expect(designer.answer.getByRole('region', { name: 'Response body' })).toContainText(
      '"seen": true',
    )
    const after = JSON.parse(await designer.exportAs('Swagger 2.0')) as Swagger
    const rest = (document: Swagger) => ({
      ...document,
      paths: { ...document.paths, '/products/child': null },
    })
    expect(JSON.stringify(rest(after))).toBe(JSON.stringify(rest(given)))
    expect(JSON.stringify(after.paths['/products/child'])).toContain('seen')
  })
})

test('a method is invoked against a canned HTTP answer, its mapping edited, and nothing else changes in the export', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const before = JSON.parse(await designer.exportAs('OpenAPI 3.0')) as Record<
    string,
    Record<string, Record<string, unknown>>
  >
  await designer.selectMethod('GET', '/pets')
  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
  await expect(designer.answer.getByRole('region', { name: 'Response body' })).toContainText(
    '"price": 249.99',
  )
  await designer.tab('Template')
  await designer.workbench.getByRole('button', { name: 'Add a response template for 200' }).click()
  await designer.writeTemplate('{"count": $input.path("$").size()}')
  await designer.send()
  await expect(designer.answer.getByRole('region', { name: 'Response body' })).toContainText(
    '"count": 3',
  )
  const after = JSON.parse(await designer.exportAs('OpenAPI 3.0')) as typeof before
  const edited = after['paths']?.['/pets']
  expect(JSON.stringify(edited?.['get'])).toContain('count')
  const rest = (document: typeof before) => ({
    ...document,
    paths: { ...document['paths'], '/pets': { ...document['paths']?.['/pets'], get: null } },
  })
  expect(rest(after)).toEqual(rest(before))
})
