import { firstMoment, lastMoment } from '../store/clockStore.ts'
import type { DueKind, SimulatedClock } from '../../simulator/index.ts'

const units = [
  [86_400, 'day'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const

/** Seconds in words, in at most so many units: `1 day 2 h`. */
function durationText(milliseconds: number, most = 4): string {
  let left = Math.round(Math.abs(milliseconds) / 1000)
  const words: string[] = []
  for (const [seconds, unit] of units) {
    const count = Math.floor(left / seconds)
    left -= count * seconds
    if (count > 0) words.push(`${count} ${unit === 'day' && count > 1 ? 'days' : unit}`)
  }
  return words.length === 0 ? '0 s' : words.slice(0, most).join(' ')
}

/** How far a moment is from the real one: `1 day 2 h ahead of the real time`. */
export function distanceText(fromRealMs: number): string {
  if (Math.round(fromRealMs / 1000) === 0) return 'the real time'
  return `${durationText(fromRealMs)} ${fromRealMs > 0 ? 'ahead of' : 'behind'} the real time`
}

/** How long from now until something happens: `in 5 min 3 s`. */
export function untilText(milliseconds: number): string {
  return `in ${durationText(Math.max(1000, milliseconds), 2)}`
}

/** The clock in a few characters: `Real time`, `Frozen 12:00`, `+2 h`. */
export function chipText(clock: SimulatedClock): string {
  if (clock.kind === 'held') return `Frozen ${new Date(clock.at).toISOString().slice(11, 16)}`
  if (Math.round(clock.aheadMs / 1000) === 0) return 'Real time'
  return `${clock.aheadMs > 0 ? '+' : '−'}${durationText(clock.aheadMs, 1)}`
}

/** A moment as periods of quotas count it: `2026-01-31 12:00:00 UTC`. */
export function momentText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** A moment that was typed, as UTC: `2026-01-31T12:00:00`. `undefined` for anything else. */
export function readMoment(typed: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(typed)
    ? Date.parse(`${typed}Z`)
    : Number.NaN
  return at >= firstMoment && at <= lastMoment ? at : undefined
}

/** What happens when something of a kind is due, for one and for several. */
export const dueWords = {
  bucket: ['A token bucket is full again', 'token buckets are full again, the first'],
  quota: ['A quota starts over', 'quotas start over, the first'],
  authorization: ['A cached authorization expires', 'cached authorizations expire, the first'],
  token: ['A verified token expires', 'verified tokens expire, the first'],
  response: ['A cached response expires', 'cached responses expire, the first'],
} as const satisfies { readonly [K in DueKind]: readonly [one: string, several: string] }
