import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

/** An API with a method whose integration response answers with a status that the method does not declare. */
const undeclared = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        responses: {},
        'x-amazon-apigateway-integration': {
          type: 'mock',
          requestTemplates: { 'application/json': '{"statusCode": 200}' },
          responses: { default: { statusCode: '202' } },
        },
      },
    },
  },
})

test('a request is sent, edited and sent again: both are in the history, compared and sent once more', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=incomes-and-expenses')
  await designer.selectMethod('POST', '/incomes')
  await expect(designer.requestBody).toHaveValue(/"amount": 1/)
  await designer.send()
  await expect(designer.answer).toContainText('201 Created')
  await designer.requestBody.fill('{"amount": "much"}')
  await designer.send()
  await expect(designer.answer).toContainText('400 Bad Request')
  await expect(designer.answer.getByRole('note', { name: 'Why this status' })).toContainText(
    'does not fit the model Income',
  )
  await designer.answerPart('Difference')
  await expect(designer.answer.getByRole('region', { name: 'Before, line by line' })).toContainText(
    '− 201 Created',
  )
  await expect(designer.answer.getByRole('region', { name: 'Now, line by line' })).toContainText(
    '+ 400 Bad Request',
  )
  await expectAccessible(page, 'the difference of two answers')
  await designer.answerPart('History')
  await expect(designer.history).toHaveCount(2)
  await expect(designer.history.nth(0)).toContainText('400 Bad Request')
  await expect(designer.history.nth(1)).toContainText('201 Created')
  await expectAccessible(page, 'the history')
  await designer.history
    .nth(1)
    .getByRole('button', { name: /^Put POST/ })
    .click()
  await expect(designer.requestBody).toHaveValue(/"amount": 1,/)
  await designer.history
    .nth(1)
    .getByRole('button', { name: /^Re-send POST/ })
    .click()
  await expect(designer.history).toHaveCount(3)
  await expect(designer.history.nth(0)).toContainText('201 Created')
  await designer.answerPart('Headers')
  await expect(designer.answer.getByRole('table')).toContainText('application/json')
  await designer.answerPart('Body')
  await designer.answer.getByRole('button', { name: 'Bytes' }).click()
  await expect(designer.answer.getByRole('region', { name: 'Response body' })).toContainText(
    /^00000000 {2}7b/,
  )
})

test('parameters are rows with what is required, in step with the query string, and outlive a reload', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=incomes-and-expenses')
  await designer.selectMethod('GET', '/expenses')
  const month = designer.workbench.getByRole('textbox', { name: 'month required' })
  await expect(month).toHaveValue('2026-01')
  await month.fill('')
  await expect(designer.workbench.getByText('Without a value: month')).toBeVisible()
  await expect(designer.workbench.getByLabel('Query strings')).toHaveValue('')
  await designer.send()
  await expect(designer.answer).toContainText('400 Bad Request')
  await month.fill('2026 & more')
  await designer.workbench.getByLabel('Name of a new query string parameter').fill('page')
  await designer.workbench.getByLabel('Value of query string parameter page').fill('2')
  await expect(designer.workbench.getByLabel('Query strings')).toHaveValue(
    'month=2026%20%26%20more&page=2',
  )
  await designer.requestPart('Headers')
  await designer.workbench.getByLabel('Name of a new header').fill('X-Trace')
  await designer.workbench.getByLabel('Value of header X-Trace').fill('a: b')
  await designer.workbench.getByRole('button', { name: 'Edit as text' }).click()
  await expect(designer.workbench.getByLabel('Headers, one a line')).toHaveValue('X-Trace: a: b')
  await expectAccessible(page, 'the headers of the request')
  await page.reload()
  await designer.selectMethod('GET', '/expenses')
  await expect(designer.workbench.getByLabel('Query strings')).toHaveValue(
    'month=2026%20%26%20more&page=2',
  )
  await expect(designer.workbench.getByRole('tab', { name: 'Headers 1' })).toBeVisible()
})

test('a request that was copied as cURL fills the form of its method again, wherever it is pasted', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=incomes-and-expenses')
  await designer.selectMethod('POST', '/incomes')
  const body = `{"description": "it's", "amount": 2, "receivedOn": "2026-01-31"}`
  await designer.requestBody.fill(body)
  await designer.writeQuery('a=1&a=2')
  const command = await designer.copyAsCurl()
  expect(command).toContain('/dev/incomes?a=1&a=2')
  await designer.workbench.getByRole('button', { name: 'Request actions' }).click()
  await page.getByRole('menuitem', { name: 'Start over' }).click()
  await expect(designer.requestBody).not.toHaveValue(body)
  await designer.selectMethod('GET', '/expenses')
  await designer.workbench.getByLabel('Query strings').focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(designer.requestBody).toHaveValue(body)
  await expect(designer.workbench.getByLabel('Query strings')).toHaveValue('a=1&a=2')
  expect(await designer.copyAsCurl()).toBe(command)
  await designer.send()
  await expect(designer.answer).toContainText('201 Created')

  await test.step('what cannot be read is refused in words', async () => {
    await designer.workbench.getByRole('button', { name: 'Request actions' }).click()
    await page.getByRole('menuitem', { name: /^Paste a cURL/ }).click()
    await designer.workbench.getByLabel('cURL command').fill('curl -X PUT https://a/nowhere')
    await expectAccessible(page, 'a cURL command to paste')
    await designer.workbench.getByRole('button', { name: 'Fill the form' }).click()
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
      'No method of incomes-and-expenses answers PUT /nowhere.',
    )
    await page.keyboard.press('Escape')
    await expect(designer.requestBody).toHaveValue(body)
  })
})

test('by keyboard alone a request is written, sent, traced and its log searched', async ({
  page,
}) => {
  const designer = new Designer(page)
  const { keyboard } = page
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets/{petId}')).toBeVisible()
  await designer.command('/pets/{petId}')
  await designer.command('Show test')
  await designer.tabTo(designer.workbench.getByRole('textbox', { name: 'petId required' }))
  await keyboard.insertText('2')
  await keyboard.press('Enter')
  await expect(designer.answer).toContainText('200 OK')
  await designer.tabTo(designer.answer.getByRole('tab', { name: 'Body' }))
  await keyboard.press('ArrowRight')
  await expect(designer.answer.getByRole('tab', { name: /^Headers/ })).toBeFocused()
  await expect(designer.answer.getByRole('table')).toBeVisible()
  await keyboard.press('End')
  await expect(designer.history).toHaveCount(1)
  await designer.command('Show the trace')
  const steps = designer.workbench.getByRole('listbox', { name: 'Steps' })
  await designer.tabTo(steps)
  await keyboard.press('End')
  await expect(steps.getByRole('option').last()).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Home')
  await keyboard.press('ArrowDown')
  await expect(steps.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
  await designer.command('Show the execution log')
  await designer.tabTo(designer.workbench.getByRole('searchbox', { name: 'Search the log' }))
  await keyboard.insertText('status')
  await expect(designer.workbench.getByText(/^[1-9]\d* of \d+ lines$/)).toBeVisible()
  await expectAccessible(page, 'the log, searched')
})

test('a 500 is explained with a link that lands in the design, also once the method is gone', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await designer.selectMethod('POST', '/pets')
  await designer.tab('Template')
  const request = designer.workbench.getByRole('button', { name: /^Request |^Add a request/ })
  await request.first().click()
  await designer.writeTemplate('#if($input.body)\n{"statusCode": 200}')
  await designer.send()
  await expect(designer.answer).toContainText('500 Internal Server Error')
  const why = designer.answer.getByRole('note', { name: 'Why this status' })
  await expect(why).toContainText('#if is not closed')
  await why.getByRole('button', { name: 'Show in the design' }).first().click()
  await expect(designer.workbench.getByRole('tab', { name: 'Template' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expect(designer.workbench.getByRole('alert')).toContainText('#if is not closed')
  await designer.tab('Trace')
  await expect(designer.workbench.getByRole('option', { name: /, failed/ })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await designer.canvas.getByRole('button', { name: 'pet-store', exact: true }).click()
  await designer.method('POST', '/pets').click()
  await page.keyboard.press('Delete')
  await expect(designer.method('POST', '/pets')).toBeHidden()
  await expect(designer.workbench.getByText('(no longer in the design)').first()).toBeVisible()
  await designer.tab('Test')
  await expect(designer.workbench.getByText('This is no longer in the design')).toBeVisible()
})

test('what makes a 500 is mended where the answer says so, and Undo brings it back', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  await designer.dropFile('pets.json', Buffer.from(undeclared))
  await designer.selectMethod('GET', '/pets')
  await designer.send()
  await expect(designer.answer).toContainText('500 Internal Server Error')
  const fix = designer.why.getByRole('button', { name: 'Fix: Declare 202 in the method response' })
  await expectAccessible(page, 'a failure that can be mended')
  await fix.click()
  await expect(designer.answer).toContainText('202 Accepted')
  await expect(designer.answer.getByRole('tabpanel')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await designer.send()
  await expect(designer.answer).toContainText('500 Internal Server Error')
  await expect(fix).toBeVisible()
})

test.describe('a long run', () => {
  // the simulator's script has to come over the network to be held up
  test.use({ serviceWorkers: 'block' })

  test('is cancelled, after a look at another tab too, and the next one is answered', async ({
    page,
  }) => {
    const designer = new Designer(page)
    let isHeld = true
    // no simulator starts before the run is cancelled, so it goes on until then
    await page.route(/assets\/worker-[^/]*\.js$/, async (route) => {
      if (!isHeld) await route.continue()
    })
    await page.goto('./#example=pet-store')
    await designer.selectMethod('GET', '/pets')
    await designer.send()
    await expect(designer.answer).toContainText('Waiting for the answer')
    await designer.tab('Trace')
    await expect(designer.workbench).toContainText('The request is under way')
    await designer.tab('Test')
    await designer.workbench.getByRole('button', { name: 'Cancel', exact: true }).click()
    await expect(designer.answer).toContainText('The run was cancelled')
    isHeld = false
    await designer.send()
    await expect(designer.answer).toContainText('200 OK')
    await designer.answerPart('History')
    await expect(designer.history.nth(1)).toContainText('Cancelled')
  })
})

test('in a low window both columns scroll on their own, on a phone nothing is cut off', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto('./#example=incomes-and-expenses')
  await designer.selectMethod('POST', '/incomes')
  await designer.send()
  await expect(designer.answer).toContainText('201 Created')
  const send = designer.workbench.getByRole('button', { name: /^Send/ })
  await expect(send).toBeInViewport({ ratio: 1 })
  expect((await send.boundingBox())?.height).toBeLessThan(40)
  await expect(designer.requestBody).toBeInViewport()
  await expect(designer.answer.getByRole('region', { name: 'Response body' })).toBeInViewport()
  await expectAccessible(page, 'the console in a low window')
  await page.setViewportSize({ width: 320, height: 640 })
  await expect(send).toBeVisible()
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await overflow()).toBe(0)
  await designer.answer.getByRole('region', { name: 'Response body' }).scrollIntoViewIfNeeded()
  await expect(designer.answer.getByRole('region', { name: 'Response body' })).toBeInViewport()
  await designer.tab('Changes')
  await expect(designer.workbench.getByRole('tab', { name: 'Changes' })).toBeInViewport({
    ratio: 1,
  })
  await expectAccessible(page, 'the console on a phone')
})

test('a click in the changes goes back and forth through the states of the design', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await designer.renameDesign('First')
  await designer.renameDesign('Second')
  await designer.tab('Changes')
  const changes = designer.workbench.getByRole('list', { name: 'Changes, newest first' })
  await changes.getByRole('button', { name: 'As it was opened' }).click()
  await expect(page.getByRole('button', { name: 'Rename the design Pet store' })).toBeVisible()
  await changes.getByRole('button').first().click()
  await expect(page.getByRole('button', { name: 'Rename the design Second' })).toBeVisible()
  await expectAccessible(page, 'the changes')
})

test('a call is answered by the design as it is now, or by what was deployed to the stage', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await designer.selectInTree('test')
  await page.getByRole('button', { name: 'Deploy the API here' }).click()
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await expect(inspector).toContainText('The design answers as what was deployed on')
  await designer.selectMethod('GET', '/pets')
  await designer.openSection('Method request')
  await inspector.getByRole('checkbox', { name: 'API key required' }).check()
  await designer.sendExpecting('403 Forbidden')
  await designer.requestPart('Stage')
  await designer.workbench
    .getByLabel('Send as')
    .selectOption({ label: 'a client of the deployed API' })
  await expect(designer.workbench).toContainText('1 change ahead')
  await expect(designer.workbench).toContainText('GET /pets (changed)')
  await expectAccessible(page, 'a call of what was deployed')
  await designer.sendExpecting('200 OK')
  await page.reload()
  await designer.requestPart('Stage')
  await expect(designer.workbench.getByLabel('Send as')).toHaveValue('deployment')
})
