import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

test('a stage gets settings for one method, and Undo takes them back', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectInTree('dev')
  await designer.openSection('Method settings')
  await designer.choose('Add settings for', 'GET /incomes')
  const settings = designer.inspector.getByRole('heading', { name: 'GET /incomes' })
  await expect(settings).toBeVisible()
  await designer.fill('Rate', '12.5')
  await designer.fill('Burst', '-1')
  await expect(designer.inspector).toContainText('-1 is not a number of 0 or more')
  await designer.fill('Burst', '7')
  await expectAccessible(page, 'the settings of a stage')
  expect(await designer.exportAs('CloudFormation')).toMatch(/ThrottlingBurstLimit: 7/)
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(settings).toBeHidden()
})

test('text on its way to a list stays as it is typed, and Undo reaches the field', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectInTree('incomes-and-expenses')
  const types = designer.field('Binary media types')
  await types.pressSequentially('image/png, image/gif,')
  await expect(types).toHaveValue('image/png, image/gif,')
  await page.keyboard.press('Tab')
  await expect(types).toHaveValue('image/png, image/gif')
  await designer.undoButton.click()
  await expect(types).toHaveValue('')
})

test('a refused value stays in its field with the words of the service', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectInTree('incomes-and-expenses')
  const name = designer.field('API name')
  await name.fill('')
  await page.keyboard.press('Enter')
  await expect(designer.inspector).toContainText('API name cannot be blank')
  await page.keyboard.press('Escape')
  await expect(name).toHaveValue('incomes-and-expenses')
})

test('documentation is written for a method, and told where it belongs', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectInTree('incomes-and-expenses')
  await designer.inspector.getByLabel('Name of what is added').fill('All that comes in.')
  await designer.inspector.getByRole('button', { name: 'Documentation', exact: true }).click()
  await designer.choose('Type', 'METHOD')
  await designer.fill('Path', '/incomes')
  await designer.fill('Method', 'GET')
  expect(await designer.exportAs('OpenAPI 3.0')).toContain('All that comes in.')
})

test('the tree folds and unfolds by keys, and shows what is selected elsewhere', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectInTree('/incomes')
  await expect(designer.treeItem('POST')).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(designer.treeItem('POST')).toBeHidden()
  await page.keyboard.press('ArrowRight')
  await expect(designer.treeItem('POST')).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await designer.method('POST', '/incomes').click()
  await expect(designer.treeItem('POST')).toBeVisible()
  await expectAccessible(page, 'the tree')
})

test('a stage variable is kept as it is typed while the service would refuse it', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectInTree('dev')
  const { inspector } = designer
  await inspector.getByLabel('New name', { exact: true }).first().fill('bucket')
  await inspector.getByLabel('New value', { exact: true }).first().fill('pets')
  await inspector.getByRole('button', { name: 'Add to stage variables' }).click()
  const value = inspector.getByLabel('Value of bucket', { exact: true })
  await value.fill('')
  await expect(value).toHaveValue('')
  await expect(inspector.getByRole('alert')).toContainText('Invalid stage variable value')
  await value.pressSequentially('a b')
  await expect(value).toHaveValue('a b')
  await expect(inspector.getByRole('alert')).toBeVisible()
  await value.fill('orders')
  await expect(inspector.getByRole('alert')).toBeHidden()
  expect(await designer.exportAs('CloudFormation')).toMatch(/bucket: orders/)
})

test('a path without a place to break makes no form wider, and a change is told by what it changed', async ({
  page,
}) => {
  const designer = new Designer(page)
  const long = 'x'.repeat(120)
  await designer.selectInTree('/expenses')
  await designer.fill('Path part', long)
  await designer.add('Usage plan')
  await designer.choose('Add a stage', 'incomes-and-expenses · dev')
  await designer.choose('Limit one method', `GET /${long}`)
  await expect(designer.inspector.getByRole('group', { name: `GET /${long}` })).toBeVisible()
  const wider = await designer.inspector.evaluate((form) => form.scrollWidth - form.clientWidth)
  expect(wider).toBe(0)
  await expectAccessible(page, 'a usage plan with a limit of one method')
  await designer.tab('Changes')
  const changes = designer.workbench.getByRole('list', { name: 'Changes, newest first' })
  await expect(changes).toContainText('Change path part of resource /expenses')
})
