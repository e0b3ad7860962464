import { describe, expect, it } from 'vitest'
import { jsonErrorOffset, jsonFault } from './jsonError.ts'

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

describe('the reason why a text is not JSON', () => {
  it.each([
    ['{"a": }', 'unexpected } at line 1, column 7'],
    ['{"a": 1,\n "b"', 'it ends too early at line 2, column 5'],
    ['[😀]', 'unexpected 😀 at line 1, column 2'],
  ])('of %j', (text, reason) => {
    expect(jsonFault(text)).toBe(reason)
  })
})
