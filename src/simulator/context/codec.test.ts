import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  base64Decode,
  base64Encode,
  strictUtf8Text,
  urlDecode,
  urlEncode,
  utf8Bytes,
  utf8Text,
} from './codec.ts'

// short and long: both ways of coding
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.uint8Array({ minLength: 180, maxLength: 400 }),
)
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'binary', minLength: 180, maxLength: 300 }),
)

describe('UTF-8', () => {
  test('bytes are those of the platform', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect([...utf8Bytes(text)]).toEqual([...Buffer.from(text, 'utf8')])
        expect(strictUtf8Text(utf8Bytes(text))).toBe(text)
      }),
    )
  })
  test.each([1, 300])('a lone half of a character behind %i others is a question mark', (count) => {
    const text = 'x'.repeat(count)
    expect(utf8Text(utf8Bytes(`${text}\ud800!`))).toBe(`${text}?!`)
    expect(utf8Text(utf8Bytes(`${text}\udc00\u{1f600}`))).toBe(`${text}?\u{1f600}`)
  })
  test.each([1, 300])('bytes that are none behind %i others are replaced one by one', (count) => {
    const broken = Uint8Array.from([...new Array<number>(count).fill(65), 0xc3, 0x28, 0xff])
    expect(strictUtf8Text(broken)).toBeUndefined()
    expect(utf8Text(broken)).toBe(`${'A'.repeat(count)}\ufffd(\ufffd`)
  })
  test.each([0, 300])('a byte order mark before %i letters stays', (count) => {
    const text = `\ufeff${'x'.repeat(count)}`
    expect(utf8Text(utf8Bytes(text))).toBe(text)
  })
})

describe('Base64', () => {
  test('is that of the platform, and comes back', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const text = base64Encode(given)
        expect(text).toBe(Buffer.from(given).toString('base64'))
        expect(base64Decode(text)).toEqual(given)
        expect(base64Decode(text.replace(/=/g, ''))).toEqual(given)
        expect(base64Decode(Buffer.from(given).toString('base64url'))).toEqual(given)
        expect(base64Decode(text.replace(/(.{4})/g, '$1\r\n'))).toEqual(given)
      }),
    )
  })
  test.each(['a', 'abcde', 'ab=', 'a===', 'ab==c', '=', 'ab c', 'ä', 'abc{', '\ud800abc'])(
    '%j is none',
    (text) => {
      expect(base64Decode(text)).toBeUndefined()
    },
  )
})

test('form encoding comes back, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(urlDecode(urlEncode(text))).toBe(text)
    }),
  )
})
