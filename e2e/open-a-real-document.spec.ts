import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from './fixtures.ts'
import { Designer } from './designer.ts'

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
  const given = JSON.parse(text) as { paths: Record<string, Record<string, unknown>> }
  const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch']
  for (const [path, item] of Object.entries(given.paths)) {
    for (const verb of Object.keys(item).filter((name) => verbs.includes(name))) {
      await expect(designer.method(verb.toUpperCase(), path)).toBeAttached()
    }
  }
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
