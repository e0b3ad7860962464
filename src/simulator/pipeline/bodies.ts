import {
  base64Decode,
  base64Encode,
  strictUtf8Text,
  utf8Bytes,
  utf8Text,
} from '../context/index.ts'
import type { Body } from '../trace.ts'

/** The bytes of a body that is given as text or as base64; empty where that is not base64. */
export function bytesOf(body: {
  readonly body?: string | undefined
  readonly bodyBase64?: string | undefined
}): Uint8Array {
  if (body.bodyBase64 !== undefined) return base64Decode(body.bodyBase64) ?? new Uint8Array()
  return utf8Bytes(body.body ?? '')
}

/** A body as the outside sees it: text where it is UTF-8. */
export function bodyOf(bytes: Uint8Array): Body {
  const text = strictUtf8Text(bytes)
  return text === undefined ? { base64: base64Encode(bytes) } : { text }
}

/** Bytes of a body that the trace keeps. */
const keptBytes = 65_536

/** A body for the trace: whole, or its beginning with what is missing. */
export function shownBody(bytes: Uint8Array): string {
  const kept = beginningOf(bytes, keptBytes)
  const text = strictUtf8Text(kept)
  if (text === undefined) return `[Binary Data] ${bytes.length} bytes`
  const missing = bytes.length - kept.length
  return missing === 0 ? text : `${text}… [${missing} more bytes]`
}

/** The first bytes of UTF-8, no more than a number of them, that end with a character. */
export function beginningOf(bytes: Uint8Array, most: number): Uint8Array {
  if (bytes.length <= most) return bytes
  let end = most
  // the bytes behind the first of a character begin with 10; a character has four at the most
  while (end > most - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}

/** True where a media type is one of the API's binary media types: itself, or `type/*`, or the `*` of both, which alone takes a missing one. */
export function isBinaryType(
  type: string | undefined,
  binaryMediaTypes: readonly string[],
): boolean {
  if (type === undefined) return binaryMediaTypes.includes('*/*')
  return binaryMediaTypes.some((binary) => {
    const listed = binary.toLowerCase()
    if (listed === '*/*') return true
    // `*/test` matches nothing, not even itself as a literal
    if (listed.startsWith('*')) return false
    return listed === type || (listed.endsWith('/*') && type.startsWith(listed.slice(0, -1)))
  })
}

/** What content handling makes of a payload; `undefined` where it is not base64 and would have to be. */
export type Handled = { readonly bytes: Uint8Array; readonly isBinary: boolean } | undefined

const asText = (bytes: Uint8Array): Handled => ({
  bytes: utf8Bytes(utf8Text(bytes)),
  isBinary: false,
})
const asBase64 = (bytes: Uint8Array): Handled => ({
  bytes: utf8Bytes(base64Encode(bytes)),
  isBinary: false,
})
const asBytes = (bytes: Uint8Array): Handled => ({ bytes, isBinary: true })

function decoded(bytes: Uint8Array): Handled {
  const raw = base64Decode(utf8Text(bytes))
  return raw && { bytes: raw, isBinary: true }
}

type Handling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT' | undefined

/** The request payload as the integration gets it. Source: developer guide, content type conversions. */
export function handledRequest(bytes: Uint8Array, handling: Handling, isBinary: boolean): Handled {
  if (handling === 'CONVERT_TO_TEXT') return isBinary ? asBase64(bytes) : asText(bytes)
  if (isBinary) return asBytes(bytes)
  return handling === 'CONVERT_TO_BINARY' ? decoded(bytes) : asText(bytes)
}

/** The response payload as the client gets it. Source: developer guide, content type conversions. */
export function handledResponse(
  bytes: Uint8Array,
  handling: Handling,
  payload: { readonly isBinary: boolean; readonly isAccepted: boolean },
): Handled {
  if (handling === 'CONVERT_TO_TEXT') return payload.isBinary ? asBase64(bytes) : asText(bytes)
  if (handling === 'CONVERT_TO_BINARY') return payload.isBinary ? asBytes(bytes) : decoded(bytes)
  if (payload.isBinary) return payload.isAccepted ? asBytes(bytes) : asBase64(bytes)
  return payload.isAccepted ? decoded(bytes) : asText(bytes)
}
