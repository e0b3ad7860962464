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
  ['binary', '\u0000\u0001PNG\u0002', /is not text: line 1, column 1 has a NUL/],
  [
    'nested ten thousand levels deep',
    '['.repeat(10_000),
    /more than 400 levels deep: see line 1, column 401/,
  ],
  [
    'an alias bomb',
    'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
    /aliases cannot be followed: .* See line 4, column/,
  ],
  [
    'a template without an API',
    'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  T:\n    Type: AWS::SQS::Queue\n',
    /no API that could be opened/,
  ],
  ['something else', '{"hello": "world"}', /neither a Gatewright design nor OpenAPI/],
  ['indented by tabs', 'openapi: 3.0.1\ninfo:\n\ttitle: x', /line 3, column 1/],
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
  await designer.chooseKind('REST API')
  await expect(designer.method('GET', '/a')).toBeVisible()
  await designer.tab('Problems')
  await expect(designer.workbench.getByRole('list', { name: 'Problems' })).toContainText(
    'The path /b{c} cannot be taken over',
  )
  await expect(designer.workbench.getByRole('list', { name: 'Problems' })).toContainText(
    'same is used by GET /a too',
  )
})

const files: readonly (readonly [what: string, content: Buffer, message: RegExp])[] = [
  ['empty', Buffer.alloc(0), /The document is empty/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /is not text: line 1/],
  ['JSON with a NUL in it', Buffer.from('{"openapi": "3.0.1\0"}'), /column 19 has a NUL/],
]

for (const [what, content, message] of files) {
  test(`a dropped file that is ${what} is refused, and the open design stays`, async ({ page }) => {
    const designer = new Designer(page)
    await page.goto('./#example=pet-store')
    await expect(designer.method('GET', '/pets')).toBeVisible()
    await designer.dropFile('dropped.json', content)
    await expect(page.getByText(/^dropped.json was not opened/)).toContainText(message)
    await expect(designer.method('GET', '/pets')).toBeVisible()
  })
}

test('what a document says twice, or in names that mean more, is opened and listed with its place', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  const text = `{"openapi": "3.1.0", "info": {"title": "odd", "version": "1", "__proto__": {"polluted": true}},
"paths": {"/a": {},
"/a": {"get": {"operationId": "constructor", "responses": {}}}},
"x-most": 9223372036854775807}`
  await designer.dropFile('odd.json', Buffer.from(`\ufeff${text}`, 'utf16le'))
  await designer.chooseKind('REST API')
  await expect(designer.method('GET', '/a')).toBeVisible()
  await designer.tab('Problems')
  const problems = designer.workbench.getByRole('list', { name: 'Problems' })
  await expect(problems).toContainText('The key /a stands there twice; the last one counts. line 3')
  await expect(problems).toContainText('9223372036854775807 has more digits than are kept')
  await expect(problems).toContainText('this document is of version 3.1.0')
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
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

test('a document of fifty megabytes is refused by its size, and the page answers meanwhile', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await page.evaluate(() => {
    const text = `{"openapi": "3.0.1", "x": "${'y'.repeat(50 * 1024 * 1024)}"}`
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'huge.json', { type: 'application/json' }))
    window.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
    )
  })
  await expect(page.getByText(/has 50 MB; at most \d+ MB are read/)).toBeVisible()
  await expect(designer.method('GET', '/pets')).toBeVisible()
})

test('a template that writes without end, and a pattern that explodes, are stopped and said', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await designer.selectMethod('POST', '/pets')
  await designer.tab('Template')
  await designer.writeTemplate(
    "#set($x = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')#foreach($a in [1..22])#set($x = $x + $x)#end$x$x$x$x",
  )
  await designer.send()
  await expect(designer.answer).toContainText('500 Internal Server Error', { timeout: 30_000 })
  await expect(designer.answer.getByRole('note', { name: 'Why this status' })).toContainText(
    'was stopped',
  )
  await designer.tab('Template')
  await designer.writeTemplate(
    "#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.matches('(a+)+$')",
  )
  await designer.send()
  await expect(designer.answer.getByText('ms', { exact: false }).first()).toBeVisible()
  await expect(designer.answer).not.toContainText('was stopped')
})
