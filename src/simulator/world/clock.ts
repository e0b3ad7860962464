/** The clock that the simulation goes by: so many milliseconds ahead of the real one, or frozen at a moment. */
export type SimulatedClock =
  | { readonly kind: 'running'; readonly aheadMs: number }
  | { readonly kind: 'held'; readonly at: number }

/** The clock of the real world. */
export const realClock: SimulatedClock = { kind: 'running', aheadMs: 0 }

/** What a clock shows at a real moment, both in milliseconds since 1970. */
export function timeOf(clock: SimulatedClock, now: number): number {
  return clock.kind === 'held' ? clock.at : now + clock.aheadMs
}

/** The clock set to a moment; whether it is frozen stays. */
export function setTo(clock: SimulatedClock, at: number, now: number): SimulatedClock {
  return clock.kind === 'held' ? { kind: 'held', at } : { kind: 'running', aheadMs: at - now }
}

/** The clock put forward. */
export function advanced(clock: SimulatedClock, byMs: number, now: number): SimulatedClock {
  return setTo(clock, timeOf(clock, now) + byMs, now)
}

/** The clock frozen where it is, or running again from there. */
export function held(clock: SimulatedClock, isHeld: boolean, now: number): SimulatedClock {
  const at = timeOf(clock, now)
  return isHeld ? { kind: 'held', at } : { kind: 'running', aheadMs: at - now }
}
