import { createStore, useStore } from 'zustand'
import type { StoreApi } from 'zustand'
import { useStores } from '../store/StoreContext.tsx'
import type { Stores } from '../store/StoreContext.tsx'

/** The clock that calls are sent by: it goes along with the real one, so many milliseconds ahead, or stands at a moment. */
export type SimulatedClock =
  | { readonly kind: 'running'; readonly aheadMs: number }
  | { readonly kind: 'held'; readonly at: number }

/** The clock of the real world. */
export const realClock: SimulatedClock = { kind: 'running', aheadMs: 0 }

/** What a clock shows at a real moment, both in milliseconds since 1970. */
export function timeOf(clock: SimulatedClock, now: number): number {
  return clock.kind === 'held' ? clock.at : now + clock.aheadMs
}

/** The clock set to a moment; whether it goes or stands stays. */
export function setTo(clock: SimulatedClock, at: number, now: number): SimulatedClock {
  return clock.kind === 'held' ? { kind: 'held', at } : { kind: 'running', aheadMs: at - now }
}

/** The clock put forward. */
export function advanced(clock: SimulatedClock, byMs: number, now: number): SimulatedClock {
  return setTo(clock, timeOf(clock, now) + byMs, now)
}

/** The clock stopped where it stands, or let go from there. */
export function held(clock: SimulatedClock, isHeld: boolean, now: number): SimulatedClock {
  const at = timeOf(clock, now)
  return isHeld ? { kind: 'held', at } : { kind: 'running', aheadMs: at - now }
}

/** How far a moment lies from the real one, in words: `1 day 2 h ahead`. */
export function distanceText(fromRealMs: number): string {
  const seconds = Math.round(Math.abs(fromRealMs) / 1000)
  if (seconds === 0) return 'the real time'
  const parts = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit === 'day' && count > 1 ? 'days' : unit}`)
  return `${words.join(' ')} ${fromRealMs > 0 ? 'ahead of' : 'behind'} the real time`
}

/** A moment as periods of quotas count it: `2026-01-31 12:00:00 UTC`. */
export function momentText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** The first and the last moment that the clock can be set to: years of four digits. */
const [firstMoment, lastMoment] = [0, Date.UTC(9999, 0)]

/** A moment that was typed, as UTC: `2026-01-31T12:00:00`. `undefined` for what is none. */
export function readMoment(typed: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(typed)
    ? Date.parse(`${typed}Z`)
    : Number.NaN
  return at >= firstMoment && at <= lastMoment ? at : undefined
}

const clocks = new WeakMap<Stores, StoreApi<{ readonly clock: SimulatedClock }>>()

function clockStoreOf(stores: Stores): StoreApi<{ readonly clock: SimulatedClock }> {
  const known = clocks.get(stores)
  if (known) return known
  const fresh = createStore(() => ({ clock: realClock }))
  clocks.set(stores, fresh)
  return fresh
}

/** The clock that the console sends by. It is not kept over a reload: nor are buckets and caches. */
export function clockOf(stores: Stores): SimulatedClock {
  return clockStoreOf(stores).getState().clock
}

/** Change the clock that the console sends by. */
export function keepClock(stores: Stores, clock: SimulatedClock): void {
  const isKeepable = timeOf(clock, stores.services.now()) <= lastMoment
  clockStoreOf(stores).setState({
    clock: isKeepable ? clock : setTo(clock, lastMoment, stores.services.now()),
  })
}

/** The clock that the console sends by, drawn again as it is changed. */
export function useClock(): SimulatedClock {
  return useStore(clockStoreOf(useStores())).clock
}
