import type { Design, History } from '../../model/index.ts'

/** A state in the history of a design. */
export interface ChangeRow {
  /** Undo steps from the present; negative ones are redo steps. */
  readonly distance: number
  readonly label: string
  /** Milliseconds since 1970; absent for the state that was opened. */
  readonly recordedAt?: number
}

/** The states of a history, newest first: what can be made again, the present, what can be undone, and the beginning. */
export function changeRows(history: History<Design>): readonly ChangeRow[] {
  const rows: ChangeRow[] = history.future.map(({ label, recordedAt }, i) => ({
    distance: -(i + 1),
    label,
    recordedAt,
  }))
  rows.reverse()
  const done = [...history.past].reverse()
  for (const [i, { label, recordedAt }] of done.entries()) {
    rows.push({ distance: i, label, recordedAt })
  }
  return [...rows, { distance: done.length, label: 'As it was opened' }]
}
