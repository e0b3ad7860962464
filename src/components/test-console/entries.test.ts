import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  entriesOf,
  headerSyntax,
  querySyntax,
  removeEntry,
  rowsOf,
  setEntry,
  writeEntries,
} from './entries.ts'

describe('names and values in one text', () => {
  it('are read as they were written, whatever a query string says', () => {
    const entry = fc.record({
      name: fc.string({ unit: 'grapheme', minLength: 1 }),
      value: fc.string({ unit: 'grapheme' }),
    })
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(entriesOf(querySyntax, writeEntries(querySyntax, entries))).toEqual(entries)
      }),
    )
  })

  it('are read as they were written, whatever headers say', () => {
    const entry = fc.record({
      name: fc.stringMatching(/^[A-Za-z-]{1,12}$/),
      value: fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text)),
    })
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(entriesOf(headerSyntax, writeEntries(headerSyntax, entries))).toEqual(entries)
      }),
    )
  })

  it('change one by one: the others stay to the letter, also where they are wrong', () => {
    const text = 'a=%zz&b=1+2&&c'
    expect(setEntry(querySyntax, text, 1, { name: 'b', value: 'x y' })).toBe('a=%zz&b=x%20y&&c')
    expect(removeEntry(querySyntax, text, 2)).toBe('a=%zz&b=1+2&c')
    expect(setEntry(querySyntax, '', 0, { name: 'a', value: '' })).toBe('a=')
    expect(setEntry(querySyntax, 'a=1&b=2', 1, { name: '', value: '' })).toBe('a=1')
  })

  it('never make a second header of one', () => {
    expect(setEntry(headerSyntax, 'A: 1', 1, { name: 'X:\nY', value: 'p\r\nZ: q' })).toBe(
      'A: 1\nXY: p Z: q',
    )
  })

  it('do not break on half a character', () => {
    expect(setEntry(querySyntax, '', 0, { name: 'a', value: '\uD800' })).toBe('a=%EF%BF%BD')
  })
})

describe('the rows of a form', () => {
  it('begin with what is declared, sent or not, and go on with the rest', () => {
    const declared = [
      { name: 'page', isRequired: true },
      { name: 'type', isRequired: false },
    ]
    expect(rowsOf(querySyntax, 'x=1&page=2&page=3', declared)).toEqual([
      { name: 'page', value: '2', index: 1, declared: declared[0] },
      { name: 'type', value: '', declared: declared[1] },
      { name: 'x', value: '1', index: 0 },
      { name: 'page', value: '3', index: 2 },
    ])
  })

  it('know headers by their names in any case', () => {
    const [row] = rowsOf(headerSyntax, 'x-trace: 1', [{ name: 'X-Trace', isRequired: true }])
    expect(row).toMatchObject({ index: 0, value: '1' })
  })
})
