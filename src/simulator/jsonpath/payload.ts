import {
  JavaDecimal,
  JavaDouble,
  TemplateError,
  integer,
  trimmed,
  valueOfParsed,
} from '../vtl/index.ts'
import type { Costs, JavaMap, Value } from '../vtl/index.ts'

/** Levels that a body may nest. */
const deepest = 2000

/** Digits that a whole number may have. */
const mostDigits = 100_000

/** What the service's parser takes for the end of the text: the end, and this control character. */
const endOfText = 0x1a

/** Work of reading a character of a body, and bytes that the values made of it take. */
const workOfReading = 8
const bytesOfCharacter = 12

function chargeReading(text: string, costs: Costs): void {
  costs.work(workOfReading * text.length)
  costs.hold(bytesOfCharacter * text.length)
}

/**
 * Read a body as the service's parser does in its permissive mode: JSON, and beside it single quotes, bare words,
 * trailing commas. Numbers keep their kinds. Throws a `TemplateError` of kind `payload` where even that fails.
 */
export function readPayload(text: string, costs: Costs): Value {
  chargeReading(text, costs)
  if (isPlainJson(text)) {
    try {
      // what `JSON.parse` makes is what a parsed value is
      return valueOfParsed(JSON.parse(text) as Parameters<typeof valueOfParsed>[0])
    } catch (error) {
      // no JSON: what else the service reads is for its own reader
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return new PayloadReader(text, true).read()
}

/**
 * True where `JSON.parse` reads an object or a list as the service does. It would read as something else: DEL, which the
 * service leaves out; a number whose kind or digits would be lost (`10.00`, `1e3`, 16 digits and more); a name of digits
 * alone, which an object would move to its front. What merely looks like a name of digits is not plain either.
 */
function isPlainJson(text: string): boolean {
  let i = 0
  while (isBlank(text.charCodeAt(i))) i++
  const first = text.charCodeAt(i)
  if (first !== openBrace && first !== openBracket) return false
  if (text.includes('\u007f')) return false
  if (text.includes('\\u003') && nameOfEscapedDigits.test(text)) return false
  let digits = 0
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === quote) {
      const end = endOfQuoted(text, i)
      if (end < 0 || isNameOfDigits(text, i + 1, end)) return false
      i = end
      digits = 0
    } else if (isDigit(unit)) {
      if (++digits > exactDigits) return false
    } else {
      if (digits > 0 && (unit === point || unit === 0x65 || unit === 0x45)) return false
      digits = 0
    }
  }
  return true
}

/** Digits that a number has at the most if none of them can be lost. */
const exactDigits = 15

const nameOfEscapedDigits = /\\u003\d/
const [quote, backslash, point, colon, openBrace, openBracket] = [34, 92, 46, 58, 123, 91]

function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13)
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

/** Where the text that is quoted from a place on ends: at its last quote; below 0 where it has none. */
function endOfQuoted(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end > 0 && text.charCodeAt(end - 1) === backslash) {
    let before = end - 1
    while (text.charCodeAt(before - 1) === backslash) before--
    if ((end - before) % 2 === 0) break
    end = text.indexOf('"', end + 1)
  }
  return end
}

/** Whether what stands between two quotes is digits alone, with a colon behind. */
function isNameOfDigits(text: string, start: number, end: number): boolean {
  if (end === start) return false
  for (let i = start; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false
  let behind = end + 1
  while (isBlank(text.charCodeAt(behind))) behind++
  return text.charCodeAt(behind) === colon
}

/**
 * Read a text that must be JSON, as the service's parser does in its strict mode; `undefined` where it is not.
 * Numbers keep their kinds. A little more than JSON passes: a comma that comes first, `1.`, `-` for 0.
 */
export function readStrictJson(text: string, costs: Costs): Value | undefined {
  chargeReading(text, costs)
  if (isPlainJson(text)) {
    try {
      // what `JSON.parse` makes is what a parsed value is
      return valueOfParsed(JSON.parse(text) as Parameters<typeof valueOfParsed>[0])
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  try {
    return new PayloadReader(text, false).read()
  } catch (error) {
    if (!(error instanceof TemplateError) || error.kind === 'budget') throw error
    // not JSON: that is the answer
    return undefined
  }
}

/** Units that end a word, by what it stands in. */
const ends = { text: '', key: ':', member: ',}', item: ',]' } as const

class PayloadReader {
  private readonly text: string
  /** Permissive: words without quotes, single quotes, commas too many, zeros in front, and whatever follows. */
  private readonly lenient: boolean
  private at = 0
  private depth = 0

  constructor(text: string, lenient: boolean) {
    this.text = text
    this.lenient = lenient
  }

  read(): Value {
    const value = this.value(ends.text)
    if (!this.lenient) {
      this.skipControls()
      if (!this.isAtEnd()) throw this.error()
    }
    return value
  }

  private isAtEnd(): boolean {
    return this.at >= this.text.length || this.text.charCodeAt(this.at) === endOfText
  }

  private value(stops: string): Value {
    this.skipBlanks()
    const unit = this.isAtEnd() ? '' : (this.text[this.at] ?? '')
    if (unit === ':' || unit === '}' || unit === ']') throw this.error()
    if (unit === '{') return this.object()
    if (unit === '[') return this.array()
    if (unit === '"' || unit === "'") return this.quoted(unit)
    return /[-0-9]/.test(unit) ? this.number(stops) : this.word(stops)
  }

  private word(stops: string): Value {
    const word = this.bareText(this.at, stops)
    if (word === 'null') return null
    if (word === 'true') return true
    if (word === 'false') return false
    if (!this.lenient) throw this.error()
    return word === 'NaN' ? new JavaDouble(NaN) : word
  }

  private object(): JavaMap {
    this.enter()
    const map: JavaMap = new Map()
    let isAfterComma = false
    this.at++
    for (;;) {
      this.skipBlanks()
      const unit = this.text[this.at]
      if (unit === '}') {
        if (isAfterComma && !this.lenient) throw this.error()
        break
      }
      if (unit === ',') {
        if (isAfterComma && !this.lenient) throw this.error()
        isAfterComma = true
        this.at++
        continue
      }
      if (unit === ':' || unit === '[' || unit === '{' || unit === ']') throw this.error()
      let key: string
      if (unit === '"' || unit === "'") key = this.quoted(unit)
      else {
        key = this.bareText(this.at, ends.key)
        if (!this.lenient) throw this.error()
      }
      this.skipControls()
      if (this.text[this.at] !== ':') throw this.error()
      this.at++
      map.set(key, this.value(ends.member))
      this.skipControls()
      const after = this.text[this.at]
      if (after === ',') {
        isAfterComma = true
        this.at++
      } else if (after === '}') break
      else throw this.error()
    }
    this.at++
    this.depth--
    return map
  }

  private array(): Value[] {
    this.enter()
    const list: Value[] = []
    let isAfterComma = false
    this.at++
    if (this.text[this.at] === ',' && !this.lenient) throw this.error()
    for (;;) {
      this.skipBlanks()
      if (this.isAtEnd()) throw this.error()
      const unit = this.text[this.at]
      if (unit === ']' || unit === ',') {
        if (isAfterComma && !this.lenient) throw this.error()
        if (unit === ']') break
        isAfterComma = true
        this.at++
        continue
      }
      list.push(this.value(ends.item))
      isAfterComma = false
    }
    this.at++
    this.depth--
    return list
  }

  private enter(): void {
    if (++this.depth > deepest) throw this.error()
  }

  private quoted(quote: string): string {
    if (quote === "'" && !this.lenient) throw this.error()
    const { text } = this
    const start = this.at + 1
    const end = text.indexOf(quote, start)
    if (end < 0) {
      this.at = text.length
      throw this.error()
    }
    const plain = text.slice(start, end)
    if (plain.includes('\\')) return this.escaped(quote)
    // without escapes, control characters are part of the text
    if (!this.lenient && /[\u0000-\u001f]/.test(plain)) throw this.error()
    this.at = end + 1
    return plain
  }

  /** A text with escapes, in which control characters are left out. */
  private escaped(quote: string): string {
    const { text } = this
    let i = this.at + 1
    let result = ''
    let from = i
    const stop = quote === '"' ? 34 : 39
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit === stop) {
        this.at = i + 1
        return result + text.slice(from, i)
      }
      const isControl = unit < 0x20 || unit === 0x7f
      if (unit !== 92 && !isControl) continue
      result += text.slice(from, i)
      from = i + 1
      if (isControl) {
        if (unit === endOfText) break
        if (this.lenient) continue
        if (unit === 0x7f) result += '\u007f'
        else break
        continue
      }
      const escaped = text[++i]
      if (escaped === undefined) break
      if (escaped === 'u') {
        result += this.unicode(i + 1, 4)
        i += 4
      } else if (escaped === 'x') {
        result += this.unicode(i + 1, 2)
        i += 2
      } else {
        // what is no escape is left out
        result += escapes[escaped] ?? ''
      }
      from = i + 1
    }
    this.at = i
    throw this.error()
  }

  private unicode(from: number, digits: number): string {
    const hex = this.text.slice(from, from + digits)
    if (hex.length < digits || /[^0-9a-fA-F]/.test(hex)) {
      this.at = from
      throw this.error()
    }
    return String.fromCharCode(parseInt(hex, 16))
  }

  /** A number, or a text that only begins like one. */
  private number(stops: string): Value {
    const { text } = this
    const start = this.at
    this.at++
    this.skipDigits()
    const isWhole = !/[.eE]/.test(text[this.at] ?? '')
    if (!isWhole) {
      if (text[this.at] === '.') {
        this.at++
        this.skipDigits()
      }
      if (/[eE]/.test(text[this.at] ?? '')) {
        this.at++
        if (!/[-+0-9]/.test(text[this.at] ?? '')) return this.wordFrom(start, stops)
        this.at++
        this.skipDigits()
      }
    }
    this.skipControls()
    const next = this.isAtEnd() ? undefined : text[this.at]
    // a character beyond ASCII ends a number
    if (next !== undefined && next < '~' && !stops.includes(next))
      return this.wordFrom(start, stops)
    const written = trimmed(text.slice(start, this.at))
    return isWhole ? this.wholeNumber(written) : this.fraction(written)
  }

  private wordFrom(start: number, stops: string): Value {
    const word = this.bareText(start, stops)
    if (!this.lenient) throw this.error()
    return word
  }

  private wholeNumber(written: string): Value {
    if (!this.lenient && /^(?:0.|-0.)/.test(written)) throw this.error()
    if (written === '-') return 0
    if (written.length > mostDigits)
      throw new TemplateError('vtl/too-large', 'A number has too many digits', 'budget')
    const value = Number(written)
    return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : integer(BigInt(written))
  }

  private fraction(written: string): Value {
    if (!this.lenient && /^-?0\d/.test(written)) throw this.error()
    if (!/^[-+.]*\d/.test(written)) throw this.error()
    if (!/^[-+]?\d*(?:\.\d*)?(?:[eE][-+]?\d+)?$/.test(written)) throw this.error()
    if (written.length <= 18) return new JavaDouble(Number(written))
    if (Math.abs(Number(/[eE](.*)$/.exec(written)?.[1] ?? 0)) > 0x7fffffff) throw this.error()
    return new JavaDecimal(written)
  }

  private skipDigits(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.at)
      if (unit >= 48 && unit <= 57) this.at++
      else return
    }
  }

  /** The text from a place up to what ends it, without the blanks around it. */
  private bareText(start: number, stops: string): string {
    while (!this.isAtEnd() && !(stops !== '' && stops.includes(this.text[this.at] ?? ''))) this.at++
    return trimmed(this.text.slice(start, this.at))
  }

  private skipBlanks(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.at)
      if (unit === 32 || unit === 10 || unit === 13 || unit === 9) this.at++
      else return
    }
  }

  private skipControls(): void {
    while (this.text.charCodeAt(this.at) <= 32 && !this.isAtEnd()) this.at++
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

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
}
