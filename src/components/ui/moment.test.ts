import { expect, test } from 'vitest'
import { momentText } from './moment.ts'

test('a moment is written with its day and its time, and a text that is none stays', () => {
  const local = new Date(2026, 10, 14, 16, 40).toISOString()
  expect(momentText(local)).toMatch(/2026/)
  expect(momentText(local)).toMatch(/40/)
  expect(momentText('yesterday')).toBe('yesterday')
  expect(momentText('')).toBe('')
})
