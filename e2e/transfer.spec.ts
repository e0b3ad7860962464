import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

const document = (path: string, title = 'Imported') =>
  JSON.stringify({
    openapi: '3.0.1',
    info: { title, version: '1' },
    paths: {
      [path]: {
        get: {
          summary: 'Kept',
          callbacks: {},
          responses: { '200': { description: 'Fine' } },
          'x-team': 'ours',
          'x-amazon-apigateway-integration': { type: 'mock', responses: {} },
        },
      },
    },
  })

test('a document is merged into the shown API as one step, and one undo takes it back', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const dialog = await designer.openImport()
  await designer.chooseIn(dialog, 'Open as', /^Merge into pet-store/)
  await designer.openTextIn(dialog, document('/added'))
  const review = designer.reviewOf('Merge into')
  await expect(review).toContainText('GET /added')
  await expect(review).not.toContainText('Removed')
  await expectAccessible(page, 'the review of a merge')
  await review.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(designer.method('GET', '/added')).toBeVisible()
  await expect(designer.method('GET', '/pets')).toBeAttached()
  await designer.undoButton.click()
  await expect(designer.method('GET', '/added')).toBeHidden()
  await expect(designer.method('GET', '/pets')).toBeVisible()
})

test('a document takes the place of the shown API, and one undo brings it back', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const dialog = await designer.openImport()
  await designer.chooseIn(dialog, 'Open as', /^Overwrite pet-store/)
  await designer.openTextIn(dialog, document('/instead'))
  const review = designer.reviewOf('Overwrite')
  await expect(review.getByRole('definition').filter({ hasText: 'GET /pets,' })).toBeVisible()
  await review.getByRole('button', { name: 'Back' }).click()
  await expect(designer.method('GET', '/pets')).toBeAttached()
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await review.getByRole('button', { name: 'Overwrite', exact: true }).click()
  await expect(designer.method('GET', '/instead')).toBeVisible()
  await expect(designer.method('GET', '/pets')).toBeHidden()
  await designer.undoButton.click()
  await expect(designer.method('GET', '/pets')).toBeVisible()
})

test('each API of a design is exported by itself, with the extensions that are asked for', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const importing = await designer.openImport()
  await designer.chooseIn(importing, 'Open as', /^One more API/)
  await designer.openTextIn(importing, document('/second', 'Second'))
  await expect(designer.method('GET', '/second')).toBeVisible()
  const dialog = await designer.openExport()
  await expect(designer.previewIn(dialog)).toContainText('Second')
  await expect(designer.previewIn(dialog)).toContainText('openapi')
  expect(JSON.parse(await designer.copyIn(dialog))).toEqual(
    JSON.parse(document('/second', 'Second')),
  )
  await dialog.getByRole('checkbox', { name: 'API Gateway' }).uncheck()
  await expect
    .poll(async () => designer.copyIn(dialog))
    .not.toContain('x-amazon-apigateway-integration')
  expect(await designer.copyIn(dialog)).toContain('"x-team": "ours"')
  await designer.chooseIn(dialog, 'API', 'pet-store')
  await expect.poll(async () => designer.copyIn(dialog)).toContain('/pets')
  await expectAccessible(page, 'the export of one of two APIs')
})

test('what a format cannot say is listed with the way to its place', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await designer.openTextIn(await designer.openImport(), document('/one'))
  await expect(designer.method('GET', '/one')).toBeVisible()
  const dialog = await designer.openExport()
  await designer.chooseIn(dialog, 'Format', 'Swagger 2.0')
  await expect(dialog.getByRole('listitem').first()).toContainText(
    'GET /one: Swagger 2.0 cannot say what the OpenAPI 3.0 document said, and leaves out callbacks.',
  )
  await expectAccessible(page, 'an export with losses')
  await dialog
    .getByRole('button', { name: /^Show / })
    .first()
    .click()
  await expect(dialog).toBeHidden()
  await expect(
    designer.inspector.getByRole('heading', { name: 'Method', exact: true }),
  ).toBeVisible()
})

test.describe('a document named by its URL', () => {
  test.use({ expectedErrors: [[/404/, /ERR_FAILED/], { scope: 'test' }] })

  test('is fetched when it is asked for, and failures say why', async ({ page, baseURL }) => {
    const designer = new Designer(page)
    const address = `${baseURL ?? ''}documents/api.json`
    await page.route('**/documents/api.json', (route) =>
      route.fulfill({ contentType: 'application/json', body: document('/fetched') }),
    )
    await page.route('**/documents/gone.json', (route) => route.fulfill({ status: 404 }))
    await page.route('**/documents/closed.json', (route) => route.abort('failed'))
    await page.goto('./#example=pet-store')
    await expect(designer.method('GET', '/pets')).toBeVisible()
    const dialog = await designer.openImport()
    await designer.fetchIn(dialog, address.replace('api.json', 'gone.json'))
    await expect(dialog.getByText('there is no document at this address')).toBeVisible()
    await designer.fetchIn(dialog, address.replace('api.json', 'closed.json'))
    await expect(dialog.getByText('does not allow other pages to read it (CORS)')).toBeVisible()
    await designer.fetchIn(dialog, address)
    await expect(dialog).toBeHidden()
    await expect(designer.method('GET', '/fetched')).toBeVisible()
  })
})

test('reading that goes on is told, can be cancelled, and leaves the open design', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.route('**/documents/slow.json', () => undefined)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const dialog = await designer.openImport()
  await designer.fetchIn(dialog, new URL('documents/slow.json', page.url()).href)
  await expect(dialog.getByText('Reading The URL …')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel reading' }).click()
  await expect(dialog.getByText('fetching was cancelled')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(designer.method('GET', '/pets')).toBeVisible()
})

test('the same file is opened twice, in UTF-8 and in UTF-16', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto('./')
  await page.getByRole('button', { name: 'Paste or URL' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open or import' })
  const chooser = dialog.getByLabel('Choose a file')
  const broken = { name: 'api.json', mimeType: 'application/json', buffer: Buffer.from('{"a": ') }
  await chooser.setInputFiles(broken)
  await expect(dialog.getByText('api.json was not opened')).toBeVisible()
  await chooser.setInputFiles(broken)
  await expect(dialog.getByText('it ends too early')).toBeVisible()
  const utf16 = Buffer.from('\ufeff' + document('/wide'), 'utf16le')
  await chooser.setInputFiles({ ...broken, buffer: utf16 })
  await expect(designer.method('GET', '/wide')).toBeVisible()
  await expectAccessible(page, 'what was opened')
})

test('the place of a mistake is shown in the text that was pasted', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto('./')
  await page.getByRole('button', { name: 'Paste or URL' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open or import' })
  await designer.openTextIn(dialog, '{"openapi": "3.0.1",\n  "paths": }')
  await dialog.getByRole('button', { name: 'Show line 2' }).click()
  const field = dialog.getByRole('textbox', { name: 'Document' })
  await expect(field).toBeFocused()
  expect(
    await field.evaluate((area) => {
      const { value, selectionStart, selectionEnd } = area as HTMLTextAreaElement // a text area is what has the role here
      return value.slice(selectionStart, selectionEnd)
    }),
  ).toBe('}')
  await expectAccessible(page, 'a refused document')
})

const shop = `# the shop of the team
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Description: what the shop sells
      Auth:
        DefaultAuthorizer: Members
        Authorizers:
          Members: { UserPoolArn: !GetAtt Pool.Arn, AuthorizationScopes: [shop/read] }
        UsagePlan: { CreateUsagePlan: PER_API, UsagePlanName: basic }
  Pool:
    Type: AWS::Cognito::UserPool
    Properties: { UserPoolName: members }
  Serve:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: app/
      Handler: app.handler
      Runtime: nodejs22.x
      Events:
        Items: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /items, Method: get } }
`

test('a SAM template brings its user pool to test with, and testing changes nothing that is exported', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await designer.openTextIn(await designer.openImport(), shop)
  await designer.selectMethod('GET', '/items')
  await designer.sendExpecting('401')
  await designer.callAs('ana@example.com, of members')
  await designer.sendExpecting('200')

  await designer.selectInTree('members')
  await designer.inspector.getByLabel('New user', { exact: true }).fill('bo@example.com')
  await designer.inspector.getByRole('button', { name: 'Add a user' }).click()
  await expect(
    designer.inspector.getByRole('heading', { name: 'bo@example.com', exact: true }),
  ).toBeVisible()
  await designer.callAs('bo@example.com, of members')
  await designer.sendExpecting('200')

  const dialog = await designer.openExport()
  await expect(dialog.getByText('No line changes.')).toBeVisible()
  expect(await designer.copyIn(dialog)).toBe(shop)
})

test('what an export changes in the opened template is shown before it is downloaded', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const template = `AWSTemplateFormatVersion: '2010-09-09'
Description: what the team writes
Resources:
  Diary:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: diary # of the team
      Description: days and nights
  Days:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Diary, ParentId: !GetAtt Diary.RootResourceId, PathPart: days }
`
  await designer.openTextIn(await designer.openImport(), template)
  await designer.selectInTree('diary')
  await designer.fill('Description', 'days alone')
  await page.keyboard.press('Tab')
  const dialog = await designer.openExport()
  await expect(dialog.getByText('1 line changed.')).toBeVisible()
  await dialog.getByRole('button', { name: 'What will change' }).click()
  const changes = dialog.getByRole('region', { name: 'Changed lines' })
  await expect(changes.getByRole('deletion')).toHaveText('      Description: days and nights')
  await expect(changes.getByRole('insertion')).toHaveText('      Description: days alone')
  await expectAccessible(page, 'what an export will change')
})

test('a user pool that is added after a refusal is the one that the authorizer trusts', async ({
  page,
}) => {
  const designer = new Designer(page)
  const arn = 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Real12345'
  const guarded = JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'guarded', version: '1' },
    paths: {
      '/items': {
        get: {
          responses: { '200': { description: 'items' } },
          security: [{ Members: [] }],
          'x-amazon-apigateway-integration': {
            type: 'mock',
            requestTemplates: { 'application/json': '{"statusCode": 200}' },
            responses: { default: { statusCode: '200' } },
          },
        },
      },
    },
    components: {
      securitySchemes: {
        Members: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [arn] },
        },
      },
    },
  })
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await designer.openTextIn(await designer.openImport(), guarded)
  await designer.selectMethod('GET', '/items')
  await designer.sendExpecting('401')
  await designer.requestPart('Caller')
  await designer.workbench.getByRole('button', { name: 'the user pool of Members' }).click()
  await expect(designer.caller).toHaveValue('pool eu-west-1_Real12345 ana@example.com')
  await designer.sendExpecting('200')
})

test('an overwrite with a template takes its companions along and lists what it leaves behind', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const dialog = await designer.openImport()
  await designer.chooseIn(dialog, 'Open as', /^Overwrite pet-store/)
  await designer.openTextIn(dialog, shop)
  const review = designer.reviewOf('Overwrite')
  await expect(review).toContainText('basic')
  await expect(review.getByText('Left behind in the document')).toBeVisible()
  await expect(review).toContainText('Pool (AWS::Cognito::UserPool)')
  await expectAccessible(page, 'the review of an overwrite')
  await review.getByRole('button', { name: 'Overwrite', exact: true }).click()
  await expect(designer.treeItem('basic')).toBeVisible()
  await expect(designer.treeItem('members')).toBeVisible()
})
