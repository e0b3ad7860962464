import { readStrictJson } from '../jsonpath/index.ts'
import { HostObject, TemplateError, javaText, textBytes } from '../vtl/index.ts'
import type { Costs, Value } from '../vtl/index.ts'
import { callBuiltin } from './builtin.ts'
import type { Builtin, Builtins } from './builtin.ts'
import { base64Decode, base64Encode, urlDecode, urlEncode, utf8Bytes, utf8Text } from './codec.ts'

/** A built-in of one text, into which any value is turned. What it makes is at most `growth` times as long. */
function withText(growth: number, work: (text: string) => Value): Builtin['call'] {
  return ([value], costs) => {
    if (value === undefined || value === null) return undefined
    const given = javaText(value, costs)
    chargeText(given, growth, costs)
    return work(given)
  }
}

/** As `withText`, of a text alone. */
function withString(growth: number, work: (text: string) => Value): Builtin['call'] {
  return ([value], costs) => {
    if (typeof value !== 'string') return undefined
    chargeText(value, growth, costs)
    return work(value)
  }
}

/** Work of turning a character into another form. */
const workOfCharacter = 8

function chargeText(given: string, growth: number, costs: Costs): void {
  costs.work(workOfCharacter * given.length)
  costs.hold(textBytes + growth * given.length)
}

/** `$util`. Source: developer guide, mapping template reference. */
export const utilBuiltins: Builtins = {
  escapeJavaScript: {
    signature: '$util.escapeJavaScript(text)',
    doc: 'Escapes a text for a JavaScript string. A single quote becomes \\\', which JSON does not allow: follow with .replaceAll("\\\\\'","\'").',
    call: withText(6, escapeJavaScript),
  },
  parseJson: {
    signature: '$util.parseJson(text)',
    doc: 'Turns the text of a JSON value into a value whose members can be used in the template.',
    call: ([value], costs) =>
      typeof value === 'string' ? (readStrictJson(value, costs) ?? null) : undefined,
  },
  urlEncode: {
    signature: '$util.urlEncode(text)',
    doc: 'Encodes a text as application/x-www-form-urlencoded: a blank becomes a plus sign.',
    call: withString(12, urlEncode),
  },
  urlDecode: {
    signature: '$util.urlDecode(text)',
    doc: 'Decodes an application/x-www-form-urlencoded text.',
    call: withString(4, (given) => {
      const decoded = urlDecode(given)
      if (decoded === undefined) {
        throw new TemplateError(
          'vtl/illegal-argument',
          `$util.urlDecode cannot read "${given}": a % is not followed by two hexadecimal digits`,
          'render',
        )
      }
      return decoded
    }),
  },
  base64Encode: {
    signature: '$util.base64Encode(text)',
    doc: 'The base64 form of the UTF-8 bytes of a text.',
    call: withString(6, (given) => base64Encode(utf8Bytes(given))),
  },
  base64Decode: {
    signature: '$util.base64Decode(text)',
    doc: 'The text whose UTF-8 bytes a base64 form stands for.',
    call: withString(4, (given) => {
      // what is no letter of base64 is left out, as Java's MIME decoder does
      const bytes = base64Decode(given.replace(/[^A-Za-z0-9+/=]/g, ''))
      if (!bytes) {
        throw new TemplateError(
          'vtl/illegal-argument',
          `$util.base64Decode cannot read "${given}"`,
          'render',
        )
      }
      return utf8Text(bytes)
    }),
  },
}

const shortEscapes: Readonly<Record<string, string>> = {
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}

/** What a unit below 256 becomes; `undefined` where it stays. */
const escapesOfLatin: readonly (string | undefined)[] = Array.from({ length: 256 }, (_, code) => {
  const short = shortEscapes[String.fromCharCode(code)]
  if (short !== undefined) return short
  return code < 0x20 || code > 0x7f ? unicodeEscape(code) : undefined
})

function unicodeEscape(code: number): string {
  return '\\u' + code.toString(16).toUpperCase().padStart(4, '0')
}

const needsEscape = /['"\\/\u0000-\u001f\u0080-\uffff]/
/** Units from which on a text is escaped by way of its bytes. */
const longText = 500

function escapeJavaScript(given: string): string {
  if (!needsEscape.test(given)) return given
  if (given.length >= longText) return escapeLongText(given)
  let result = ''
  let from = 0
  for (let i = 0; i < given.length; i++) {
    const code = given.charCodeAt(i)
    const escape = code < 256 ? escapesOfLatin[code] : unicodeEscape(code)
    if (escape === undefined) continue
    if (i > from) result += given.slice(from, i)
    result += escape
    from = i + 1
  }
  return result + given.slice(from)
}

/** Where browsers and Node have it; nothing else of theirs is needed here. */
interface Decoder {
  decode(bytes: Uint8Array): string
}

/** What is escaped at a time, and what its bytes become: six for each unit at the most. */
const pieceLength = 4096

/** As above, by writing the result's bytes: all of them are ASCII. A long text takes a third of the time. */
function escapeLongText(given: string): string {
  // every surroundings of this code has a TextDecoder, which the language's own library does not name
  const { TextDecoder } = globalThis as unknown as { TextDecoder: new () => Decoder }
  const decoder = new TextDecoder()
  const bytes = new Uint8Array(6 * pieceLength)
  let result = ''
  for (let from = 0; from < given.length; from += pieceLength) {
    const to = Math.min(given.length, from + pieceLength)
    result += decoder.decode(bytes.subarray(0, escapeInto(bytes, given, from, to)))
  }
  return result
}

const backslash = 0x5c
const digits = Uint8Array.from('0123456789ABCDEF', (digit) => digit.charCodeAt(0))
/** For each unit of ASCII: 0 where it stays, the letter behind its backslash, or 1 where it is `\uXXXX`. */
const lettersOfAscii = Uint8Array.from({ length: 128 }, (_, code) => {
  const escape = escapesOfLatin[code]
  return escape === undefined ? 0 : escape.length === 2 ? escape.charCodeAt(1) : 1
})

function escapeInto(bytes: Uint8Array, given: string, from: number, to: number): number {
  let length = 0
  for (let i = from; i < to; i++) {
    const code = given.charCodeAt(i)
    const letter = code < 128 ? lettersOfAscii[code] : 1
    if (letter === 0) {
      bytes[length++] = code
      continue
    }
    bytes[length++] = backslash
    if (letter !== undefined && letter !== 1) {
      bytes[length++] = letter
      continue
    }
    bytes[length++] = 0x75
    for (let shift = 12; shift >= 0; shift -= 4) bytes[length++] = digits[(code >> shift) & 15] ?? 0
  }
  return length
}

/** `$util` itself. */
export class UtilObject extends HostObject {
  override call(name: string, values: readonly Value[], costs: Costs): Value | undefined {
    if (values.length !== 1) return undefined
    return callBuiltin(utilBuiltins, name, values, costs)
  }

  override print(): string {
    return ''
  }
}
