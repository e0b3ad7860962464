import { Designer } from './designer.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

const info = { title: 'Parcels', version: '1' }

const undecided = JSON.stringify({
  openapi: '3.0.1',
  info,
  paths: {
    '/parcels': {
      get: { parameters: [{ name: 'page', in: 'query', schema: { type: 'string' } }] },
    },
  },
})

const withIntegration = (integration: object, extensions: object = {}) =>
  JSON.stringify({
    openapi: '3.0.1',
    info,
    paths: { '/parcels': { get: { 'x-amazon-apigateway-integration': integration } } },
    ...extensions,
  })

const mock = { type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' } }

/** The top bar shows the kind of the open API beside its name. */
async function expectKind({ page }: Designer, kind: 'REST' | 'HTTP'): Promise<void> {
  await expect(page.getByRole('button', { name: 'API: Parcels' })).toContainText(kind)
}

test('a dropped document that decides nothing asks for its kind and opens as an HTTP API', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  await expect(page.getByRole('button', { name: 'New design' })).toBeVisible()
  await designer.dropFile('parcels.json', Buffer.from(undecided))

  await test.step('nothing is open before the choice, and the choice can be cancelled', async () => {
    await expect(designer.kindQuestion).toBeVisible()
    await expect(designer.kindQuestion.getByRole('radio', { name: 'REST API' })).toBeChecked()
    await expect(designer.kindQuestion).toContainText('1 operation has request bodies, parameters')
    await expect(page.getByRole('heading', { name: 'Gatewright', exact: true })).toBeAttached()
    await expectAccessible(page, 'the question for the kind of API')
    await page.keyboard.press('Escape')
    await expect(designer.kindQuestion).toBeHidden()
    await expect(page.getByText('parcels.json was not opened: no kind of API')).toBeVisible()
    await expect(page.getByRole('button', { name: 'New design' })).toBeVisible()
  })

  await test.step('the keyboard alone chooses HTTP', async () => {
    await designer.dropFile('parcels.json', Buffer.from(undecided))
    await expect(designer.kindQuestion.getByRole('radio', { name: 'REST API' })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(designer.kindQuestion.getByRole('radio', { name: 'HTTP API' })).toBeChecked()
    await page.keyboard.press('Enter')
    await expect(designer.kindQuestion).toBeHidden()
    await expectKind(designer, 'HTTP')
  })
})

test('a pasted document in the import dialog asks, and cancelling keeps its text', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const dialog = await designer.openImport()
  await designer.openTextIn(dialog, undecided)
  await designer.kindQuestion.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Document' })).toHaveValue(undecided)
  await expect(designer.method('GET', '/pets')).toBeAttached()
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await designer.chooseKind('REST API')
  await expect(designer.method('GET', '/parcels')).toBeVisible()
})

test('a document with parts of one kind does not ask', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto('./')
  await expect(page.getByRole('button', { name: 'New design' })).toBeVisible()
  await designer.dropFile('rest.json', Buffer.from(withIntegration(mock)))
  await expect(designer.method('GET', '/parcels')).toBeVisible()
  await expect(designer.kindQuestion).toBeHidden()
  await expectKind(designer, 'REST')
})

test('a document with parts of both kinds opens with a warning that names them', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  await expect(page.getByRole('button', { name: 'New design' })).toBeVisible()
  const proxy = { type: 'aws_proxy', payloadFormatVersion: '2.0', uri: 'arn:aws:lambda:x' }
  const mixed = withIntegration(proxy, {
    'x-amazon-apigateway-cors': { allowOrigins: ['https://parcels.example'] },
    'x-amazon-apigateway-policy': { Statement: [] },
  })
  await designer.dropFile('mixed.json', Buffer.from(mixed))
  await expectKind(designer, 'HTTP')
  await designer.tab('Problems')
  const problems = designer.workbench.getByRole('list', { name: 'Problems' })
  await expect(problems).toContainText('because the document has x-amazon-apigateway-cors')
  await expect(problems).toContainText('no effect: the document has x-amazon-apigateway-policy')
})

test('the problems panel lists a WebSocket API as not simulated and leads to it', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const chat = JSON.stringify({
    format: 'gatewright-design',
    version: 2,
    id: 'talk',
    name: 'Talk',
    apis: { w1: { protocol: 'WEBSOCKET', id: 'w1', name: 'chat' } },
  })
  await designer.openTextIn(await designer.openImport(), chat)
  await expect(designer.treeItem('chat')).toBeVisible()
  await designer.tab('Problems')
  await designer.workbench.getByRole('button', { name: '1 not simulated' }).click()
  const list = designer.workbench.getByRole('region', { name: 'Not simulated' })
  await expect(list).toContainText('It accepts no connections here.')
  await expectAccessible(page, 'the list of what is not simulated')
  await list.getByRole('button', { name: 'WebSocket API chat' }).click()
  await expect(designer.inspector.getByRole('heading', { name: 'WebSocket API' })).toBeVisible()
})
