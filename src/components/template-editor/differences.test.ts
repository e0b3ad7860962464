import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differencesOf } from './differences.ts'

it('are each word that is new, with what it takes the place of', () => {
  const after = '{"a": 2, "b": "x", "d": 4}'
  expect(
    differencesOf('{"a": 1, "b": "x", "c": 3, "d": 4}', after).map(({ start, end, gone }) => [
      after.slice(start, end),
      gone,
    ]),
  ).toEqual([
    ['2', '1'],
    ['', expect.stringContaining('c": 3')],
  ])
  expect(differencesOf('same', 'same')).toEqual([])
  expect(differencesOf('value12', 'value13')).toEqual([{ start: 0, end: 7, gone: 'value12' }])
})

it('turn the older text into the newer one', () => {
  const text = fc.array(fc.constantFrom('a', 'bc', ' ', '"', '{', '1', '\n'), { maxLength: 30 })
  fc.assert(
    fc.property(text, text, (olds, news) => {
      const [before, after] = [olds.join(''), news.join('')]
      let rebuilt = ''
      let at = 0
      for (const { start, end, gone } of differencesOf(before, after)) {
        rebuilt += after.slice(at, start) + gone
        at = end
      }
      expect(rebuilt + after.slice(at)).toBe(before)
    }),
  )
})

it('of long texts are one stretch', () => {
  const numbers = (first: number) => Array.from({ length: 5000 }, (_, i) => i + first).join(' ')
  expect(differencesOf(numbers(0), numbers(7))).toHaveLength(1)
})
