import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { realClock, setTo, timeOf } from '../../simulator/index.ts'
import type { SimulatedClock } from '../../simulator/index.ts'

/** The clock that requests are sent by. It is not kept over a reload: nor are buckets and caches. */
export interface ClockState {
  readonly clock: SimulatedClock
  /** Set the clock. It stops at the last moment that it can show. */
  readonly setClock: (clock: SimulatedClock) => void
}

export type ClockStore = StoreApi<ClockState>

/** The first and the last moment that the clock can be set to: years of four digits. */
export const [firstMoment, lastMoment] = [0, Date.UTC(9999, 0)]

/** Make the clock of a page. `now`: milliseconds since 1970. */
export function createClockStore(now: () => number): ClockStore {
  return createStore<ClockState>((set) => ({
    clock: realClock,
    setClock: (clock) =>
      set({
        clock: timeOf(clock, now()) <= lastMoment ? clock : setTo(clock, lastMoment, now()),
      }),
  }))
}
