import { expect, expectAccessible, test } from './fixtures.ts'
import { HttpMap } from './httpMap.ts'

test('an HTTP API is drawn: routes on cards of their paths, an integration that two share, Undo for all of it', async ({
  page,
}) => {
  const map = await HttpMap.open(page)
  await expect(map.canvas.getByText('Begin with a route')).toBeVisible()
  await expect(map.canvas.getByRole('button', { name: 'CORS', exact: true })).toBeVisible()
  await map.addRoute('GET', '/tickets')
  await map.addRoute('POST', '/tickets')
  await map.addRoute('$default', '')
  await expect(
    map.canvas.getByRole('group', { name: 'Path /tickets, routes GET, POST' }),
  ).toBeVisible()
  await map.addFunction('tickets')

  await map.drag(map.handleOf(map.row('GET /tickets')), map.backend('tickets'))
  await expect(map.row('GET /tickets')).toHaveAccessibleName(/Lambda to tickets/)
  await expect(map.shared).toHaveCount(0)

  // C, then down to the integration that GET uses
  await map.row('POST /tickets').click()
  await map.focusMap()
  await page.keyboard.press('c')
  await expect(map.canvas.getByText('choose')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(map.canvas.getByText(/the integration Lambda/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(map.shared).toHaveAccessibleName(/shared by 2 routes, reaches tickets/)

  await map.drag(map.handleOf(map.row('$default')), map.shared)
  await expect(map.shared).toHaveAccessibleName(/shared by 3 routes/)
  await map.undoButton.click()
  await expect(map.shared).toHaveAccessibleName(/shared by 2 routes/)

  await map.shared.click()
  await map.focusMap()
  await page.keyboard.press('Delete')
  await expect(map.shared).toHaveCount(0)
  await expect(map.row('GET /tickets')).toHaveAccessibleName(/no integration yet/)
  await expect(page.getByText('2 routes have no integration now')).toBeVisible()
  await map.undoButton.click()
  await expect(map.shared).toHaveAccessibleName(/shared by 2 routes/)

  await map.row('POST /tickets').click()
  await map.focusMap()
  await page.keyboard.press('ControlOrMeta+d')
  await expect(map.shared).toHaveAccessibleName(/shared by 3 routes/)
  await page.keyboard.press('Delete')
  await expect(map.shared).toHaveAccessibleName(/shared by 2 routes/)
})

test('a backend dropped from a route is added and connected, and a route is found, walked and renamed by keys', async ({
  page,
}) => {
  const map = await HttpMap.open(page)
  await map.addRoute('GET', '/tickets/{ticketId}')
  await map.dragBy(map.handleOf(map.row('GET /tickets/{ticketId}')), 90, 150)
  const form = page.getByRole('dialog', { name: 'Add backend' })
  await form.getByLabel('Endpoint URL').fill('https://desk.example.com')
  await form.getByRole('button', { name: 'Add backend' }).click()
  await expect(map.row('GET /tickets/{ticketId}')).toHaveAccessibleName(/HTTP to desk.example.com/)

  await map.focusMap()
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('ticketid')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(map.row('GET /tickets/{ticketId}')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowRight')
  await expect(map.backend('desk.example.com')).toHaveAccessibleName(/selected/)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('F2')
  const rename = page.getByRole('dialog', { name: 'Change route' })
  await rename.getByLabel('Route', { exact: true }).fill('/tickets/{id}')
  await page.keyboard.press('Enter')
  await expect(map.row('GET /tickets/{id}')).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the map and the flow of an HTTP API are accessible in the ${scheme} theme`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    const map = await HttpMap.open(page)
    await map.addRoute('GET', '/tickets')
    await map.addRoute('PUT', '/tickets')
    await map.addFunction('tickets')
    await map.drag(map.handleOf(map.row('GET /tickets')), map.backend('tickets'))
    await expect(map.row('GET /tickets')).toHaveAccessibleName(/Lambda to tickets/)
    await expectAccessible(page, `the map in the ${scheme} theme`)

    await map.row('GET /tickets').dblclick()
    await expect(
      map.canvas.getByRole('application', { name: 'Flow of GET /tickets' }),
    ).toBeVisible()
    for (const title of ['CORS', 'Authorizer', 'Route', 'Parameter mapping', 'Response mapping']) {
      await expect(map.station(title)).toBeVisible()
    }
    await map.station('Integration').click()
    await expect(map.station('Integration')).toHaveClass(/is-selected/)
    await expectAccessible(page, `the flow in the ${scheme} theme`)
    await page.keyboard.press('Escape')
    await expect(map.canvas.getByRole('application', { name: 'Map of Tickets' })).toBeVisible()
  })
}
