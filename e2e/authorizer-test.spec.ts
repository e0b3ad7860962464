import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

const uri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:guard/invocations'

async function addAuthorizer(designer: Designer, name: string, type: string): Promise<void> {
  await designer.selectInTree('incomes-and-expenses')
  await designer.inspector.getByLabel('Name of what is added').fill(name)
  await designer.inspector.getByRole('button', { name: 'Authorizer', exact: true }).click()
  await designer.choose('Type', type)
}

const testOf = (designer: Designer) =>
  designer.inspector.getByRole('region', { name: 'Test authorizer' })
const resultOf = (designer: Designer) =>
  testOf(designer).getByRole('region', { name: /^(The authorizer has answered|\d{3} )/ })

test('a token authorizer is tested by keys: what it says, what it means for its methods, and why it refuses', async ({
  page,
}) => {
  const designer = new Designer(page)
  await addAuthorizer(designer, 'guard', 'TOKEN')
  await designer.fill('Function invocation ARN', uri)
  await designer.inspector.getByRole('button', { name: 'What guard returns' }).click()
  for (const label of ['Authorizer: allow a token', 'Authorizer: deny a token']) {
    await designer.inspector.getByLabel('Begin with').selectOption(label)
    await designer.inspector.getByRole('button', { name: 'Add a case' }).click()
  }
  await expect(designer.inspector.getByRole('group', { name: 'Case 2' })).toBeVisible()
  await designer.selectMethod('GET', '/expenses')
  await designer.openSection('Method request')
  await designer.choose('Authorization', 'guard')
  await designer.selectInTree('guard')

  const token = testOf(designer).getByLabel('Token (Authorization)')
  await token.focus()
  await page.keyboard.press('Enter')
  await expect(resultOf(designer)).toContainText('401 Unauthorized')
  await expect(resultOf(designer)).toContainText('the request has no method.request.header')
  await expectAccessible(page, 'a test that is refused')

  await page.keyboard.type('allow-me')
  await page.keyboard.press('Enter')
  await expect(resultOf(designer)).toContainText('The authorizer has answered')
  await expect(resultOf(designer).getByText('principalId', { exact: true })).toBeVisible()
  await expect(
    resultOf(designer).getByRole('list', { name: /^Methods of the stage/ }),
  ).toContainText('GET /expenses let in')
  await expect(resultOf(designer).getByRole('region', { name: 'Policy' })).toContainText(
    'execute-api:Invoke',
  )
  await expectAccessible(page, 'a test that succeeded')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, 'a test that succeeded, in the dark')

  await token.fill('deny-me')
  await page.keyboard.press('Enter')
  await expect(resultOf(designer)).toContainText('refused by an explicit deny')

  await token.fill('somebody')
  await page.keyboard.press('Enter')
  await expect(resultOf(designer)).toContainText('500 Internal Server Error')
  await resultOf(designer).getByText('Log', { exact: true }).click()
  await expect(resultOf(designer).getByRole('region', { name: 'Log' })).toContainText(
    'Starting authorizer: ',
  )
  await expectAccessible(page, 'a test that failed, in the dark')
})

test('a request authorizer is tested with each of its identity sources', async ({ page }) => {
  const designer = new Designer(page)
  await addAuthorizer(designer, 'gate', 'REQUEST')
  await designer.fill('Function invocation ARN', uri)
  await designer.fill(
    'Identity source',
    'method.request.header.X-Who, method.request.querystring.tenant, stageVariables.region, context.identity.sourceIp',
  )
  const form = testOf(designer)
  for (const [label, value] of [
    ['X-Who', 'ann'],
    ['tenant', 'blue team'],
    ['region', 'north'],
    ['identity.sourceIp', '203.0.113.9'],
    ['Path with query string', '/expenses?full=true'],
  ] as const) {
    await form.getByLabel(label, { exact: true }).fill(value)
  }
  await form.getByLabel('Other headers').fill('Accept: text/plain')
  await form.getByRole('button', { name: 'Test authorizer' }).click()
  // the function has no answer yet, and what it was asked is there to be read
  await expect(resultOf(designer)).toContainText('500 Internal Server Error')
  await expect(resultOf(designer)).toContainText('No answer is set for the function guard')
  await resultOf(designer).getByText('Event', { exact: true }).click()
  const event = resultOf(designer).getByRole('region', { name: 'Event' })
  for (const text of ['blue team', 'north', 'text/plain', '203.0.113.9', 'ESTestInvoke-stage']) {
    await expect(event).toContainText(text)
  }
  await expectAccessible(page, 'a test of a request authorizer')
})

test('a user pool authorizer is tested with the token of a user', async ({ page }) => {
  const designer = new Designer(page)
  await designer.add('User pool')
  const arn = await designer.inspector.getByText(/^arn:aws:cognito-idp:/).innerText()
  await addAuthorizer(designer, 'pool', 'COGNITO_USER_POOLS')
  await designer.fill('User pool ARNs', arn)
  const form = testOf(designer)
  await form
    .getByLabel('Take the identity token of')
    .selectOption({ label: 'ana@example.com, of users' })
  await expect(form.getByLabel('Token (Authorization)')).not.toHaveValue('')
  await form.getByRole('button', { name: 'Test authorizer' }).click()
  await expect(resultOf(designer)).toContainText('The authorizer has answered')
  await expect(resultOf(designer)).toContainText('token_use')
  await expectAccessible(page, 'the claims of a token')
  await form.getByLabel('Token (Authorization)').fill('nonsense')
  await form.getByRole('button', { name: 'Test authorizer' }).click()
  await expect(resultOf(designer)).toContainText('401 Unauthorized')
})
