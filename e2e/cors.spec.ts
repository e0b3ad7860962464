import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test('CORS is enabled on a resource in one step, explained before, and undone in one', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
  await designer.selectInTree('/')
  await designer.openSection('Enable CORS')
  const plan = designer.inspector.getByRole('list', { name: 'What enabling CORS does' })
  await expect(plan).toContainText('OPTIONS is added: a MOCK integration')
  await designer.inspector.getByRole('checkbox', { name: 'Allow credentials' }).check()
  await expect(designer.inspector.getByRole('alert')).toContainText('to a named origin only')
  await designer.fill('Access-Control-Allow-Origin', 'https://app.example.com')
  await expect(plan).toBeVisible()
  await expectAccessible(page, 'enabling CORS')
  await designer.inspector.getByRole('button', { name: 'Enable CORS', exact: true }).last().click()
  await expect(designer.inspector).toContainText('nothing is left to change')
  // again, with another origin: what is there is shown, and changed in one step
  await expect(designer.field('Access-Control-Allow-Origin')).toHaveValue('https://app.example.com')
  await designer.fill('Access-Control-Allow-Origin', 'https://shop.example.com')
  await expect(plan).toContainText('https://shop.example.com instead of https://app.example.com')
  await designer.inspector.getByRole('button', { name: 'Change CORS' }).click()
  await expect(designer.inspector).toContainText('nothing is left to change')
  await designer.undoButton.click()
  await expect(designer.field('Access-Control-Allow-Origin')).toHaveValue('https://app.example.com')
  await designer.method('OPTIONS', '/').click()
  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
  await designer.answerPart('Headers')
  await expect(designer.answer).toContainText('https://app.example.com')
  await designer.undoButton.click()
  await expect(designer.method('OPTIONS', '/')).toBeHidden()
})
