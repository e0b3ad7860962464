import { expect, it } from 'vitest'
import { changeCounts } from './changeCounts.ts'

it.each([
  [{ changed: 3, added: 1, removed: 0 }, '3 lines changed, 1 added.'],
  [{ changed: 0, added: 1, removed: 2 }, '1 line added, 2 removed.'],
  [{ changed: 0, added: 0, removed: 0 }, 'No line changes.'],
])('the counts of changed lines read as a sentence: %o', (counts, sentence) => {
  expect(changeCounts(counts)).toBe(sentence)
})
