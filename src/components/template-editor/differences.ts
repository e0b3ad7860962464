import { markChanges } from '../ui/lineDiff.ts'

/** A stretch of the newer text: new, or what both have; with what stood before it and is gone. */
export interface Difference {
  /** `[start, end)` in the newer text. */
  readonly start: number
  readonly end: number
  /** The older text that this takes the place of; empty where nothing was. */
  readonly gone: string
}

/** Pieces beyond which only the beginning and the end are compared. */
const mostPieces = 800

/** Where a text differs from another, word by word; none where they are the same. */
export function differencesOf(before: string, after: string): readonly Difference[] {
  if (before === after) return []
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  // words are compared whole
  while (head > 0 && isWord(before[head - 1]) && (isWord(before[head]) || isWord(after[head])))
    head--
  while (
    tail > 0 &&
    isWord(before.at(-tail)) &&
    (isWord(before.at(-1 - tail)) || isWord(after.at(-1 - tail)))
  )
    tail--
  const olds = piecesOf(before.slice(head, before.length - tail))
  const news = piecesOf(after.slice(head, after.length - tail))
  if (olds.length > mostPieces || news.length > mostPieces) {
    return [
      { start: head, end: after.length - tail, gone: before.slice(head, before.length - tail) },
    ]
  }
  return together(olds, news, head)
}

function together(olds: readonly string[], news: readonly string[], head: number): Difference[] {
  const marked = markChanges(olds, news)
  const differences: Difference[] = []
  let at = head
  let i = 0
  let j = 0
  while (i < marked.before.length || j < marked.after.length) {
    const start = at
    let gone = ''
    for (; marked.before[i]?.changed; i++) gone += marked.before[i]?.text ?? ''
    for (; marked.after[j]?.changed; j++) at += marked.after[j]?.text.length ?? 0
    if (at > start || gone !== '') differences.push({ start, end: at, gone })
    if (i >= marked.before.length && j >= marked.after.length) break
    at += marked.after[j]?.text.length ?? 0
    i++
    j++
  }
  return differences
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character)
}

function piecesOf(text: string): string[] {
  return text.match(/\w+|\s+|[^\w\s]/gu) ?? []
}
