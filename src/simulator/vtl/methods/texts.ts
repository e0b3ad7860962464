import { itemBytes, textBytes } from '../costs.ts'
import type { Costs } from '../costs.ts'
import { TextWriter } from '../textWriter.ts'
import { JavaArray, JavaCharacter, toLong } from '../values.ts'
import { doubleText } from '../doubleText.ts'
import { hashCode, strictlyEqual } from '../equality.ts'
import { javaText } from '../valueText.ts'
import type { Value } from '../values.ts'
import { indexOf, lastIndexOf, placesOf } from './find.ts'
import { formatted } from './format.ts'
import { matchesWhole, replaceMatches, split } from './patterns.ts'
import { method, thrown } from './signatures.ts'
import type { Method, Methods } from './signatures.ts'

/** Units after which a loop charges for what it does. */
const longestPiece = 4096

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

function sliced(self: string, from: number, to: number, costs: Costs): string {
  if (from < 0 || to > self.length || from > to) {
    const message = `begin ${from}, end ${to}, length ${self.length}`
    throw thrown('vtl/index-out-of-bounds', message)
  }
  costs.hold(textBytes)
  return self.slice(from, to)
}

/** The text of a code point; `undefined` where no text has it. */
function ofCodePoint(point: number): string | undefined {
  return point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined
}

function indexOfPoint(self: string, point: number, from: number, costs: Costs): number {
  const part = ofCodePoint(point)
  return part === undefined ? -1 : indexOf(self, part, from, costs)
}

function lastIndexOfPoint(self: string, point: number, from: number, costs: Costs): number {
  const part = ofCodePoint(point)
  return part === undefined ? -1 : lastIndexOf(self, part, from, costs)
}

/** A part of a text. It takes little memory: the text is not copied. */
function partOf(self: string, from: number, to: number, costs: Costs): string {
  costs.work(1 + from + self.length - to)
  costs.hold(textBytes)
  return self.slice(from, to)
}

/** A text that is made of another, unit by unit. */
function converted(self: string, costs: Costs, work: (text: string) => string): string {
  costs.work(self.length)
  costs.hold(textBytes + 2 * self.length)
  return work(self)
}

/** What `strip` removes: Java's white space, to which no-break spaces do not belong. */
function isSpace(unit: number): boolean {
  if (unit < 0x80) return (unit >= 9 && unit <= 13) || (unit >= 28 && unit <= 32)
  if (unit < 0x1680) return false
  if (unit >= 0x2000 && unit <= 0x200a) return unit !== 0x2007
  return [0x1680, 0x2028, 0x2029, 0x205f, 0x3000].includes(unit)
}

function startOf(self: string, isBlank: (unit: number) => boolean): number {
  let from = 0
  while (from < self.length && isBlank(self.charCodeAt(from))) from++
  return from
}

function endOf(self: string, isBlank: (unit: number) => boolean, from = 0): number {
  let to = self.length
  while (to > from && isBlank(self.charCodeAt(to - 1))) to--
  return to
}

function stripped(
  self: string,
  costs: Costs,
  isBlank: (unit: number) => boolean,
  ends: 'both' | 'start' | 'end',
): string {
  const from = ends === 'end' ? 0 : startOf(self, isBlank)
  const to = ends === 'start' ? self.length : endOf(self, isBlank, from)
  return partOf(self, from, to, costs)
}

function compareTexts(left: string, right: string, costs: Costs): number {
  const length = Math.min(left.length, right.length)
  costs.work(length)
  for (let i = 0; i < length; i++) {
    const difference = left.charCodeAt(i) - right.charCodeAt(i)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** Java folds each unit by itself, to upper case and then to lower case. */
function foldedUnit(unit: number): number {
  if (unit < 0x80) return unit >= 65 && unit <= 90 ? unit + 32 : unit
  const text = String.fromCharCode(unit)
  const upper = text.toUpperCase()
  const lower = (upper.length === 1 ? upper : text).toLowerCase()
  return lower.length === 1 ? lower.charCodeAt(0) : unit
}

/** Units beyond ASCII are folded by way of texts, which takes longer. */
const workOfFolding = 8

function compareFolded(left: string, right: string, costs: Costs): number {
  const length = Math.min(left.length, right.length)
  costs.work(workOfFolding * length)
  for (let i = 0; i < length; i++) {
    const difference = foldedUnit(left.charCodeAt(i)) - foldedUnit(right.charCodeAt(i))
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function replaced(self: string, from: string, to: string, costs: Costs): string {
  if (from !== '') {
    const places = placesOf(self, from, costs)
    costs.charge(self.length + places.length * to.length)
    const writer = new TextWriter(costs)
    let end = 0
    for (const place of places) {
      if (place > end) writer.add(self.slice(end, place))
      writer.add(to)
      end = place + from.length
    }
    return places.length === 0 ? self : writer.text() + self.slice(end)
  }
  costs.charge(self.length + (self.length + 1) * to.length)
  const writer = new TextWriter(costs)
  writer.add(to)
  for (let i = 0; i < self.length; i++) {
    writer.add(self.charAt(i))
    writer.add(to)
  }
  return writer.text()
}

/** The bytes of a text; half of a pair becomes a question mark. */
function utf8(self: string, costs: Costs): Value {
  const bytes = new JavaArray()
  let length = 0
  const add = (byte: number) => {
    bytes[length++] = (byte << 24) >> 24
  }
  let charged = 0
  for (let i = 0; i < self.length; i++) {
    if (i >= charged) {
      const units = Math.min(longestPiece, self.length - charged)
      charged += units
      // three bytes for each unit at the most
      costs.work(3 * units)
      costs.hold(3 * itemBytes * units)
    }
    const unit = self.charCodeAt(i)
    if (unit < 0x80) add(unit)
    else if (unit < 0x800) {
      add(0xc0 | (unit >> 6))
      add(0x80 | (unit & 63))
    } else if (unit < 0xd800 || unit > 0xdfff) {
      add(0xe0 | (unit >> 12))
      add(0x80 | ((unit >> 6) & 63))
      add(0x80 | (unit & 63))
    } else {
      const point = self.codePointAt(i) ?? 0
      if (point < 0x10000) add(0x3f)
      else {
        i++
        add(0xf0 | (point >> 18))
        add(0x80 | ((point >> 12) & 63))
        add(0x80 | ((point >> 6) & 63))
        add(0x80 | (point & 63))
      }
    }
  }
  return bytes
}

function joined(separator: string, items: readonly Value[], costs: Costs): string {
  const writer = new TextWriter(costs)
  for (let i = 0; i < items.length; i++) {
    const item = items[i] ?? null
    if (item !== null && typeof item !== 'string')
      throw thrown('vtl/class-cast', 'String.join joins texts only')
    if (i > 0) writer.add(separator)
    writer.add(item ?? 'null')
  }
  const text = writer.text()
  costs.charge(text.length)
  return text
}

function regionMatches(
  self: string,
  from: number,
  other: string,
  otherFrom: number,
  length: number,
  ignoresCase: boolean,
  costs: Costs,
): boolean {
  if (from < 0 || otherFrom < 0) return false
  if (from + length > self.length || otherFrom + length > other.length) return false
  const count = Math.max(0, length)
  costs.work(count)
  const part = self.slice(from, from + count)
  const otherPart = other.slice(otherFrom, otherFrom + count)
  return ignoresCase ? compareFolded(part, otherPart, costs) === 0 : part === otherPart
}

const asText = (type: 'boolean' | 'char' | 'int'): Method<string> =>
  method([type], (_self, _costs, value) => String(value))

function charsOf(items: readonly Value[], costs: Costs): string {
  const writer = new TextWriter(costs)
  for (const item of items) writer.add(javaText(item, costs))
  return writer.text()
}

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
    method(['int', 'int'], (self, costs, from, to) => {
      const part = sliced(self, from, to, costs)
      costs.work(part.length)
      let count = 0
      for (let i = 0; i < part.length; i++) {
        if ((part.codePointAt(i) ?? 0) > 0xffff) i++
        count++
      }
      return count
    }),
  ],
  getBytes: [
    method([], utf8),
    method(['String'], (self, costs, charset) => {
      if (/^utf-?8$/i.test(charset)) return utf8(self, costs)
      throw thrown('vtl/unsupported-encoding', `There is no charset ${charset} here, only UTF-8`)
    }),
    method(['never'], () => null),
  ],
  equals: [method(['Object'], (self, costs, other) => strictlyEqual(self, other, costs))],
  contentEquals: [
    method(['CharSequence'], (self, costs, other) => strictlyEqual(self, other, costs)),
    method(['never'], () => null),
  ],
  equalsIgnoreCase: [
    method(
      ['String?'],
      (self, costs, other) =>
        other?.length === self.length && compareFolded(self, other, costs) === 0,
    ),
  ],
  compareTo: [
    method(['String'], (self, costs, other) => compareTexts(self, other, costs)),
    method(['Object'], (_self, costs, other) => {
      throw thrown(
        'vtl/class-cast',
        `A text is compared with texts only, not with ${javaText(other, costs)}`,
      )
    }),
  ],
  compareToIgnoreCase: [
    method(['String'], (self, costs, other) => compareFolded(self, other, costs)),
  ],
  regionMatches: [
    method(['int', 'String', 'int', 'int'], (self, costs, from, other, otherFrom, length) =>
      regionMatches(self, from, other, otherFrom, length, false, costs),
    ),
    method(
      ['boolean', 'int', 'String', 'int', 'int'],
      (self, costs, ignoresCase, from, other, otherFrom, length) =>
        regionMatches(self, from, other, otherFrom, length, ignoresCase, costs),
    ),
  ],
  startsWith: [
    method(['String', 'int'], (self, costs, part, from) => {
      costs.work(part.length)
      return from < 0 || from > self.length ? false : self.startsWith(part, from)
    }),
    method(['String'], (self, costs, part) => {
      costs.work(part.length)
      return self.startsWith(part)
    }),
  ],
  endsWith: [
    method(['String'], (self, costs, part) => {
      costs.work(part.length)
      return self.endsWith(part)
    }),
  ],
  hashCode: [method([], (self, costs) => hashCode(self, costs))],
  indexOf: [
    method(['int'], (self, costs, point) => indexOfPoint(self, point, 0, costs)),
    method(['int', 'int'], (self, costs, point, from) => indexOfPoint(self, point, from, costs)),
    method(['String'], (self, costs, part) => indexOf(self, part, 0, costs)),
    method(['String', 'int'], (self, costs, part, from) => indexOf(self, part, from, costs)),
  ],
  lastIndexOf: [
    method(['int'], (self, costs, point) => lastIndexOfPoint(self, point, self.length, costs)),
    method(['int', 'int'], (self, costs, point, from) =>
      lastIndexOfPoint(self, point, from, costs),
    ),
    method(['String'], (self, costs, part) => lastIndexOf(self, part, self.length, costs)),
    method(['String', 'int'], (self, costs, part, from) => lastIndexOf(self, part, from, costs)),
  ],
  substring: [
    method(['int'], (self, costs, from) => sliced(self, from, self.length, costs)),
    method(['int', 'int'], (self, costs, from, to) => sliced(self, from, to, costs)),
  ],
  subSequence: [method(['int', 'int'], (self, costs, from, to) => sliced(self, from, to, costs))],
  concat: [
    method(['String'], (self, costs, other) => {
      costs.charge(self.length + other.length)
      return self + other
    }),
  ],
  replace: [
    method(['char', 'char'], (self, costs, from, to) => replaced(self, from, to, costs)),
    method(['CharSequence', 'CharSequence'], (self, costs, from, to) =>
      replaced(self, from, to, costs),
    ),
  ],
  matches: [method(['String'], (self, costs, pattern) => matchesWhole(self, pattern, costs))],
  contains: [method(['CharSequence'], (self, costs, part) => indexOf(self, part, 0, costs) >= 0)],
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
    method(['CharSequence', 'CharSequence[]'], (_self, costs, separator, items) =>
      joined(separator, items, costs),
    ),
    method(['CharSequence', 'Iterable'], (_self, costs, separator, items) =>
      joined(separator, items, costs),
    ),
  ],
  toLowerCase: [method([], (self, costs) => converted(self, costs, (text) => text.toLowerCase()))],
  toUpperCase: [method([], (self, costs) => converted(self, costs, (text) => text.toUpperCase()))],
  // Java's trim removes every control character and the blank
  trim: [method([], (self, costs) => stripped(self, costs, (unit) => unit <= 32, 'both'))],
  strip: [method([], (self, costs) => stripped(self, costs, isSpace, 'both'))],
  stripLeading: [method([], (self, costs) => stripped(self, costs, isSpace, 'start'))],
  stripTrailing: [method([], (self, costs) => stripped(self, costs, isSpace, 'end'))],
  isBlank: [method([], (self, costs) => stripped(self, costs, isSpace, 'start') === '')],
  indent: [
    method(['int'], (self, costs, count) => {
      if (self === '') return ''
      costs.work(self.length)
      costs.hold(textBytes * self.length)
      const lines = self.split(/\r\n|\r|\n/)
      if (lines.at(-1) === '') lines.pop()
      costs.charge(self.length + lines.length * Math.max(0, count))
      const writer = new TextWriter(costs)
      const lead = ' '.repeat(Math.max(0, count))
      for (const line of lines) {
        const from = count >= 0 ? 0 : Math.min(startOf(line, isSpace), -count)
        writer.add(`${lead}${line.slice(from)}\n`)
      }
      return writer.text()
    }),
  ],
  toString: [method([], (self: string) => self)],
  intern: [method([], (self) => self)],
  toCharArray: [
    method([], (self, costs) => {
      costs.work(self.length)
      costs.hold((itemBytes + textBytes) * self.length)
      const characters = new JavaArray()
      for (let i = 0; i < self.length; i++) characters[i] = new JavaCharacter(self.charAt(i))
      return characters
    }),
  ],
  format: [
    method(['String', 'Object[]'], (_self, costs, text, values) => formatted(text, values, costs)),
    method(['never', 'String', 'Object[]'], (_self, costs, _locale, text, values) =>
      formatted(text, values, costs),
    ),
  ],
  formatted: [method(['Object[]'], (self, costs, values) => formatted(self, values, costs))],
  valueOf: [
    method(['Object'], (_self, costs, value) => javaText(value, costs)),
    method(['char[]'], (_self, costs, items) => charsOf(items, costs)),
    method(['char[]', 'int', 'int'], (_self, costs, items, from, count) =>
      sliced(charsOf(items, costs), from, from + count, costs),
    ),
    asText('boolean'),
    asText('char'),
    asText('int'),
    method(['long'], (_self, costs, value) => javaText(toLong(value), costs)),
    method(['double'], (_self, _costs, value) => doubleText(value)),
  ],
  copyValueOf: [
    method(['char[]'], (_self, costs, items) => charsOf(items, costs)),
    method(['char[]', 'int', 'int'], (_self, costs, items, from, count) =>
      sliced(charsOf(items, costs), from, from + count, costs),
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
