import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

test('a resource policy is begun with a template, broken, mended by line and column, and refuses an address', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectInTree('incomes-and-expenses')
  const { policy } = designer
  await expect(policy).toContainText('Only the authorization of each method applies')
  await policy.getByRole('button', { name: 'Write a policy' }).click()
  await designer.takePolicyTemplate('Deny some IP ranges', 'Insert')
  const statements = policy.getByRole('list', { name: 'What the policy says' })
  await expect(statements.getByRole('listitem')).toHaveText([
    'AllowEverybody Everybody may call every method of every stage.',
    'DenyAddresses Nobody may call any method of any stage, if the IP address of the caller is in 192.0.2.0/24.',
  ])
  await expectAccessible(page, 'the resource policy')

  // the range of the template is selected: what is typed takes its place
  await expect(designer.policyText).toBeVisible()
  await page.keyboard.insertText('203.0.113.0/24')
  await expect(statements).toContainText('203.0.113.0/24')
  const remarks = policy.getByRole('list', { name: 'What is wrong with the policy' })
  await expect(remarks).toBeHidden()

  await page.keyboard.press('End')
  await page.keyboard.insertText(';')
  await expect(remarks.getByRole('listitem')).toHaveCount(1)
  await expect(remarks).toContainText(
    'Line 20, column 29 This is not JSON: ; is not expected here.',
  )
  await expect(policy).toContainText('This text is not in the design yet')
  await expectAccessible(page, 'a broken policy')
  // the list of problems tells it too, of the text as it stands here
  await designer.tab('Problems')
  const problem = designer.workbench.getByRole('button', { name: /; is not expected here/ })
  await expect(problem.first()).toContainText('line 20, column 29')
  // what is typed waits where it is while the calls go by the policy before it
  await designer.selectMethod('GET', '/expenses')
  await designer.sendExpecting('200 OK')
  await designer.selectInTree('incomes-and-expenses')
  await remarks.getByRole('button').click()
  // the click opened the editor again, with what is wrong selected
  await expect(designer.policyText).toBeVisible()
  await expect(policy.locator('.monaco-editor .squiggly-error')).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect(remarks).toBeHidden()

  await designer.selectMethod('GET', '/expenses')
  await designer.callFrom('203.0.113.9')
  await designer.sendExpecting('403 Forbidden')
  await expect(designer.answer).toContainText(
    /User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:\*+9012:[^/]+\/dev\/GET\/expenses with an explicit deny/,
  )
  await expect(designer.why).toContainText('The resource policy denies this call: DenyAddresses.')
  await designer.why
    .getByRole('button', { name: /^Show in the design: The resource policy denies/ })
    .first()
    .click()
  await expect(designer.policyText).toBeVisible()
  await expect(statements).toContainText('203.0.113.0/24')
  // the statement that decided is selected, to its last brace
  await expect(policy.locator('.monaco-editor .selected-text')).not.toHaveCount(0)
  expect(await designer.copied(() => page.keyboard.press('ControlOrMeta+C'))).toMatch(
    /^\{\s+"Sid": "DenyAddresses",[^]+203\.0\.113\.0\/24[^]+\}$/,
  )

  await designer.undoButton.click()
  await expect(statements).toContainText('192.0.2.0/24')
  await designer.undoButton.click()
  await expect(statements).toBeHidden()
})

test('a statement that is no policy is told by line and column, by keys from end to end', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectInTree('incomes-and-expenses')
  const { policy } = designer
  const write = policy.getByRole('button', { name: 'Write a policy' })
  await designer.tabTo(write)
  await page.keyboard.press('Enter')
  const editor = policy.locator('.monaco-editor').first()
  await expect(editor).toBeVisible()
  await designer.tabTo(editor)
  // pasted: typing would indent and close brackets by itself
  await designer.paste(
    JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Permit', Action: 's3:GetObject', Resource: 'execute-api:/dev/*' }],
      },
      null,
      2,
    ),
  )
  const remarks = policy.getByRole('list', { name: 'What is wrong with the policy' })
  await expect(remarks.getByRole('listitem')).toHaveText([
    /^Line 4, column 5 The statement has no Principal/,
    /^Line 5, column 17 Effect is either Allow or Deny. It is written Permit.$/,
    /^Line 6, column 17 s3:GetObject is no action/,
  ])
  await page.keyboard.press('Escape')
  await expect(policy.getByRole('button', { name: 'Close the editor' })).toBeFocused()
  for (const [line, text] of [
    [/^Line 5/, '"Allow", "Principal": "*"'],
    [/^Line 6/, '"execute-api:Invoke"'],
  ] as const) {
    await remarks.getByRole('button', { name: line }).focus()
    await page.keyboard.press('Enter')
    await expect(editor.locator('.selected-text').first()).toBeVisible()
    await designer.paste(text)
    await page.keyboard.press('Escape')
  }
  await expect(remarks).toBeHidden()
  await expect(policy.getByRole('list', { name: 'What the policy says' })).toHaveText(
    'Statement 1 Everybody may call every method of the stage dev.',
  )
  await policy.getByRole('button', { name: 'Enlarge' }).click()
  const dialog = page.getByRole('dialog', { name: /^Resource policy of/ })
  await expect(dialog.locator('.monaco-editor').first()).toBeVisible()
  await expectAccessible(page, 'the enlarged policy')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(editor).toBeVisible()
})

test('a fault of a policy is one click away in the list of problems', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectInTree('incomes-and-expenses')
  const { policy } = designer
  await policy.getByRole('button', { name: 'Write a policy' }).click()
  await designer.takePolicyTemplate('Deny some IP ranges', 'Insert')
  await expect(designer.policyText).toBeVisible()
  await page.keyboard.insertText('somewhere')
  await designer.selectMethod('GET', '/expenses')
  await designer.tab('Problems')
  const row = designer.workbench.getByRole('button', { name: /^Resource policy: somewhere/ })
  await expect(row).toContainText(/line \d+, column \d+/)
  await expectAccessible(page, 'a fault of a policy among the problems')
  await row.click()
  await expect(designer.policyText).toBeVisible()
  await expect(policy.locator('.monaco-editor .selected-text')).not.toHaveCount(0)
  expect(await designer.copied(() => page.keyboard.press('ControlOrMeta+C'))).toBe('"somewhere"')
  await page.keyboard.insertText('"192.0.2.0/24"')
  await expect(row).toBeHidden()
})
