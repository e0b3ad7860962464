import { useId, useMemo, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Origin, Recording } from '../../simulator/index.ts'
import { differencesOf } from './differences.ts'
import type { Difference } from './differences.ts'

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
  const differences = useMemo(
    () => (before === undefined ? [] : differencesOf(before, output)),
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
          const own = within(differences, origin.start, origin.end)
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
              {own.length > 0 ? (
                <Marked text={text} start={origin.start} differences={own} />
              ) : (
                text
              )}
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

/** A piece of the output with what is new in it marked, and what is gone struck out. */
function Marked({
  text,
  start,
  differences,
}: {
  readonly text: string
  readonly start: number
  readonly differences: readonly Difference[]
}) {
  const parts: ReactNode[] = []
  let at = 0
  for (const [i, difference] of differences.entries()) {
    const from = Math.max(0, difference.start - start)
    const to = Math.min(text.length, difference.end - start)
    parts.push(text.slice(at, from))
    // what is gone is told once, where it stood
    if (difference.gone.trim() !== '' && difference.start >= start) {
      parts.push(
        <del key={`gone${i}`} aria-label={`was ${difference.gone}`}>
          {difference.gone.length > 80 ? `${difference.gone.slice(0, 80)} …` : difference.gone}
        </del>,
      )
    }
    if (to > from) parts.push(<mark key={i}>{text.slice(from, to)}</mark>)
    at = Math.max(at, to)
  }
  parts.push(text.slice(at))
  return <>{parts}</>
}

/** The differences that touch a piece; one that is nowhere long belongs to the piece that it stands before. */
function within(differences: readonly Difference[], start: number, end: number): Difference[] {
  return differences.filter((each) =>
    each.start === each.end
      ? each.start >= start && each.start < end
      : each.start < end && each.end > start,
  )
}
