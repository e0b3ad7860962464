import { expect, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

test('Undo in a message takes back its own edit, and goes with the next one', async ({ page }) => {
  const designer = new Designer(page)
  const messages = page.getByRole('region', { name: 'Messages' })
  await designer.selectMethod('GET', '/incomes')
  await designer.inspector.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(messages).toContainText('Deleted GET /incomes.')
  await designer.selectInTree('incomes-and-expenses')
  await designer.inspector.getByLabel('Description').fill('Money in, money out')
  await expect(messages).not.toContainText('Deleted GET /incomes.')
  await expect(designer.method('GET', '/incomes')).toBeHidden()

  await designer.selectMethod('POST', '/incomes')
  await designer.inspector.getByRole('button', { name: 'Delete', exact: true }).click()
  await messages.getByRole('button', { name: 'Undo' }).click()
  await expect(designer.method('POST', '/incomes')).toBeVisible()
  await expect(messages).not.toContainText('Deleted')
})

test('a message with Undo does not cover a dialog, and goes when the edit is undone by keys', async ({
  page,
}) => {
  const designer = new Designer(page)
  const messages = page.getByRole('region', { name: 'Messages' })
  await designer.selectMethod('GET', '/incomes')
  await designer.inspector.getByRole('button', { name: 'Delete', exact: true }).click()
  const message = messages.getByText('Deleted GET /incomes.')
  await expect(message).toBeVisible()
  await page.keyboard.press('ControlOrMeta+e')
  await expect(page.getByRole('dialog')).toBeVisible()
  const place = await designer.placeOf(message)
  const onTop = await page.evaluate(
    ({ x, y }) => document.elementFromPoint(x, y)?.closest('.gw-notices') === null,
    place,
  )
  expect(onTop).toBe(true)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await designer.focusMap()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(designer.method('GET', '/incomes')).toBeVisible()
  await expect(message).toBeHidden()
})

test('with a flow open, what the form and the keys offer for a resource works', async ({
  page,
}) => {
  const designer = new Designer(page)
  const openFlow = async () => {
    await designer.selectMethod('GET', '/incomes')
    await designer.inspector.getByRole('button', { name: 'Open the flow' }).click()
    await expect(designer.canvas.getByRole('application', { name: /^Flow of/ })).toBeVisible()
  }
  await openFlow()
  await designer.selectInTree('/expenses')
  await designer.inspector.getByRole('button', { name: 'Add a resource below' }).click()
  const form = page.getByRole('dialog', { name: 'Add resource' })
  await form.getByLabel('Path').fill('{expenseId}')
  await form.getByRole('button', { name: 'Add resource' }).click()
  await expect(designer.resource('/expenses/{expenseId}')).toBeVisible()

  await openFlow()
  await designer.selectInTree('/{expenseId}')
  await designer.inspector.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(designer.treeItem('/{expenseId}')).toBeHidden()
  await expect(designer.canvas.getByRole('application', { name: /^Flow of/ })).toBeVisible()

  await designer.selectInTree('/expenses')
  await designer.navigator.getByRole('tree').press('Delete')
  await expect(designer.treeItem('/expenses')).toBeHidden()
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
  await expect(designer.treeItem('/expenses')).toBeVisible()
})

test('an API is deleted with the Delete key or its menu in the tree, and comes back with Undo', async ({
  page,
}) => {
  const designer = new Designer(page)
  const messages = page.getByRole('region', { name: 'Messages' })
  const tree = designer.navigator.getByRole('tree')
  const name = await tree.getByRole('treeitem').nth(1).getAttribute('aria-label')
  await designer.selectInTree(name ?? '')
  await tree.press('Delete')
  await expect(designer.canvas.getByRole('heading', { name: 'Draw your first API' })).toBeVisible()
  await expect(messages).toContainText(`Deleted the API ${name}.`)
  await messages.getByRole('button', { name: 'Undo' }).click()
  await expect(designer.method('GET', '/incomes')).toBeVisible()

  await tree.getByRole('treeitem').nth(1).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await expect(designer.canvas.getByRole('heading', { name: 'Draw your first API' })).toBeVisible()
  await messages.getByRole('button', { name: 'Undo' }).click()

  await designer.selectInTree(name ?? '')
  await designer.inspector.getByRole('button', { name: 'Delete the API' }).click()
  await expect(designer.canvas.getByRole('heading', { name: 'Draw your first API' })).toBeVisible()
})

test('a resource that is moved says so, by pointer and in the form, and Undo takes it back', async ({
  page,
}) => {
  const designer = new Designer(page)
  const messages = page.getByRole('region', { name: 'Messages' })
  await designer.drag(
    designer.resource('/expenses').getByText('/expenses', { exact: true }),
    designer.resource('/incomes').getByText('/incomes', { exact: true }),
  )
  await expect(messages).toContainText('Moved /expenses under /incomes.')
  await messages.getByRole('button', { name: 'Undo' }).click()
  await expect(designer.method('GET', '/expenses')).toBeVisible()
  await designer.selectInTree('/expenses')
  await designer.inspector.getByRole('button', { name: /^Below/ }).click()
  await page.getByRole('option', { name: '/incomes', exact: true }).click()
  await expect(messages).toContainText('Moved /expenses under /incomes.')
  await messages.getByRole('button', { name: 'Undo' }).click()
  await expect(designer.method('GET', '/expenses')).toBeVisible()
})

test('a window too narrow for both shows the map or the flow in place of the tree', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.setViewportSize({ width: 600, height: 900 })
  await expect(designer.canvas).toBeHidden()
  await designer.selectInTree('GET')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  await designer.inspector.getByRole('button', { name: 'Open the flow' }).click()
  await expect(designer.canvas.getByRole('application', { name: /^Flow of/ })).toBeVisible()
  await expect(designer.navigator).toBeHidden()
  await designer.canvas.getByRole('button', { name: 'Tree', exact: true }).click()
  await expect(designer.navigator).toBeVisible()
  await designer.navigator.getByRole('button', { name: 'Map', exact: true }).click()
  await expect(designer.canvas).toBeVisible()
  await designer.canvas.getByRole('button', { name: 'Tree', exact: true }).click()
  await designer.selectInTree('/expenses')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  await designer.inspector.getByRole('button', { name: 'Add a resource below' }).click()
  await expect(page.getByRole('dialog', { name: 'Add resource' })).toBeVisible()
})
