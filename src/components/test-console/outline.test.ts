import { describe, expect, it } from 'vitest'
import { outlineOf } from './outline.ts'

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
