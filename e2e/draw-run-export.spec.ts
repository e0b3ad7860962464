import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

const responseTemplate =
  '{"recorded": "$context.requestOverride.path.amount", "stage": "$context.stage"}'

test('a newcomer draws a REST API from nothing, runs it, breaks it, mends it and exports it', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  await expectAccessible(page, 'the start page')
  await page.getByRole('button', { name: 'New design' }).click()
  await expectAccessible(page, 'an empty design')
  await designer.createApi('ledger')
  await designer.addResource('/incomes')
  await designer.addMethod('POST', '/incomes')
  await designer.addMethod('GET', '/incomes')

  await test.step('the mock answers with the mapped body', async () => {
    for (const verb of ['POST', 'GET']) {
      await designer.selectMethod(verb, '/incomes')
      await designer.choose('Integration type', 'Mock')
      await expect(designer.method(verb, '/incomes')).toContainText('MOCK')
    }
    await designer.selectMethod('POST', '/incomes')
    await designer.tab('Template')
    await designer.writeTemplate(
      '#set($context.requestOverride.path.amount = $input.path("$.amount"))\n{"statusCode": 200}',
    )
    await designer.workbench
      .getByRole('button', { name: 'Add a response template for 200' })
      .click()
    await designer.writeTemplate(responseTemplate)
    await designer.tab('Test')
    await designer.workbench.getByLabel('Request body').fill('{"amount": 12.50}')
    await designer.send()
    await expect(designer.answer).toContainText('200 OK')
    await expect(designer.answer.getByRole('region', { name: 'Response body' })).toContainText(
      '"recorded": "12.5"',
    )
    await expectAccessible(page, 'the designer with an answer')
  })

  await test.step('the trace is painted on the flow', async () => {
    await designer.inspector.getByRole('button', { name: 'Open the flow' }).click()
    await expect(designer.station('Integration response')).toContainText('Passed')
    await expect(designer.station('Client')).toContainText('200')
    await designer.tab('Trace')
    await expect(
      designer.workbench.getByRole('option', { name: /Integration request mapping/ }),
    ).toBeVisible()
    await expectAccessible(page, 'the flow and the trace')
  })

  await test.step('a broken template is marked, answers 500 and is explained; undo mends it', async () => {
    await designer.tab('Template')
    await designer.workbench.getByRole('button', { name: 'Request application/json' }).click()
    await designer.writeTemplate('#if($input.body)\n{"statusCode": 200}')
    await expect(designer.workbench.getByRole('alert')).toContainText('#if is not closed')
    await expect(designer.workbench.locator('.squiggly-error')).toBeVisible()
    await expectAccessible(page, 'the template editor')
    await designer.send()
    await expect(designer.answer).toContainText('500 Internal Server Error')
    await expect(designer.answer.getByRole('note', { name: 'Why this status' })).toContainText(
      '#if is not closed',
    )
    await page.getByRole('button', { name: /^Undo/ }).click()
    await designer.send()
    await expect(designer.answer).toContainText('200 OK')
  })

  await test.step('a reload keeps everything', async () => {
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await page.reload()
    // it comes back where it was: in the flow of the method
    await expect(designer.station('Method request')).toBeVisible()
    await designer.canvas.getByRole('button', { name: 'ledger', exact: true }).click()
    await expect(designer.method('POST', '/incomes')).toBeVisible()
    await designer.selectMethod('POST', '/incomes')
    await designer.send()
    await expect(designer.answer).toContainText('200 OK')
  })

  await test.step('both exports are written, and the OpenAPI opens as the same design', async () => {
    const template = await designer.exportAs('CloudFormation')
    expect(template).toContain('Type: AWS::ApiGateway::Deployment')
    const first = await designer.exportAs('OpenAPI 3.0')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Open or import' })
    await dialog.getByRole('textbox', { name: 'Document' }).fill(first)
    await dialog.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(designer.method('POST', '/incomes')).toBeVisible()
    const second = await designer.exportAs('OpenAPI 3.0')
    const withoutIds = (text: string) =>
      text.replace(/https:\/\/\w+\.execute-api/g, 'https://api.execute-api')
    expect(withoutIds(second)).toBe(withoutIds(first))
  })
})
