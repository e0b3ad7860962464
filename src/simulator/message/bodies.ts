import { base64Decode, base64Encode, strictUtf8Text } from '../context/index.ts'
import type { Body } from '../trace.ts'
import { emptyPayload, Payload } from './payload.ts'

/** A body that is given as text or as base64; empty where that is not base64. */
export function givenPayload(body: {
  readonly body?: string | undefined
  readonly bodyBase64?: string | undefined
}): Payload {
  if (body.bodyBase64 === undefined) return Payload.ofText(body.body ?? '')
  const bytes = base64Decode(body.bodyBase64)
  return bytes ? Payload.ofBytes(bytes) : emptyPayload
}

/** A body as the outside sees it: text where it is UTF-8. */
export function bodyOf(payload: Payload): Body {
  const text = payload.strictText
  return text === undefined ? { base64: base64Encode(payload.bytes) } : { text }
}

/** Bytes of a body that the trace keeps. */
const keptBytes = 65_536

/** A body for the trace: whole, or its beginning with what is missing. */
export function shownBody(payload: Payload): string {
  const whole = payload.shortText(keptBytes)
  if (whole !== undefined) return whole
  const { length } = payload
  const isWhole = length <= keptBytes
  const kept = isWhole ? undefined : beginningOf(payload.bytes, keptBytes)
  const text = kept ? strictUtf8Text(kept) : payload.strictText
  if (text === undefined) return `[Binary Data] ${length} bytes`
  return kept ? `${text}… [${length - kept.length} more bytes]` : text
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
  if (binaryMediaTypes.length === 0) return false
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
export type Handled = { readonly payload: Payload; readonly isBinary: boolean } | undefined

const asText = (payload: Payload): Handled => ({ payload: payload.asText(), isBinary: false })
const asBase64 = (payload: Payload): Handled => ({
  payload: Payload.ofText(base64Encode(payload.bytes)),
  isBinary: false,
})
const asBytes = (payload: Payload): Handled => ({ payload, isBinary: true })

function decoded(payload: Payload): Handled {
  const raw = base64Decode(payload.text)
  return raw && { payload: Payload.ofBytes(raw), isBinary: true }
}

type Handling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT' | undefined

/** The request payload as the integration gets it. Source: developer guide, content type conversions. */
export function handledRequest(payload: Payload, handling: Handling, isBinary: boolean): Handled {
  if (handling === 'CONVERT_TO_TEXT') return isBinary ? asBase64(payload) : asText(payload)
  if (isBinary) return asBytes(payload)
  return handling === 'CONVERT_TO_BINARY' ? decoded(payload) : asText(payload)
}

/** The response payload as the client gets it. Source: developer guide, content type conversions. */
export function handledResponse(
  payload: Payload,
  handling: Handling,
  { isBinary, isAccepted }: { readonly isBinary: boolean; readonly isAccepted: boolean },
): Handled {
  if (handling === 'CONVERT_TO_TEXT') return isBinary ? asBase64(payload) : asText(payload)
  if (handling === 'CONVERT_TO_BINARY') return isBinary ? asBytes(payload) : decoded(payload)
  if (isBinary) return isAccepted ? asBytes(payload) : asBase64(payload)
  return isAccepted ? decoded(payload) : asText(payload)
}
