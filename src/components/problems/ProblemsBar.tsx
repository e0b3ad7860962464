import { useId } from 'react'
import type { Problem, Severity } from '../../model/index.ts'
import { severities, severityWords } from './problemGroups.ts'
import type { Grouping } from './problemGroups.ts'
import { SeverityMark } from './SeverityMark.tsx'

const groupings: readonly { readonly value: Grouping; readonly label: string }[] = [
  { value: 'severity', label: 'Severity' },
  { value: 'rule', label: 'Rule' },
  { value: 'place', label: 'Place' },
]

/** What of the problems is shown, and in which groups. */
export function ProblemsBar(props: {
  readonly problems: readonly Problem[]
  /** How many fit the filter. */
  readonly matching: number
  readonly text: string
  readonly wanted: ReadonlySet<Severity>
  readonly grouping: Grouping
  readonly onText: (text: string) => void
  readonly onWanted: (wanted: ReadonlySet<Severity>) => void
  readonly onGrouping: (grouping: Grouping) => void
  /** How many mutings the design has, and whether they are listed. */
  readonly mutings: number
  readonly isListingMuted: boolean
  readonly onListMuted: (isListing: boolean) => void
  /** How many parts of the design are not simulated, and whether they are listed. */
  readonly notSimulated: number
  readonly isListingNotSimulated: boolean
  readonly onListNotSimulated: (isListing: boolean) => void
}) {
  const groupingId = useId()
  const toggle = (severity: Severity) => {
    const next = new Set(props.wanted)
    if (!next.delete(severity)) next.add(severity)
    props.onWanted(next)
  }
  return (
    <div className="gw-problems-bar" role="group" aria-label="Filter">
      <input
        type="search"
        aria-label="Filter by text"
        placeholder="Filter by text, place or rule"
        value={props.text}
        onChange={(event) => props.onText(event.target.value)}
      />
      {severities.map((severity) => {
        const count = props.problems.filter((problem) => problem.severity === severity).length
        const { one, many } = severityWords[severity]
        return (
          <button
            key={severity}
            type="button"
            className="gw-problems-toggle"
            aria-pressed={props.wanted.has(severity)}
            onClick={() => toggle(severity)}
          >
            <SeverityMark severity={severity} />
            {count} {count === 1 ? one : many}
          </button>
        )
      })}
      <label htmlFor={groupingId}>
        Group by
        <select
          id={groupingId}
          value={props.grouping}
          onChange={(event) => {
            const chosen = groupings.find(({ value }) => value === event.target.value)
            if (chosen) props.onGrouping(chosen.value)
          }}
        >
          {groupings.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {props.mutings > 0 && (
        <button
          type="button"
          className="gw-problems-toggle"
          aria-expanded={props.isListingMuted}
          onClick={() => props.onListMuted(!props.isListingMuted)}
        >
          Muted: {props.mutings}
        </button>
      )}
      {props.notSimulated > 0 && (
        <button
          type="button"
          className="gw-problems-toggle"
          aria-expanded={props.isListingNotSimulated}
          onClick={() => props.onListNotSimulated(!props.isListingNotSimulated)}
        >
          {props.notSimulated} not simulated
        </button>
      )}
      <span className="gw-problems-count" role="status">
        {props.matching === props.problems.length
          ? `${props.problems.length} in all`
          : `${props.matching} of ${props.problems.length}`}
      </span>
    </div>
  )
}
