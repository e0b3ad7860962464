import { describe, expect, it } from 'vitest'
import { jsonErrorOffset } from './jsonError.ts'

describe('the place where a text stops being JSON', () => {
  it.each([
    ['{"a": }', 6],
    ['{"a": 1,}', 8],
    ['{"a" 1}', 5],
    ['[1 2]', 3],
    ['{a: 1}', 1],
    ['[1]]', 3],
    ['{"a": 01}', 6],
    ['{"a": "x', 6],
    ['[1, [2, {"b": [', 15],
    ['nul', 0],
  ])('%s stops at %i', (text, offset) => {
    expect(jsonErrorOffset(text)).toBe(offset)
  })

  it('does not overflow on deep nesting', () => {
    expect(jsonErrorOffset('['.repeat(1_000_000))).toBe(1_000_000)
  })
})
