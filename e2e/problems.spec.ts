import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

/** An API with faults of several kinds: http, an undeclared status in two methods, an unescaped value, CORS without its errors. */
const faulty = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'faulty', version: '1' },
  paths: {
    '/pets': {
      get: {
        responses: {},
        'x-amazon-apigateway-integration': {
          type: 'mock',
          requestTemplates: { 'application/json': '{"statusCode": 200}' },
          responses: { default: { statusCode: '200' } },
        },
      },
      post: {
        responses: {},
        'x-amazon-apigateway-integration': {
          type: 'http',
          httpMethod: 'POST',
          uri: 'http://pets.example.com/pets',
          passthroughBehavior: 'never',
          requestTemplates: { 'application/json': '{"kind": "$input.params(\'kind\')"}' },
          responses: { default: { statusCode: '201' } },
        },
      },
      options: {
        responses: {
          200: { headers: { 'Access-Control-Allow-Origin': { schema: { type: 'string' } } } },
        },
        'x-amazon-apigateway-integration': {
          type: 'mock',
          requestTemplates: { 'application/json': '{"statusCode": 200}' },
          responses: {
            default: {
              statusCode: '200',
              responseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'*'" },
            },
          },
        },
      },
    },
  },
})

test('problems of a design are filtered, explained, gone to, mended one by one and all at once, and unmended', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  await designer.dropFile('faulty.json', Buffer.from(faulty))
  await expect(designer.method('POST', '/pets')).toBeVisible()
  await designer.tab('Problems')
  const { workbench } = designer
  const list = workbench.getByRole('list', { name: 'Problems' })
  const row = (text: string | RegExp) => list.locator('li.gw-problem').filter({ hasText: text })
  await expect(list.getByRole('button', { name: /^Errors/ })).toBeVisible()
  await expect(row('GET /pets: the integration response 200 has no method response')).toHaveCount(1)
  await expectAccessible(page, 'the problems')

  await test.step('filter by text and by severity', async () => {
    const filter = workbench.getByRole('searchbox', { name: 'Filter by text' })
    await filter.fill('encryption')
    await expect(list.locator('li.gw-problem')).toHaveCount(1)
    await expect(list).toContainText('POST /pets calls its backend over the internet')
    await filter.fill('')
    await workbench.getByRole('button', { name: /\d+ Errors?$/ }).click()
    await expect(row('has no method response')).toHaveCount(0)
    await expect(row('without encryption')).toHaveCount(1)
    await workbench.getByRole('button', { name: /\d+ Errors?$/ }).click()
    await expect(row('has no method response')).toHaveCount(2)
  })

  await test.step('go to a place', async () => {
    await row('without encryption').getByRole('button').first().click()
    await expect(designer.inspector.getByLabel('Endpoint URL', { exact: true })).toBeFocused()
    await expect(row('without encryption')).toHaveAttribute('aria-current', 'location')
  })

  await test.step('read the rule', async () => {
    await row('without encryption').getByRole('button', { name: 'Why: plainHttpBackend' }).click()
    const dialog = page.getByRole('dialog', { name: 'A backend is called without encryption' })
    await expect(dialog).toContainText('can be read and changed on the way')
    await expect(dialog).toContainText('https://pets.example.com/pets')
    await expectAccessible(page, 'the page of a rule')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(
      row('without encryption').getByRole('button', { name: 'Why: plainHttpBackend' }),
    ).toBeFocused()
  })

  await test.step('fix one, and undo it', async () => {
    const unescaped = row('prints $input.params')
    await unescaped.getByRole('button', { name: /^Fix/ }).click()
    await expect(unescaped).toHaveCount(0)
    await expect(list.locator(':focus')).toHaveCount(1)
    await designer.undoButton.click()
    await expect(unescaped).toHaveCount(1)
  })

  await test.step('fix all that a rule finds, and undo it in one step', async () => {
    await workbench.getByLabel('Group by').selectOption('rule')
    await list
      .getByRole('button', {
        name: 'Fix all 2: An integration response leads to an undeclared status',
      })
      .click()
    await expect(row('has no method response')).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Fix all 2')
    await designer.undoButton.click()
    await expect(row('has no method response')).toHaveCount(2)
  })

  await test.step('from the page of a rule', async () => {
    await list.getByRole('button', { name: 'Why: Errors of the gateway are hidden' }).click()
    const dialog = page.getByRole('dialog', { name: 'Errors of the gateway are hidden' })
    await dialog.getByRole('button', { name: 'Fix all 2' }).click()
    await expect(dialog).toBeHidden()
    await expect(row('DEFAULT_4XX')).toHaveCount(0)
  })
})

test('the list of problems is one tab stop and is walked by arrows; F8 goes from one to the next', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  await designer.dropFile('faulty.json', Buffer.from(faulty))
  await expect(designer.method('POST', '/pets')).toBeVisible()
  await designer.tab('Problems')
  const list = designer.workbench.getByRole('list', { name: 'Problems' })
  await designer.tabTo(list)
  await expect(list.getByRole('button', { name: /^Errors/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(list.getByText('has no method response').first()).toBeHidden()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await expect(list.locator('.gw-problem-message').first()).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(list.locator(':focus')).toHaveText('Fix')
  await page.keyboard.press('End')
  await expect(list.locator('.gw-problem-message').last()).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(list.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('F8')
  await expect(list.locator('[aria-current="location"]').first()).toBeVisible()
})

test('a rule is muted at a place and in the design, kept over a reload, listed, and unmuted', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  await designer.dropFile('faulty.json', Buffer.from(faulty))
  await expect(designer.method('POST', '/pets')).toBeVisible()
  await designer.tab('Problems')
  const { workbench } = designer
  const list = workbench.getByRole('list', { name: 'Problems' })
  const rows = list.locator('li.gw-problem').filter({ hasText: 'has no method response' })
  await expect(rows).toHaveCount(2)
  const more = rows.first().getByRole('button', { name: /^More for:/ })
  await more.click()
  await expectAccessible(page, 'the menu of a problem')
  await page.getByRole('menuitem', { name: /^Mute it here/ }).click()
  await expect(rows).toHaveCount(1)
  await expect(list.locator(':focus')).toHaveCount(1)

  await workbench.getByRole('button', { name: 'Muted: 1' }).click()
  const muted = workbench.getByRole('region', { name: 'Muted rules' })
  await expect(muted.getByRole('listitem')).toContainText('GET /pets · hides 1')
  await expectAccessible(page, 'the muted rules')

  // by keys: the menu of the row, and its second item
  await rows.first().getByRole('button').first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(0)
  await expect(muted.getByRole('listitem')).toHaveCount(1)
  await expect(muted).toContainText('the whole design · hides 2')
  await designer.undoButton.click()
  await expect(rows).toHaveCount(1)

  await page.reload()
  await designer.tab('Problems')
  await expect(rows).toHaveCount(1)
  await workbench.getByRole('button', { name: 'Muted: 1' }).click()
  await muted.getByRole('button', { name: /^Unmute/ }).click()
  await expect(rows).toHaveCount(2)
  await expect(muted).toBeHidden()
})

for (const [scheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 1280, 720],
] as const) {
  test(`the problems are accessible at ${width} × ${height} in the ${scheme} theme`, async ({
    page,
  }, testInfo) => {
    const designer = new Designer(page)
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height })
    await page.goto('./')
    await designer.dropFile('faulty.json', Buffer.from(faulty))
    await expect(designer.method('POST', '/pets')).toBeVisible()
    await designer.tab('Problems')
    await expectAccessible(page, 'the problems')
    await page.screenshot({ path: testInfo.outputPath(`problems-${scheme}.png`) })
    await designer.workbench.getByLabel('Group by').selectOption('place')
    await page.screenshot({ path: testInfo.outputPath(`places-${scheme}.png`) })
    await designer.workbench.getByRole('button', { name: /^Why/ }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, 'the page of a rule')
    await page.screenshot({ path: testInfo.outputPath(`rule-${scheme}.png`) })
  })
}
