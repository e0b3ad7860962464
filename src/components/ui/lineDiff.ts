import { commonLines } from './commonLines.ts'

/** A line with what became of it. */
export interface MarkedLine {
  readonly text: string
  /** True where the other side has no such line. */
  readonly changed: boolean
}

/** Both sides with the lines marked that the other one lacks. */
export function markChanges(
  before: readonly string[],
  after: readonly string[],
): { readonly before: readonly MarkedLine[]; readonly after: readonly MarkedLine[] } {
  const common = commonLines(before, after)
  const [keptBefore, keptAfter] = [new Set(common.keys()), new Set(common.values())]
  return {
    before: before.map((text, i) => ({ text, changed: !keptBefore.has(i) })),
    after: after.map((text, i) => ({ text, changed: !keptAfter.has(i) })),
  }
}

/** A line of a comparison. Line numbers count from 1; a removed line has none after, an added one none before. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
  readonly before?: number
  readonly after?: number
}

/** What differs between two texts. */
export interface LineChanges {
  /** Lines with another line in their place, lines that are only in the newer text, and only in the older one. */
  readonly changed: number
  readonly added: number
  readonly removed: number
  /** The changes in their order, each with the lines around it. */
  readonly hunks: readonly (readonly DiffLine[])[]
  /** Changed lines that are not in `hunks`, because there are too many. */
  readonly hidden: number
}

/** Lines that are shown around a change. */
const around = 3

/** Compare two texts line by line. At most `mostLines` lines are listed; the counts are of all. */
export function lineChanges(before: string, after: string, mostLines = 2000): LineChanges {
  const [older, newer] = [linesOf(before), linesOf(after)]
  const common = commonLines(older, newer)
  const counts = { changed: 0, added: 0, removed: 0 }
  const hunks: DiffLine[][] = []
  let listed = 0
  let hidden = 0
  /** Lines that both have since the last change. */
  let same: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < older.length || j < newer.length) {
    if (i < older.length && common.get(i) === j) {
      same.push({ kind: 'same', text: older[i] ?? '', before: ++i, after: ++j })
      continue
    }
    const block: DiffLine[] = []
    for (; i < older.length && !common.has(i); i++) {
      block.push({ kind: 'removed', text: older[i] ?? '', before: i + 1 })
    }
    const removed = block.length
    const end = i < older.length ? (common.get(i) ?? newer.length) : newer.length
    for (; j < end; j++) block.push({ kind: 'added', text: newer[j] ?? '', after: j + 1 })
    const added = block.length - removed
    counts.changed += Math.min(removed, added)
    counts.added += Math.max(0, added - removed)
    counts.removed += Math.max(0, removed - added)
    const room = Math.max(0, mostLines - listed)
    hidden += Math.max(0, block.length - room)
    const shown = block.slice(0, room)
    listed += shown.length
    if (shown.length > 0) addTo(hunks, same, shown)
    same = []
  }
  const last = hunks.at(-1)
  if (hidden === 0) last?.push(...same.slice(0, around))
  return { ...counts, hunks, hidden }
}

/** Add a block of changes to the hunk before it where little lies between, else as a hunk of its own. */
function addTo(hunks: DiffLine[][], same: readonly DiffLine[], block: readonly DiffLine[]): void {
  const last = hunks.at(-1)
  if (last && same.length <= 2 * around) {
    last.push(...same, ...block)
    return
  }
  last?.push(...same.slice(0, around))
  hunks.push([...same.slice(-around), ...block])
}

/** The lines of a text; the end of its last line is no line of its own. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}
