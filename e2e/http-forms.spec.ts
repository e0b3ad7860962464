import { Designer } from './designer.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

const shop = JSON.stringify({
  format: 'gatewright-design',
  version: 2,
  id: 'shop',
  name: 'Shop',
  apis: {
    a1: {
      protocol: 'HTTP',
      id: 'a1',
      name: 'Goods',
      stages: { $default: { stageName: '$default', autoDeploy: true } },
    },
  },
  identities: {
    userPools: {
      'eu-west-1_Shop': {
        id: 'eu-west-1_Shop',
        name: 'shoppers',
        clients: { c1: { id: 'c1', name: 'app' } },
      },
    },
  },
})

async function openShop(designer: Designer): Promise<void> {
  await designer.page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await designer.openTextIn(await designer.openImport(), shop)
  await expect(designer.treeItem('Goods')).toBeVisible()
  await designer.selectInTree('Goods')
  await expect(designer.inspector.getByRole('heading', { name: 'HTTP API' })).toBeVisible()
}

test('a route gets an integration, a mapping and a JWT authorizer in the forms', async ({
  page,
}) => {
  const designer = new Designer(page)
  const { inspector } = designer
  await openShop(designer)
  await expectAccessible(page, 'the form of an HTTP API')

  await inspector.getByLabel('New path', { exact: true }).fill('/goods/{id}')
  await inspector.getByRole('button', { name: 'Add a route', exact: true }).click()
  await inspector.getByRole('button', { name: 'GET /goods/{id}', exact: true }).click()
  await expect(designer.field('Path')).toHaveValue('/goods/{id}')
  await inspector.getByLabel('New function name').fill('showGoods')
  await inspector.getByRole('button', { name: 'Create and attach an integration' }).click()
  await expectAccessible(page, 'the form of a route')
  await designer.fill('Path', '/goods/{id+}/more')
  await expect(inspector).toContainText('must be the last part of the path')
  await designer.fill('Path', '/goods/{item}')
  await expect(inspector).not.toContainText('must be the last part of the path')

  await inspector.getByRole('button', { name: 'Edit Lambda showGoods' }).click()
  const parameter = inspector.getByLabel('New parameter', { exact: true })
  await parameter.fill('header.Authorization')
  await inspector.getByLabel('New value', { exact: true }).fill('$request.path.item')
  await inspector.getByRole('button', { name: 'Add to request parameter mapping' }).click()
  await expect(inspector.getByRole('alert')).toContainText('is reserved')
  await parameter.fill('header.X-Item')
  await inspector.getByRole('button', { name: 'Add to request parameter mapping' }).click()
  const added = 'overwrite:header.X-Item'
  await expect(inspector.getByLabel(`Value of ${added}`)).toHaveValue('$request.path.item')
  await inspector.getByLabel(`Modification type of ${added}`).selectOption('Append')
  await expect(inspector.getByLabel('Parameter of append:header.X-Item')).toBeVisible()
  await designer.choose('Integration type', 'AWS service')
  await expect(designer.field('MessageBody (required)')).toHaveValue('$request.body')
  await expectAccessible(page, 'the form of an integration')
  await designer.undoButton.click()
  await expect(inspector.getByLabel('Parameter of append:header.X-Item')).toBeVisible()

  await designer.selectInTree('Goods')
  await inspector.getByLabel('New authorizer name').fill('shoppers-only')
  await inspector.getByRole('button', { name: 'Add an authorizer' }).click()
  await expect(designer.field('Issuer URL')).toHaveValue(
    'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Shop',
  )
  await expect(inspector.getByRole('button', { name: 'Remove c1' })).toBeVisible()
  await expectAccessible(page, 'the form of a JWT authorizer')
  await designer.selectInTree('Goods')
  await inspector.getByRole('button', { name: 'GET /goods/{item}', exact: true }).click()
  await designer.choose('Authorization', 'shoppers-only (JWT)')
  await designer.fill('Authorization scopes', 'goods/read')
  await inspector.getByRole('button', { name: 'Edit shoppers-only' }).click()
  await expect(
    inspector.getByRole('list', { name: 'Routes that use it' }).getByRole('button'),
  ).toHaveText('GET /goods/{item}')
})

test('CORS and a stage of an HTTP API say what clients get', async ({ page }) => {
  const designer = new Designer(page)
  const { inspector } = designer
  await openShop(designer)
  await inspector.getByRole('checkbox', { name: 'Configure CORS' }).check()
  const preflight = inspector.getByLabel('Response to a preflight request')
  await expect(preflight).toContainText('access-control-allow-origin: *')
  await inspector.getByRole('checkbox', { name: 'Access-Control-Allow-Credentials' }).click()
  await expect(inspector.getByRole('alert')).toContainText('allow-credentials is not supported')
  await designer.fill('Access-Control-Allow-Origin', 'https://shop.example.com')
  await inspector.getByRole('checkbox', { name: 'Access-Control-Allow-Credentials' }).check()
  await expect(preflight).toContainText('access-control-allow-origin: https://shop.example.com')
  await expect(preflight).toContainText('access-control-allow-credentials: true')

  await inspector.getByRole('button', { name: '$default', exact: true }).click()
  await expect(inspector).toContainText('https://a1.execute-api.us-east-1.amazonaws.com')
  await inspector.getByRole('checkbox', { name: 'Automatic deployment' }).uncheck()
  await inspector.getByRole('button', { name: 'Deploy to this stage' }).click()
  await expect(page.getByText('At least one route is required')).toBeVisible()
  await designer.openSection('Access logs')
  await inspector.getByRole('checkbox', { name: 'Access logging' }).check()
  await designer.choose('Log format preset', 'CLF')
  await expect(designer.field('Log format')).toHaveValue(/\$context\.routeKey/)
  await expectAccessible(page, 'the form of a stage of an HTTP API')
})

test('a key set is checked as it is pasted, and private keys stay out of the design', async ({
  page,
}) => {
  const designer = new Designer(page)
  await openShop(designer)
  await designer.add('OpenID Connect issuer')
  const keySet = designer.field('JSON Web Key Set (JWKS)')
  await keySet.fill('{"keys": [')
  await expect(designer.inspector).toContainText('Not valid JSON')
  await keySet.fill('{"keys": [{"kty": "RSA", "kid": "one", "n": "AQAB", "e": "AQAB", "d": "x"}]}')
  await expect(designer.inspector).toContainText('is private')
  await keySet.fill('{"keys": [{"kty": "RSA", "kid": "one", "n": "AQAB", "e": "AQAB"}]}')
  await expect(designer.inspector.getByRole('list', { name: 'Keys of the issuer' })).toContainText(
    'one RSA',
  )
  await expectAccessible(page, 'the form of an OpenID Connect issuer')
})
