import { memo, useId, useMemo, useState } from 'react'
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
  const touching = useMemo(() => differencesPerPiece(differences, origins), [differences, origins])
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
        onClick={({ target }) => {
          const piece = target instanceof Element ? target.closest('[data-piece]') : null
          const index = Number(piece?.getAttribute('data-piece') ?? -1)
          const origin = origins[index]
          if (!origin) return
          setChosen(index)
          onGoTo(origin)
        }}
      >
        {origins.map(({ start, end: pieceEnd, kind }, i) => {
          const own = touching[i] ?? []
          return (
            <Piece
              key={i}
              index={i}
              id={id + String(i)}
              text={output.slice(start, Math.min(pieceEnd, end))}
              kind={kind}
              isChosen={i === chosen}
              {...(own.length > 0 && { start, differences: own })}
            />
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

/** A piece of the output. Drawn anew only when its own text changes: a key moves the places of all that follow it. */
const Piece = memo(function Piece({
  index,
  id,
  text,
  kind,
  isChosen,
  start = 0,
  differences,
}: {
  readonly index: number
  readonly id: string
  readonly text: string
  readonly kind: Origin['kind']
  readonly isChosen: boolean
  readonly start?: number
  readonly differences?: readonly Difference[]
}) {
  return (
    <span
      id={id}
      data-piece={index}
      role="option"
      aria-selected={isChosen}
      className={`gw-origin gw-origin-${kind}`}
    >
      {differences ? <Marked text={text} start={start} differences={differences} /> : text}
    </span>
  )
})

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

/** The differences that touch each piece; one that is nowhere long belongs to the piece that it stands before. */
function differencesPerPiece(
  differences: readonly Difference[],
  pieces: readonly Origin[],
): readonly (readonly Difference[])[] {
  let first = 0
  return pieces.map(({ start, end }) => {
    // both are in order
    while (isBehind(differences[first], start)) first++
    const own: Difference[] = []
    for (let i = first; i < differences.length; i++) {
      const difference = differences[i]
      if (!difference || difference.start >= end) break
      own.push(difference)
    }
    return own
  })
}

/** Whether a difference ends before a place, and does not stand right before it with nothing new. */
function isBehind(difference: Difference | undefined, place: number): boolean {
  if (!difference) return false
  return difference.start === difference.end ? difference.end < place : difference.end <= place
}
