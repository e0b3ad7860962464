/**
 * Undo and redo over any immutable value, by snapshots that share structure.
 * Steps carry labels; steps with the same merge key that follow each other within `mergeWindowMs` become one.
 */
export interface History<T> {
  readonly past: readonly Step<T>[]
  readonly present: T
  readonly future: readonly Step<T>[]
}

interface Step<T> {
  /** What stood before (in `past`) or after (in `future`) the edit. */
  readonly value: T
  readonly label: string
  readonly mergeKey?: string
  /** Milliseconds, on the caller's clock. */
  readonly recordedAt: number
}

export interface Edit {
  readonly label: string
  readonly mergeKey?: string
  /** Milliseconds, on the caller's clock. */
  readonly now: number
}

const mergeWindowMs = 1500
/** Older steps are forgotten. Snapshots share structure, so this bounds memory, not usefulness. */
const rememberedSteps = 500

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [] }
}

/** Record a new present. The same value records nothing. */
export function record<T>(history: History<T>, value: T, edit: Edit): History<T> {
  if (value === history.present) return history
  const last = history.past.at(-1)
  const merges =
    last !== undefined &&
    edit.mergeKey !== undefined &&
    last.mergeKey === edit.mergeKey &&
    history.future.length === 0 &&
    edit.now - last.recordedAt <= mergeWindowMs
  if (merges) {
    const past = [...history.past.slice(0, -1), { ...last, recordedAt: edit.now }]
    return { past, present: value, future: [] }
  }
  const step: Step<T> = {
    value: history.present,
    label: edit.label,
    recordedAt: edit.now,
    ...(edit.mergeKey !== undefined && { mergeKey: edit.mergeKey }),
  }
  return { past: [...history.past, step].slice(-rememberedSteps), present: value, future: [] }
}

/** Go back one step; at the beginning nothing changes. */
export function undo<T>(history: History<T>): History<T> {
  const step = history.past.at(-1)
  if (!step) return history
  return {
    past: history.past.slice(0, -1),
    present: step.value,
    future: [
      { value: history.present, label: step.label, recordedAt: step.recordedAt },
      ...history.future,
    ],
  }
}

/** Go forward one step; at the end nothing changes. */
export function redo<T>(history: History<T>): History<T> {
  const step = history.future[0]
  if (!step) return history
  return {
    past: [
      ...history.past,
      { value: history.present, label: step.label, recordedAt: step.recordedAt },
    ],
    present: step.value,
    future: history.future.slice(1),
  }
}

/** The label of the edit that `undo` would take back. */
export function undoLabel<T>(history: History<T>): string | undefined {
  return history.past.at(-1)?.label
}

/** The label of the edit that `redo` would make again. */
export function redoLabel<T>(history: History<T>): string | undefined {
  return history.future[0]?.label
}
