import { describe, expect, it } from 'vitest'
import {
  bodyBytes,
  bytesOf,
  durationText,
  hexLines,
  sizeText,
  statusKind,
  statusLine,
} from './answer.ts'

describe('the facts of an answer', () => {
  it('name the status with its phrase', () => {
    expect(statusLine(404)).toBe('404 Not Found')
    expect(statusLine(299)).toBe('299')
    expect([200, 302, 403, 504].map(statusKind)).toEqual(['success', 'info', 'warning', 'error'])
  })

  it('count the bytes of a body, not its characters', () => {
    expect(bodyBytes({ text: 'ü' })).toBe(2)
    expect(bodyBytes({ base64: 'AAEC' })).toBe(3)
    expect(bodyBytes({ base64: 'AA==' })).toBe(1)
    expect([999, 1500, 2_000_000].map(sizeText)).toEqual(['999 B', '1.5 kB', '2.0 MB'])
  })

  it('give durations as people read them', () => {
    expect([0.04, 9.96, 12.4, 1234].map(durationText)).toEqual([
      '0.0 ms',
      '10.0 ms',
      '12 ms',
      '1.2 s',
    ])
  })
})

it('a body is shown byte by byte, sixteen a line', () => {
  expect(hexLines(bytesOf({ text: '{"a": "é"}' }))).toEqual([
    `00000000  ${'7b 22 61 22 3a 20 22 c3 a9 22 7d'.padEnd(47)}  {"a": ".."}`,
  ])
  expect(bytesOf({ base64: 'AP8=' })).toEqual(new Uint8Array([0, 255]))
  expect(hexLines(new Uint8Array(17))).toHaveLength(2)
})
