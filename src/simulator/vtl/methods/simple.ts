import { JavaCharacter } from '../values.ts'
import { hashCode, strictlyEqual } from '../equality.ts'
import type { Value } from '../values.ts'
import { method, thrown } from './signatures.ts'
import type { Method, Methods } from './signatures.ts'

const ofTruths = (work: (left: boolean, right: boolean) => Value): readonly Method<boolean>[] => [
  method(['boolean', 'boolean'], (_self, _costs, left, right) => work(left, right)),
]
const parsedTruth = (given: string | null) => given?.length === 4 && given.toLowerCase() === 'true'

/** java.lang.Boolean. */
export const booleanMethods: Methods<boolean> = {
  booleanValue: [method([], (self) => self)],
  toString: [
    method([], (self: boolean) => String(self)),
    method(['boolean'], (_self, _costs, value) => String(value)),
  ],
  hashCode: [
    method([], (self: boolean, costs) => hashCode(self, costs)),
    method(['boolean'], (_self, costs, value) => hashCode(value, costs)),
  ],
  equals: [method(['Object'], (self, _costs, other) => self === other)],
  parseBoolean: [method(['String?'], (_self, _costs, given) => parsedTruth(given))],
  valueOf: [
    method(['boolean'], (_self, _costs, value) => value),
    method(['String?'], (_self, _costs, given) => parsedTruth(given)),
  ],
  compareTo: [
    method(['Boolean'], (self, _costs, other) => Number(self) - Number(other)),
    method(['Object'], () => {
      throw thrown('vtl/class-cast', 'A truth value is compared with truth values only')
    }),
  ],
  compare: ofTruths((left, right) => Number(left) - Number(right)),
  logicalAnd: ofTruths((left, right) => left && right),
  logicalOr: ofTruths((left, right) => left || right),
  logicalXor: ofTruths((left, right) => left !== right),
}

const test = (pattern: RegExp): readonly Method<JavaCharacter>[] => [
  method(['char'], (_self, _costs, unit) => pattern.test(unit)),
  method(['int'], (_self, _costs, point) => {
    return point >= 0 && point <= 0x10ffff && pattern.test(String.fromCodePoint(point))
  }),
]

const changed = (work: (unit: string) => string): readonly Method<JavaCharacter>[] => [
  method(['char'], (_self, _costs, unit) => {
    const result = work(unit)
    return new JavaCharacter(result.length === 1 ? result : unit)
  }),
]

/** java.lang.Character. */
export const characterMethods: Methods<JavaCharacter> = {
  charValue: [method([], (self) => self)],
  toString: [
    method([], (self: JavaCharacter) => self.unit),
    method(['char'], (_self, _costs, unit) => unit),
  ],
  hashCode: [method([], (self: JavaCharacter, costs) => hashCode(self, costs))],
  equals: [method(['Object'], (self, costs, other) => strictlyEqual(self, other, costs))],
  compareTo: [
    method(['Object'], (self, _costs, other) => {
      if (!(other instanceof JavaCharacter))
        throw thrown('vtl/class-cast', 'A character is compared with characters only')
      return self.unit.charCodeAt(0) - other.unit.charCodeAt(0)
    }),
  ],
  isDigit: test(/\p{Nd}/u),
  isLetter: test(/\p{L}/u),
  isLetterOrDigit: test(/[\p{L}\p{Nd}]/u),
  isUpperCase: test(/\p{Uppercase}/u),
  isLowerCase: test(/\p{Lowercase}/u),
  isAlphabetic: [
    method(
      ['int'],
      (_self, _costs, point) =>
        point >= 0 && point <= 0x10ffff && /\p{Alphabetic}/u.test(String.fromCodePoint(point)),
    ),
  ],
  isWhitespace: test(
    /[\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/u,
  ),
  toUpperCase: changed((unit) => unit.toUpperCase()),
  toLowerCase: changed((unit) => unit.toLowerCase()),
  getNumericValue: [
    method(['char'], (_self, _costs, unit) => {
      const value = parseInt(unit, 36)
      return Number.isNaN(value) ? -1 : value
    }),
  ],
}
