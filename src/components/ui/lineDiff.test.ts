import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonLines } from './commonLines.ts'
import { lineChanges, markChanges } from './lineDiff.ts'

const changed = (lines: readonly { text: string; changed: boolean }[]) =>
  lines.filter((line) => line.changed).map(({ text }) => text)

describe('what changed between two texts', () => {
  it('is nothing where they are equal', () => {
    const { before, after } = markChanges(['a', 'b'], ['a', 'b'])
    expect([changed(before), changed(after)]).toEqual([[], []])
  })

  it('is what went, and what came', () => {
    const { before, after } = markChanges(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])
    expect([changed(before), changed(after)]).toEqual([['b'], ['x', 'd']])
  })
})

/** Lines of the two texts that a comparison pairs, by the slow and sure way. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  let row = new Array<number>(right.length + 1).fill(0)
  for (const line of left) {
    const next = [0]
    right.forEach((other, j) => {
      next.push(line === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0))
    })
    row = next
  }
  return row.at(-1) ?? 0
}

describe('the lines that two texts have in common', () => {
  it('are as many as there can be, in order, and the same on both sides', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const pairs = [...commonLines(before, after)]
        expect(pairs.length).toBe(longestCommon(before, after))
        pairs.forEach(([i, j], n) => {
          expect(before[i]).toBe(after[j])
          const [nextI = Infinity, nextJ = Infinity] = pairs[n + 1] ?? []
          expect(i < nextI && j < nextJ).toBe(true)
        })
      }),
    )
  })

  it('are found around many differences by the lines that occur once', () => {
    const before = Array.from({ length: 30_000 }, (_, i) => (i % 2 === 0 ? `line ${i}` : 'same'))
    const after = before.map((line, i) => (i % 10 === 4 ? `other ${i}` : line))
    expect(commonLines(before, after).size).toBe(27_000)
  })

  it('are given up for two large texts that have nothing in common but their order', () => {
    const letters = (seed: number) =>
      Array.from({ length: 60_000 }, (_, i) => String(((i + 1) * (i + seed) * 7919) % 17))
    const pairs = [...commonLines(letters(3), letters(8))]
    expect(pairs.every(([i, j], n) => n === 0 || (i > (pairs[n - 1]?.[0] ?? -1) && j >= 0))).toBe(
      true,
    )
  })
})

describe('the changes between two documents', () => {
  const text = (lines: readonly string[]) => lines.join('\n') + '\n'

  it('count what changed, what came and what went', () => {
    const before = Array.from({ length: 30 }, (_, i) => `line ${i}`)
    const after = [...before.slice(0, 4), 'new 4', 'new 5', 'more', ...before.slice(6, 29)]
    const { changed, added, removed, hunks, hidden } = lineChanges(text(before), text(after))
    expect({ changed, added, removed, hidden }).toEqual({
      changed: 2,
      added: 1,
      removed: 1,
      hidden: 0,
    })
    expect(hunks).toHaveLength(2)
    expect(hunks[0]?.map(({ kind, text: line }) => `${kind} ${line}`)).toEqual([
      'same line 1',
      'same line 2',
      'same line 3',
      'removed line 4',
      'removed line 5',
      'added new 4',
      'added new 5',
      'added more',
      'same line 6',
      'same line 7',
      'same line 8',
    ])
    expect(hunks[1]?.at(-1)).toEqual({ kind: 'removed', text: 'line 29', before: 30 })
  })

  it('are none where only the ends of lines differ', () => {
    expect(lineChanges('a\r\nb\r\n', 'a\nb')).toMatchObject({ changed: 0, added: 0, hunks: [] })
  })

  it('list as many lines as there is room for, and count the rest', () => {
    const lines = text(Array.from({ length: 50 }, (_, i) => `line ${i}`))
    const { added, hunks, hidden } = lineChanges('', lines, 20)
    expect([added, hunks.flat().length, hidden]).toEqual([50, 20, 30])
  })
})
