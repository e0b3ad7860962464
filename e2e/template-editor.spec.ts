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

test('a template is typed key by key, spaces included', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectMethod('GET', '/incomes')
  await designer.openTemplate('Response 200 application/json')
  await designer.writeTemplate('')
  await page.keyboard.type('two words and 3 ')
  // Monaco draws spaces as no-break spaces
  await expect(designer.templateText).toHaveText(/^two\swords\sand\s3\s$/)
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

test('a sample is chosen: a run, a body that the model accepts, or one that is written here', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectMethod('POST', '/incomes')
  await designer.openTemplate('Request application/json')
  await designer.writeTemplate("$input.json('$.note')")
  const samples = designer.workbench.getByLabel('Sample', { exact: true })
  await samples.selectOption('A body of your own')
  await designer.workbench.getByLabel('Body of the sample').fill('{"note": "mine"}')
  await expect(designer.templateOutput).toHaveText('"mine"')
  await designer.workbench.getByLabel('Body of the sample').fill('{"note": [1, 2]}')
  await expect(designer.templateOutput.locator('mark').first()).toBeVisible()
  await expect(designer.templateOutput.locator('del').first()).toBeVisible()
  await expectAccessible(page, 'a sample of your own with differences')
  await samples.selectOption('A body that the model accepts')
  await expect(designer.templateOutput.locator('del').first()).toHaveText('[1,2]')
})

test('a template is written evenly, walked by its outline, and says what it printed before it failed', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectMethod('POST', '/incomes')
  await designer.openTemplate('Request application/json')
  await designer.writeTemplate('#set( $list=[1,2] )\n{\n"first": $list.get( 0 ),\n"last": 2\n}')
  await designer.workbench.getByRole('button', { name: 'Format' }).click()
  await expect(designer.templateText).toContainText('#set($list = [1, 2])')
  await expect(designer.templateOutput).toContainText('  "first": 1,')
  await designer.workbench.getByRole('button', { name: 'Outline' }).click()
  await expect(page.locator('.quick-input-widget')).toContainText('#set $list')
  await page.keyboard.press('Escape')
  await designer.writeTemplate('{"a": 1, #set($l = [1])"b": $l[7]}')
  await expect(designer.workbench.getByText('Printed until there:')).toBeVisible()
  await expect(designer.templateOutput).toHaveText('{"a": 1, "b":')
})

test('breakpoints go with their lines, and keys step to them', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectMethod('POST', '/incomes')
  await designer.openTemplate('Request application/json')
  await designer.writeTemplate('#set($a = 1)\n#set($b = 2)\n$a\n$b')
  await expect(designer.templateOutput).toContainText('2')
  await page.keyboard.press('F9')
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('Enter')
  await designer.stepButton('Step through').click()
  await expect(designer.debugger).toContainText('Step 1 of')
  await page.keyboard.press('ControlOrMeta+\\')
  await expect(designer.debugger).toContainText('Prints $b (line 5)')
  await page.keyboard.press('ControlOrMeta+"')
  await expect(designer.debugger).toContainText('Prints $a (line 4)')
  await page.keyboard.press("ControlOrMeta+'")
  await expect(designer.debugger).toContainText('Prints $b (line 5)')
})

test('what is wrong with a template of a method that is not open is a problem that leads to its word', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectMethod('POST', '/incomes')
  await designer.openTemplate('Request application/json')
  await designer.writeTemplate('{\n  "a": "$nobody",\n  "b": $util.parseJsn("1")\n}')
  await designer.selectMethod('GET', '/incomes')
  await page.reload()
  await designer.tab('Problems')
  // looked for once the page has come to rest
  await designer.workbench.getByText('There is no $util.parseJsn').first().click()
  await expect(designer.templateText).toContainText('$nobody')
  await expect(designer.selectedInTemplate).toBeVisible()
  await page.keyboard.insertText('parseJson')
  await expect(designer.templateText).toContainText('$util.parseJson("1")')
  await designer.tab('Problems')
  await expect(designer.workbench.getByText('Nothing sets $nobody').first()).toBeVisible()
  await expect(designer.workbench.getByText('There is no $util.parseJsn')).toHaveCount(0)
})
