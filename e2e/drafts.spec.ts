import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

const saveText = (page: Page) => page.locator('.gw-save-text')

test.describe('a value that is not valid', () => {
  test('stays in its field, in the problems and in the header, over leaving and reload', async ({
    page,
  }) => {
    const designer = new Designer(page)
    await designer.selectInTree('/expenses')
    await designer.fill('Path part', 'a b')
    await designer.selectInTree('dev')
    await expect(saveText(page)).toHaveText('Saved · 1 draft not valid')
    await designer.tab('Problems')
    const line = designer.workbench.getByRole('button', { name: /^Path part: / })
    await expect(line).toBeVisible()
    await page.reload()
    await expect(saveText(page)).toHaveText('Saved · 1 draft not valid')
    await designer.tab('Problems')
    await line.click()
    await expect(designer.field('Path part')).toHaveValue('a b')
    await expect(designer.field('Path part')).toBeFocused()
    await expectAccessible(page, 'a field with a draft')
    await designer.inspector.getByRole('button', { name: 'Discard the draft of Path part' }).click()
    await expect(designer.field('Path part')).toHaveValue('expenses')
    await expect(saveText(page)).toHaveText('Saved')
    await expect(line).toBeHidden()
  })

  test('is dropped once it is valid', async ({ page }) => {
    const designer = new Designer(page)
    await designer.selectInTree('/expenses')
    await designer.fill('Path part', 'a b')
    await page.keyboard.press('Enter')
    await expect(designer.field('Path part')).toHaveAttribute('aria-invalid', 'true')
    await designer.fill('Path part', 'costs')
    await page.keyboard.press('Enter')
    await expect(designer.treeItem('/costs')).toBeVisible()
    await expect(saveText(page)).toHaveText('Saved')
    await designer.undoButton.click()
    await expect(designer.treeItem('/expenses')).toBeVisible()
    await expect(designer.undoButton).toHaveAccessibleName('Undo')
  })

  test('goes with its thing, comes back with Undo, and stays out of other designs', async ({
    page,
  }) => {
    const designer = new Designer(page)
    await designer.selectInTree('/expenses')
    await designer.fill('Path part', 'a b')
    await page.keyboard.press('Enter')
    await designer.inspector.getByRole('button', { name: 'Delete the resource' }).click()
    await expect(designer.treeItem('/expenses')).toBeHidden()
    await expect(saveText(page)).toHaveText('Saved')
    await designer.undoButton.click()
    await expect(saveText(page)).toHaveText('Saved · 1 draft not valid')
    await page.goto('./#example=pet-store')
    await expect(designer.treeItem('pet-store')).toBeVisible()
    await expect(saveText(page)).toHaveText('Example')
  })

  test('of a schema says its line and column, and is kept', async ({ page }) => {
    const designer = new Designer(page)
    await designer.selectInTree('Income')
    const broken = '{\n  "type": "object",\n  "properties": {\n'
    await designer.fill('Model schema', broken)
    await expect(designer.inspector).toContainText(
      'Not valid JSON: the text ends too early at line 4, column 1.',
    )
    await designer.selectInTree('dev')
    await designer.selectInTree('Income')
    await expect(designer.field('Model schema')).toHaveValue(broken)
  })

  test('of a schema that is JSON names the value that API Gateway refuses', async ({ page }) => {
    const designer = new Designer(page)
    await designer.selectInTree('Income')
    await designer.fill(
      'Model schema',
      '{\n  "properties": {\n    "amount": {"type": "numbr"}\n  }\n}',
    )
    await expect(designer.inspector).toContainText(
      'The value of properties.amount.type at line 3, column 24 is not valid in JSON Schema draft 4.',
    )
  })

  test('is a number with a letter too', async ({ page }) => {
    const designer = new Designer(page)
    await designer.selectInTree('incomes-and-expenses')
    await designer.fill('Minimum compression size', '10k')
    await expect(designer.inspector).toContainText('10k is not a whole number.')
    await designer.selectInTree('dev')
    await designer.selectInTree('incomes-and-expenses')
    await expect(designer.field('Minimum compression size')).toHaveValue('10k')
  })

  test('survives a closed tab in the middle of typing', async ({ page, context }) => {
    const designer = new Designer(page)
    await designer.selectInTree('/expenses')
    await designer.field('Path part').fill('cos')
    await expect(saveText(page)).toHaveText('Saved')
    const address = page.url()
    await page.close()
    const again = await context.newPage()
    await again.goto(address)
    await expect(new Designer(again).field('Path part')).toHaveValue('cos')
  })
})

test('a name that is still being typed is in the design for a shortcut', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectInTree('/expenses')
  await designer.field('Path part').fill('costs')
  await page.keyboard.press('ControlOrMeta+e')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(designer.previewIn(dialog)).toContainText('openapi')
  expect(await designer.copyIn(dialog)).toContain('/costs')
})

test.describe('a row of a list', () => {
  test('is added when it is left, and with Enter', async ({ page }) => {
    const designer = new Designer(page)
    await designer.selectInTree('dev')
    const { inspector } = designer
    const name = inspector.getByLabel('New name', { exact: true }).first()
    const value = inspector.getByLabel('New value', { exact: true }).first()
    await name.fill('bucket')
    await value.fill('pets')
    await designer.selectInTree('incomes-and-expenses')
    await designer.selectInTree('dev')
    await expect(inspector.getByLabel('Value of bucket', { exact: true })).toHaveValue('pets')
    await name.fill('table')
    await page.keyboard.press('Enter')
    await expect(value).toBeFocused()
    await page.keyboard.type('orders')
    await page.keyboard.press('Enter')
    await expect(inspector.getByLabel('Value of table', { exact: true })).toHaveValue('orders')
    await expect(name).toBeFocused()
  })

  for (const { place, section, list, texts, row } of [
    {
      place: 'incomes-and-expenses',
      list: 'Tags',
      texts: { 'New key': 'team', 'New value': 'books' },
      row: 'Value of team',
    },
    {
      place: 'DEFAULT_4XX',
      list: 'Response headers',
      texts: { 'New header': 'X-Reason' },
      row: 'Value of X-Reason',
    },
    {
      place: 'POST',
      list: 'Parameter mappings',
      texts: {
        'New target': 'integration.request.header.X-Id',
        'New source': 'context.requestId',
      },
      row: 'Source of integration.request.header.X-Id',
    },
    {
      place: 'POST',
      section: 'Method request',
      list: 'URL query string parameters',
      texts: { 'New name': 'page' },
      row: 'Requiredness of page',
    },
    {
      place: 'POST',
      section: 'Method response',
      list: 'Status codes',
      texts: { 'New status code': '404' },
      row: 'Remove 404',
    },
  ]) {
    test(`of ${list} is added when it is left`, async ({ page }) => {
      const designer = new Designer(page)
      await designer.selectInTree(place)
      if (section !== undefined) await designer.openSection(section)
      const group = designer.inspector.getByRole('group', { name: list, exact: true })
      for (const [label, text] of Object.entries(texts)) await group.getByLabel(label).fill(text)
      await designer.selectInTree('dev')
      await expect(designer.inspector.getByRole('heading', { name: 'Stage' })).toBeVisible()
      await designer.selectInTree(place)
      if (section !== undefined) await designer.openSection(section)
      await expect(group.getByLabel(row, { exact: true })).toBeVisible()
    })
  }

  test('that is half filled in is kept as a draft', async ({ page }) => {
    const designer = new Designer(page)
    await designer.selectInTree('dev')
    const name = designer.inspector.getByLabel('New name', { exact: true }).first()
    await name.fill('bucket')
    await designer.selectInTree('incomes-and-expenses')
    await expect(saveText(page)).toHaveText('Saved · 1 draft not valid')
    await page.reload()
    await designer.selectInTree('dev')
    await expect(name).toHaveValue('bucket')
    await expect(designer.inspector.getByRole('alert')).toContainText('Enter a value for bucket.')
  })

  test('never replaces one of the same name', async ({ page }) => {
    const designer = new Designer(page)
    await designer.selectInTree('dev')
    const { inspector } = designer
    for (const text of ['pets', 'orders']) {
      await inspector.getByLabel('New name', { exact: true }).first().fill('bucket')
      await inspector.getByLabel('New value', { exact: true }).first().fill(text)
      await inspector.getByRole('button', { name: 'Add to stage variables' }).click()
    }
    await expect(inspector.getByRole('alert')).toContainText('bucket is already in the list.')
    await expect(inspector.getByLabel('Value of bucket', { exact: true })).toHaveValue('pets')
  })
})

test('a content type that a row shows is a value, wherever it is added', async ({ page }) => {
  const designer = new Designer(page)
  await designer.selectMethod('GET', '/expenses')
  await designer.openSection('Method request')
  const { inspector } = designer
  const body = inspector.getByRole('group', { name: 'Request body' })
  const remove = body.getByRole('button', { name: 'Remove application/json' })
  await expect(body.getByLabel('New content type')).toHaveValue('application/json')
  await body.getByRole('button', { name: 'Add to request body' }).click()
  await expect(remove).toBeVisible()
  await expect(body.getByLabel('New content type')).toHaveValue('')
  await body.getByRole('button', { name: 'Add to request body' }).click()
  await expect(inspector.getByRole('alert')).toContainText('Enter a content type.')
})

test.describe('deleting', () => {
  test('is never where something was just created', async ({ page }) => {
    const designer = new Designer(page)
    for (const kind of ['Model', 'Request validator', 'Authorizer', 'Stage', 'Documentation']) {
      await designer.selectInTree('incomes-and-expenses')
      await designer.inspector.getByLabel('Name of what is added').fill('Spare')
      await designer.inspector.getByRole('button', { name: kind, exact: true }).dblclick()
      await expect(designer.inspector.getByRole('heading', { level: 2 })).not.toHaveText('REST API')
      await expect(designer.inspector.getByRole('button', { name: /^Delete/ })).toBeVisible()
    }
    await designer.selectInTree('dev')
    const { inspector } = designer
    await inspector.getByLabel('New name', { exact: true }).first().fill('bucket')
    await inspector.getByLabel('New value', { exact: true }).first().fill('pets')
    await inspector.getByRole('button', { name: 'Add to stage variables' }).dblclick()
    await expect(inspector.getByLabel('Value of bucket', { exact: true })).toHaveValue('pets')
  })

  test('raises a notice with Undo, and leaves the focus on something harmless', async ({
    page,
  }) => {
    const designer = new Designer(page)
    await designer.selectInTree('dev')
    const { inspector } = designer
    const name = inspector.getByLabel('New name', { exact: true }).first()
    for (const text of ['bucket', 'table']) {
      await name.fill(text)
      await inspector.getByLabel('New value', { exact: true }).first().fill('pets')
      await page.keyboard.press('Enter')
    }
    await inspector.getByRole('button', { name: 'Remove bucket', exact: true }).press('Enter')
    await expect(inspector.getByLabel('Value of table', { exact: true })).toBeFocused()
    await inspector.getByRole('button', { name: 'Remove table', exact: true }).press('Enter')
    await expect(name).toBeFocused()
    const messages = page.getByRole('region', { name: 'Messages' })
    await messages.getByRole('button', { name: 'Undo' }).click()
    await expect(inspector.getByLabel('Value of table', { exact: true })).toBeVisible()
  })
})

test('by keys alone, no place that leads to a form puts the focus on a button that deletes', async ({
  page,
}) => {
  const designer = new Designer(page)
  await designer.selectMethod('GET', '/incomes')
  await designer.inspector.getByRole('button', { name: 'Open the flow' }).click()
  const focusIsSafe = () =>
    page.evaluate(() => {
      const focused = document.activeElement
      return focused?.closest('[data-destructive]') === null && focused !== document.body
    })
  const before = await designer.exportAs('OpenAPI 3.0')
  for (const station of ['Method request', 'Method response']) {
    await designer.station(station).click()
    await page.keyboard.press('Enter')
    await expect.poll(() => designer.inspector.locator(':focus').count()).toBeGreaterThan(0)
    expect(await focusIsSafe()).toBe(true)
    await page.keyboard.press('Enter')
    expect(await focusIsSafe()).toBe(true)
  }
  expect(await designer.exportAs('OpenAPI 3.0')).toBe(before)
  for (let presses = 0; presses < 8; presses++) {
    await page.keyboard.press('F6')
    expect(await focusIsSafe()).toBe(true)
  }
})
