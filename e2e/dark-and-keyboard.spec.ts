import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures.ts'
import { Designer } from './designer.ts'

/** Where the focus is, in words. */
function focusText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    const region = activeElement?.closest('[data-region]')?.getAttribute('data-region')
    return `${activeElement?.tagName.toLowerCase()} in ${region ?? 'no region'}`
  })
}

/** Press Tab until the focus comes round to where it began; gives back how many stops there are. */
async function countTabStops(page: Page): Promise<number> {
  const seen = new Set<string>()
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const { activeElement } = document
      if (activeElement === null || activeElement === document.body) return ''
      const own = activeElement as HTMLElement & { dataset: { stop?: string } }
      own.dataset.stop ??= String(document.querySelectorAll('[data-stop]').length)
      return own.dataset.stop
    })
    if (stop === '') continue
    if (seen.has(stop)) break
    seen.add(stop)
  }
  return seen.size
}

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

test('regions are reached with F6, hidden and shown with their keys, and resized with arrows', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await expect(designer.method('GET', '/pets')).toBeVisible()
  const visited: string[] = []
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('F6')
    visited.push((await focusText(page)).replace(/.* in /, ''))
  }
  // it goes on from where the focus is, which may be in the top bar already
  const order = ['top-bar', 'navigator', 'canvas', 'workbench', 'inspector']
  const from = order.indexOf(visited[0] ?? '')
  expect(visited).toEqual([...order.slice(from), ...order.slice(0, from)])
  await page.keyboard.press('Shift+F6')
  expect(await focusText(page)).toContain(visited[3] ?? 'no region')
  for (const [key, region] of [
    ['ControlOrMeta+b', designer.navigator],
    ['ControlOrMeta+j', designer.workbench],
    ['Alt+b', designer.inspector],
  ] as const) {
    await page.keyboard.press(key)
    await expect(region).toBeHidden()
    expect(await focusText(page)).not.toContain('body')
    await page.keyboard.press(key)
    await expect(region).toBeVisible()
    await expect(region.locator(':focus')).toHaveCount(1)
  }
  const separator = page.getByRole('separator', { name: 'Width of the navigator' })
  const before = (await designer.navigator.boundingBox())?.width ?? 0
  await separator.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => (await designer.navigator.boundingBox())?.width).toBe(before + 80)
  await page.reload()
  await expect.poll(async () => (await designer.navigator.boundingBox())?.width).toBe(before + 80)
})

test('the designer has at most 25 tab stops, and Tab comes round', async ({ page }) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await designer.selectMethod('GET', '/pets')
  // a form has as many stops as it has fields: what counts is the way round it
  await page.keyboard.press('Alt+b')
  await expect(designer.inspector).toBeHidden()
  const stops = await countTabStops(page)
  console.log(`tab stops on the main view, the form aside: ${stops}`)
  expect(stops).toBeLessThanOrEqual(25)
  expect(stops).toBeGreaterThan(8)
})

test('the focus is somewhere after a delete, an undo and the closing of each dialog', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await designer.selectMethod('POST', '/pets')
  await page.keyboard.press('Delete')
  await expect(designer.method('POST', '/pets')).toBeHidden()
  await expect.poll(() => focusText(page)).not.toContain('body')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(designer.method('POST', '/pets')).toBeVisible()
  await expect.poll(() => focusText(page)).not.toContain('body')
  await page.getByRole('button', { name: 'More' }).focus()
  for (const chord of [
    'ControlOrMeta+k',
    'ControlOrMeta+p',
    'ControlOrMeta+/',
    'ControlOrMeta+e',
  ]) {
    await page.keyboard.press(chord)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect.poll(() => focusText(page), chord).toBe('button in top-bar')
  }
})

test('Back and Forward walk the map, a flow and the start page, and a link opens a place', async ({
  page,
  context,
}) => {
  const designer = new Designer(page)
  await page.goto('./')
  await page.getByRole('button', { name: 'Pet store' }).click()
  await designer.method('POST', '/pets').dblclick()
  await expect(designer.station('Method request')).toBeVisible()
  const address = page.url()
  await page.goBack()
  await expect(designer.method('POST', '/pets')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Start empty' })).toBeVisible()
  await page.goForward()
  await page.goForward()
  await expect(designer.station('Method request')).toBeVisible()
  const other = await context.newPage()
  await other.goto(address)
  await expect(new Designer(other).station('Method request')).toBeVisible()
})

test('a link to what is not there says so, on the start page', async ({ page }) => {
  const messages = page.getByRole('region', { name: 'Messages' })
  await page.goto('./#design=nothing')
  await expect(messages).toContainText('This design is not saved in this browser.')
  await expect(page.getByRole('heading', { name: 'Start empty' })).toBeVisible()
  await page.goto('./#example=nothing')
  await expect(messages).toContainText('The example nothing cannot be opened')
  await expect(page.getByRole('heading', { name: 'Start empty' })).toBeVisible()
})

test('a shortcut does nothing while text is typed, and sequences work on the canvas', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await designer.selectMethod('GET', '/pets')
  await designer.designName.click()
  await page.keyboard.type('?ag1')
  await expect(page.getByRole('textbox', { name: 'Name of the design' })).toHaveValue('?ag1')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(designer.designName).toHaveText('Pet store')
  await designer.canvas.getByRole('application', { name: /^Map of/ }).focus()
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await expect(designer.station('Method request')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectAccessible(page, 'the shortcut sheet')
})

test('a contrast theme shows what is selected, in the tree, on the map and in the palette', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const designer = new Designer(page)
  await page.goto('./#example=pet-store')
  await designer.selectMethod('GET', '/pets')
  const background = (one: Locator) =>
    one.evaluate((element) => getComputedStyle(element).backgroundColor)
  const { navigator } = designer
  const chosen = await background(navigator.getByRole('treeitem', { selected: true }))
  expect(chosen).not.toBe(await background(designer.treeItem('/pets')))
  expect(await background(designer.method('GET', '/pets'))).toBe(chosen)
  await openPalette(page)
  await expect(page.getByRole('option', { selected: true })).toHaveCSS('background-color', chosen)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`menus, palette and the start page are accessible in the ${scheme} theme`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.goto('./')
    await expect(page.getByRole('button', { name: 'Pet store' })).toBeVisible()
    for (const name of ['Incomes and expenses', 'New design', 'Choose a file', 'Paste or URL'])
      await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
    await expectAccessible(page, 'the start page')
    await page.getByRole('button', { name: 'Pet store' }).click()
    await expect(new Designer(page).method('GET', '/pets')).toBeVisible()
    for (const name of ['Design menu', /^API: /, 'More']) {
      await page.getByRole('button', { name }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectAccessible(page, `the menu ${name}`)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('button', { name })).toBeFocused()
    }
    await openPalette(page)
    await expectAccessible(page, 'the palette')
  })
}

test('a narrow window has the inspector in a drawer, a phone the navigator and the console', async ({
  page,
}) => {
  const designer = new Designer(page)
  await page.setViewportSize({ width: 1000, height: 700 })
  await page.goto('./#example=pet-store')
  await designer.method('GET', '/pets').click()
  await expect(designer.inspector).toBeHidden()
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  await expect(
    designer.inspector.getByRole('heading', { name: 'Method', exact: true }),
  ).toBeVisible()
  await expectAccessible(page, 'the drawer')
  await page.getByRole('button', { name: 'Close the inspector' }).click()
  await expect(designer.inspector).toBeHidden()
  await expect.poll(() => focusText(page)).not.toContain('body')
  await page.setViewportSize({ width: 600, height: 800 })
  await expect(designer.canvas).toBeHidden()
  await designer.send()
  await expect(designer.answer).toContainText('200 OK')
  await expectAccessible(page, 'a phone')
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await overflow()).toBe(0)
  // a map that is hidden moves nowhere, and shows what is selected once there is room
  await designer.selectInTree('/{photo+}')
  await page.setViewportSize({ width: 1000, height: 700 })
  await expect(
    designer.canvas.getByRole('option', { name: 'GET /pets/{petId}/photos/{photo+}' }),
  ).toBeInViewport()
  // what 1280 pixels are at four times their size
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await overflow()).toBe(0)
  await expect(page.getByRole('button', { name: 'More' })).toBeInViewport({ ratio: 1 })
  await page.getByRole('button', { name: 'Gatewright: start page' }).click()
  await expect(page.getByRole('button', { name: 'Pet store' })).toBeVisible()
  expect(await overflow()).toBe(0)
})
