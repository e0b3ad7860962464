import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

test('a DynamoDB response mapping is written with completions only', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectMethod('GET', '/incomes')
  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
  await designer.openTemplate('Response 200 application/json')
  await designer.writeTemplate('')
  await designer.complete('Dyn', 'DynamoDB Query response')
  await expect(designer.templateOutput).toContainText('"items"')
  // a field of the last answer, offered by its path
  await designer.writeTemplate("$input.path('')")
  await designer.moveCaret('ArrowLeft', 2)
  await designer.complete('$', '$.Items')
  await expect(designer.templateText).toContainText("$input.path('$.Items')")
  await expectAccessible(page, 'the template editor with its preview')
})

test('a mistake is marked before anything runs, and a quick fix mends it', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectMethod('POST', '/incomes')
  await designer.openTemplate('Request application/json')
  await designer.writeTemplate('{"a": "$util.escapeJavascript($nothing)"}')
  await expect(designer.marks).toHaveCount(2)
  await designer.moveCaret('Home')
  await designer.quickFix('Write $util.escapeJavaScript')
  await expect(designer.templateText).toContainText('$util.escapeJavaScript(')
  await expect(designer.marks).toHaveCount(1)
  await designer.writeTemplate('{"a": }')
  await expect(designer.marks).toHaveCount(1)
  await expect(designer.templateOutput).toHaveText('{"a": }')
})

test('a loop is stepped through forwards and backwards, with its variables', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectMethod('POST', '/incomes')
  await designer.openTemplate('Request application/json')
  await designer.writeTemplate('#foreach($i in [1..3])\n#set($twice = $i * 2)\n$twice,\n#end')
  await expect(designer.templateOutput).toContainText('6,')
  await designer.stepButton('Step through').click()
  const { debugger: steps } = designer
  await expect(steps).toContainText('Step 1 of')
  await designer.stepButton('Step in').click()
  await expect(steps).toContainText('Round 1 of 3')
  await designer.stepButton('Step over').click()
  await expect(steps).toContainText('Round 2 of 3')
  await expect(steps.getByRole('row', { name: /^\$twice (?:changed )?2/ })).toBeVisible()
  await expect(designer.templateOutput).toHaveText(/^2,\s*$/)
  await designer.stepButton('Step back').click()
  await expect(steps).toContainText('Prints $twice')
  await expect(designer.templateOutput).toHaveText('(nothing is printed yet)')
  await designer.stepButton('Step out').click()
  await expect(steps).toContainText('The end')
  await expect(designer.templateOutput).toContainText('6,')
  await expectAccessible(page, 'the step debugger')
  await designer.stepButton('Stop').click()
  await expect(steps).toBeHidden()
})

test('a click on the output lands on what printed it, and a run is stepped through from its trace', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectMethod('POST', '/incomes')
  await designer.send()
  await expect(designer.answer).toContainText('201 Created')
  await designer.openTemplate('Request application/json')
  await designer.templateOutput.getByRole('option', { name: 'ledger-dev' }).click()
  await expect(designer.selectedInTemplate).toContainText('$stageVariables.tableName')
  await designer.tab('Trace')
  await designer.workbench
    .getByRole('option', { name: /^Integration request mapping|^Integration request/ })
    .first()
    .click()
  await designer.workbench.getByRole('button', { name: 'Step through the template' }).click()
  await expect(designer.debugger).toContainText('Step 1 of')
  await designer.stepButton('To the end').click()
  await expect(designer.templateOutput).toContainText('"TableName": "ledger-dev"')
})
