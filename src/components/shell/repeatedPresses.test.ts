import { describe, expect, it } from 'vitest'
import { isSecondClickIgnored } from './repeatedPresses.ts'

/** A button inside a place that one of these selectors finds. */
const button = (...selectors: readonly string[]) =>
  ({
    closest: (wanted: string) => (selectors.some((each) => wanted.includes(each)) ? {} : null),
  }) as Element // the only members that the code reads

describe('the second click of a double click', () => {
  const zoom = button()
  const remove = button('[data-destructive]')
  const add = button('[data-acts-once]')

  it('counts on the button that was clicked first', () => {
    expect(isSecondClickIgnored(zoom, zoom)).toBe(false)
  })

  it('counts away from buttons', () => {
    expect(isSecondClickIgnored(null, null)).toBe(false)
  })

  it('is ignored where the first click put something else under the pointer', () => {
    expect(isSecondClickIgnored(zoom, button())).toBe(true)
    expect(isSecondClickIgnored(zoom, null)).toBe(true)
    expect(isSecondClickIgnored(null, zoom)).toBe(true)
  })

  it('is ignored on a button that deletes or creates', () => {
    expect(isSecondClickIgnored(remove, remove)).toBe(true)
    expect(isSecondClickIgnored(add, add)).toBe(true)
  })
})
