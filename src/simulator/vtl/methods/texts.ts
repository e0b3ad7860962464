import {
  JavaArray,
  JavaCharacter,
  doubleText,
  hashCode,
  javaText,
  pushed,
  toLong,
} from '../values.ts'
import type { Value } from '../values.ts'
import { formatted } from './format.ts'
import { matchesWhole, replaceMatches, split } from './patterns.ts'
import { method, thrown } from './signatures.ts'
import type { Method, Methods } from './signatures.ts'

const unitAt = (self: string, index: number) => {
  checkIndex(self, index, self.length - 1)
  return index
}

function checkIndex(self: string, index: number, to: number): void {
  if (index < 0 || index > to) {
    const message = `String index out of range: ${index}, length ${self.length}`
    throw thrown('vtl/index-out-of-bounds', message)
  }
}

function sliced(self: string, from: number, to = self.length): string {
  if (from < 0 || to > self.length || from > to) {
    const message = `begin ${from}, end ${to}, length ${self.length}`
    throw thrown('vtl/index-out-of-bounds', message)
  }
  return self.slice(from, to)
}

/** The text of a code point; `undefined` where no text has it. */
function ofCodePoint(point: number): string | undefined {
  return point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined
}

function indexOfPoint(self: string, point: number, from: number): number {
  const part = ofCodePoint(point)
  return part === undefined ? -1 : self.indexOf(part, from)
}

function lastIndexOfPoint(self: string, point: number, from: number): number {
  const part = ofCodePoint(point)
  return part === undefined ? -1 : lastIndexOf(self, part, from)
}

function lastIndexOf(self: string, part: string, from: number): number {
  return from < 0 ? -1 : self.lastIndexOf(part, from)
}

// Java's trim takes every control character and the blank
const trimmed = (self: string) => self.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '')
/** What `strip` takes away: Java's white space, to which no-break spaces do not belong. */
const leadingSpace =
  /^[\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+/
const trailingSpace =
  /[\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+$/
const stripLeading = (self: string) => self.replace(leadingSpace, '')
const stripTrailing = (self: string) => self.replace(trailingSpace, '')

function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i++) {
    const difference = left.charCodeAt(i) - right.charCodeAt(i)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** Java folds each unit by itself, to upper case and then to lower case. */
function folded(text: string): string {
  let result = ''
  for (const unit of text.split('')) {
    const upper = unit.toUpperCase()
    const lower = (upper.length === 1 ? upper : unit).toLowerCase()
    result += lower.length === 1 ? lower : unit
  }
  return result
}

function replaced(
  self: string,
  from: string,
  to: string,
  charge: (amount: number) => void,
): string {
  const times = from === '' ? self.length + 1 : self.split(from).length - 1
  charge(self.length + times * to.length)
  return from === ''
    ? to +
        self
          .split('')
          .map((unit) => unit + to)
          .join('')
    : self.split(from).join(to)
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The bytes of a text; half of a pair becomes a question mark. */
function utf8(self: string): Value {
  const bytes = encodeURIComponent(self.replace(loneSurrogate, '?'))
  return pushed(
    new JavaArray(),
    [...bytes.matchAll(/%(..)|./g)].map(
      ([whole, hex]) => ((hex === undefined ? whole.charCodeAt(0) : parseInt(hex, 16)) << 24) >> 24,
    ),
  )
}

function joined(separator: string, items: readonly Value[]): string {
  return items
    .map((item) => {
      if (item !== null && typeof item !== 'string')
        throw thrown('vtl/class-cast', 'String.join joins texts only')
      return item ?? 'null'
    })
    .join(separator)
}

function regionMatches(
  self: string,
  from: number,
  other: string,
  otherFrom: number,
  length: number,
): boolean {
  if (from < 0 || otherFrom < 0) return false
  if (from + length > self.length || otherFrom + length > other.length) return false
  const count = Math.max(0, length)
  return self.slice(from, from + count) === other.slice(otherFrom, otherFrom + count)
}

const asText = (type: 'boolean' | 'char' | 'int'): Method<string> =>
  method([type], (_self, _costs, value) => String(value))

const charsOf = (items: readonly Value[]) => items.map(javaText).join('')

/** java.lang.String. */
export const stringMethods: Methods<string> = {
  length: [method([], (self) => self.length)],
  isEmpty: [method([], (self) => self.length === 0)],
  charAt: [method(['int'], (self, _costs, at) => new JavaCharacter(self.charAt(unitAt(self, at))))],
  codePointAt: [method(['int'], (self, _costs, at) => self.codePointAt(unitAt(self, at)) ?? 0)],
  codePointBefore: [
    method(['int'], (self, _costs, at) => {
      const before = unitAt(self, at - 1)
      const pair = before > 0 ? self.codePointAt(before - 1) : undefined
      return pair !== undefined && pair > 0xffff ? pair : self.charCodeAt(before)
    }),
  ],
  codePointCount: [
    method(['int', 'int'], (self, _costs, from, to) => [...sliced(self, from, to)].length),
  ],
  getBytes: [
    method([], utf8),
    method(['String'], (self, _costs, charset) => {
      if (/^utf-?8$/i.test(charset)) return utf8(self)
      throw thrown('vtl/unsupported-encoding', `There is no charset ${charset} here, only UTF-8`)
    }),
    method(['never'], () => null),
  ],
  equals: [method(['Object'], (self, _costs, other) => self === other)],
  contentEquals: [
    method(['CharSequence'], (self, _costs, other) => self === other),
    method(['never'], () => null),
  ],
  equalsIgnoreCase: [
    method(['String?'], (self, _costs, other) => other !== null && folded(self) === folded(other)),
  ],
  compareTo: [
    method(['String'], (self, _costs, other) => compareTexts(self, other)),
    method(['Object'], (_self, _costs, other) => {
      throw thrown(
        'vtl/class-cast',
        `A text is compared with texts only, not with ${javaText(other)}`,
      )
    }),
  ],
  compareToIgnoreCase: [
    method(['String'], (self, _costs, other) => compareTexts(folded(self), folded(other))),
  ],
  regionMatches: [
    method(['int', 'String', 'int', 'int'], (self, _costs, from, other, otherFrom, length) =>
      regionMatches(self, from, other, otherFrom, length),
    ),
    method(
      ['boolean', 'int', 'String', 'int', 'int'],
      (self, _costs, ignoresCase, from, other, otherFrom, length) =>
        ignoresCase
          ? regionMatches(folded(self), from, folded(other), otherFrom, length)
          : regionMatches(self, from, other, otherFrom, length),
    ),
  ],
  startsWith: [
    method(['String', 'int'], (self, _costs, part, from) =>
      from < 0 || from > self.length ? false : self.startsWith(part, from),
    ),
    method(['String'], (self, _costs, part) => self.startsWith(part)),
  ],
  endsWith: [method(['String'], (self, _costs, part) => self.endsWith(part))],
  hashCode: [method([], (self) => hashCode(self))],
  indexOf: [
    method(['int'], (self, _costs, point) => indexOfPoint(self, point, 0)),
    method(['int', 'int'], (self, _costs, point, from) => indexOfPoint(self, point, from)),
    method(['String'], (self, _costs, part) => self.indexOf(part)),
    method(['String', 'int'], (self, _costs, part, from) => self.indexOf(part, from)),
  ],
  lastIndexOf: [
    method(['int'], (self, _costs, point) => lastIndexOfPoint(self, point, self.length)),
    method(['int', 'int'], (self, _costs, point, from) => lastIndexOfPoint(self, point, from)),
    method(['String'], (self, _costs, part) => self.lastIndexOf(part)),
    method(['String', 'int'], (self, _costs, part, from) => lastIndexOf(self, part, from)),
  ],
  substring: [
    method(['int'], (self, _costs, from) => sliced(self, from)),
    method(['int', 'int'], (self, _costs, from, to) => sliced(self, from, to)),
  ],
  subSequence: [method(['int', 'int'], (self, _costs, from, to) => sliced(self, from, to))],
  concat: [
    method(['String'], (self, costs, other) => {
      costs.charge(self.length + other.length)
      return self + other
    }),
  ],
  replace: [
    method(['char', 'char'], (self, costs, from, to) => replaced(self, from, to, costs.charge)),
    method(['CharSequence', 'CharSequence'], (self, costs, from, to) =>
      replaced(self, from, to, costs.charge),
    ),
  ],
  matches: [method(['String'], (self, costs, pattern) => matchesWhole(self, pattern, costs))],
  contains: [method(['CharSequence'], (self, _costs, part) => self.includes(part))],
  replaceFirst: [
    method(['String', 'String'], (self, costs, pattern, replacement) =>
      replaceMatches(self, pattern, replacement, false, costs),
    ),
  ],
  replaceAll: [
    method(['String', 'String'], (self, costs, pattern, replacement) =>
      replaceMatches(self, pattern, replacement, true, costs),
    ),
  ],
  split: [
    method(['String', 'int'], (self, costs, pattern, limit) => split(self, pattern, limit, costs)),
    method(['String'], (self, costs, pattern) => split(self, pattern, 0, costs)),
  ],
  join: [
    method(['CharSequence', 'CharSequence[]'], (_self, costs, separator, items) => {
      const text = joined(separator, items)
      costs.charge(text.length)
      return text
    }),
    method(['CharSequence', 'Iterable'], (_self, costs, separator, items) => {
      const text = joined(separator, items)
      costs.charge(text.length)
      return text
    }),
  ],
  toLowerCase: [method([], (self) => self.toLowerCase())],
  toUpperCase: [method([], (self) => self.toUpperCase())],
  trim: [method([], trimmed)],
  strip: [method([], (self) => stripTrailing(stripLeading(self)))],
  stripLeading: [method([], stripLeading)],
  stripTrailing: [method([], stripTrailing)],
  isBlank: [method([], (self) => stripLeading(self) === '')],
  indent: [
    method(['int'], (self, costs, count) => {
      if (self === '') return ''
      const lines = self.split(/\r\n|\r|\n/)
      if (lines.at(-1) === '') lines.pop()
      costs.charge(self.length + lines.length * Math.abs(count))
      return lines
        .map((line) => {
          if (count >= 0) return ' '.repeat(count) + line
          const space = leadingSpace.exec(line)?.[0].length ?? 0
          return line.slice(Math.min(space, -count))
        })
        .map((line) => line + '\n')
        .join('')
    }),
  ],
  toString: [method([], (self: string) => self)],
  intern: [method([], (self) => self)],
  toCharArray: [
    method([], (self) =>
      pushed(
        new JavaArray(),
        self.split('').map((unit) => new JavaCharacter(unit)),
      ),
    ),
  ],
  format: [
    method(['String', 'Object[]'], (_self, costs, text, values) => formatted(text, values, costs)),
    method(['never', 'String', 'Object[]'], (_self, costs, _locale, text, values) =>
      formatted(text, values, costs),
    ),
  ],
  formatted: [method(['Object[]'], (self, costs, values) => formatted(self, values, costs))],
  valueOf: [
    method(['Object'], (_self, _costs, value) => javaText(value)),
    method(['char[]'], (_self, _costs, items) => charsOf(items)),
    method(['char[]', 'int', 'int'], (_self, _costs, items, from, count) =>
      sliced(charsOf(items), from, from + count),
    ),
    asText('boolean'),
    asText('char'),
    asText('int'),
    method(['long'], (_self, _costs, value) => javaText(toLong(value))),
    method(['double'], (_self, _costs, value) => doubleText(value)),
  ],
  copyValueOf: [
    method(['char[]'], (_self, _costs, items) => charsOf(items)),
    method(['char[]', 'int', 'int'], (_self, _costs, items, from, count) =>
      sliced(charsOf(items), from, from + count),
    ),
  ],
  repeat: [
    method(['int'], (self, costs, count) => {
      if (count < 0) throw thrown('vtl/illegal-argument', `count is negative: ${count}`)
      costs.charge(self.length * count)
      return self.repeat(count)
    }),
  ],
}
