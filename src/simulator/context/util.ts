import { readPayload } from '../jsonpath/index.ts'
import { HostObject, TemplateError, javaText } from '../vtl/index.ts'
import type { Value } from '../vtl/index.ts'
import { callBuiltin } from './builtin.ts'
import type { Builtins } from './builtin.ts'
import { base64Decode, base64Encode, urlDecode, urlEncode, utf8Bytes, utf8Text } from './codec.ts'

const text = (value: Value | undefined): string | undefined =>
  value === undefined || value === null ? undefined : javaText(value)

function withText(work: (text: string) => Value): (values: readonly Value[]) => Value | undefined {
  return ([value]) => {
    const given = text(value)
    return given === undefined ? undefined : work(given)
  }
}

function withString(
  work: (text: string) => Value,
): (values: readonly Value[]) => Value | undefined {
  return ([value]) => (typeof value === 'string' ? work(value) : undefined)
}

/** `$util`. Source: developer guide, mapping template reference. */
export const utilBuiltins: Builtins = {
  escapeJavaScript: {
    signature: '$util.escapeJavaScript(text)',
    doc: 'Escapes a text for a JavaScript string. A single quote becomes \\\', which JSON does not allow: follow with .replaceAll("\\\\\'","\'").',
    call: withText(escapeJavaScript),
  },
  parseJson: {
    signature: '$util.parseJson(text)',
    doc: 'Turns the text of a JSON value into a value whose members can be used in the template.',
    call: ([value]) => (typeof value === 'string' ? parseJson(value) : undefined),
  },
  urlEncode: {
    signature: '$util.urlEncode(text)',
    doc: 'Encodes a text as application/x-www-form-urlencoded: a blank becomes a plus sign.',
    call: withString(urlEncode),
  },
  urlDecode: {
    signature: '$util.urlDecode(text)',
    doc: 'Decodes an application/x-www-form-urlencoded text.',
    call: withText((given) => {
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
    call: withString((given) => base64Encode(utf8Bytes(given))),
  },
  base64Decode: {
    signature: '$util.base64Decode(text)',
    doc: 'The text whose UTF-8 bytes a base64 form stands for.',
    call: withText((given) => {
      const bytes = base64Decode(given)
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

function parseJson(given: string): Value {
  try {
    return given.trim() === '' ? null : readPayload(given)
  } catch (error) {
    if (error instanceof TemplateError && error.kind === 'payload') return null
    throw error
  }
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
/** Units that are escaped at a time: what they become is put together apart, so that no long tree of strings is built. */
const pieceLength = 2048

function escapeJavaScript(given: string): string {
  if (!needsEscape.test(given)) return given
  let result = ''
  for (let from = 0; from < given.length; from += pieceLength) {
    result += escapePiece(given, from, Math.min(given.length, from + pieceLength))
  }
  return result
}

function escapePiece(given: string, start: number, end: number): string {
  let piece = ''
  let from = start
  for (let i = start; i < end; i++) {
    const code = given.charCodeAt(i)
    const escape = code < 256 ? escapesOfLatin[code] : unicodeEscape(code)
    if (escape === undefined) continue
    if (i > from) piece += given.slice(from, i)
    piece += escape
    from = i + 1
  }
  piece += given.slice(from, end)
  // asking for a character makes one string of the pieces
  piece.charCodeAt(0)
  return piece
}

/** `$util` itself. */
export class UtilObject extends HostObject {
  override call(name: string, values: readonly Value[]): Value | undefined {
    return callBuiltin(utilBuiltins, name, values)
  }

  override print(): string {
    return ''
  }
}
