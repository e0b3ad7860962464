import { describe, expect, it } from 'vitest'
import { textOfFile } from './readFile.ts'

const text = '{"openapi": "3.0.1", "x": "ü"}'

function utf16(content: string, isLittle: boolean, hasMark: boolean): Blob {
  const units = [...(hasMark ? ['\ufeff'] : []), ...content].map((unit) => unit.charCodeAt(0))
  const bytes = units.flatMap((unit) =>
    isLittle ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255],
  )
  return new Blob([new Uint8Array(bytes)])
}

describe('the text of a file', () => {
  it.each([
    ['UTF-8', new Blob([text])],
    ['UTF-16 little endian with its mark', utf16(text, true, true)],
    ['UTF-16 big endian with its mark', utf16(text, false, true)],
    ['UTF-16 little endian without one', utf16(text, true, false)],
    ['UTF-16 big endian without one', utf16(text, false, false)],
  ])('is read from %s', async (_encoding, file) => {
    expect(await textOfFile(file)).toBe(text)
  })

  it('is empty where the file is', async () => {
    expect(await textOfFile(new Blob([]))).toBe('')
  })

  it('has characters for bytes that are none, which the importer refuses', async () => {
    expect(await textOfFile(new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10])]))).toBe(
      '\ufffdPNG\r\n',
    )
  })
})
