import {
  compareDecimals,
  decimalArithmetic,
  decimalOf,
  decimalOfDouble,
  decimalText,
  mostDigits,
} from './decimal.ts'
import type { Decimal } from './decimal.ts'
import type { Costs } from './costs.ts'
import { doubleText } from './doubleText.ts'
import { TemplateError } from './problem.ts'
import { TextWriter } from './textWriter.ts'
import { JsonObject, valueOfParsed } from './jsonObject.ts'

/** A Java double; JavaScript numbers stand for Java's integers. */
export class JavaDouble {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** Bits that the digits of a decimal and those of a BigInteger may have. */
const mostDecimalBits = 1_000_000
const mostIntegerBits = 200_000

function checkBits(value: bigint, most: number): void {
  if (BigInt.asIntN(most, value) !== value)
    throw new TemplateError('vtl/too-large', 'A number has too many digits', 'budget')
}

/** A BigDecimal: a number with more digits than a double holds, as JSON gave it or as it was reckoned. */
export class JavaDecimal {
  readonly decimal: Decimal

  constructor(decimal: Decimal | string) {
    this.decimal = typeof decimal === 'string' ? decimalOf(decimal) : decimal
    checkBits(this.decimal.unscaled, mostDecimalBits)
  }

  get text(): string {
    return decimalText(this.decimal)
  }
}

/** A BigInteger that a Long would hold too: what is reckoned with one stays as long as it may get. */
export class JavaBigInteger extends JavaDecimal {
  readonly whole: bigint

  constructor(whole: bigint) {
    super({ unscaled: whole, scale: 0 })
    this.whole = whole
  }
}

/** The BigInteger of a value. */
export function toBigInteger(value: bigint): bigint | JavaBigInteger {
  checkBits(value, mostIntegerBits)
  return value === BigInt.asIntN(64, value) ? new JavaBigInteger(value) : value
}

/** A list of the language's own (`[1, 2]`), which prints as Java prints lists; a plain array is a JSON array and prints as JSON. */
export class JavaList extends Array<Value> {}

/** The keys, the values or the entries of a map: what it holds changes with the map, and the map with it. */
export class JavaSet extends Array<Value> {
  owner: JavaMap = new Map()
  part: 'keys' | 'values' | 'entries' = 'keys'

  /** The view of a part of a map. */
  static viewOf(map: JavaMap, part: JavaSet['part']): JavaSet {
    const view = new JavaSet()
    view.owner = map
    view.part = part
    view.refresh()
    return view
  }

  /** Look at the map again. */
  refresh(): void {
    this.length = 0
    pushed(this, this.items())
  }

  /** What the map holds now. */
  items(): Value[] {
    const { owner, part } = this
    if (part === 'keys') return [...owner.keys()]
    if (part === 'values') return [...owner.values()]
    return [...owner.keys()].map((key) => new MapEntry(owner, key))
  }

  /** Take items away by their places, from the map too. */
  removeAt(places: readonly number[]): void {
    const keys = [...this.owner.keys()]
    for (const place of places) this.owner.delete(keys[place] ?? null)
    this.refresh()
  }
}

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

  get value(): Value {
    return this.map.get(this.key) ?? null
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
  call(_name: string, _values: readonly Value[], _costs: Costs): Value | undefined {
    return undefined
  }
  /** What it prints. */
  abstract print(): string

  /** The name of the Java class that it stands for. */
  get className(): string {
    return 'java.lang.Object'
  }
}

/** A `char` of Java: one UTF-16 unit. */
export class JavaCharacter extends HostObject {
  readonly unit: string

  constructor(unit: string) {
    super()
    this.unit = unit
  }

  override print(): string {
    return this.unit
  }

  override get className(): string {
    return 'java.lang.Character'
  }
}

/** The class of a value, as `getClass()` gives it: no more than a name. */
export class JavaClass extends HostObject {
  readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }

  override property(name: string): Value | undefined {
    return name === 'name' ? this.name : undefined
  }

  override call(name: string, values: readonly Value[]): Value | undefined {
    if (values.length > 0) return undefined
    if (name === 'getName') return this.name
    return name === 'toString' ? this.print() : undefined
  }

  override print(): string {
    return `class ${this.name}`
  }

  override get className(): string {
    return 'java.lang.Class'
  }
}

/** A map that keeps its keys, which are text, in order without regard to case. */
export class JavaSortedMap extends Map<Value, Value> {}

export { doubleText }

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

/** True for an Integer: 32 bits. */
export function isInt(value: Value): value is number {
  return typeof value === 'number' && value === (value | 0)
}

/** True for an integer that 64 bits do not hold. */
export function isBigInteger(value: Value): value is bigint {
  return typeof value === 'bigint' && value !== BigInt.asIntN(64, value)
}

/** The Long of a value: where an Integer would hold it too it is a bigint, so that the two can be told apart. */
export function toLong(value: bigint): number | bigint {
  return value === BigInt.asIntN(32, value) ? value : integer(value)
}

/** Add items to a list, however many. */
export function pushed<T extends Value[]>(list: T, items: readonly Value[]): T {
  // the list may be a class of its own, on which `push` is slow
  let { length } = list
  for (const item of items) list[length++] = item
  return list
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
export function javaText(value: Value, costs: Costs): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && (Array.isArray(value) || value instanceof Map)) {
    const writer = new TextWriter(costs)
    writeJava(value, writer, 0)
    return writer.text()
  }
  return scalarText(value, costs)
}

/** The text of a value that is not a text, a list or a map. */
function scalarText(
  value: Exclude<Value, string | readonly Value[] | JavaMap>,
  costs: Costs,
): string {
  if (value === null) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof JavaDouble) return doubleText(value.value)
  if (typeof value === 'bigint') {
    chargeNumber(value, costs)
    return String(value)
  }
  if (value instanceof JavaDecimal) {
    chargeNumber(value, costs)
    return value.text
  }
  if (value instanceof MapEntry) {
    const writer = new TextWriter(costs)
    writeJava(value, writer, 0)
    return writer.text()
  }
  if (value instanceof JavaIterator) return 'java.util.AbstractList$Itr'
  if (value instanceof DefinedBlock) return value.render()
  return value.print()
}

/** Levels that a value may nest to be printed, compared or hashed. */
const deepest = 2500

function checkDepth(depth: number): void {
  if (depth > deepest)
    throw new TemplateError(
      'vtl/too-deep',
      `Values nest more than ${deepest} levels deep`,
      'budget',
    )
}

function writeJava(value: Value, writer: TextWriter, depth: number): void {
  if (typeof value === 'string') {
    writer.add(value)
    return
  }
  if (Array.isArray(value)) {
    checkDepth(depth)
    if (value instanceof JavaSet) value.refresh()
    if (value instanceof JavaArray) writer.add('[Ljava.lang.String;')
    else if (value instanceof JavaList || value instanceof JavaSet) {
      writer.add('[')
      for (let i = 0; i < value.length; i++) {
        if (i > 0) writer.add(', ')
        writeJava(value[i] ?? null, writer, depth + 1)
      }
      writer.add(']')
    }
    // a JSON list prints itself fit for a web page
    else writeJson(value, true, writer, depth)
    return
  }
  if (value instanceof Map) {
    if (value instanceof SilentMap) return
    checkDepth(depth)
    let lead = '{'
    for (const [key, item] of value) {
      writer.add(lead)
      lead = ', '
      writeJava(key, writer, depth + 1)
      writer.add('=')
      writeJava(item, writer, depth + 1)
    }
    writer.add(lead === '{' ? '{}' : '}')
    return
  }
  if (value instanceof MapEntry) {
    checkDepth(depth)
    writeJava(value.key, writer, depth + 1)
    writer.add('=')
    writeJava(value.value, writer, depth + 1)
    return
  }
  writer.add(scalarText(value, writer.costs))
}

/** JSON as json-smart writes it, without blanks; `/` is escaped for the web only. */
export function jsonText(value: Value, costs: Costs, forWeb = false): string {
  const writer = new TextWriter(costs)
  writeJson(value, forWeb, writer, 0)
  return writer.text()
}

function writeJson(value: Value, forWeb: boolean, writer: TextWriter, depth: number): void {
  if (typeof value === 'string') {
    writer.add(jsonString(value, forWeb))
    return
  }
  if (Array.isArray(value)) {
    checkDepth(depth)
    writer.add('[')
    for (let i = 0; i < value.length; i++) {
      if (i > 0) writer.add(',')
      writeJson(value[i] ?? null, forWeb, writer, depth + 1)
    }
    writer.add(']')
    return
  }
  if (value instanceof JsonObject && value.parsed) {
    checkDepth(depth)
    writeParsed(value.parsed, forWeb, writer, depth)
    return
  }
  if (value instanceof Map) {
    checkDepth(depth)
    let lead = '{'
    for (const [key, item] of value) {
      writer.add(lead + jsonString(javaText(key, writer.costs), forWeb) + ':')
      lead = ','
      writeJson(item, forWeb, writer, depth + 1)
    }
    writer.add(lead === '{' ? '{}' : '}')
    return
  }
  if (value instanceof JavaDouble && Math.abs(value.value) === Infinity) {
    writer.add('null')
    return
  }
  const isPlain = value === null || typeof value === 'boolean' || isNumber(value)
  const text = javaText(value, writer.costs)
  writer.add(isPlain ? text : jsonString(text, forWeb))
}

/** As `writeJson`, of what a body's parser left as it was. */
function writeParsed(
  parsed: NonNullable<JsonObject['parsed']>,
  forWeb: boolean,
  writer: TextWriter,
  depth: number,
): void {
  let lead = '{'
  for (const name of Object.keys(parsed)) {
    writer.add(lead + jsonString(name, forWeb) + ':')
    lead = ','
    writeJson(valueOfParsed(parsed[name] ?? null), forWeb, writer, depth + 1)
  }
  writer.add(lead === '{' ? '{}' : '}')
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

/**
 * `==` of the language: numbers by value; where one's class is the other's or goes back to it, `equals` of Java; of any
 * other classes the texts.
 */
export function looselyEqual(left: Value, right: Value, costs: Costs): boolean {
  if (typeof left === 'string' && typeof right === 'string')
    return strictlyEqual(left, right, costs)
  if (left === right) return true
  if (left === null || right === null) return false
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right, costs) === 0
  const sameTexts = () => strictlyEqual(javaText(left, costs), javaText(right, costs), costs)
  if (Array.isArray(left) && Array.isArray(right)) {
    const isOneFamily = listFamily(left) === listFamily(right)
    return isOneFamily ? strictlyEqual(left, right, costs) : sameTexts()
  }
  if (left instanceof Map && right instanceof Map) {
    const isOneFamily = left instanceof JavaSortedMap === right instanceof JavaSortedMap
    return isOneFamily ? strictlyEqual(left, right, costs) : sameTexts()
  }
  return sameTexts()
}

/** Lists of one family are compared by content. */
function listFamily(list: readonly Value[]): string {
  if (list instanceof JavaSet) return list.part
  return list instanceof JavaArray ? 'array' : 'list'
}

/** Units of a text that are compared in the time of one unit of work, and the work of looking at a value. */
const unitsAtOnce = 16
const workOfValue = 4

/** `equals` of Java: of the same class and the same content. */
export function strictlyEqual(left: Value, right: Value, costs: Costs, depth = 0): boolean {
  if (typeof left === 'string') {
    if (typeof right !== 'string' || left.length !== right.length) return false
    costs.work(1 + left.length / unitsAtOnce)
    return left === right
  }
  costs.work(workOfValue)
  if (left === right) return true
  if (left === null || right === null) return false
  if (left instanceof JavaDouble)
    return right instanceof JavaDouble && Object.is(left.value, right.value)
  if (left instanceof JavaDecimal) {
    if (!(right instanceof JavaDecimal)) return false
    if (left instanceof JavaBigInteger !== right instanceof JavaBigInteger) return false
    const { unscaled, scale } = left.decimal
    return unscaled === right.decimal.unscaled && scale === right.decimal.scale
  }
  if (left instanceof JavaCharacter)
    return right instanceof JavaCharacter && left.unit === right.unit
  if (left instanceof JavaClass) return right instanceof JavaClass && left.name === right.name
  if (left instanceof MapEntry) {
    checkDepth(depth)
    return (
      right instanceof MapEntry &&
      strictlyEqual(left.key, right.key, costs, depth + 1) &&
      strictlyEqual(left.value, right.value, costs, depth + 1)
    )
  }
  if (Array.isArray(left)) {
    checkDepth(depth)
    return Array.isArray(right) && equalLists(left, right, costs, depth + 1)
  }
  if (left instanceof Map) {
    checkDepth(depth)
    if (!(right instanceof Map)) return false
    costs.work(left.size)
    if (left.size !== right.size) return false
    for (const [key, item] of left) {
      if (!right.has(key)) return false
      if (!strictlyEqual(item, right.get(key) ?? null, costs, depth + 1)) return false
    }
    return true
  }
  return false
}

function equalLists(
  left: readonly Value[],
  right: readonly Value[],
  costs: Costs,
  depth: number,
): boolean {
  if (left instanceof JavaSet && right instanceof JavaSet) {
    // a map has one view of each part
    if (left.owner === right.owner && left.part === right.part) return true
  }
  for (const list of [left, right]) {
    if (!(list instanceof JavaSet)) continue
    costs.work(list.length)
    list.refresh()
  }
  if (left.length !== right.length) return false
  const isSet = left instanceof JavaSet && left.part !== 'values'
  if (isSet !== (right instanceof JavaSet && right.part !== 'values')) return false
  const isEqual = (item: Value, other: Value) => strictlyEqual(item, other, costs, depth)
  // a set has no order
  if (isSet) return left.every((item) => right.some((other) => isEqual(item, other)))
  // the values of a map and an array equal themselves alone
  if ([left, right].some((list) => list instanceof JavaSet || list instanceof JavaArray))
    return false
  return left.every((item, i) => isEqual(item, right[i] ?? null))
}

/** `hashCode()` of Java. */
export function hashCode(value: Value, costs: Costs, depth = 0): number {
  if (value === null) return 0
  if (typeof value === 'string') {
    costs.work(value.length)
    let hash = 0
    for (let i = 0; i < value.length; i++) hash = (Math.imul(31, hash) + value.charCodeAt(i)) | 0
    return hash
  }
  costs.work(workOfValue)
  if (typeof value === 'boolean') return value ? 1231 : 1237
  if (typeof value === 'number' && value === (value | 0)) return value
  if (isInteger(value)) {
    const wide = BigInt(value)
    if (wide === BigInt.asIntN(64, wide)) {
      return Number(BigInt.asIntN(32, wide ^ (wide >> 32n)))
    }
    return bigIntegerHash(wide)
  }
  if (value instanceof JavaDouble) {
    const bits = new DataView(new ArrayBuffer(8))
    bits.setFloat64(0, value.value)
    return bits.getInt32(0) ^ bits.getInt32(4)
  }
  if (value instanceof JavaCharacter) return value.unit.charCodeAt(0)
  if (value instanceof JavaDecimal) {
    chargeNumber(value, costs)
    if (value instanceof JavaBigInteger) return bigIntegerHash(value.whole)
    const { unscaled, scale } = value.decimal
    return (Math.imul(31, bigIntegerHash(unscaled)) + scale) | 0
  }
  checkDepth(depth)
  const hashOf = (item: Value) => hashCode(item, costs, depth + 1)
  if (value instanceof JavaSet) {
    value.refresh()
    return value.reduce<number>((sum, item) => (sum + hashOf(item)) | 0, 0)
  }
  if (Array.isArray(value)) {
    return value.reduce<number>((hash, item) => (Math.imul(31, hash) + hashOf(item)) | 0, 1)
  }
  if (value instanceof MapEntry) return hashOf(value.key) ^ hashOf(value.value)
  if (value instanceof Map) {
    let hash = 0
    for (const [key, item] of value) hash = (hash + (hashOf(key) ^ hashOf(item))) | 0
    return hash
  }
  return hashOf(javaText(value, costs))
}

function bigIntegerHash(value: bigint): number {
  let hash = 0
  const size = value < 0n ? -value : value
  const words = size === 0n ? '' : size.toString(16)
  for (let end = words.length % 8 || 8, from = 0; from < words.length; from = end, end += 8) {
    hash = (Math.imul(31, hash) + (parseInt(words.slice(from, end), 16) | 0)) | 0
  }
  return value < 0n ? -hash | 0 : hash
}

type AnyNumber = number | bigint | JavaDouble | JavaDecimal

/** Whether two numbers are reckoned with as decimals: one is a decimal, or an integer of any length meets a double. */
function areDecimal(left: AnyNumber, right: AnyNumber): boolean {
  if (left instanceof JavaDecimal || right instanceof JavaDecimal) return true
  if (left instanceof JavaDouble) return isBigInteger(right)
  return right instanceof JavaDouble && isBigInteger(left)
}

/** A number as a decimal; of a double all of its binary digits. */
function toDecimal(value: AnyNumber): Decimal {
  if (value instanceof JavaDecimal) return value.decimal
  if (value instanceof JavaDouble) {
    if (Number.isFinite(value.value)) return decimalOfDouble(value.value)
    throw new TemplateError('vtl/number-format', 'Infinite or NaN', 'render')
  }
  // an Integer or a Long comes to it by way of a double
  return isBigInteger(value) ? { unscaled: value, scale: 0 } : decimalOfDouble(Number(value))
}

/** Decimal digits of an integer, about. */
function digitsIn(value: number | bigint): number {
  if (typeof value === 'number' || value === BigInt.asIntN(64, value)) return 20
  return value.toString(16).length * 1.2
}

/** Work with so many digits: to print or to multiply them takes more than their number. */
function workOfDigits(digits: number): number {
  return digits + (digits * digits) / 10_000
}

/** Charge for a number that is printed, hashed or reckoned with. */
export function chargeNumber(value: AnyNumber, costs: Costs): void {
  if (typeof value === 'bigint') costs.work(workOfDigits(digitsIn(value)))
  else if (value instanceof JavaDecimal) {
    const { unscaled, scale } = value.decimal
    costs.work(workOfDigits(digitsIn(unscaled) + Math.min(Math.abs(scale), mostDigits)))
  }
}

/** Charge for two numbers that are brought to one scale and reckoned with. */
function chargeNumbers(left: AnyNumber, right: AnyNumber, costs: Costs): void {
  chargeNumber(left, costs)
  chargeNumber(right, costs)
}

/** Negative, zero or positive, as the left is less, equal or greater. */
export function compareNumbers(left: AnyNumber, right: AnyNumber, costs: Costs): number {
  if (isInteger(left) && isInteger(right)) return left < right ? -1 : left > right ? 1 : 0
  chargeNumbers(left, right, costs)
  if (areDecimal(left, right)) return compareDecimals(toDecimal(left), toDecimal(right))
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

/**
 * Add, subtract, multiply, divide, remainder; null where Java's result would be none.
 * Throws a `TemplateError` where Java throws: a decimal has no remainder.
 */
export function arithmetic(
  operator: '+' | '-' | '*' | '/' | '%',
  left: AnyNumber,
  right: AnyNumber,
  costs: Costs,
): Value {
  if (isInteger(left) && isInteger(right)) {
    if (typeof left === 'bigint' || typeof right === 'bigint') chargeNumbers(left, right, costs)
    return integerArithmetic(operator, left, right)
  }
  chargeNumbers(left, right, costs)
  const wholeLeft = wholeOf(left)
  const wholeRight = wholeOf(right)
  if (wholeLeft !== undefined && wholeRight !== undefined) {
    if ((operator === '/' || operator === '%') && wholeRight === 0n) return null
    return toBigInteger(exactResult(operator, wholeLeft, wholeRight, true))
  }
  const isDivision = operator === '/' || operator === '%'
  if (isDivision && doubleOf(right) === 0) return null
  if (areDecimal(left, right)) {
    if (operator === '%') {
      const message = 'Cannot calculate the modulo of BigDecimals'
      throw new TemplateError('vtl/arithmetic', message, 'render')
    }
    return new JavaDecimal(decimalArithmetic(operator, toDecimal(left), toDecimal(right)))
  }
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
      return new JavaDouble(a / b)
    case '%':
      return new JavaDouble(a % b)
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
    // of two Integers; a Long stays one
    if (isInt(left) && isInt(right) && Number.isSafeInteger(value)) return value === 0 ? 0 : value
  }
  const isBig = isBigInteger(left) || isBigInteger(right)
  const result = exactResult(operator, BigInt(left), BigInt(right), isBig)
  return isBig || isBigInteger(result) ? toBigInteger(result) : toLong(result)
}

function wholeOf(value: AnyNumber): bigint | undefined {
  if (value instanceof JavaBigInteger) return value.whole
  return isInteger(value) ? BigInt(value) : undefined
}

/** Integers of more bits are not reckoned with. */
const mostBits = 100_000

function exactResult(
  operator: '+' | '-' | '*' | '/' | '%',
  left: bigint,
  right: bigint,
  isBig: boolean,
): bigint {
  if (isBig) {
    checkBits(left, mostBits)
    checkBits(right, mostBits)
  }
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      // the one quotient of Longs that a Long does not hold wraps round
      return isBig ? left / right : BigInt.asIntN(64, left / right)
    case '%': {
      if (!isBig) return left % right
      if (right < 0n) {
        const message = 'BigInteger: modulus not positive'
        throw new TemplateError('vtl/arithmetic', message, 'render')
      }
      const rest = left % right
      return rest < 0n ? rest + right : rest
    }
  }
}
