// Bytes and texts. Short ones are written here; long ones go through the platform's own coders, which every surroundings of this code has.

/** Units or bytes from which on the platform is asked. */
const long = 200

/** What the language's own library does not name. */
interface Coders {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
  readonly TextDecoder: new (
    label: string,
    options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
  ) => { decode(bytes: Uint8Array): string }
}

function coders(): Coders {
  return globalThis as unknown as Coders // browsers and Node have both
}

/** The UTF-8 bytes of a text; a lone surrogate becomes a question mark, as Java writes it. */
export function utf8Bytes(text: string): Uint8Array {
  if (text.length >= long) {
    const isWhole = !/[\ud800-\udfff]/.test(text) || !/\p{Surrogate}/u.test(text)
    if (isWhole) return new (coders().TextEncoder)().encode(text)
  }
  return encodeUtf8(text)
}

function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code >= 0xd800 && code < 0xe000) {
      const low = code < 0xdc00 ? text.charCodeAt(i + 1) : NaN
      if (low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        i++
      } else {
        code = 0x3f
      }
    }
    if (code < 0x80) bytes[length++] = code
    else if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6)
      bytes[length++] = 0x80 | (code & 63)
    } else if (code < 0x10000) {
      bytes[length++] = 0xe0 | (code >> 12)
      bytes[length++] = 0x80 | ((code >> 6) & 63)
      bytes[length++] = 0x80 | (code & 63)
    } else {
      bytes[length++] = 0xf0 | (code >> 18)
      bytes[length++] = 0x80 | ((code >> 12) & 63)
      bytes[length++] = 0x80 | ((code >> 6) & 63)
      bytes[length++] = 0x80 | (code & 63)
    }
  }
  return bytes.subarray(0, length)
}

/** The text of UTF-8 bytes; what is not UTF-8 becomes replacement characters. */
export function utf8Text(bytes: Uint8Array): string {
  return strictUtf8Text(bytes) ?? decodeUtf8(bytes, true) ?? ''
}

/** The text of UTF-8 bytes, or `undefined` where they are not UTF-8. */
export function strictUtf8Text(bytes: Uint8Array): string | undefined {
  if (bytes.length < long) return decodeUtf8(bytes, false)
  try {
    return new (coders().TextDecoder)('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function decodeUtf8(bytes: Uint8Array, lenient: boolean): string | undefined {
  const parts: string[] = []
  let units: number[] = []
  const emit = (code: number) => {
    if (code > 0xffff) {
      units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 1023))
    } else units.push(code)
    if (units.length > 8000) {
      parts.push(String.fromCharCode(...units))
      units = []
    }
  }
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i] ?? 0
    const size =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0
    let code = size === 1 ? first : size === 2 ? first & 31 : size === 3 ? first & 15 : first & 7
    let good = size > 0 && i + size <= bytes.length
    for (let j = 1; good && j < size; j++) {
      const next = bytes[i + j] ?? 0
      good = (next & 0xc0) === 0x80
      code = (code << 6) | (next & 63)
    }
    const tooShort =
      (size === 3 && code < 0x800) || (size === 4 && (code < 0x10000 || code > 0x10ffff))
    if (!good || tooShort || (code >= 0xd800 && code < 0xe000)) {
      if (!lenient) return undefined
      emit(0xfffd)
      i += malformedLength(bytes, i, size)
      continue
    }
    emit(code)
    i += size
  }
  parts.push(String.fromCharCode(...units))
  return parts.join('')
}

/** How many bytes become one replacement character: those that could have begun a character. */
function malformedLength(bytes: Uint8Array, at: number, size: number): number {
  const first = bytes[at] ?? 0
  const second = bytes[at + 1] ?? 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (size < 3 || second < low || second > high) return 1
  return size === 4 && ((bytes[at + 2] ?? 0) & 0xc0) === 0x80 ? 3 : 2
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const signs = Uint8Array.from(alphabet, (sign) => sign.charCodeAt(0))
const padding = 0x3d

/** For each unit of ASCII its six bits; -1 where it stands for none. The URL-safe signs are taken too. */
const bitsOfSign = Int8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code)
  return alphabet.indexOf(sign === '-' ? '+' : sign === '_' ? '/' : sign)
})

/** Base64 of bytes, with padding. */
export function base64Encode(bytes: Uint8Array): string {
  const { length } = bytes
  const text = new Uint8Array(4 * Math.ceil(length / 3))
  const sign = (bits: number) => signs[bits & 63] ?? 0
  let to = 0
  for (let i = 0; i < length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text[to++] = sign(group >> 18)
    text[to++] = sign(group >> 12)
    text[to++] = i + 1 < length ? sign(group >> 6) : padding
    text[to++] = i + 2 < length ? sign(group) : padding
  }
  return utf8Text(text)
}

/** The bytes of a base64 text (or its URL-safe form), or `undefined` where it is not one. */
export function base64Decode(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4))
  let length = 0
  let group = 0
  let count = 0
  let pads = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x0a || code === 0x0d) continue
    if (code === padding) {
      pads++
      continue
    }
    const bits = code < 128 ? (bitsOfSign[code] ?? -1) : -1
    if (bits < 0 || pads > 0) return undefined
    group = (group << 6) | bits
    if (++count % 4 === 0) {
      bytes[length++] = group >> 16
      bytes[length++] = group >> 8
      bytes[length++] = group
      group = 0
    }
  }
  const rest = count % 4
  if (rest === 1 || pads > 2 || (pads > 0 && (count + pads) % 4 !== 0)) return undefined
  if (rest === 2) bytes[length++] = group >> 4
  if (rest === 3) {
    bytes[length++] = group >> 10
    bytes[length++] = group >> 2
  }
  return bytes.subarray(0, length)
}

/** For each byte 1 where form encoding leaves it as it is. */
const plainBytes = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9*\-._]/.test(String.fromCharCode(byte)) ? 1 : 0,
)
const hexDigits = Uint8Array.from('0123456789ABCDEF', (digit) => digit.charCodeAt(0))

/** Form encoding as Java does it: a blank is a plus sign, `*-._` stay. */
export function urlEncode(text: string): string {
  const bytes = utf8Bytes(text)
  let size = 0
  for (const byte of bytes) size += plainBytes[byte] === 1 || byte === 32 ? 1 : 3
  const encoded = new Uint8Array(size)
  let length = 0
  for (const byte of bytes) {
    if (plainBytes[byte] === 1) encoded[length++] = byte
    else if (byte === 32) encoded[length++] = 0x2b
    else {
      encoded[length++] = 0x25
      encoded[length++] = hexDigits[byte >> 4] ?? 0
      encoded[length++] = hexDigits[byte & 15] ?? 0
    }
  }
  return utf8Text(encoded)
}

function hexValue(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48
  const lower = unit | 0x20
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

/** The inverse of `urlEncode`; `undefined` where a percent sign is not followed by two hexadecimal digits. */
export function urlDecode(text: string): string | undefined {
  const parts: string[] = []
  let from = 0
  for (let i = 0; i < text.length;) {
    const unit = text.charCodeAt(i)
    if (unit === 0x2b) {
      parts.push(text.slice(from, i), ' ')
      from = ++i
    } else if (unit === 0x25) {
      parts.push(text.slice(from, i))
      const start = i
      while (text.charCodeAt(i) === 0x25) i += 3
      const bytes = new Uint8Array((i - start) / 3)
      for (let k = 0; k < bytes.length; k++) {
        const high = hexValue(text.charCodeAt(start + 3 * k + 1))
        const low = hexValue(text.charCodeAt(start + 3 * k + 2))
        if (high < 0 || low < 0) return undefined
        bytes[k] = 16 * high + low
      }
      parts.push(utf8Text(bytes))
      from = i
    } else i++
  }
  parts.push(text.slice(from))
  return parts.join('')
}
