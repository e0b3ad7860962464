import { expect, it } from 'vitest'
import { advanced, realClock, timeOf } from '../../simulator/index.ts'
import { createClockStore, lastMoment } from './clockStore.ts'

const now = Date.UTC(2026, 0, 31, 12)

it('the clock of the page stops at the last moment that it can show', () => {
  const store = createClockStore(() => now)
  expect(store.getState().clock).toBe(realClock)
  store.getState().setClock(advanced(realClock, 1000, now))
  expect(timeOf(store.getState().clock, now)).toBe(now + 1000)
  store.getState().setClock(advanced(realClock, Number.MAX_SAFE_INTEGER, now))
  expect(timeOf(store.getState().clock, now)).toBe(lastMoment)
})
