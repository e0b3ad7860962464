import { RE2JS } from 're2js'
import { TemplateError } from './problem.ts'
import {
  HostObject,
  JavaArray,
  JavaDecimal,
  JavaDouble,
  JavaIterator,
  JavaList,
  JavaSet,
  MapEntry,
  compareNumbers,
  doubleOf,
  doubleText,
  hashCode,
  integer,
  isInteger,
  isNumber,
  javaText,
  strictlyEqual,
} from './values.ts'
import type { JavaMap, Value } from './values.ts'

/** What a method may use up. */
export interface MethodCosts {
  /** Charge for characters or items that a method makes. Throws when there is nothing left. */
  readonly charge: (amount: number) => void
}

type Method<T> = (self: T, values: readonly Value[], costs: MethodCosts) => Value | undefined
type Methods<T> = Readonly<Record<string, Method<T>>>

/** A Java exception: the template ends with it. */
function thrown(code: string, message: string): TemplateError {
  return new TemplateError(code, message, 'render')
}

const text = (value: Value | undefined): value is string => typeof value === 'string'
const int = (value: Value | undefined): value is number => typeof value === 'number'

function stringIndex(index: number, from: number, to: number): number {
  if (index < from || index > to) {
    throw thrown('vtl/index-out-of-bounds', `String index out of range: ${index}`)
  }
  return index
}

/** A pattern as Java reads it, matched in linear time. */
function compiled(pattern: string, flags = 0): RE2JS {
  try {
    return RE2JS.compile(pattern, flags)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw thrown(
      'vtl/regular-expression',
      `The regular expression ${pattern} cannot be used: ${reason}`,
    )
  }
}

/** Java's replacement text (`$1`, `\$`) with the groups of a match. */
function expandReplacement(
  replacement: string,
  group: (index: number) => string,
  groups: number,
): string {
  let result = ''
  for (let i = 0; i < replacement.length; i++) {
    const unit = replacement[i]
    if (unit === '\\') {
      i++
      if (i >= replacement.length)
        throw thrown('vtl/replacement', 'character to be escaped is missing')
      result += replacement[i]
    } else if (unit === '$') {
      const digit = replacement[i + 1] ?? ''
      if (!/\d/.test(digit)) throw thrown('vtl/replacement', 'Illegal group reference')
      let index = Number(digit)
      i++
      if (index > groups) throw thrown('vtl/index-out-of-bounds', `No group ${index}`)
      for (;;) {
        const next = replacement[i + 1] ?? ''
        const wider = index * 10 + Number(next)
        if (!/\d/.test(next) || wider > groups) break
        index = wider
        i++
      }
      result += group(index)
    } else {
      result += unit
    }
  }
  return result
}

function replaceMatches(
  self: string,
  pattern: string,
  replacement: string,
  all: boolean,
  costs: MethodCosts,
): string {
  const matcher = compiled(pattern).matcher(self)
  let result = ''
  let from = 0
  while (matcher.find()) {
    result += self.slice(from, matcher.start())
    result += expandReplacement(
      replacement,
      (index) => matcher.group(index) ?? '',
      matcher.groupCount(),
    )
    from = matcher.end()
    costs.charge(result.length > 0 ? 1 + replacement.length : 1)
    if (!all) break
  }
  return result + self.slice(from)
}

function split(self: string, pattern: string, limit: number): JavaArray {
  const parts = new JavaArray()
  if (self === '') return pushed(parts, [''])
  const matcher = compiled(pattern).matcher(self)
  let from = 0
  while (matcher.find() && (limit <= 0 || parts.length < limit - 1)) {
    if (matcher.end() === 0) continue
    if (matcher.start() === self.length && matcher.end() === matcher.start()) break
    parts.push(self.slice(from, matcher.start()))
    from = matcher.end()
  }
  if (from === 0 && parts.length === 0) return pushed(parts, [self])
  parts.push(self.slice(from))
  if (limit === 0) while (parts.length > 0 && parts[parts.length - 1] === '') parts.pop()
  return parts
}

function pushed<T extends Value[]>(list: T, items: readonly Value[]): T {
  for (const item of items) list.push(item)
  return list
}

// Java's trim takes every control character and the blank

const trimmed = (self: string) => self.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '')

const stringMethods: Methods<string> = {
  length: (self) => self.length,
  isEmpty: (self) => self.length === 0,
  charAt: (self, [index]) =>
    int(index) ? self.charAt(stringIndex(index, 0, self.length - 1)) : undefined,
  codePointAt: (self, [index]) =>
    int(index) ? (self.codePointAt(stringIndex(index, 0, self.length - 1)) ?? 0) : undefined,
  substring: (self, [from, to]) => {
    if (!int(from)) return undefined
    if (to === undefined) return self.slice(stringIndex(from, 0, self.length))
    if (!int(to)) return undefined
    if (from < 0 || to > self.length || from > to) {
      throw thrown('vtl/index-out-of-bounds', `begin ${from}, end ${to}, length ${self.length}`)
    }
    return self.slice(from, to)
  },
  subSequence: (self, values, costs) => stringMethods['substring']?.(self, values, costs),
  indexOf: (self, [part, from]) => {
    const sought = text(part) ? part : int(part) ? String.fromCodePoint(part) : undefined
    return sought === undefined ? undefined : self.indexOf(sought, int(from) ? from : 0)
  },
  lastIndexOf: (self, [part, from]) => {
    const sought = text(part) ? part : int(part) ? String.fromCodePoint(part) : undefined
    if (sought === undefined) return undefined
    return int(from) ? (from < 0 ? -1 : self.lastIndexOf(sought, from)) : self.lastIndexOf(sought)
  },
  contains: (self, [part]) => (text(part) ? self.includes(part) : undefined),
  startsWith: (self, [part, from]) =>
    text(part) ? self.startsWith(part, int(from) ? from : 0) : undefined,
  endsWith: (self, [part]) => (text(part) ? self.endsWith(part) : undefined),
  equals: (self, [other]) => self === other,
  equalsIgnoreCase: (self, [other]) => text(other) && self.toLowerCase() === other.toLowerCase(),
  compareTo: (self, [other]) => (text(other) ? compareTexts(self, other) : undefined),
  compareToIgnoreCase: (self, [other]) =>
    text(other) ? compareTexts(self.toLowerCase(), other.toLowerCase()) : undefined,
  concat: (self, [other], costs) => {
    if (!text(other)) return undefined
    costs.charge(self.length + other.length)
    return self + other
  },
  replace: (self, [from, to], costs) => {
    if (!text(from) || !text(to)) return undefined
    const times = from === '' ? self.length + 1 : self.split(from).length - 1
    costs.charge(self.length + times * to.length)
    return self.replaceAll(from, () => to)
  },
  replaceAll: (self, [pattern, replacement], costs) =>
    text(pattern) && text(replacement)
      ? replaceMatches(self, pattern, replacement, true, costs)
      : undefined,
  replaceFirst: (self, [pattern, replacement], costs) =>
    text(pattern) && text(replacement)
      ? replaceMatches(self, pattern, replacement, false, costs)
      : undefined,
  matches: (self, [pattern]) =>
    text(pattern) ? compiled(pattern).matcher(self).matches() : undefined,
  split: (self, [pattern, limit]) =>
    text(pattern) ? split(self, pattern, int(limit) ? limit : 0) : undefined,
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  trim: (self) => trimmed(self),
  strip: (self) => self.trim(),
  isBlank: (self) => self.trim() === '',
  repeat: (self, [count], costs) => {
    if (!int(count)) return undefined
    if (count < 0) throw thrown('vtl/illegal-argument', `count is negative: ${count}`)
    costs.charge(self.length * count)
    return self.repeat(count)
  },
  toString: (self: string) => self,
  intern: (self) => self,
  hashCode: (self) => hashCode(self),
  contentEquals: (self, [other]) => (text(other) ? self === other : undefined),
  valueOf: (_self: string, [value]: readonly Value[]) =>
    value === undefined ? undefined : javaText(value),
  toCharArray: (self) => pushed(new JavaArray(), [...self]),
  getBytes: (self) =>
    pushed(
      new JavaArray(),
      [...encodeURIComponent(self.replace(/[\ud800-\udfff]/g, '?')).matchAll(/%(..)|./g)].map(
        ([whole, hex]) => ((parseInt(hex ?? '', 16) || whole.charCodeAt(0)) << 24) >> 24,
      ),
    ),
  join: (_self, [separator, items]) =>
    text(separator) && Array.isArray(items) ? items.map(javaText).join(separator) : undefined,
  regionMatches: (self, [from, other, otherFrom, length]) => {
    if (!int(from) || !text(other) || !int(otherFrom) || !int(length)) return undefined
    if (from < 0 || otherFrom < 0) return false
    if (from + length > self.length || otherFrom + length > other.length) return false
    return self.slice(from, from + length) === other.slice(otherFrom, otherFrom + length)
  },
}

function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i++) {
    const difference = left.charCodeAt(i) - right.charCodeAt(i)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function listIndex(list: readonly Value[], index: number, to: number): number {
  if (index < 0 || index > to) {
    throw thrown('vtl/index-out-of-bounds', `Index: ${index}, Size: ${list.length}`)
  }
  return index
}

function indexIn(list: readonly Value[], item: Value | undefined): number {
  return list.findIndex((other) => strictlyEqual(other, item ?? null))
}

const listMethods: Methods<Value[]> = {
  size: (self) => self.length,
  length: (self) => (self instanceof JavaArray ? self.length : undefined),
  count: () => undefined,
  isEmpty: (self) => self.length === 0,
  get: (self, [index]) =>
    int(index) ? (self[listIndex(self, index, self.length - 1)] ?? null) : undefined,
  set: (self, [index, value]) => {
    if (!int(index) || value === undefined) return undefined
    const before = self[listIndex(self, index, self.length - 1)] ?? null
    self[index] = value
    return before
  },
  add: (self, [first, second], costs) => {
    costs.charge(1)
    if (first === undefined) return undefined
    if (self instanceof JavaSet && second === undefined) {
      throw thrown(
        'vtl/unsupported-operation',
        'The keys, values and entries of a map take no more',
      )
    }
    if (second === undefined) {
      self.push(first)
      return true
    }
    if (!int(first)) return undefined
    self.splice(listIndex(self, first, self.length), 0, second)
    return ''
  },
  addAll: (self, [items], costs) => {
    if (!Array.isArray(items)) return undefined
    costs.charge(items.length)
    pushed(self, [...items])
    return items.length > 0
  },
  contains: (self, [item]) => indexIn(self, item) >= 0,
  containsAll: (self, [items]) =>
    Array.isArray(items) ? items.every((item) => indexIn(self, item) >= 0) : undefined,
  indexOf: (self, [item]) => indexIn(self, item),
  lastIndexOf: (self, [item]) => self.findLastIndex((other) => strictlyEqual(other, item ?? null)),
  remove: (self, [item]) => {
    if (item === undefined || self instanceof JavaArray) return undefined
    if (int(item) && !(self instanceof JavaSet)) {
      return self.splice(listIndex(self, item, self.length - 1), 1)[0] ?? null
    }
    const index = indexIn(self, item)
    if (index < 0) return false
    self.splice(index, 1)
    return true
  },
  removeAll: (self, [items]) => {
    if (!Array.isArray(items)) return undefined
    const before = self.length
    const kept = self.filter((item) => indexIn(items, item) < 0)
    self.length = 0
    pushed(self, kept)
    return self.length !== before
  },
  retainAll: (self, [items]) => {
    if (!Array.isArray(items)) return undefined
    const before = self.length
    const kept = self.filter((item) => indexIn(items, item) >= 0)
    self.length = 0
    pushed(self, kept)
    return self.length !== before
  },
  clear: (self) => {
    self.length = 0
    return ''
  },
  subList: (self, [from, to]) => {
    if (!int(from) || !int(to)) return undefined
    if (from < 0 || to > self.length || from > to) {
      throw thrown(
        'vtl/index-out-of-bounds',
        `fromIndex ${from}, toIndex ${to}, size ${self.length}`,
      )
    }
    return pushed(new JavaList(), [...self].slice(from, to))
  },
  iterator: (self) => new JavaIterator(self),
  toArray: (self) => pushed(new JavaArray(), self),
  equals: (self, [other]) => strictlyEqual(self, other ?? null),
  toString: (self: Value[]) => javaText(self),
  hashCode: (self) => hashCode(self),
  clone: (self) => (self instanceof JavaSet ? undefined : copyOf(self)),
}

function copyOf(self: Value[]): Value[] {
  const copy: Value[] =
    self instanceof JavaList ? new JavaList() : self instanceof JavaArray ? new JavaArray() : []
  return pushed(copy, self)
}

const mapMethods: Methods<JavaMap> = {
  hashCode: (self) => hashCode(self),
  clone: (self) => new Map(self),

  get: (self, [key]) => self.get(key ?? null) ?? null,
  put: (self, [key, value], costs) => {
    if (key === undefined || value === undefined) return undefined
    costs.charge(1)
    const before = self.get(key) ?? null
    self.set(key, value)
    return before
  },
  putAll: (self, [other], costs) => {
    if (!(other instanceof Map)) return undefined
    costs.charge(other.size)
    for (const [key, value] of [...other]) self.set(key, value)
    return ''
  },
  putIfAbsent: (self, [key, value]) => {
    if (key === undefined || value === undefined) return undefined
    const before = self.get(key) ?? null
    if (before === null) self.set(key, value)
    return before
  },
  getOrDefault: (self, [key, otherwise]) =>
    self.has(key ?? null) ? (self.get(key ?? null) ?? null) : (otherwise ?? null),
  containsKey: (self, [key]) => self.has(key ?? null),
  containsValue: (self, [value]) =>
    [...self.values()].some((other) => strictlyEqual(other, value ?? null)),
  keySet: (self) => pushed(new JavaSet(), [...self.keys()]),
  values: (self) => pushed(new JavaSet(), [...self.values()]),
  entrySet: (self) =>
    pushed(
      new JavaSet(),
      [...self.keys()].map((key) => new MapEntry(self, key)),
    ),
  size: (self) => self.size,
  isEmpty: (self) => self.size === 0,
  remove: (self, [key, value]) => {
    if (key === undefined) return undefined
    const before = self.get(key) ?? null
    if (value !== undefined) {
      const isThere = self.has(key) && strictlyEqual(before, value)
      if (isThere) self.delete(key)
      return isThere
    }
    self.delete(key)
    return before
  },
  replace: (self, [key, value]) => {
    if (key === undefined || value === undefined) return undefined
    const before = self.get(key) ?? null
    if (self.has(key)) self.set(key, value)
    return before
  },
  clear: (self) => {
    self.clear()
    return ''
  },
  equals: (self, [other]) => strictlyEqual(self, other ?? null),
  toString: (self: JavaMap) => javaText(self),
}

/** The double whose digits are the fewest that tell a float from its neighbours, as a float prints. */
function shortestFloat(value: number): number {
  const float = Math.fround(value)
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(float.toPrecision(digits))
    if (Math.fround(short) === float) return short
  }
  return float
}

type AnyNumber = number | bigint | JavaDouble | JavaDecimal

function parseInteger(
  value: Value | undefined,
  radix: Value | undefined,
  low: bigint,
  high: bigint,
): Value | undefined {
  if (!text(value)) return undefined
  if (radix !== undefined && radix !== 10) {
    const parsed = int(radix) ? parseInt(value, radix) : NaN
    if (Number.isNaN(parsed)) throw thrown('vtl/number-format', `For input string: "${value}"`)
    return parsed
  }
  if (!/^[+-]?\d+$/.test(value)) throw thrown('vtl/number-format', `For input string: "${value}"`)
  const parsed = BigInt(value.replace(/^\+/, ''))
  if (parsed < low || parsed > high)
    throw thrown('vtl/number-format', `For input string: "${value}"`)
  return integer(parsed)
}

const int32 = [-(2n ** 31n), 2n ** 31n - 1n] as const
const int64 = [-(2n ** 63n), 2n ** 63n - 1n] as const
const isInt32 = (self: AnyNumber) => isInteger(self) && self >= int32[0] && self <= int32[1]

const isBig = (self: AnyNumber): self is bigint =>
  typeof self === 'bigint' && (self < int64[0] || self > int64[1])

/** A function of two numbers of the class that it is called on; a double takes integers too. */
function combined(
  self: AnyNumber,
  left: Value | undefined,
  right: Value | undefined,
  ofIntegers: (left: number, right: number) => number,
  ofDoubles: (left: number, right: number) => number,
): Value | undefined {
  if (left === undefined || right === undefined || !isNumber(left) || !isNumber(right))
    return undefined
  if (self instanceof JavaDouble) return new JavaDouble(ofDoubles(doubleOf(left), doubleOf(right)))
  return isInt32(self) && int(left) && int(right) ? ofIntegers(left, right) : undefined
}

const numberMethods: Methods<AnyNumber> = {
  intValue: (self) => Math.trunc(doubleOf(self)) | 0,
  longValue: (self) => (isInteger(self) ? self : integer(BigInt(Math.trunc(doubleOf(self))))),
  doubleValue: (self) => new JavaDouble(doubleOf(self)),
  floatValue: (self) => new JavaDouble(shortestFloat(doubleOf(self))),
  shortValue: (self) => (Math.trunc(doubleOf(self)) << 16) >> 16,
  byteValue: (self) => (Math.trunc(doubleOf(self)) << 24) >> 24,
  toString: (self: AnyNumber, [value]: readonly Value[]) => {
    if (value === undefined) return javaText(self)
    if (!isNumber(value)) return undefined
    return self instanceof JavaDouble ? doubleText(doubleOf(value)) : javaText(value)
  },
  equals: (self, [other]) => strictlyEqual(self, other ?? null),
  compareTo: (self, [other]) => {
    if (other === undefined || other === '') return undefined
    if (!isNumber(other) || classOf(self) !== classOf(other)) {
      throw thrown('vtl/class-cast', `${classOf(self)} is compared with its own kind only`)
    }
    return compareNumbers(self, other)
  },
  hashCode: (self) => hashCode(self),
  abs: (self) => (isBig(self) ? (self < 0n ? -self : self) : undefined),
  negate: (self) => (isBig(self) ? integer(-self) : undefined),
  sum: (self, [left, right]) =>
    combined(
      self,
      left,
      right,
      (a, b) => (a + b) | 0,
      (a, b) => a + b,
    ),
  compare: (self, [left, right]) => {
    if (left === undefined || right === undefined || !isNumber(left) || !isNumber(right))
      return undefined
    if (isInt32(self) ? int(left) && int(right) : self instanceof JavaDouble)
      return compareNumbers(left, right)
    return undefined
  },
  signum: (self, [value]) => {
    if (isBig(self) && value === undefined) return self < 0n ? -1 : 1
    return isInt32(self) && int(value) ? Math.sign(value) : undefined
  },
  bitCount: (self, [value]) =>
    isInt32(self) && int(value) ? (value >>> 0).toString(2).replaceAll('0', '').length : undefined,
  reverse: (self, [value]) =>
    isInt32(self) && int(value)
      ? parseInt([...(value >>> 0).toString(2).padStart(32, '0')].reverse().join(''), 2) | 0
      : undefined,
  toOctalString: (self, [value]) =>
    isInt32(self) && int(value) ? (value >>> 0).toString(8) : undefined,
  numberOfLeadingZeros: (self, [value]) =>
    isInt32(self) && int(value) ? Math.clz32(value) : undefined,
  highestOneBit: (self, [value]) =>
    isInt32(self) && int(value)
      ? value === 0
        ? 0
        : (0x80000000 >>> Math.clz32(value)) | 0
      : undefined,
  rotateLeft: (self, [value, distance]) =>
    isInt32(self) && int(value) && int(distance)
      ? (value << distance) | (value >>> (32 - (distance & 31)))
      : undefined,
  parseInt: (self, [value, radix]) =>
    isInt32(self) ? parseInteger(value, radix, ...int32) : undefined,
  valueOf: (self: AnyNumber, [value, radix]: readonly Value[]) => {
    if (isInteger(self)) {
      if (isInteger(value ?? null)) return value
      return parseInteger(value, radix, ...(isInt32(self) ? int32 : int64))
    }
    return parseDouble(value)
  },
  parseLong: (self, [value, radix]) =>
    isInteger(self) && !isInt32(self) ? parseInteger(value, radix, ...int64) : undefined,
  parseDouble: (self, [value]) => (self instanceof JavaDouble ? parseDouble(value) : undefined),
  toHexString: (self, [value]) =>
    isInt32(self) && int(value) ? (value >>> 0).toString(16) : undefined,
  toBinaryString: (self, [value]) =>
    isInt32(self) && int(value) ? (value >>> 0).toString(2) : undefined,
  max: (self, [left, right]) => combined(self, left, right, Math.max, Math.max),
  min: (self, [left, right]) => combined(self, left, right, Math.min, Math.min),
  isNaN: (self) => (self instanceof JavaDouble ? Number.isNaN(self.value) : undefined),
  isInfinite: (self) =>
    self instanceof JavaDouble
      ? !Number.isFinite(self.value) && !Number.isNaN(self.value)
      : undefined,
}

function parseDouble(value: Value | undefined): Value | undefined {
  if (!text(value)) return undefined
  const parsed = Number(trimmed(value))
  if (trimmed(value) === '' || Number.isNaN(parsed)) {
    throw thrown('vtl/number-format', `For input string: "${value}"`)
  }
  return new JavaDouble(parsed)
}

function ofBooleans(
  left: Value | undefined,
  right: Value | undefined,
  work: (left: boolean, right: boolean) => Value,
): Value | undefined {
  return typeof left === 'boolean' && typeof right === 'boolean' ? work(left, right) : undefined
}

const booleanMethods: Methods<boolean> = {
  booleanValue: (self) => self,
  toString: (self: boolean) => String(self),
  equals: (self, [other]) => self === other,
  parseBoolean: (_self, [value]) => (text(value) ? value.toLowerCase() === 'true' : undefined),
  compareTo: (self, [other]) =>
    typeof other === 'boolean' ? Number(self) - Number(other) : undefined,
  hashCode: (self) => hashCode(self),
  valueOf: (_self: boolean, [value]: readonly Value[]) =>
    typeof value === 'boolean' ? value : text(value) ? value.toLowerCase() === 'true' : undefined,
  logicalAnd: (_self, [left, right]) => ofBooleans(left, right, (a, b) => a && b),
  logicalOr: (_self, [left, right]) => ofBooleans(left, right, (a, b) => a || b),
  logicalXor: (_self, [left, right]) => ofBooleans(left, right, (a, b) => a !== b),
  compare: (_self, [left, right]) => ofBooleans(left, right, (a, b) => Number(a) - Number(b)),
}

const entryMethods: Methods<MapEntry> = {
  getKey: (self) => self.key,
  getValue: (self) => self.map.get(self.key) ?? null,
  setValue: (self, [value]) => {
    const before = self.map.get(self.key) ?? null
    self.map.set(self.key, value ?? null)
    return before
  },
  toString: (self: MapEntry) => javaText(self),
}

const iteratorMethods: Methods<JavaIterator> = {
  hasNext: (self) => self.next < self.items.length,
  next: (self) => {
    if (self.next >= self.items.length)
      throw thrown('vtl/no-such-element', 'The iterator has no more items')
    return self.items[self.next++] ?? null
  },
}

/** Own members alone: a template that names `constructor` reaches nothing. */
function lookUp<T>(methods: Methods<T>, name: string): Method<T> | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined
}

const takesNoNull: ReadonlySet<string> = new Set([
  'concat',
  'contains',
  'startsWith',
  'endsWith',
  'indexOf',
  'compareTo',
  'replaceAll',
  'matches',
  'split',
])
const ofListsAlone: ReadonlySet<string> = new Set([
  'get',
  'set',
  'subList',
  'indexOf',
  'lastIndexOf',
])

/** The Java class of a value, as far as a template can see it. */
function classOf(value: Value): string {
  if (typeof value === 'string') return 'java.lang.String'
  if (typeof value === 'boolean') return 'java.lang.Boolean'
  if (typeof value === 'number') {
    return value === (value | 0) ? 'java.lang.Integer' : 'java.lang.Long'
  }
  if (typeof value === 'bigint') {
    return isBig(value) ? 'java.math.BigInteger' : 'java.lang.Long'
  }
  if (value instanceof JavaDouble) return 'java.lang.Double'
  if (value instanceof JavaDecimal) return 'java.math.BigDecimal'
  if (value instanceof JavaList) return 'java.util.ArrayList'
  if (Array.isArray(value)) return 'net.minidev.json.JSONArray'
  return 'java.util.LinkedHashMap'
}

/** The methods of a name, of every class; `undefined` where a value's class has none for the arguments. */
export function methodNamed(
  name: string,
): (self: Value, values: readonly Value[], costs: MethodCosts) => Value | undefined {
  const ofString = lookUp(stringMethods, name)
  const ofList = lookUp(listMethods, name)
  const ofMap = lookUp(mapMethods, name)
  const ofNumber = lookUp(numberMethods, name)
  const ofBoolean = lookUp(booleanMethods, name)
  const ofEntry = lookUp(entryMethods, name)
  const ofIterator = lookUp(iteratorMethods, name)
  const refusesNull = takesNoNull.has(name)
  const isOfListsAlone = ofListsAlone.has(name)
  return (self, values, costs) => {
    if (self instanceof HostObject) return self.call(name, values)
    if (typeof self === 'string') {
      if (refusesNull && values[0] === null) {
        throw thrown('vtl/null-argument', `The method ${name} of a string was given null`)
      }
      return ofString?.(self, values, costs)
    }
    if (Array.isArray(self)) {
      return isOfListsAlone && self instanceof JavaSet ? undefined : ofList?.(self, values, costs)
    }
    if (self instanceof Map) return ofMap?.(self, values, costs)
    if (self === null) return undefined
    if (isNumber(self)) return ofNumber?.(self, values, costs)
    if (typeof self === 'boolean') return ofBoolean?.(self, values, costs)
    if (self instanceof MapEntry) return ofEntry?.(self, values, costs)
    if (self instanceof JavaIterator) return ofIterator?.(self, values, costs)
    return name === 'toString' ? self.render() : undefined
  }
}

/** Call a method of a value; `undefined` where its class has none of that name for these arguments. */
export function callMethod(
  self: Value,
  name: string,
  values: readonly Value[],
  costs: MethodCosts,
): Value | undefined {
  return methodNamed(name)(self, values, costs)
}

/** The value of a property: a map's entry, else a getter (`getName`, `isName`); `undefined` where there is none. */
export function propertyOf(self: Value, name: string, costs: MethodCosts): Value | undefined {
  if (self instanceof Map) return self.get(name) ?? null
  if (self instanceof HostObject) return self.property(name)
  const capital = name.charAt(0).toUpperCase() + name.slice(1)
  for (const getter of [`get${capital}`, `is${capital}`]) {
    const value = callMethod(self, getter, [], costs)
    if (value !== undefined) return value
  }
  return undefined
}

/** The names of the methods of each class, for completion. */
export function methodNames(): Readonly<
  Record<'String' | 'List' | 'Map' | 'Number', readonly string[]>
> {
  return {
    String: Object.keys(stringMethods),
    List: Object.keys(listMethods),
    Map: Object.keys(mapMethods),
    Number: Object.keys(numberMethods),
  }
}
