import { describe, expect, it } from 'vitest'
import {
  advanced,
  distanceText,
  held,
  momentText,
  readMoment,
  realClock,
  setTo,
  timeOf,
} from './simulatedClock.ts'

const day = 86_400_000
const now = Date.UTC(2026, 0, 31, 12)

describe('the simulated clock', () => {
  it('goes along with the real one, as far ahead as it was put', () => {
    const ahead = advanced(advanced(realClock, day, now), 1000, now + 5)
    expect(timeOf(realClock, now)).toBe(now)
    expect(timeOf(ahead, now)).toBe(now + day + 1000)
    expect(timeOf(ahead, now + 700)).toBe(now + day + 1700)
  })

  it('stands still when it is held, can be put forward so, and goes on from there', () => {
    const still = held(advanced(realClock, day, now), true, now)
    expect(timeOf(still, now + 99_999)).toBe(now + day)
    const later = advanced(still, 1000, now + 99_999)
    expect(timeOf(later, now)).toBe(now + day + 1000)
    const going = held(later, false, now + 500)
    expect(timeOf(going, now + 500)).toBe(now + day + 1000)
    expect(timeOf(going, now + 600)).toBe(now + day + 1100)
  })

  it('is set to a moment, standing or going as before', () => {
    const at = Date.UTC(2030, 5, 1)
    expect(timeOf(setTo(realClock, at, now), now + 3)).toBe(at + 3)
    expect(timeOf(setTo(held(realClock, true, now), at, now), now + 3)).toBe(at)
  })

  it('says how far it is from the real time', () => {
    expect(distanceText(0)).toBe('the real time')
    expect(distanceText(day + 2 * 3_600_000 + 1000)).toBe('1 day 2 h 1 s ahead of the real time')
    expect(distanceText(-2 * day - 60_000)).toBe('2 days 1 min behind the real time')
    expect(momentText(now)).toBe('2026-01-31 12:00:00 UTC')
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
