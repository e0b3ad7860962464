import { useId, useMemo, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Origin, Recording } from '../../simulator/index.ts'

/** Characters that are shown. */
const shownCharacters = 50_000

/** The output as stretches that lead to what they came from. What differs from the output before is marked. */
export function TemplateOutput({
  recording,
  before,
  upTo,
  onGoTo,
}: {
  readonly recording: Recording
  readonly before?: string | undefined
  /** Characters that are there yet, for a run that is stepped through. */
  readonly upTo?: number
  readonly onGoTo: (origin: Origin) => void
}) {
  const id = useId()
  const { output } = recording
  const end = Math.min(upTo ?? output.length, shownCharacters)
  const origins = useMemo(
    () => recording.origins.filter(({ start }) => start < end),
    [recording.origins, end],
  )
  const [chosen, setChosen] = useState(-1)
  const changed = useMemo(
    () => (before === undefined ? undefined : changedStretch(before, output)),
    [before, output],
  )
  const walk = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: chosen + 1,
      ArrowDown: chosen + 1,
      ArrowLeft: chosen - 1,
      ArrowUp: chosen - 1,
      Home: 0,
      End: origins.length - 1,
    }
    const origin = origins[chosen]
    if (event.key === 'Enter' && origin) {
      event.preventDefault()
      onGoTo(origin)
      return
    }
    const next = steps[event.key]
    if (next === undefined || origins.length === 0) return
    event.preventDefault()
    setChosen(Math.max(0, Math.min(origins.length - 1, next)))
  }
  const last = origins.at(-1)?.end ?? 0
  return (
    <>
      <div
        className="gw-output"
        role="listbox"
        tabIndex={0}
        aria-label="Output"
        aria-description="A click on a piece, or Enter, goes to what printed it."
        aria-activedescendant={origins[chosen] ? `${id}${chosen}` : undefined}
        onKeyDown={walk}
      >
        {origins.map((origin, i) => {
          const text = output.slice(origin.start, Math.min(origin.end, end))
          const isChanged =
            changed !== undefined && origin.start < changed.end && origin.end > changed.start
          return (
            <span
              key={i}
              id={id + String(i)}
              role="option"
              aria-selected={i === chosen}
              className={`gw-origin gw-origin-${origin.kind}`}
              onClick={() => {
                setChosen(i)
                onGoTo(origin)
              }}
            >
              {isChanged ? <Marked text={text} start={origin.start} changed={changed} /> : text}
            </span>
          )
        })}
        {/* what is printed beyond the recorded stretches */}
        {recording.isCut && upTo === undefined && (
          <span role="option" aria-selected={false}>
            {output.slice(last, end)}
          </span>
        )}
        {end === 0 && (
          <span role="option" aria-selected={false} className="gw-quiet">
            {output.length === 0 ? '(nothing is printed)' : '(nothing is printed yet)'}
          </span>
        )}
      </div>
      {end < (upTo ?? output.length) && (
        <p className="gw-quiet">
          The first {end.toLocaleString()} of {output.length.toLocaleString()} characters.
        </p>
      )}
    </>
  )
}

function Marked({
  text,
  start,
  changed,
}: {
  readonly text: string
  readonly start: number
  readonly changed: { readonly start: number; readonly end: number }
}) {
  const from = Math.max(0, changed.start - start)
  const to = Math.min(text.length, changed.end - start)
  return (
    <>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  )
}

/** The stretch of a text that another text has not: between what both begin with and what both end with. */
export function changedStretch(
  before: string,
  after: string,
): { readonly start: number; readonly end: number } | undefined {
  if (before === after) return undefined
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return { start, end: after.length - tail }
}
