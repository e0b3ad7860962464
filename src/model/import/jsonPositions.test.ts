import { describe, expect, it } from 'vitest'
import { jsonErrorOffset } from './jsonError.ts'
import { jsonOffsets } from './jsonPositions.ts'
import { jsonRemarks } from './jsonRemarks.ts'
import { stringEnd, valueEnd } from './jsonScan.ts'
import { readText } from './readText.ts'

describe('a JSON string', () => {
  it.each([
    ['"a" b', 3],
    ['"a\\"b"', 6],
    ['"\\\\" "', 4],
    ['""', 2],
    ['"a', undefined],
    ['"a\n"', undefined],
    ['"\\"', undefined],
  ])('%j ends at %j', (text, end) => {
    expect(stringEnd(text, 0)).toBe(end)
  })

  it('may have millions of characters, each of them escaped', () => {
    const inner = '\\"'.repeat(4_500_000)
    const text = `{"a":"${inner}","b":12345678901234567890,"b":1}`
    const read = readText(text)
    expect(read.ok && read.problems.map(({ code }) => code)).toEqual([
      'document/number-rounded',
      'document/key-twice',
    ])
    expect(jsonRemarks(text)).toHaveLength(2)
    expect(jsonErrorOffset(text)).toBe(text.length)
  })

  it('that is never closed is passed once', () => {
    const result = readText(`{"a":"${'\\"'.repeat(300_000)}`)
    expect(!result.ok && result.problems[0]).toMatchObject({
      code: 'document/not-json',
      position: { line: 1, column: 6 },
    })
  })
})

describe('the place of a part of JSON', () => {
  const text = '{\n  "a": [1, {"b": "}"}],\n  "c\\u0064": {"__proto__": [[2]]},\n  "e": true\n}'
  const offsetOf = jsonOffsets(text)

  it.each([
    [[], '{\n  "a"'],
    [['a'], '"a":'],
    [['a', '0'], '1, '],
    [['a', '1'], '{"b"'],
    [['a', '1', 'b'], '"b": "}"'],
    [['cd'], '"c\\u0064"'],
    [['cd', '__proto__'], '"__proto__"'],
    [['cd', '__proto__', '0', '0'], '2]'],
    [['e'], '"e": true'],
    [['e', 'nothing'], '"e": true'],
    [['a', '7'], '"a":'],
    [['constructor'], '{\n  "a"'],
  ])('%j is found, or the part above it', (pointer, begins) => {
    expect(text.slice(offsetOf(pointer)).startsWith(begins)).toBe(true)
  })

  it('ends where its value ends', () => {
    expect(valueEnd('[1, "]", {"a": []}], 2', 0)).toBe(19)
    expect(valueEnd('true}', 0)).toBe(4)
  })
})
