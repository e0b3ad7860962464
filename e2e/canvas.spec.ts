import { expect, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

test('an edge drawn from a method to a backend is its integration, and Undo takes it back', async ({
  page,
}) => {
  const designer = new Designer(page)
  const method = designer.method('OPTIONS', '/expenses')
  await expect(method).toContainText('MOCK')
  await designer.drag(designer.handleOf(method), designer.backend('DynamoDB'))
  await expect(method).not.toContainText('MOCK')
  await expect(method).toHaveAccessibleName(/AWS service to dynamodb/)
  await designer.undoButton.click()
  await expect(method).toContainText('MOCK')
})

test('an edge that ends on a resource is refused with the reason', async ({ page }) => {
  const designer = new Designer(page)
  await designer.drag(
    designer.handleOf(designer.method('OPTIONS', '/expenses')),
    designer.resource('/incomes').getByText('/incomes', { exact: true }),
  )
  await expect(page.getByText(/An integration reaches a backend/)).toBeVisible()
})

test('a node that is dragged stays where it was put, until Undo', async ({ page }) => {
  const designer = new Designer(page)
  const backend = designer.backend('DynamoDB')
  const before = await designer.placeOf(backend)
  await designer.dragBy(backend, 0, 90)
  const moved = await designer.placeOf(backend)
  expect(moved.y - before.y).toBeGreaterThan(60)
  await designer.undoButton.click()
  await expect.poll(async () => (await designer.placeOf(backend)).y).toBeCloseTo(before.y, 0)
})

test('a resource that is dragged onto another moves under it with its methods', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.drag(
    designer.resource('/expenses').getByText('/expenses', { exact: true }),
    designer.resource('/incomes').getByText('/incomes', { exact: true }),
  )
  await expect(designer.method('GET', '/incomes/expenses')).toBeVisible()
  await designer.undoButton.click()
  await expect(designer.method('GET', '/expenses')).toBeVisible()
})

test('a box drawn with Shift selects what it touches; one Delete and one Undo are for all of it', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.drawBox(designer.resource('/expenses'), designer.resource('/incomes'))
  await expect(designer.inspector).toContainText('items selected')
  await page.keyboard.press('Delete')
  await expect(designer.resource('/expenses')).toBeHidden()
  await expect(designer.resource('/incomes')).toBeHidden()
  await designer.undoButton.click()
  await expect(designer.resource('/expenses')).toBeVisible()
  await expect(designer.resource('/incomes')).toBeVisible()
})

test('a copied method is pasted on another resource, and duplicates get paths of their own', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectMethod('POST', '/incomes')
  await designer.focusMap()
  await page.keyboard.press('ControlOrMeta+c')
  await designer.resource('/expenses').getByText('/expenses', { exact: true }).click()
  await designer.focusMap()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(designer.method('POST', '/expenses')).toBeVisible()
  await designer.resource('/expenses').getByText('/expenses', { exact: true }).click()
  await designer.focusMap()
  await page.keyboard.press('ControlOrMeta+d')
  await expect(designer.resource('/expenses-2')).toBeVisible()
})

test('search marks what it finds, and Enter walks through it', async ({ page }) => {
  const designer = new Designer(page)
  await designer.focusMap()
  await page.keyboard.press('ControlOrMeta+f')
  const search = designer.canvas.getByRole('search')
  await page.keyboard.type('incomes')
  await expect(search).toContainText(/found|of/)
  await page.keyboard.press('Enter')
  await expect(search).toContainText(/^1 of|1 of/)
  await page.keyboard.press('Escape')
  await expect(search).toBeHidden()
})
