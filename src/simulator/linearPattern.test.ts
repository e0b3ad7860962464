import fc from 'fast-check'
import { RE2JS } from 're2js'
import { expect, test } from 'vitest'
import { readLinearPattern } from './linearPattern.ts'

function read(pattern: string) {
  const found = readLinearPattern(pattern)
  if ('refusal' in found) throw new Error(found.refusal)
  return found
}

test('a pattern is found anywhere, or matches from end to end', () => {
  const digits = read('[0-9]+')
  expect([digits.finds('a1b'), digits.matches('a1b'), digits.matches('12')]).toEqual([
    true,
    false,
    true,
  ])
  const anchored = read('^[A-Z]{2}-[0-9]+$')
  expect(['AB-1', 'xAB-1', 'AB-', 'AB-1\n'].map((text) => anchored.finds(text))).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('what cannot be read is refused in words', () => {
  expect(readLinearPattern('(')).toEqual({ refusal: expect.stringContaining('missing') as string })
  expect(readLinearPattern('a(?=b)')).toHaveProperty('refusal')
})

test.each(['^(a+)+$', '^a*a*a*a*b$', '^(?:a|aa)+$', `^${'a?'.repeat(30)}${'a'.repeat(30)}$`])(
  '%s, which explodes elsewhere, comes to its end',
  (pattern) => {
    expect(read(pattern).finds('a'.repeat(20_000) + '!')).toBe(false)
    expect(read(pattern).matches('a'.repeat(20_000) + '!')).toBe(false)
  },
)

const atoms = fc.constantFrom(
  'a',
  'b',
  '-',
  '\\.',
  '\\d',
  '\\w',
  '[ab]',
  '[a-c.]',
  '[b\\d-]',
  '\\$',
)
const times = fc.constantFrom('', '', '{2}', '{0}', '+', '*', '?', '{1,2}', '{1,}')
const patterns = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(atoms, times), { maxLength: 5 }), fc.boolean())
  .map(([isFromStart, parts, isToEnd]) => {
    const middle = parts.map(([atom, often]) => atom + often).join('')
    return `${isFromStart ? '^' : ''}${middle}${isToEnd ? '$' : ''}`
  })
const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', '-', '.', '$', '\n', '\u2028', 'ä', '😀', '\ud83d'), {
    maxLength: 6,
  })
  .map((units) => units.join(''))

test('a short way to an answer gives the same answer', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      const general = RE2JS.compile(pattern)
      const found = read(pattern)
      expect(found.finds(text)).toBe(general.matcher(text).find())
      expect(found.matches(text)).toBe(general.matches(text))
    }),
    { numRuns: 5000 },
  )
})
