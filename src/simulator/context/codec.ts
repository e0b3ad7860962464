// Bytes and texts without the platform: the core runs anywhere.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The UTF-8 bytes of a text; a lone surrogate becomes a question mark, as Java writes it. */
export function utf8Bytes(text: string): Uint8Array {
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
  return decodeUtf8(bytes, true) ?? ''
}

/** The text of UTF-8 bytes, or `undefined` where they are not UTF-8. */
export function strictUtf8Text(bytes: Uint8Array): string | undefined {
  return decodeUtf8(bytes, false)
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

/** Base64 of bytes, with padding. */
export function base64Encode(bytes: Uint8Array): string {
  const parts: string[] = []
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] ?? 0
    const b = bytes[i + 1] ?? 0
    const c = bytes[i + 2] ?? 0
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | (b >> 4))
    text += i + 1 < bytes.length ? alphabet.charAt(((b & 15) << 2) | (c >> 6)) : '='
    text += i + 2 < bytes.length ? alphabet.charAt(c & 63) : '='
    if (text.length > 16_000) {
      parts.push(text)
      text = ''
    }
  }
  return parts.join('') + text
}

/** The bytes of a base64 text (or its URL-safe form), or `undefined` where it is not one. */
export function base64Decode(text: string): Uint8Array | undefined {
  const clean = text
    .replace(/[\r\n]/g, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/')
  const bare = clean.replace(/={1,2}$/, '')
  if (/[^A-Za-z0-9+/]/.test(bare) || bare.length % 4 === 1) return undefined
  if (clean.length !== bare.length && clean.length % 4 !== 0) return undefined
  const bytes = new Uint8Array(Math.floor((bare.length * 3) / 4))
  let length = 0
  let bits = 0
  let count = 0
  for (let i = 0; i < bare.length; i++) {
    bits = ((bits << 6) | alphabet.indexOf(bare.charAt(i))) & 0xffffff
    count += 6
    if (count >= 8) {
      count -= 8
      bytes[length++] = (bits >> count) & 255
    }
  }
  return bytes
}

/** Form encoding as Java does it: a blank is a plus sign, `*-._` stay. */
export function urlEncode(text: string): string {
  let result = ''
  for (const byte of utf8Bytes(text)) {
    const unit = String.fromCharCode(byte)
    if (/[A-Za-z0-9*\-._]/.test(unit)) result += unit
    else if (byte === 32) result += '+'
    else result += '%' + byte.toString(16).toUpperCase().padStart(2, '0')
  }
  return result
}

/** The inverse of `urlEncode`; `undefined` where a percent sign is not followed by two hexadecimal digits. */
export function urlDecode(text: string): string | undefined {
  let result = ''
  for (let i = 0; i < text.length;) {
    const unit = text[i] ?? ''
    if (unit === '+') {
      result += ' '
      i++
    } else if (unit === '%') {
      const bytes: number[] = []
      while (text[i] === '%') {
        const hex = text.slice(i + 1, i + 3)
        if (!/^[0-9a-fA-F]{2}$/.test(hex)) return undefined
        bytes.push(parseInt(hex, 16))
        i += 3
      }
      result += utf8Text(Uint8Array.from(bytes))
    } else {
      result += unit
      i++
    }
  }
  return result
}
