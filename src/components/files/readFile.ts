import { encodingBytes, encodingOf } from '../../model/index.ts'

/**
 * The text of a file: UTF-8, or UTF-16 where its first bytes say so. Other bytes become characters that the importer refuses
 * with their place.
 */
export async function textOfFile(file: Blob): Promise<string> {
  const encoding = encodingOf(new Uint8Array(await file.slice(0, encodingBytes).arrayBuffer()))
  if (encoding === 'utf-8') return file.text()
  return new TextDecoder(encoding).decode(await file.arrayBuffer())
}
