import { expect, expectAccessible, test } from './fixtures.ts'
import { HttpMap } from './httpMap.ts'

const origin = 'https://reader.example.com'

/** A function's whole result in payload format 2.0: without a status code, it is the body of a 200. */
const books = { books: [{ id: 'b1', title: 'Walden' }] }

/** What a person sees of an API: its routes on the map, its parts and its CORS settings in its form. */
async function seenOf(map: HttpMap, name: string) {
  const { inspector } = map
  await map.selectApi(name)
  const partsOf = (list: string) =>
    inspector.getByRole('list', { name: list }).getByRole('listitem').allInnerTexts()
  const parts = {
    routes: await partsOf('Routes of the API'),
    integrations: await partsOf('Integrations of the API'),
    authorizers: await partsOf('Authorizers of the API'),
    stages: await partsOf('Stages of the API'),
    preflight: await inspector.getByLabel('Response to a preflight request').innerText(),
  }
  const forms: Record<string, unknown> = {}
  for (const routeKey of ['GET /books', 'POST /books', 'GET /books/{id}']) {
    await map.selectRoute(routeKey)
    const authorization = inspector.getByRole('button', { name: /^Authorization/ }).first()
    forms[routeKey] = {
      // what was sent is not part of the API
      row: (await map.row(routeKey).getAttribute('aria-label'))?.replace(/, last response.*/, ''),
      authorization: await authorization.innerText(),
    }
  }
  await map.selectApi(name)
  await inspector.getByRole('button', { name: 'readers', exact: true }).click()
  const issuer = await map.field('Issuer URL').inputValue()
  const source = await map.field('Identity source').inputValue()
  const audience = await inspector
    .getByRole('button', { name: /^Remove / })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')))
  return { parts, forms, authorizer: { issuer, source, audience } }
}

test('a newcomer draws an HTTP API from nothing, protects it, calls it, exports it and imports it again', async ({
  page,
}) => {
  // the map moves at once, so that a drag begins where it was measured
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const map = await HttpMap.create(page, 'bookshop')
  const { inspector, workbench } = map

  await test.step('routes reach a function and an HTTP endpoint', async () => {
    await map.addRoute('GET', '/books')
    await map.addRoute('POST', '/books')
    await map.addRoute('GET', '/books/{id}')
    await map.addFunction('books')
    await map.addEndpoint('https://catalog.example.com', 'catalog.example.com')
    await map.connect('GET /books', 'books')
    await map.connect('POST /books', 'books')
    await map.connect('GET /books/{id}', 'catalog.example.com')
    await expectAccessible(page, 'the map of a drawn HTTP API')
  })

  await test.step('both have canned responses, and the function is called with payload 2.0', async () => {
    await map.backend('books').click()
    await map.choose('Canned answer', 'Result of a Lambda function')
    await map.field('Answer as JSON').fill(JSON.stringify({ lambda: { result: books } }))
    await map.backend('catalog.example.com').click()
    await map.field('Status').fill('203')
    await map.field('Body').fill('{"title": "Walden", "pages": 352}')

    await map.selectRoute('GET /books')
    await inspector.getByRole('button', { name: 'Edit Lambda books' }).click()
    await expect(
      inspector.getByRole('button', { name: /^Payload format version/ }).first(),
    ).toHaveText('2.0')
  })

  await test.step('a user pool issues the tokens of a JWT authorizer', async () => {
    await map.add('User pool')
    await inspector.getByLabel('New user', { exact: true }).fill('ben@example.com')
    await inspector.getByRole('button', { name: 'Add a user', exact: true }).click()
    await inspector.getByLabel('New app client', { exact: true }).fill('shop-window')
    await inspector.getByRole('button', { name: 'Add an app client', exact: true }).click()
    await expect(inspector.getByRole('region', { name: 'App client shop-window' })).toBeVisible()
    await map.selectApi('bookshop')
    await inspector.getByLabel('New authorizer name').fill('readers')
    await inspector.getByRole('button', { name: 'Add an authorizer' }).click()
    await expect(map.field('Issuer URL')).toHaveValue(/^https:\/\/cognito-idp\./)
    await map.selectRoute('POST /books')
    await map.choose('Authorization', 'readers (JWT)')
  })

  await test.step('the route refuses a request without a token and accepts a user who signed in', async () => {
    await map.sendExpecting('401 Unauthorized')
    await expect(map.why).toContainText('The request has no token')
    await map.requestPart('Caller')
    await workbench.getByText('Sign in and keep the token').click()
    await workbench.getByLabel('App client').selectOption('shop-window')
    await workbench.getByLabel('User', { exact: true }).selectOption('ben@example.com')
    await workbench.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(workbench).toContainText('Signed in: the access token is sent with the request.')
    await map.sendExpecting('200 OK')
    await expect(map.answer).toContainText('Walden')
    await map.answerPart('Backend')
    await expect(map.answer).toContainText('format 2.0')
    await expect(map.answer).toContainText('ben@example.com')
  })

  await test.step('the routes without an authorizer answer anybody', async () => {
    await map.selectRoute('GET /books')
    await map.sendExpecting('200 OK')
    await map.selectRoute('GET /books/{id}')
    await map.sendExpecting('203')
    await map.answerPart('Body')
    await expect(map.answer).toContainText('352')
  })

  await test.step('CORS settings answer a preflight', async () => {
    await map.selectApi('bookshop')
    await inspector.getByRole('checkbox', { name: 'Configure CORS' }).check()
    await map.fill('Access-Control-Allow-Origin', origin)
    await map.fill('Access-Control-Max-Age', '600')
    await expect(inspector.getByLabel('Response to a preflight request')).toContainText(
      `access-control-allow-origin: ${origin}`,
    )
    await map.selectRoute('POST /books')
    await map.tab('Test')
    await workbench.getByRole('button', { name: 'Request actions' }).click()
    await page.getByRole('menuitem', { name: 'Send CORS preflight' }).click()
    await expect(map.answer).toContainText('204 No Content')
    await map.answerPart('Headers')
    for (const header of ['access-control-allow-origin', 'access-control-allow-methods']) {
      await expect(map.answer).toContainText(header)
    }
    await expect(map.answer).toContainText(origin)
    await expectAccessible(page, 'the response to a preflight')
  })

  const drawn = await seenOf(map, 'bookshop')
  expect(drawn.parts.routes).toHaveLength(3)
  expect(drawn.parts.authorizers).toHaveLength(1)
  expect(drawn.authorizer.audience).not.toEqual([])
  const documents: Record<string, string> = {}
  for (const format of ['OpenAPI 3.0', 'CloudFormation']) {
    documents[format] = await map.exportAs(format)
  }
  for (const [format, text] of Object.entries(documents)) {
    await test.step(`the ${format} document opens as the same API`, async () => {
      await map.renameDesign('what was open before')
      await expect(map.designName).toContainText('what was open before')
      await map.openTextIn(await map.openImport(), text)
      await expect(page.getByRole('dialog', { name: 'Open or import' })).toBeHidden()
      await expect(map.designName).not.toContainText('what was open before')
      await expect(map.row('POST /books')).toBeVisible()
      expect(await seenOf(map, 'bookshop')).toEqual(drawn)
      expect(await map.exportAs(format)).toBe(text)
    })
  }
})

test('the pet store becomes an HTTP API, and one of its routes answers', async ({ page }) => {
  const map = new HttpMap(page)
  await page.goto('./#example=pet-store')
  await expect(map.method('GET', '/pets')).toBeVisible()
  await map.command('rest or http')
  const dialog = page.getByRole('dialog', { name: /^REST or HTTP/ })
  const features = dialog.getByRole('region', { name: 'Features' })
  await expect(features.getByRole('row', { name: /^Request validation/ })).toContainText('Once')
  const conversion = dialog.getByRole('region', { name: 'Conversion to HTTP' })
  await conversion.getByRole('button', { name: 'Convert this API' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('status').getByText('is now an HTTP API')).toBeVisible()
  await expect(map.method('GET', '/pets')).toHaveAccessibleName(/HTTP to /)
  await map.selectRoute('GET /pets')
  await map.sendExpecting('200 OK')
})
