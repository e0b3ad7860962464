import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

/** Why the shown answer has its status, in words. */
const whyOf = (designer: Designer) => designer.answer.getByRole('note', { name: 'Why this status' })

test('a method of a user pool refuses an anonymous call and takes a signed-in user, and says why', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.add('User pool')
  await expect(designer.field('Name')).toHaveValue('users')
  const arn = await designer.inspector.getByText(/^arn:aws:cognito-idp:/).innerText()
  await expectAccessible(page, 'the form of a user pool')
  await designer.selectInTree('incomes-and-expenses')
  await designer.inspector.getByLabel('Name of what is added').fill('pool')
  await designer.inspector.getByRole('button', { name: 'Authorizer', exact: true }).click()
  await designer.choose('Type', 'COGNITO_USER_POOLS')
  await designer.fill('User pool ARNs', arn)
  await designer.fill('Identity source', 'method.request.header.Authorization')
  await designer.selectMethod('GET', '/expenses')
  await designer.openSection('Method request')
  await designer.choose('Authorization', 'pool')

  await designer.send()
  await expect(designer.answer).toContainText('401 Unauthorized')
  await expect(whyOf(designer)).toContainText('UNAUTHORIZED')
  await expect(whyOf(designer)).toContainText('Authorization')
  await expectAccessible(page, 'a refusal and why')
  await whyOf(designer)
    .getByRole('button', { name: 'Read the rule: Identity sources' })
    .first()
    .click()
  const rule = page.getByRole('dialog', { name: 'Identity sources' })
  await expect(rule).toContainText('What to do')
  await expect(rule.getByRole('link', { name: /own guide/ })).toHaveAttribute(
    'href',
    /^https:\/\/docs\.aws\.amazon\.com\//,
  )
  await expectAccessible(page, 'the page of a rule')
  await page.keyboard.press('Escape')
  await expect(rule).toBeHidden()

  await designer.callAs('ana@example.com, of users')
  await expectAccessible(page, 'the caller')
  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
  await whyOf(designer).getByRole('group').click()
  await expect(whyOf(designer)).toContainText('The client gets 200')
  await designer.tab('Trace')
  await expect(designer.workbench.getByRole('option', { name: /^Authorization/ })).not.toHaveText(
    /skipped/,
  )

  await designer.tab('Test')
  await page.reload()
  await designer.requestPart('Caller')
  await expect(designer.caller).toHaveValue(/^pool /)
})

test('a method of IAM refuses what nobody signed and takes what a principal signed', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.add('IAM principal')
  await expectAccessible(page, 'the form of a principal')
  await designer.selectMethod('GET', '/expenses')
  await designer.openSection('Method request')
  await designer.choose('Authorization', 'AWS IAM')
  await designer.send()
  await expect(designer.answer).toContainText('403 Forbidden')
  await expect(designer.answer).toContainText('Missing Authentication Token')
  await designer.callAs('caller, signs with IAM')
  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
  await designer.selectInTree('caller')
  await designer.fill('Policy Invoke', '{"Version": "2012-10-17", "Statement": []}')
  await designer.selectMethod('GET', '/expenses')
  await designer.send()
  await expect(designer.answer).toContainText('403 Forbidden')
  await expect(whyOf(designer)).toContainText('ACCESS_DENIED')
})

test('a usage plan holds its key to the declared burst, and says so', async ({ page }) => {
  const designer = new Designer(page)
  await designer.add('API key')
  await expectAccessible(page, 'the form of an API key')
  await designer.add('Usage plan')
  await designer.fill('Rate', '0.01')
  await designer.fill('Burst', '2')
  await designer.choose('Add a stage', 'incomes-and-expenses · dev')
  await designer.inspector.getByRole('checkbox', { name: 'api-key' }).check()
  await expectAccessible(page, 'the form of a usage plan')
  await designer.selectMethod('GET', '/expenses')
  await designer.openSection('Method request')
  await designer.inspector.getByRole('checkbox', { name: 'API key required' }).check()
  await designer.send()
  await expect(designer.answer).toContainText('403 Forbidden')
  await designer.requestPart('Caller')
  await designer.workbench.getByLabel('API key', { exact: true }).selectOption('api-key')
  for (const status of ['200 OK', '200 OK', '429 Too Many Requests']) {
    await designer.send()
    await expect(designer.answer).toContainText(status)
    await expect(designer.workbench.getByRole('button', { name: /^Send/ })).toBeVisible()
  }
  await expect(whyOf(designer)).toContainText('THROTTLED')
  await whyOf(designer)
    .getByRole('button', { name: /^Show in the design/ })
    .first()
    .click()
  await expect(designer.inspector.getByRole('heading', { name: 'Usage plan' })).toBeVisible()
  await (await designer.clock()).getByRole('button', { name: 'Reset the gateway' }).click()
  await page.keyboard.press('Escape')
  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
})

test('VPC links and custom domain names have forms, and Undo takes them back', async ({ page }) => {
  const designer = new Designer(page)
  await designer.add('VPC link')
  await designer.fill('Target NLB', 'nlb')
  await expect(designer.inspector).toContainText('Invalid ARN')
  await designer.add('Custom domain name')
  await designer.inspector.getByRole('button', { name: 'Add an API mapping' }).click()
  await designer.fill('Path', 'ledger')
  await page.keyboard.press('Enter')
  await expectAccessible(page, 'the form of a custom domain name')
  await expect(designer.inspector.getByRole('heading', { name: '/ledger' })).toBeVisible()
  await designer.undoButton.click()
  await designer.undoButton.click()
  await expect(designer.inspector.getByRole('heading', { name: '/ledger' })).toBeHidden()
  await designer.inspector.getByRole('button', { name: 'Delete the custom domain name' }).click()
  await expect(designer.treeItem('api.example.com')).toBeHidden()
})

test('the function of an authorizer allows and denies by token, and why says which', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectInTree('incomes-and-expenses')
  await designer.inspector.getByLabel('Name of what is added').fill('guard')
  await designer.inspector.getByRole('button', { name: 'Authorizer', exact: true }).click()
  await designer.choose('Type', 'TOKEN')
  await designer.fill('Identity source', 'method.request.header.Authorization')
  await designer.fill(
    'Function invocation ARN',
    'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:guard/invocations',
  )
  await designer.inspector.getByRole('button', { name: 'What guard returns' }).click()
  for (const label of ['Authorizer: allow a token', 'Authorizer: deny a token']) {
    await designer.inspector.getByLabel('Begin with').selectOption(label)
    await designer.inspector.getByRole('button', { name: 'Add a case' }).click()
  }
  await expect(designer.inspector.getByRole('group', { name: 'Case 2' })).toBeVisible()
  await expectAccessible(page, 'a backend with answers for certain events')
  await designer.selectMethod('GET', '/expenses')
  await designer.openSection('Method request')
  await designer.choose('Authorization', 'guard')
  await designer.requestPart('Headers')
  await designer.workbench.getByLabel('Name of a new header').fill('Authorization')
  for (const [token, status, reason] of [
    ['allow-me', '200 OK', 'The client gets 200'],
    ['deny-me', '403 Forbidden', 'ACCESS_DENIED'],
    ['unknown', '500 Internal Server Error', 'AUTHORIZER_CONFIGURATION_ERROR'],
  ] as const) {
    await designer.requestPart('Headers')
    await designer.workbench.getByLabel('Value of header Authorization').fill(token)
    await designer.send()
    await expect(designer.answer).toContainText(status)
    await expect(whyOf(designer)).toContainText(reason)
  }
})
