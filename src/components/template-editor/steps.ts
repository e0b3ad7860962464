import type { Moment } from '../../simulator/index.ts'

/** Ways to go on in a recorded run of a template. */
export const stepVerbs = {
  start: { label: 'To the start', short: 'Start', find: () => 0 },
  back: { label: 'Step back', short: 'Back', find: (_moments, from) => from - 1 },
  into: { label: 'Step in', short: 'In', find: (_moments, from) => from + 1 },
  over: { label: 'Step over', short: 'Over', find: stepOver },
  out: { label: 'Step out', short: 'Out', find: stepOut },
  end: { label: 'To the end', short: 'End', find: (moments) => moments.length - 1 },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly label: string
      /** What stands on its button. */
      readonly short: string
      readonly find: (moments: readonly Moment[], from: number) => number
    }
  >
>

export type StepVerb = keyof typeof stepVerbs

/** Where a step leads; never outside of the recording. */
export function stepTo(verb: StepVerb, moments: readonly Moment[], from: number): number {
  return Math.max(0, Math.min(moments.length - 1, stepVerbs[verb].find(moments, from)))
}

/** The next moment that is not inside of this one: of a round, the next round. */
function stepOver(moments: readonly Moment[], from: number): number {
  const here = moments[from]
  if (!here) return from
  return indexAfter(moments, from, ({ kind, depth }) =>
    here.kind === 'round'
      ? depth < here.depth || (kind === 'round' && depth === here.depth)
      : depth <= here.depth,
  )
}

/** The next moment behind the directive that this one stands in. */
function stepOut(moments: readonly Moment[], from: number): number {
  const here = moments[from]
  return here ? indexAfter(moments, from, ({ depth }) => depth < here.depth) : from
}

function indexAfter(
  moments: readonly Moment[],
  from: number,
  fits: (moment: Moment) => boolean,
): number {
  const found = moments.findIndex((moment, i) => i > from && fits(moment))
  return found < 0 ? moments.length - 1 : found
}

/** The next moment, or the one before, that begins in a line with a breakpoint; the end or the start where there is none. */
export function runTo(
  moments: readonly Moment[],
  from: number,
  isBreak: (moment: Moment) => boolean,
  direction: 1 | -1,
): number {
  for (let i = from + direction; i >= 0 && i < moments.length; i += direction) {
    const moment = moments[i]
    if (moment && moment.kind !== 'end' && isBreak(moment)) return i
  }
  return direction === 1 ? moments.length - 1 : 0
}

/** The line of an offset, counted from 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** The offset of a line and a column, both counted from 1; the end where the text is shorter. */
export function offsetOf(
  text: string,
  { line, column }: { readonly line: number; readonly column: number },
): number {
  let start = 0
  for (let i = 1; i < line; i++) {
    const next = text.indexOf('\n', start)
    if (next < 0) return text.length
    start = next + 1
  }
  return Math.min(text.length, start + column - 1)
}
