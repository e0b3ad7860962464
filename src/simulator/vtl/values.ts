import { JsonObject, valueOfParsed } from './jsonObject.ts'

/** A Java double; JavaScript numbers stand for Java's integers. */
export class JavaDouble {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** A number with more digits than a double holds, as JSON gave it. */
export class JavaDecimal {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A list of the language's own (`[1, 2]`), which prints as Java prints lists; a plain array is a JSON array and prints as JSON. */
export class JavaList extends Array<Value> {}

/** The keys or entries of a map. */
export class JavaSet extends Array<Value> {}

/** A Java array, as `split` gives. */
export class JavaArray extends Array<Value> {}

/** An entry of a map. */
export class MapEntry {
  readonly map: JavaMap
  readonly key: Value

  constructor(map: JavaMap, key: Value) {
    this.map = map
    this.key = key
  }
}

/** A Java iterator over a list. */
export class JavaIterator {
  readonly items: readonly Value[]
  next = 0

  constructor(items: readonly Value[]) {
    this.items = items
  }
}

/** What `#define` makes: evaluated anew at each use. */
export class DefinedBlock {
  /** Print it where the template prints. */
  readonly print: () => void
  /** Its text. */
  readonly render: () => string

  constructor(print: () => void, render: () => string) {
    this.print = print
    this.render = render
  }
}

/** An object of the surroundings (`$input`, `$util`): its members are the only ones that a template reaches. */
export abstract class HostObject {
  /** The value of a property; `undefined` where there is none. */
  property(_name: string): Value | undefined {
    return undefined
  }
  /** The result of a method; `undefined` where there is none. */
  call(_name: string, _values: readonly Value[]): Value | undefined {
    return undefined
  }
  /** What it prints. */
  abstract print(): string
}

export type JavaMap = Map<Value, Value>

/** A map of the surroundings that prints as nothing when it is printed whole. */
export class SilentMap extends Map<Value, Value> {}

export type Value =
  | null
  | string
  | boolean
  | number
  | bigint
  | JavaDouble
  | JavaDecimal
  | Value[]
  | JavaMap
  | MapEntry
  | JavaIterator
  | DefinedBlock
  | HostObject

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER)

/** The value of an integer, as a number where one holds it exactly. */
export function integer(value: bigint): number | bigint {
  return value <= maxSafe && value >= -maxSafe ? Number(value) : value
}

/** True for Java's integers of any width. */
export function isInteger(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** True for any number. */
export function isNumber(value: Value): value is number | bigint | JavaDouble | JavaDecimal {
  return isInteger(value) || value instanceof JavaDouble || value instanceof JavaDecimal
}

/** A number as a double. */
export function doubleOf(value: number | bigint | JavaDouble | JavaDecimal): number {
  if (value instanceof JavaDouble) return value.value
  return value instanceof JavaDecimal ? Number(value.text) : Number(value)
}

/** `toString()` of Java. A null prints `null`, as it does inside lists and maps. */
export function javaText(value: Value): string {
  if (typeof value === 'string') return value
  if (value === null) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value)
  if (value instanceof JavaDouble) return doubleText(value.value)
  if (value instanceof JavaDecimal) return value.text
  if (Array.isArray(value)) return listText(value)
  if (value instanceof SilentMap) return ''
  if (value instanceof Map) return mapText(value)
  if (value instanceof MapEntry)
    return `${javaText(value.key)}=${javaText(value.map.get(value.key) ?? null)}`
  if (value instanceof JavaIterator) return 'java.util.AbstractList$Itr'
  if (value instanceof DefinedBlock) return value.render()
  return value.print()
}

function listText(list: readonly Value[]): string {
  if (list instanceof JavaList || list instanceof JavaSet) return `[${list.map(nested).join(', ')}]`
  if (list instanceof JavaArray) return '[Ljava.lang.String;'
  // a JSON list prints itself fit for a web page
  return jsonText(list as Value[], true)
}

function mapText(map: JavaMap): string {
  let text = '{'
  let first = true
  for (const [key, value] of map) {
    if (!first) text += ', '
    first = false
    text += `${nested(key)}=${nested(value)}`
  }
  return text + '}'
}

function nested(value: Value): string {
  return value instanceof SilentMap ? mapText(value) : javaText(value)
}

/** JSON as json-smart writes it, without blanks; `/` is escaped for the web only. */
export function jsonText(value: Value, forWeb = false): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return jsonString(value, forWeb)
  if (isNumber(value) || typeof value === 'boolean') return javaText(value)
  if (Array.isArray(value)) {
    let text = '['
    for (let i = 0; i < value.length; i++)
      text += (i > 0 ? ',' : '') + jsonText(value[i] ?? null, forWeb)
    return text + ']'
  }
  if (value instanceof JsonObject && value.parsed) return parsedText(value.parsed, forWeb)
  if (value instanceof Map) {
    let text = '{'
    for (const [key, item] of value) {
      text +=
        (text === '{' ? '' : ',') + jsonString(javaText(key), forWeb) + ':' + jsonText(item, forWeb)
    }
    return text + '}'
  }
  return jsonString(javaText(value), forWeb)
}

/** As `jsonText`, of what a body's parser left as it was. */
function parsedText(parsed: NonNullable<JsonObject['parsed']>, forWeb: boolean): string {
  let text = '{'
  for (const name of Object.keys(parsed)) {
    text += (text === '{' ? '' : ',') + jsonString(name, forWeb) + ':'
    const member = parsed[name] ?? null
    text += jsonText(valueOfParsed(member), forWeb)
  }
  return text + '}'
}

const needsEscape = /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g
const hasEscape = /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/

function jsonString(text: string, forWeb: boolean): string {
  const escaped = hasEscape.test(text) ? text.replace(needsEscape, jsonEscape) : text
  return '"' + (forWeb ? escaped.replaceAll('/', '\\/') : escaped) + '"'
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function jsonEscape(unit: string): string {
  return (
    shortEscapes[unit] ?? '\\u' + unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  )
}

/** A double as Java prints it: `10.0`, `1.0E-4`, `1.234567E12`. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const size = Math.abs(value)
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value)
    return text.includes('.') ? text : text + '.0'
  }
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e')
  return `${mantissa.includes('.') ? mantissa : mantissa + '.0'}E${Number(exponent)}`
}

/** `equals` of the language: numbers by value, lists and maps by content, anything of another class by its text. */
export function looselyEqual(left: Value, right: Value): boolean {
  if (left === right) return true
  if (left === null || right === null) return false
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0
  if (Array.isArray(left) && Array.isArray(right)) return strictlyEqual(left, right)
  if (left instanceof Map && right instanceof Map) return strictlyEqual(left, right)
  return javaText(left) === javaText(right)
}

/** `equals` of Java: of the same class and the same content. */
export function strictlyEqual(left: Value, right: Value): boolean {
  if (left === right) return true
  if (left === null || right === null) return false
  if (left instanceof JavaDouble) return right instanceof JavaDouble && left.value === right.value
  if (left instanceof JavaDecimal) return right instanceof JavaDecimal && left.text === right.text
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, i) => strictlyEqual(item, right[i] ?? null))
    )
  }
  if (left instanceof Map) {
    if (!(right instanceof Map) || left.size !== right.size) return false
    for (const [key, item] of left) {
      if (!right.has(key) || !strictlyEqual(item, right.get(key) ?? null)) return false
    }
    return true
  }
  return false
}

/** `hashCode()` of Java. */
export function hashCode(value: Value): number {
  if (value === null) return 0
  if (typeof value === 'string') {
    let hash = 0
    for (let i = 0; i < value.length; i++) hash = (Math.imul(31, hash) + value.charCodeAt(i)) | 0
    return hash
  }
  if (typeof value === 'boolean') return value ? 1231 : 1237
  if (typeof value === 'number' && value === (value | 0)) return value
  if (isInteger(value)) {
    const wide = BigInt(value)
    if (wide === BigInt.asIntN(64, wide)) {
      return Number(BigInt.asIntN(32, wide ^ (wide >> 32n)))
    }
    let hash = 0
    const size = wide < 0n ? -wide : wide
    const words = size.toString(16)
    for (let end = words.length % 8 || 8, from = 0; from < words.length; from = end, end += 8) {
      hash = (Math.imul(31, hash) + (parseInt(words.slice(from, end), 16) | 0)) | 0
    }
    return wide < 0n ? -hash | 0 : hash
  }
  if (value instanceof JavaDouble) {
    const bits = new DataView(new ArrayBuffer(8))
    bits.setFloat64(0, value.value)
    return bits.getInt32(0) ^ bits.getInt32(4)
  }
  if (value instanceof JavaSet)
    return value.reduce<number>((sum, item) => (sum + hashCode(item)) | 0, 0)
  if (Array.isArray(value)) {
    return value.reduce<number>((hash, item) => (Math.imul(31, hash) + hashCode(item)) | 0, 1)
  }
  if (value instanceof MapEntry)
    return hashCode(value.key) ^ hashCode(value.map.get(value.key) ?? null)
  if (value instanceof Map) {
    let hash = 0
    for (const [key, item] of value) hash = (hash + (hashCode(key) ^ hashCode(item))) | 0
    return hash
  }
  return hashCode(javaText(value))
}

/** Negative, zero or positive, as the left is less, equal or greater. */
export function compareNumbers(
  left: number | bigint | JavaDouble | JavaDecimal,
  right: number | bigint | JavaDouble | JavaDecimal,
): number {
  if (isInteger(left) && isInteger(right)) return left < right ? -1 : left > right ? 1 : 0
  const a = doubleOf(left)
  const b = doubleOf(right)
  return a < b ? -1 : a > b ? 1 : 0
}

/** The number that a literal writes: Integer, Long, BigInteger by its size, Double with a point or an exponent. */
export function numberLiteral(text: string): number | bigint | JavaDouble {
  if (/[.eE]/.test(text)) return new JavaDouble(Number(text))
  const value = Number(text)
  return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : integer(BigInt(text))
}

/** Add, subtract, multiply, divide, remainder; null where Java's result would be none. */
export function arithmetic(
  operator: '+' | '-' | '*' | '/' | '%',
  left: number | bigint | JavaDouble | JavaDecimal,
  right: number | bigint | JavaDouble | JavaDecimal,
): Value {
  if (isInteger(left) && isInteger(right)) return integerArithmetic(operator, left, right)
  const a = doubleOf(left)
  const b = doubleOf(right)
  switch (operator) {
    case '+':
      return new JavaDouble(a + b)
    case '-':
      return new JavaDouble(a - b)
    case '*':
      return new JavaDouble(a * b)
    case '/':
      return b === 0 ? null : new JavaDouble(a / b)
    case '%':
      return b === 0 ? null : new JavaDouble(a % b)
  }
}

function integerArithmetic(
  operator: '+' | '-' | '*' | '/' | '%',
  left: number | bigint,
  right: number | bigint,
): Value {
  if ((operator === '/' || operator === '%') && (right === 0 || right === 0n)) return null
  if (typeof left === 'number' && typeof right === 'number') {
    const value =
      operator === '+'
        ? left + right
        : operator === '-'
          ? left - right
          : operator === '*'
            ? left * right
            : operator === '/'
              ? Math.trunc(left / right)
              : left % right
    if (Number.isSafeInteger(value)) return value === 0 ? 0 : value
  }
  const a = BigInt(left)
  const b = BigInt(right)
  switch (operator) {
    case '+':
      return integer(a + b)
    case '-':
      return integer(a - b)
    case '*':
      return integer(a * b)
    case '/':
      return integer(a / b)
    case '%':
      return integer(a % b)
  }
}
