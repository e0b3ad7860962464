import { describe, expect, it } from 'vitest'
import { markChanges } from './lineDiff.ts'
import { outlineOf } from './outline.ts'

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

  it('is not looked for in texts without end', () => {
    const long = Array.from({ length: 2000 }, (_, i) => String(i))
    expect(changed(markChanges(long, []).before)).toEqual([])
  })
})

describe('a value as an outline', () => {
  it('writes bodies out and leaves quotes away', () => {
    const body = '{"a":1}'
    expect(outlineOf({ status: 200, headers: { Accept: 'x' }, body, none: {}, empty: '' })).toEqual(
      [
        'status: 200',
        'headers:',
        '  Accept: x',
        'body:',
        '  {',
        '    "a": 1',
        '  }',
        'none: (none)',
        'empty: (empty)',
      ],
    )
  })

  it('keeps a text that looks like JSON and is none', () => {
    expect(outlineOf({ body: '{a\nb' })).toEqual(['body:', '  {a', '  b'])
    expect(outlineOf(['x', { y: 1 }])).toEqual(['- x', '-', '  y: 1'])
    expect(outlineOf(null)).toEqual([])
  })
})
