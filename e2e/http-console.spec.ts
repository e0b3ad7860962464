import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

/** The address of the example with one of its routes. */
const placeOf = (route: string) => `./#example=library&api=libraryapi&route=${route}&tab=test`

test('a JWT route refuses a request without a token, and accepts a user who signed in', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto(placeOf('listloans'))
  const { workbench } = designer
  await expect(workbench.getByRole('group', { name: 'Request line' })).toContainText('/loans')

  await designer.send()
  await expect(designer.answer).toContainText('401 Unauthorized')
  await expect(designer.why).toContainText('The request has no token')
  await expect(designer.why.getByRole('button', { name: 'Read the rule: JWT authorizers' }).first()).toBeVisible() // prettier-ignore

  await designer.requestPart('Caller')
  await workbench.getByText('Sign in and keep the token').click()
  await workbench.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(workbench).toContainText('Signed in: the access token is sent with the request.')
  await expect(workbench.getByRole('list', { name: 'Steps of the sign-in' })).toContainText(
    'Exchange the code for tokens: 200',
  )
  await expect(workbench).toContainText(/Expires in (?:1 h|59 min)/)
  await expectAccessible(page, 'a caller who signed in')

  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
  await designer.answer.getByRole('tab', { name: 'Backend' }).click()
  await expect(designer.answer).toContainText('format 2.0')
  await expect(designer.answer).toContainText('mia@example.com')
  await designer.tab('Log')
  await expect(workbench.getByRole('region', { name: 'Access log' })).toContainText(
    'GET /loans 200',
  )
})

test('a preflight is answered by the CORS settings, without the authorizer', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto(placeOf('borrow'))
  await designer.workbench.getByRole('button', { name: 'Request actions' }).click()
  await page.getByRole('menuitem', { name: 'Send CORS preflight' }).click()
  await expect(designer.answer).toContainText('204 No Content')
  await designer.answer.getByRole('tab', { name: /^Headers/ }).click()
  await expect(designer.answer).toContainText('https://library.example')
})

test('an expired token is refused by the simulated clock', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto(placeOf('listloans'))
  await designer.requestPart('Caller')
  await designer.workbench.getByText('Sign in and keep the token').click()
  await designer.workbench.getByLabel('Flow').selectOption('Username and password')
  await designer.workbench.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(designer.workbench).toContainText('Signed in')
  await designer.advance('+ 1 day')
  await designer.send()
  await expect(designer.answer).toContainText('401 Unauthorized')
  await expect(designer.why).toContainText('the token has expired')
})
