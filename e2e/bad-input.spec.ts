import { expect, test } from './fixtures.ts'
import { Designer } from './designer.ts'

const documents: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ['no JSON', '{"openapi": "3.0.1",\n  "paths": }', /line 2, column/],
  ['no YAML', 'openapi: 3.0.1\n  info: : x\n: [', /line \d+, column \d+/],
  [
    'an unknown version',
    '{"openapi": "4.0.0", "info": {"title": "x", "version": "1"}, "paths": {}}',
    /OpenAPI 4.0.0 cannot be read/,
  ],
  ['something else', '{"hello": "world"}', /neither a Gatewright design nor OpenAPI/],
]

for (const [what, text, message] of documents) {
  test(`a document that is ${what} is refused with its place, and the open design stays`, async ({
    page,
  }) => {
    const designer = new Designer(page)
    await page.goto('./#example=pet-store')
    await expect(designer.method('GET', '/pets')).toBeVisible()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Open or import' })
    await dialog.getByRole('textbox', { name: 'Document' }).fill(text)
    await dialog.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(dialog).toContainText(message)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(designer.method('GET', '/pets')).toBeVisible()
  })
}

test('circular references and hostile names are taken over without harm', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto('./')
  await page.getByRole('button', { name: 'Paste or URL' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open or import' })
  const text = `{"openapi": "3.0.1", "info": {"title": "hostile", "version": "1"}, "paths": {"/a": {"get": {"operationId": "same", "responses": {"200": {"$ref": "#/paths/~1a/get/responses/200"}}}, "post": {"operationId": "same", "responses": {}}}, "/b{c}": {"get": {"responses": {}}}}, "components": {"schemas": {"A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}}, "B": {"properties": {"a": {"$ref": "#/components/schemas/A"}}}, "__proto__": {"type": "object"}}}}`
  await dialog.getByRole('textbox', { name: 'Document' }).fill(text)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(designer.method('GET', '/a')).toBeVisible()
  await designer.tab('Problems')
  await expect(designer.workbench.getByRole('list', { name: 'Problems' })).toContainText(
    'The path /b{c} cannot be taken over',
  )
  await expect(designer.workbench.getByRole('list', { name: 'Problems' })).toContainText(
    'same is used by GET /a too',
  )
})

test('a template that never ends is stopped by its budget, and the trace says so', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await designer.selectMethod('POST', '/pets')
  await designer.tab('Template')
  const endless =
    '#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#set($x = $c)#end#end#end{}'
  await designer.writeTemplate(endless)
  await designer.send()
  await expect(designer.answer).toContainText('500 Internal Server Error', { timeout: 30_000 })
  await expect(designer.answer.getByRole('note', { name: 'Why this status' })).toContainText(
    'was stopped',
  )
})
