import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

/** A usage plan of the stage with a key, and a method that wants one; the console shows the key. */
async function planWith(designer: Designer, limit: () => Promise<void>): Promise<void> {
  await designer.add('API key')
  await designer.add('Usage plan')
  await limit()
  await designer.choose('Add a stage', 'incomes-and-expenses · dev')
  await designer.inspector.getByRole('checkbox', { name: 'api-key' }).check()
  await designer.selectMethod('GET', '/expenses')
  await designer.openSection('Method request')
  await designer.inspector.getByRole('checkbox', { name: 'API key required' }).check()
  await designer.requestPart('Caller')
  await designer.workbench.getByLabel('API key', { exact: true }).selectOption('api-key')
}

test('a usage plan refuses what goes beyond its burst, names itself, and answers again as time goes on', async ({
  page,
}) => {
  const designer = new Designer(page)
  await planWith(designer, async () => {
    await designer.fill('Rate', '1')
    await designer.fill('Burst', '3')
  })
  // on a clock that stands still nothing refills between the calls
  const clock = await designer.clock()
  await clock.getByRole('checkbox', { name: 'Freeze' }).check()
  await expectAccessible(page, 'the simulated clock')
  await page.keyboard.press('Escape')
  for (let i = 0; i < 3; i++) await designer.sendExpecting('200 OK')
  await designer.sendExpecting('429 Too Many Requests')
  await expect(designer.answer).toContainText('Too Many Requests')
  await expect(designer.why).toContainText('THROTTLED')
  await expect(designer.why).toContainText(
    'The usage plan Usage plan lets a key make 1 calls a second, 3 at once.',
  )
  await designer.why
    .getByRole('button', { name: /^Show in the design: The usage plan/ })
    .first()
    .click()
  await expect(designer.inspector.getByRole('heading', { name: 'Usage plan' })).toBeVisible()

  await designer.advance('+ 1 s')
  await designer.sendExpecting('200 OK')
  await designer.sendExpecting('429 Too Many Requests')
  await designer.advance('+ 1 min')
  for (let i = 0; i < 3; i++) await designer.sendExpecting('200 OK')
  await designer.sendExpecting('429 Too Many Requests')
  await designer.clock()
  await expect(clock.getByRole('list', { name: 'Due' })).toContainText('token bucket')
  await clock.getByRole('button', { name: 'Reset the gateway' }).click()
  await expect(clock.getByRole('checkbox', { name: 'Freeze' })).not.toBeChecked()
  await expect(clock.getByText(/^Nothing\./)).toBeVisible()
  await page.keyboard.press('Escape')
  await designer.sendExpecting('200 OK')
})

test('a quota of two calls a day refuses the third, and begins again the next day', async ({
  page,
}) => {
  const designer = new Designer(page)
  await planWith(designer, async () => {
    await designer.choose('Quota', 'Per day')
    await designer.fill('Requests in the period', '2')
  })
  // by keys: the clock is set, then held
  const clock = await designer.clock()
  const setTo = clock.getByLabel('Set to (UTC)')
  await setTo.fill('2030-01-31T23:59:05')
  await setTo.press('Enter')
  await expect(clock.getByText(/^2030-01-31 23:59:\d\d UTC$/)).toBeVisible()
  await clock.getByRole('checkbox', { name: 'Freeze' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Clock: Frozen 23:59' })).toBeFocused()

  await designer.sendExpecting('200 OK')
  await designer.sendExpecting('200 OK')
  await designer.sendExpecting('429 Too Many Requests')
  await expect(designer.answer).toContainText('Limit Exceeded')
  await expect(designer.why).toContainText('QUOTA_EXCEEDED')
  await expect(designer.why).toContainText('gives a key 2 calls a day, and they are used up')
  await designer.advance('+ 1 min')
  await expect(page.getByRole('button', { name: 'Clock: Frozen 00:00' })).toBeVisible()
  await designer.sendExpecting('200 OK')
  await designer.answerPart('History')
  await expect(designer.history.first()).toContainText(/2\/1\/30/)
})
