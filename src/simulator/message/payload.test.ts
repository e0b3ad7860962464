import fc from 'fast-check'
import { expect, test } from 'vitest'
import { strictUtf8Text, utf8Bytes, utf8Text } from '../context/index.ts'
import { Payload } from './payload.ts'

const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '\ud83d',
      '\ude00',
      '\ud83d\ude00',
      'é',
      '€',
      'x'.repeat(250),
      '€'.repeat(4100),
    ),
  ),
)

test('a payload of a text has the bytes, the size and the text that its bytes have', () => {
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('')
      const bytes = utf8Bytes(text)
      const payload = Payload.ofText(text)
      expect(payload.length).toBe(bytes.length)
      expect(payload.strictText).toBe(utf8Text(bytes))
      expect(payload.text).toBe(utf8Text(bytes))
      expect([...payload.bytes]).toEqual([...bytes])
      expect(payload.asText()).toBe(payload)
    }),
  )
})

test('a payload of bytes has the text of its bytes, or none, and becomes text with replacement characters', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const payload = Payload.ofBytes(bytes)
      expect(payload.bytes).toBe(bytes)
      expect(payload.length).toBe(bytes.length)
      expect(payload.strictText).toBe(strictUtf8Text(bytes))
      expect(payload.text).toBe(utf8Text(bytes))
      expect([...payload.asText().bytes]).toEqual([...utf8Bytes(utf8Text(bytes))])
    }),
  )
})
