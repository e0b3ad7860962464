import { describe, expect, it } from 'vitest'
import { chipText, distanceText, momentText, readMoment, untilText } from './clockText.ts'

const day = 86_400_000
const now = Date.UTC(2026, 0, 31, 12)

describe('the simulated clock', () => {
  it('says how far it is from the real time', () => {
    expect(distanceText(0)).toBe('the real time')
    expect(distanceText(day + 2 * 3_600_000 + 1000)).toBe('1 day 2 h 1 s ahead of the real time')
    expect(distanceText(-2 * day - 60_000)).toBe('2 days 1 min behind the real time')
    expect(momentText(now)).toBe('2026-01-31 12:00:00 UTC')
  })

  it('fits on its chip', () => {
    expect(chipText({ kind: 'running', aheadMs: 0 })).toBe('Real time')
    expect(chipText({ kind: 'running', aheadMs: 2 * 3_600_000 + 5000 })).toBe('+2 h')
    expect(chipText({ kind: 'running', aheadMs: -day })).toBe('−1 day')
    expect(chipText({ kind: 'held', at: now })).toBe('Frozen 12:00')
    expect([untilText(0), untilText(303_000)]).toEqual(['in 1 s', 'in 5 min 3 s'])
  })

  it.each([
    ['2026-01-31T12:00', now],
    ['2026-01-31T12:00:01', now + 1000],
    ['0002-01-31T12:00', undefined],
    ['2026-02-40T12:00', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j as UTC, or as no moment', (typed, at) => {
    expect(readMoment(typed)).toBe(at)
  })
})
