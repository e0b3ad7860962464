import { useEffect, useId, useState } from 'react'
import { useStores } from '../store/StoreContext.tsx'
import {
  advanced,
  clockOf,
  distanceText,
  held,
  keepClock,
  momentText,
  readMoment,
  realClock,
  setTo,
  timeOf,
  useClock,
} from './simulatedClock.ts'
import type { SimulatedClock } from './simulatedClock.ts'

const steps: readonly (readonly [label: string, milliseconds: number])[] = [
  ['+ 1 s', 1000],
  ['+ 1 min', 60_000],
  ['+ 1 h', 3_600_000],
  ['+ 1 day', 86_400_000],
]

/** The time that calls are sent at, and ways to put it forward: buckets fill, caches and tokens expire, quotas begin again. */
export function ClockFields() {
  const stores = useStores()
  const clock = useClock()
  const now = useNow(clock)
  const [typed, setTyped] = useState('')
  const id = useId()
  const change = (next: (clock: SimulatedClock, now: number) => SimulatedClock) =>
    keepClock(stores, next(clockOf(stores), stores.services.now()))
  const wanted = readMoment(typed)
  const set = () => {
    if (wanted === undefined) return
    change((present, at) => setTo(present, wanted, at))
  }
  const shown = timeOf(clock, now)
  return (
    <fieldset className="gw-clock">
      <legend>Simulated time</legend>
      <p className="gw-clock-face">
        <time dateTime={new Date(shown).toISOString()}>{momentText(shown)}</time>{' '}
        <span className="gw-quiet" role="status">
          {clock.kind === 'held' ? 'stands still' : distanceText(clock.aheadMs)}
        </span>
      </p>
      <div className="gw-clock-steps" role="group" aria-label="Change the simulated time">
        <button
          type="button"
          className="gw-chip"
          aria-label="Now: go with the real time again"
          onClick={() => change(() => realClock)}
        >
          Now
        </button>
        {steps.map(([label, milliseconds]) => (
          <button
            key={label}
            type="button"
            className="gw-chip"
            onClick={() => change((present, at) => advanced(present, milliseconds, at))}
          >
            {label}
          </button>
        ))}
        <label className="gw-clock-hold">
          <input
            type="checkbox"
            checked={clock.kind === 'held'}
            onChange={(event) => {
              const isHeld = event.target.checked
              change((present, at) => held(present, isHeld, at))
            }}
          />
          Stand still
        </label>
      </div>
      <div className="gw-clock-set">
        <label htmlFor={id}>Set to (UTC)</label>
        <input
          id={id}
          type="datetime-local"
          step={1}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            // Enter elsewhere in the form sends the request
            event.preventDefault()
            event.stopPropagation()
            set()
          }}
        />
        <button
          type="button"
          className="gw-quiet-button"
          disabled={wanted === undefined}
          onClick={set}
        >
          Set
        </button>
      </div>
      <p className="gw-quiet">
        Calls are sent at this time: put forward, buckets refill, cached answers and authorizations
        and tokens expire, and quotas begin their next day, week or month.
      </p>
    </fieldset>
  )
}

/** The real time, drawn each second while the clock goes. */
function useNow(clock: SimulatedClock): number {
  const { services } = useStores()
  const [now, setNow] = useState(() => services.now())
  useEffect(() => {
    setNow(services.now())
    if (clock.kind === 'held') return undefined
    const timer = setInterval(() => setNow(services.now()), 1000)
    return () => clearInterval(timer)
  }, [clock, services])
  return now
}
