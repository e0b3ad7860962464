import type { CDPSession, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { Designer } from './designer.ts'

test.use({ hasTouch: true })

interface Spot {
  readonly x: number
  readonly y: number
}

/** Fingers on the screen, through the browser's own input. */
class Fingers {
  readonly session: CDPSession

  constructor(session: CDPSession) {
    this.session = session
  }

  static async of(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page))
  }

  async touch(type: 'touchStart' | 'touchMove' | 'touchEnd', ...spots: Spot[]): Promise<void> {
    const touchPoints = spots.map(({ x, y }, id) => ({ x, y, id }))
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints })
  }

  async glide(from: Spot, to: Spot, steps = 8): Promise<void> {
    for (let step = 1; step <= steps; step++) {
      const part = step / steps
      await this.touch('touchMove', {
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      })
    }
  }
}

test.beforeEach(async ({ page }) => {
  await page.goto('./#example=incomes-and-expenses')
  await expect(page.getByRole('application', { name: /^Map of/ })).toBeVisible()
})

test('one finger on a card pans the map and moves nothing', async ({ page }) => {
  const designer = new Designer(page)
  const fingers = await Fingers.of(page)
  const card = designer.resource('/incomes').getByText('/incomes', { exact: true })
  const other = designer.resource('/expenses')
  const start = await designer.placeOf(card)
  const otherStart = await designer.placeOf(other)
  await fingers.touch('touchStart', start)
  await fingers.glide(start, { x: start.x, y: start.y - 90 })
  await fingers.touch('touchEnd')
  await expect.poll(async () => (await designer.placeOf(card)).y - start.y).toBeLessThan(-60)
  const panned = (await designer.placeOf(other)).y - otherStart.y
  expect(panned).toBeCloseTo((await designer.placeOf(card)).y - start.y, 0)
  await expect(designer.undoButton).toHaveAccessibleName('Undo')
  await expect(designer.resource('/incomes')).toBeVisible()
})

test('a long press picks a card up, and where it is dropped is said, with Undo', async ({
  page,
}) => {
  const designer = new Designer(page)
  const fingers = await Fingers.of(page)
  const card = designer.resource('/expenses').getByText('/expenses', { exact: true })
  const target = designer.resource('/incomes').getByText('/incomes', { exact: true })
  const start = await designer.placeOf(card)
  const end = await designer.placeOf(target)
  await fingers.touch('touchStart', start)
  await expect(designer.canvas.locator('.is-lifted')).toHaveCount(1)
  await fingers.glide(start, end)
  await fingers.touch('touchEnd')
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText('Moved /expenses under /incomes.')
  await expect(designer.method('GET', '/incomes/expenses')).toBeVisible()
  await messages.getByRole('button', { name: 'Undo' }).click()
  await expect(designer.method('GET', '/expenses')).toBeVisible()
})

test('a long press that goes nowhere opens the menu, and a tap selects', async ({ page }) => {
  const designer = new Designer(page)
  const fingers = await Fingers.of(page)
  const card = designer.resource('/expenses').getByText('/expenses', { exact: true })
  const start = await designer.placeOf(card)
  await fingers.touch('touchStart', start)
  await expect(designer.canvas.locator('.is-lifted')).toHaveCount(1)
  await fingers.touch('touchEnd')
  await expect(page.getByRole('menu', { name: 'Canvas menu' })).toBeVisible()
  await page.keyboard.press('Escape')
  await designer.resource('/incomes').getByText('/incomes', { exact: true }).tap()
  await expect(designer.inspector.getByText('/incomes', { exact: true })).toBeVisible()
})

test('two fingers on cards zoom the map', async ({ page }) => {
  const designer = new Designer(page)
  const fingers = await Fingers.of(page)
  const zoom = designer.canvas.getByRole('button', { name: /^Zoom \d+ %/ })
  const before = Number(/\d+/.exec((await zoom.getAttribute('aria-label')) ?? '')?.[0])
  const { x, y } = await designer.placeOf(designer.resource('/incomes'))
  await fingers.touch('touchStart', { x, y }, { x: x + 30, y })
  for (let step = 1; step <= 6; step++) {
    await fingers.touch('touchMove', { x: x - 8 * step, y }, { x: x + 30 + 8 * step, y })
  }
  await fingers.touch('touchEnd')
  await expect
    .poll(async () => Number(/\d+/.exec((await zoom.getAttribute('aria-label')) ?? '')?.[0]))
    .toBeGreaterThan(before)
  await expect(designer.undoButton).toHaveAccessibleName('Undo')
})
