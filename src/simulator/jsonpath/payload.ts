import { JavaDecimal, JavaDouble, TemplateError, integer, valueOfParsed } from '../vtl/index.ts'
import type { JavaMap, Value } from '../vtl/index.ts'

/** Levels that a body may nest. */
const deepest = 2000

/**
 * Read a body as the service's parser does in its permissive mode: JSON, and beside it single quotes, bare words,
 * trailing commas. Numbers keep their kinds. Throws a `TemplateError` of kind `payload` where even that fails.
 */
export function readPayload(text: string): Value {
  if (isPlainJson(text)) {
    try {
      // what `JSON.parse` makes is what a parsed value is
      return valueOfParsed(JSON.parse(text) as Parameters<typeof valueOfParsed>[0])
    } catch (error) {
      // no JSON: what else the service reads is for its own reader
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return new PayloadReader(text).read()
}

/**
 * What `JSON.parse` would read as something else: DEL, which the service leaves out; a number whose kind or digits would
 * be lost (`10.00`, `1e3`, 16 digits and more); a name of digits alone, which an object would move to its front.
 * Something of that look inside a text costs time and changes nothing.
 */
const beyondJsonParse = /\u007f|[:,[]\s*-?\d(?:\d{15}|\d*[.eE])|"\d+"\s*:|\\u003\d/

function isPlainJson(text: string): boolean {
  const first = /^\s*[[{]/.test(text)
  return first && !beyondJsonParse.test(text)
}

/** Read a text that must be JSON by the book; `undefined` where it is not. Numbers keep their kinds. */
export function readStrictJson(text: string): Value | undefined {
  try {
    JSON.parse(text)
  } catch {
    // not JSON: that is the answer
    return undefined
  }
  return readPayload(text)
}

class PayloadReader {
  private readonly text: string
  private at = 0
  private depth = 0

  constructor(text: string) {
    this.text = text
  }

  read(): Value {
    this.skip()
    const first = this.text[this.at]
    if (first === '}' || first === ']' || first === ':') throw this.error()
    if (first !== '{' && first !== '[' && first !== '"' && first !== "'") {
      const rest = this.text.slice(this.at).trim()
      return scalarOf(rest)
    }
    // what follows the value is not looked at
    return this.value('')
  }

  private value(stops: string): Value {
    this.skip()
    const unit = this.text[this.at]
    if (unit === '{') return this.object()
    if (unit === '[') return this.array()
    if (unit === '"' || unit === "'") return this.quoted(unit)
    if (unit === undefined || unit === ':' || unit === '}' || unit === ']') throw this.error()
    return this.bare(stops)
  }

  private object(): JavaMap {
    this.enter()
    const map: JavaMap = new Map()
    this.at++
    for (;;) {
      this.skip()
      const unit = this.text[this.at]
      if (unit === '}') break
      if (unit === ',') {
        this.at++
        continue
      }
      if (unit === undefined || unit === ':' || unit === '[' || unit === '{' || unit === ']')
        throw this.error()
      const key = unit === '"' || unit === "'" ? this.quoted(unit) : this.bareText(':')
      this.skip()
      if (this.text[this.at] !== ':') throw this.error()
      this.at++
      map.set(key, this.value(',}'))
      this.skip()
      const after = this.text[this.at]
      if (after === ',') this.at++
      else if (after !== '}') throw this.error()
    }
    this.at++
    this.depth--
    return map
  }

  private array(): Value[] {
    this.enter()
    const list: Value[] = []
    this.at++
    for (;;) {
      this.skip()
      const unit = this.text[this.at]
      if (unit === ']') break
      if (unit === ',') {
        this.at++
        continue
      }
      list.push(this.value(',]'))
      this.skip()
      const after = this.text[this.at]
      if (after === ',') this.at++
      else if (after !== ']') throw this.error()
    }
    this.at++
    this.depth--
    return list
  }

  private enter(): void {
    if (++this.depth > deepest) throw this.error()
  }

  private quoted(quote: string): string {
    const { text } = this
    let i = this.at + 1
    let result = ''
    let from = i
    const stop = quote === '"' ? 34 : 39
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit === stop) {
        this.at = i + 1
        return result + withoutControls(text.slice(from, i))
      }
      if (unit !== 92) continue
      result += withoutControls(text.slice(from, i))
      const escaped = text[++i]
      if (escaped === undefined) break
      if (escaped === 'u') {
        const hex = text.slice(i + 1, i + 5)
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw this.error()
        result += String.fromCharCode(parseInt(hex, 16))
        i += 4
      } else if (escaped === 'x') {
        const hex = text.slice(i + 1, i + 3)
        if (!/^[0-9a-fA-F]{2}$/.test(hex)) throw this.error()
        result += String.fromCharCode(parseInt(hex, 16))
        i += 2
      } else {
        result += escapes[escaped] ?? escaped
      }
      from = i + 1
    }
    throw this.error()
  }

  private bareText(stops: string): string {
    const start = this.at
    while (this.at < this.text.length && !stops.includes(this.text[this.at] ?? '')) this.at++
    return this.text.slice(start, this.at).trim()
  }

  private bare(stops: string): Value {
    return scalarOf(this.bareText(stops))
  }

  private skip(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.at)
      if (unit === 32 || unit === 10 || unit === 13 || unit === 9) this.at++
      else return
    }
  }

  private error(): TemplateError {
    const found = this.text[this.at]
    const what = found === undefined ? 'the end of the body' : `"${found}"`
    return new TemplateError(
      'payload/not-json',
      `Could not process payload: unexpected ${what} at position ${this.at}`,
      'payload',
    )
  }
}

/** Control characters that stand in a text as they are, DEL too, are left out by the service's parser. */
function withoutControls(text: string): string {
  return /[\u0000-\u001f\u007f]/.test(text) ? text.replace(/[\u0000-\u001f\u007f]+/g, '') : text
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

function scalarOf(word: string): Value {
  if (word === 'true') return true
  if (word === 'false') return false
  if (word === 'null') return null
  if (/^-?\d+$/.test(word)) {
    const value = Number(word)
    return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : integer(BigInt(word))
  }
  if (/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(word)) {
    return word.length > 18 ? new JavaDecimal(word) : new JavaDouble(Number(word))
  }
  return word
}
