import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test('a call through a domain name with mutual TLS is refused without a certificate, says why, and goes through with a good one', async ({
  page,
}) => {
  const designer = new Designer(page)
  const { workbench } = designer
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
  await designer.add('Custom domain name')
  await designer.fill('Domain name', 'api.example.com')
  await designer.inspector.getByRole('button', { name: 'Add an API mapping' }).click()
  await designer.fill('Path', 'money')
  await designer.fill('Truststore URI', 's3://trust/store.pem')

  await designer.selectMethod('GET', '/expenses')
  await designer.requestPart('Caller')
  await expect(workbench.getByLabel('Certificate', { exact: true })).toBeHidden()
  await designer.requestPart('Stage')
  await workbench
    .getByLabel('Endpoint')
    .selectOption({ label: 'https://api.example.com/money (mutual TLS)' })
  await expect(workbench).toContainText('The mapping leads to the stage')
  await expectAccessible(page, 'the endpoint of a call')
  await expect(workbench).toContainText('api.example.com requires a client certificate')
  expect(await designer.copyAsCurl()).toContain('https://api.example.com/money/expenses')

  await designer.sendExpecting('403 Forbidden')
  await expect(designer.why).toContainText('wants a client certificate, and the call shows none')
  await designer.why
    .getByRole('button', { name: /^Show in the design: api.example.com wants/ })
    .first()
    .click()
  await expect(designer.field('Truststore URI')).toBeFocused()

  const certificate = workbench.getByLabel('Certificate', { exact: true })
  await designer.requestPart('Caller')
  await certificate.selectOption({ label: 'begin with one that has expired' })
  await expect(workbench).toContainText('It has expired: the call is refused.')
  await expectAccessible(page, 'a client certificate')
  await designer.sendExpecting('403 Forbidden')
  await expect(designer.why).toContainText('has expired at')

  await certificate.selectOption({ label: 'begin with a good one' })
  await workbench.getByLabel('Subject').fill('CN=teller')
  await designer.sendExpecting('200 OK')

  await page.reload()
  await designer.requestPart('Caller')
  await expect(workbench.getByLabel('Subject')).toHaveValue('CN=teller')
  await workbench.getByLabel('Valid until').fill('never')
  await expect(workbench).toContainText('Its dates cannot be read')
})
