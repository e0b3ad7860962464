import type { LineChanges } from '../ui/lineDiff.ts'

/** The counts of changed lines as a sentence: `3 lines changed, 1 added, 2 removed.` */
export function changeCounts({
  changed,
  added,
  removed,
}: Pick<LineChanges, 'changed' | 'added' | 'removed'>): string {
  const counts = [
    [changed, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
  ] as const
  const words = counts
    .filter(([count]) => count > 0)
    .map(([count, word], i) =>
      i > 0 ? `${count} ${word}` : `${count} ${count === 1 ? 'line' : 'lines'} ${word}`,
    )
  return words.length === 0 ? 'No line changes.' : `${words.join(', ')}.`
}
