import { describe, expect, it } from 'vitest'
import { sizeText, timeText } from './words.ts'

describe('how long ago', () => {
  // noon where the test runs: the date is told in the reader's own zone
  const now = new Date(2026, 0, 20, 12).getTime()
  const minute = 60_000
  it.each([
    [0, 'just now'],
    [5 * minute, '5 minutes ago'],
    [3 * 60 * minute, '3 hours ago'],
    [26 * 60 * minute, 'yesterday'],
    [19 * 24 * 60 * minute, 'Jan 1, 2026'],
  ])('%i milliseconds is %s', (ago, words) => {
    expect(timeText(now - ago, now)).toBe(words)
  })
})

describe('a size', () => {
  it.each([
    [0, '0 B'],
    [1499, '1 kB'],
    [31_700, '32 kB'],
    [2_340_000, '2.3 MB'],
  ])('%i characters are %s', (size, words) => {
    expect(sizeText(size)).toBe(words)
  })
})
