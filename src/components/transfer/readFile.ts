/** Bytes that tell which encoding a file is in. */
const sniffed = 4

/**
 * The text of a file: UTF-8, or UTF-16 where its first bytes say so. Other bytes become characters that the importer refuses
 * with their place.
 */
export async function textOfFile(file: Blob): Promise<string> {
  const encoding = utf16Of(new Uint8Array(await file.slice(0, sniffed).arrayBuffer()))
  if (encoding === undefined) return file.text()
  return new TextDecoder(encoding).decode(await file.arrayBuffer())
}

/** UTF-16 with a byte order mark, or as ASCII in it looks without one. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (bytes.length < sniffed) return undefined
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le'
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be'
  return undefined
}
