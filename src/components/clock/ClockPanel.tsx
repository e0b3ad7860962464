import { useEffect, useId, useState } from 'react'
import { advanced, held, realClock, setTo, timeOf } from '../../simulator/index.ts'
import type { Due, SimulatedClock } from '../../simulator/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import { distanceText, dueWords, momentText, readMoment, untilText } from './clockText.ts'
import { useClock, useNow } from '../store/useClock.ts'
import './clock.css'

const steps: readonly (readonly [label: string, milliseconds: number])[] = [
  ['+ 1 s', 1000],
  ['+ 1 min', 60_000],
  ['+ 1 h', 3_600_000],
  ['+ 1 day', 86_400_000],
]

/** The time that requests are sent at, the ways to change it, and what becomes due. */
export function ClockPanel() {
  const { clockStore, services, viewStore } = useStores()
  const clock = useClock()
  const now = useNow(clock)
  const [typed, setTyped] = useState('')
  const id = useId()
  const change = (next: (clock: SimulatedClock, now: number) => SimulatedClock) =>
    clockStore.getState().setClock(next(clockStore.getState().clock, services.now()))
  const wanted = readMoment(typed)
  const shown = timeOf(clock, now)
  const due = useDue(shown)
  const [next] = due
  return (
    <div className="gw-clock">
      <p className="gw-clock-face">
        <time dateTime={new Date(shown).toISOString()}>{momentText(shown)}</time>{' '}
        <span className="gw-clock-remark" role="status">
          {clock.kind === 'held' ? 'frozen' : distanceText(clock.aheadMs)}
        </span>
      </p>
      <label className="gw-clock-freeze">
        <input
          type="checkbox"
          checked={clock.kind === 'held'}
          onChange={(event) => {
            const isHeld = event.target.checked
            change((present, at) => held(present, isHeld, at))
          }}
        />
        Freeze
      </label>
      <div className="gw-clock-line" role="group" aria-label="Advance the clock">
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
        <button
          type="button"
          className="gw-chip"
          disabled={!next}
          onClick={() => next && change((present, at) => setTo(present, next.at, at))}
        >
          To the next event
        </button>
      </div>
      <form
        className="gw-clock-line"
        onSubmit={(event) => {
          event.preventDefault()
          if (wanted !== undefined) change((present, at) => setTo(present, wanted, at))
        }}
      >
        <label htmlFor={id}>Set to (UTC)</label>
        <input
          id={id}
          type="datetime-local"
          className="gw-field"
          step={1}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="gw-quiet-button" disabled={wanted === undefined}>
          Set
        </button>
      </form>
      <h3 id={`${id}-due`}>Due</h3>
      <DueList due={due} now={shown} labelledBy={`${id}-due`} />
      <div className="gw-clock-line">
        <button type="button" className="gw-quiet-button" onClick={() => change(() => realClock)}>
          Back to real time
        </button>
        <button
          type="button"
          className="gw-quiet-button"
          onClick={() => {
            services.simulator().resetState()
            change(() => realClock)
            viewStore.getState().notify({
              type: 'success',
              text: 'Caches, quotas and token buckets are reset, and the clock shows the real time.',
            })
          }}
        >
          Reset the gateway
        </button>
      </div>
    </div>
  )
}

function DueList({
  due,
  now,
  labelledBy,
}: {
  readonly due: readonly Due[]
  readonly now: number
  readonly labelledBy: string
}) {
  if (due.length === 0) {
    return (
      <p className="gw-clock-remark">
        Nothing. After requests, this lists when caches, authorizations and tokens expire, and when
        quotas and token buckets refill.
      </p>
    )
  }
  return (
    <ul className="gw-list" aria-labelledby={labelledBy}>
      {due.map(({ kind, at, count }) => (
        <li key={kind}>
          {count === 1 ? dueWords[kind][0] : `${count} ${dueWords[kind][1]}`} {untilText(at - now)}
        </li>
      ))}
    </ul>
  )
}

/** What becomes due after a moment, drawn again after each request. */
function useDue(now: number): readonly Due[] {
  const simulator = useStores().services.simulator()
  const [, setCount] = useState(0)
  useEffect(() => simulator.onRemembered(() => setCount((count) => count + 1)), [simulator])
  return simulator.dueAfter(now)
}
