import { expect, test } from 'vitest'
import { shortened } from './shortened.ts'

test('a message that fits is as it is, and a long one ends after a word', () => {
  expect(shortened('Short.', 10)).toBe('Short.')
  expect(shortened('exactly 10', 10)).toBe('exactly 10')
  expect(shortened('one two three', 10)).toBe('one two …')
  expect(shortened('abcdefghijklmnop', 10)).toBe('abcdefghij …')
})

test('no half of a character is left at the end', () => {
  expect(shortened('abc😀def', 4)).toBe('abc …')
})
