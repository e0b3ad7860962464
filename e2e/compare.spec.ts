import { Designer } from './designer.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test('the pet store is compared with an HTTP API, converted, and brought back by one undo', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
  await designer.command('rest or http')
  const dialog = page.getByRole('dialog', { name: /^REST or HTTP/ })
  const features = dialog.getByRole('region', { name: 'Features' })
  await expect(features.getByRole('row', { name: /^Request validation/ })).toContainText('Once')
  await expect(features.getByRole('row', { name: /^X-Ray tracing/ })).toBeHidden()
  await features.getByText('Only what this API uses').click()
  await expect(features.getByRole('row', { name: /^X-Ray tracing/ })).toBeVisible()

  const cost = dialog.getByRole('region', { name: 'Cost' })
  await cost.getByLabel('Requests per month').fill('1000000')
  await expect(cost.getByRole('row', { name: /^Requests/ })).toContainText('$3.50')
  await expect(cost.getByRole('row', { name: /^Requests/ })).toContainText('$1.00')
  await cost.getByLabel('Requests per month').fill('many')
  await expect(cost).toContainText('Enter a number of 0 or more.')

  const conversion = dialog.getByRole('region', { name: 'Conversion to HTTP' })
  await expect(conversion).toContainText('HTTP APIs have no request validation')
  await expectAccessible(page, 'the comparison of both kinds')
  await conversion.getByRole('button', { name: 'Convert this API' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('status').getByText('is now an HTTP API')).toBeVisible()
  await designer.undoButton.click()
  await expect(designer.method('GET', '/pets')).toBeVisible()

  // what was typed is found again
  await page.reload()
  await expect(designer.method('GET', '/pets')).toBeVisible()
  await designer.command('rest or http')
  await expect(dialog.getByLabel('Requests per month')).toHaveValue('1000000')
})
