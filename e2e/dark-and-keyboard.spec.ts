import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: /Search|Commands/ })).toBeFocused()
}

test('every screen is accessible in the dark theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  const designer = new Designer(page)
  await page.goto('./')
  await expect(page.getByRole('button', { name: 'Pet store' })).toBeVisible()
  await expectAccessible(page, 'the start page in the dark')
  await page.getByRole('button', { name: 'Incomes and expenses' }).click()
  await designer.selectMethod('GET', '/incomes')
  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
  await expectAccessible(page, 'the designer in the dark')
  for (const tab of ['Template', 'Trace', 'Logs', 'Problems', 'Changes']) {
    await designer.tab(tab)
    await expectAccessible(page, `the tab ${tab} in the dark`)
  }
  await page.keyboard.press('ControlOrMeta+e')
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible()
  await expectAccessible(page, 'the export in the dark')
})

test('an API is drawn and run by keyboard alone', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto('./')
  await page.getByRole('button', { name: 'New design' }).focus()
  await page.keyboard.press('Enter')
  await openPalette(page)
  await page.keyboard.type('Add a REST API')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('API name')).toBeFocused()
  await page.keyboard.type('by-keyboard')
  await page.keyboard.press('Enter')
  const map = designer.canvas.getByRole('application', { name: /^Map of/ })
  await map.focus()
  await page.keyboard.press('a')
  await expect(page.getByRole('combobox', { name: 'Add' })).toBeFocused()
  await page.keyboard.type('resource')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Add resource' }).getByLabel('Path')).toBeFocused()
  await page.keyboard.type('/pets')
  await page.keyboard.press('Enter')
  await expect(designer.resource('/pets')).toBeVisible()
  await expect(map).toBeFocused()
  await page.keyboard.press('Shift+A')
  await expect(page.getByRole('combobox', { name: 'HTTP method' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await openPalette(page)
  await page.keyboard.type('undo')
  await page.keyboard.press('Enter')
  await expect(designer.method('GET', '/pets')).toBeHidden()
  await openPalette(page)
  await page.keyboard.type('redo')
  await page.keyboard.press('Enter')
  await expect(designer.method('GET', '/pets')).toBeVisible()
})
