import { describe, expect, it } from 'vitest'
import { advanced, held, realClock, setTo, timeOf } from './clock.ts'

const day = 86_400_000
const now = Date.UTC(2026, 0, 31, 12)

describe('the simulated clock', () => {
  it('runs with the real one, as far ahead as it was set', () => {
    const ahead = advanced(advanced(realClock, day, now), 1000, now + 5)
    expect(timeOf(realClock, now)).toBe(now)
    expect(timeOf(ahead, now)).toBe(now + day + 1000)
    expect(timeOf(ahead, now + 700)).toBe(now + day + 1700)
  })

  it('can be frozen, advanced while it is frozen, and run again from there', () => {
    const still = held(advanced(realClock, day, now), true, now)
    expect(timeOf(still, now + 99_999)).toBe(now + day)
    const later = advanced(still, 1000, now + 99_999)
    expect(timeOf(later, now)).toBe(now + day + 1000)
    const going = held(later, false, now + 500)
    expect(timeOf(going, now + 500)).toBe(now + day + 1000)
    expect(timeOf(going, now + 600)).toBe(now + day + 1100)
  })

  it('is set to a moment and stays frozen or running', () => {
    const at = Date.UTC(2030, 5, 1)
    expect(timeOf(setTo(realClock, at, now), now + 3)).toBe(at + 3)
    expect(timeOf(setTo(held(realClock, true, now), at, now), now + 3)).toBe(at)
  })
})
