import type { Costs } from '../costs.ts'
import {
  compareDecimals,
  decimalArithmetic,
  plainText,
  precisionOf,
  rescaled,
  stripped,
} from '../decimal.ts'
import type { Rounding } from '../decimal.ts'
import { TemplateError } from '../problem.ts'
import {
  doubleOf,
  isBigInteger,
  isInt,
  isInteger,
  JavaBigInteger,
  JavaDecimal,
  JavaDouble,
  toBigInteger,
  toLong,
} from '../values.ts'
import { chargeNumber, compareNumbers } from '../arithmetic.ts'
import { doubleText } from '../doubleText.ts'
import { hashCode, strictlyEqual } from '../equality.ts'
import { javaText } from '../valueText.ts'
import type { Value } from '../values.ts'
import { trimmed } from '../trimmed.ts'
import { classOf, method, thrown } from './signatures.ts'
import type { Method, Methods } from './signatures.ts'

type AnyNumber = number | bigint | JavaDouble | JavaDecimal

const low32 = -(2n ** 31n)
const high32 = 2n ** 31n - 1n
const low64 = -(2n ** 63n)
const high64 = 2n ** 63n - 1n

function numberFormat(given: string): Error {
  return thrown('vtl/number-format', `For input string: "${given}"`)
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

/** The integer part of a number, as many digits as it has; NaN is 0. */
function wholeOf(self: AnyNumber): bigint {
  if (isInteger(self)) return BigInt(self)
  if (self instanceof JavaDecimal) return rescaled(self.decimal, 0, 'DOWN').unscaled
  if (Number.isNaN(self.value)) return 0n
  if (Number.isFinite(self.value)) return BigInt(Math.trunc(self.value))
  return self.value > 0 ? high64 : low64
}

/** As Java narrows: a double stops at the ends of the range, other numbers lose their upper bits. */
function narrowed(self: AnyNumber, bits: 32 | 64): bigint {
  const whole = wholeOf(self)
  if (!(self instanceof JavaDouble)) return BigInt.asIntN(bits, whole)
  const [low, high] = bits === 32 ? [low32, high32] : [low64, high64]
  return whole < low ? low : whole > high ? high : whole
}

const digitsOf: Readonly<Record<number, string>> = Object.fromEntries(
  Array.from({ length: 37 }, (_, radix) => [
    radix,
    '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, radix),
  ]),
)

/** An integer that a text writes in a base; throws where it does not or where it is out of range. */
function parsedInteger(
  given: string,
  radix: number,
  low: bigint,
  high: bigint,
  costs: Costs,
): bigint {
  costs.work(given.length)
  const digits = radix >= 2 && radix <= 36 ? (digitsOf[radix] ?? '') : ''
  const [, sign = '', body = ''] = /^([+-]?)([0-9a-z]+)$/i.exec(given) ?? []
  // no number of 64 bits has more digits; zeros before it do not count
  const written = body.toLowerCase().replace(/^0+(?=.)/, '')
  if (written === '' || written.length > 65) throw numberFormat(given)
  let value = 0n
  for (const digit of written) {
    const worth = digits.indexOf(digit)
    if (worth < 0) throw numberFormat(given)
    value = value * BigInt(radix) + BigInt(worth)
  }
  if (sign === '-') value = -value
  if (value < low || value > high) throw numberFormat(given)
  return value
}

/** As Java's `decode`: with a sign and a base written before the digits. */
function decoded(given: string, low: bigint, high: bigint, costs: Costs): bigint {
  if (given === '') throw thrown('vtl/number-format', 'Zero length string')
  const [, sign = '', prefix = '', digits = ''] = /^([+-]?)(0x|#|0(?=.))?(.*)$/is.exec(given) ?? []
  if (/^[+-]/.test(digits)) throw numberFormat(given)
  const radix = prefix === '' ? 10 : prefix === '0' ? 8 : 16
  return parsedInteger(sign + digits, radix, low, high, costs)
}

function parsedDouble(given: string, costs: Costs): JavaDouble {
  costs.work(given.length)
  const written = trimmed(given)
  const [, sign, word] = /^([+-]?)(Infinity|NaN)$/.exec(written) ?? []
  if (word) return new JavaDouble((sign === '-' ? -1 : 1) * Number(word))
  const digits = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)[dDfF]?$/.exec(written)?.[1]
  if (digits !== undefined) return new JavaDouble(Number(digits))
  throw written === '' ? thrown('vtl/number-format', 'empty String') : numberFormat(given)
}

const unsigned = (value: bigint, bits: number) => BigInt.asUintN(bits, value)

const mismatched = (self: AnyNumber, other: Value) =>
  thrown('vtl/class-cast', `${classOf(other)} cannot be compared with ${classOf(self)}`)

/** A method without parameters that reckons with all digits of a number. */
function charged(work: (self: AnyNumber) => Value): Method<AnyNumber> {
  return method([], (self, costs) => {
    chargeNumber(self, costs)
    return work(self)
  })
}

const textOf = (self: AnyNumber, costs: Costs) => javaText(self, costs)
const hashOf = (self: AnyNumber, costs: Costs) => hashCode(self, costs)

/** What all numbers have. */
const anyMethods: Methods<AnyNumber> = {
  intValue: [charged((self) => Number(narrowed(self, 32)))],
  longValue: [charged((self) => toLong(narrowed(self, 64)))],
  doubleValue: [charged((self) => new JavaDouble(doubleOf(self)))],
  floatValue: [charged((self) => new JavaDouble(shortestFloat(doubleOf(self))))],
  shortValue: [charged((self) => Number(BigInt.asIntN(16, narrowed(self, 32))))],
  byteValue: [charged((self) => Number(BigInt.asIntN(8, narrowed(self, 32))))],
  equals: [method(['Object'], (self, costs, other) => strictlyEqual(self, other, costs))],
  hashCode: [method([], hashOf)],
  toString: [method([], textOf)],
}

const uncompared: Method<AnyNumber> = method(['Object'], (self, _costs, other) => {
  throw mismatched(self, other)
})

/** The functions of whole numbers that Integer and Long share, of so many bits. */
function integerFunctions(bits: 32 | 64): Methods<AnyNumber> {
  const type = bits === 32 ? 'int' : 'long'
  const [low, high] = bits === 32 ? [low32, high32] : [low64, high64]
  const wrapped = (value: bigint): Value =>
    bits === 32 ? Number(BigInt.asIntN(32, value)) : toLong(BigInt.asIntN(64, value))
  const ofOne = (work: (value: bigint) => Value): readonly Method<AnyNumber>[] => [
    method([type], (_self, _costs, value) => work(BigInt(value))),
  ]
  const ofTwo = (work: (left: bigint, right: bigint) => Value): readonly Method<AnyNumber>[] => [
    method([type, type], (_self, _costs, left, right) => work(BigInt(left), BigInt(right))),
  ]
  const rotated = (direction: 1 | -1): readonly Method<AnyNumber>[] => [
    method([type, 'int'], (_self, _costs, value, distance) => {
      const by = BigInt((((distance * direction) % bits) + bits) % bits)
      const plain = unsigned(BigInt(value), bits)
      return wrapped((plain << by) | (plain >> (BigInt(bits) - by)))
    }),
  ]
  const bitsOf = (value: bigint) => unsigned(value, bits).toString(2).padStart(bits, '0')
  const radixText = (radix: number) => (value: bigint) => unsigned(value, bits).toString(radix)
  const divisor = (value: bigint) => {
    if (value === 0n) throw thrown('vtl/arithmetic', '/ by zero')
    return unsigned(value, bits)
  }
  const parse = [
    method<AnyNumber, ['String', 'int']>(['String', 'int'], (_self, costs, given, radix) =>
      wrapped(parsedInteger(given, radix, low, high, costs)),
    ),
    method<AnyNumber, ['String']>(['String'], (_self, costs, given) =>
      wrapped(parsedInteger(given, 10, low, high, costs)),
    ),
  ]
  const parseUnsigned = [
    method<AnyNumber, ['String', 'int']>(['String', 'int'], (_self, costs, given, radix) =>
      wrapped(parsedInteger(given, radix, 0n, unsigned(-1n, bits), costs)),
    ),
    method<AnyNumber, ['String']>(['String'], (_self, costs, given) =>
      wrapped(parsedInteger(given, 10, 0n, unsigned(-1n, bits), costs)),
    ),
  ]
  return {
    ...anyMethods,
    toString: [
      method([], textOf),
      ...ofOne(String),
      method([type, 'int'], (_self, _costs, value, radix) =>
        BigInt(value).toString(radix >= 2 && radix <= 36 ? radix : 10),
      ),
    ],
    hashCode: [
      method([], hashOf),
      method([type], (_self, costs, value) => hashCode(wrapped(BigInt(value)), costs)),
    ],
    toHexString: ofOne(radixText(16)),
    toOctalString: ofOne(radixText(8)),
    toBinaryString: ofOne(radixText(2)),
    toUnsignedString: ofOne(radixText(10)),
    ...(bits === 32
      ? { parseInt: parse, parseUnsignedInt: parseUnsigned }
      : { parseLong: parse, parseUnsignedLong: parseUnsigned }),
    valueOf: [...parse, ...ofOne(wrapped)],
    decode: [
      method(['String'], (_self, costs, given) => wrapped(decoded(given, low, high, costs))),
    ],
    compareTo: [
      bits === 32
        ? method(['Integer'], (self, costs, other) => compareNumbers(self, other, costs))
        : method(['Long'], (self, costs, other) => compareNumbers(self, other, costs)),
      uncompared,
    ],
    compare: ofTwo((left, right) => (left < right ? -1 : left > right ? 1 : 0)),
    compareUnsigned: ofTwo((left, right) => {
      const [a, b] = [unsigned(left, bits), unsigned(right, bits)]
      return a < b ? -1 : a > b ? 1 : 0
    }),
    ...(bits === 32 ? { toUnsignedLong: ofOne((value) => toLong(unsigned(value, 32))) } : {}),
    divideUnsigned: ofTwo((left, right) => wrapped(unsigned(left, bits) / divisor(right))),
    remainderUnsigned: ofTwo((left, right) => wrapped(unsigned(left, bits) % divisor(right))),
    highestOneBit: ofOne((value) => {
      const first = bitsOf(value).indexOf('1')
      return wrapped(first < 0 ? 0n : 1n << BigInt(bits - 1 - first))
    }),
    lowestOneBit: ofOne((value) => wrapped(value & -value)),
    numberOfLeadingZeros: ofOne((value) => {
      const first = bitsOf(value).indexOf('1')
      return first < 0 ? bits : first
    }),
    numberOfTrailingZeros: ofOne((value) => bits - 1 - bitsOf(value).lastIndexOf('1')),
    bitCount: ofOne((value) => bitsOf(value).replaceAll('0', '').length),
    rotateLeft: rotated(1),
    rotateRight: rotated(-1),
    reverse: ofOne((value) => wrapped(BigInt('0b' + [...bitsOf(value)].reverse().join('')))),
    reverseBytes: ofOne((value) => {
      const bytes =
        unsigned(value, bits)
          .toString(16)
          .padStart(bits / 4, '0')
          .match(/../g) ?? []
      return wrapped(BigInt('0x' + bytes.reverse().join('')))
    }),
    signum: ofOne((value) => (value < 0n ? -1 : value > 0n ? 1 : 0)),
    sum: ofTwo((left, right) => wrapped(left + right)),
    max: ofTwo((left, right) => wrapped(left > right ? left : right)),
    min: ofTwo((left, right) => wrapped(left < right ? left : right)),
  }
}

const integerMethods = integerFunctions(32)
const longMethods = integerFunctions(64)

const ofDoubles = (work: (left: number, right: number) => Value): readonly Method<AnyNumber>[] => [
  method(['double', 'double'], (_self, _costs, left, right) => work(left, right)),
]
const testOfDouble = (test: (value: number) => boolean): readonly Method<AnyNumber>[] => [
  method([], (self) => test(doubleOf(self))),
  method(['double'], (_self, _costs, value) => test(value)),
]
const orderOfDoubles = (left: number, right: number) => {
  if (left < right) return -1
  if (left > right) return 1
  if (Object.is(left, right)) return 0
  // NaN is above all, and 0 above -0
  return Number.isNaN(left) || (Object.is(right, -0) && !Number.isNaN(right)) ? 1 : -1
}

/** A double in hexadecimal digits: `0x1.8p1`. */
function hexText(value: number): string {
  if (!Number.isFinite(value)) return doubleText(value)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, Math.abs(value))
  const bits = view.getBigUint64(0)
  const exponent = Number(bits >> 52n)
  const digits = (bits & 0xfffffffffffffn).toString(16).padStart(13, '0').replace(/0+$/, '') || '0'
  if (value === 0) return `${sign}0x0.0p0`
  return exponent === 0 ? `${sign}0x0.${digits}p-1022` : `${sign}0x1.${digits}p${exponent - 1023}`
}

const doubleMethods: Methods<AnyNumber> = {
  ...anyMethods,
  toHexString: [method(['double'], (_self, _costs, value) => hexText(value))],
  toString: [method([], textOf), method(['double'], (_self, _costs, value) => doubleText(value))],
  valueOf: [
    method(['String'], (_self, costs, given) => parsedDouble(given, costs)),
    method(['double'], (_self, _costs, value) => new JavaDouble(value)),
  ],
  parseDouble: [method(['String'], (_self, costs, given) => parsedDouble(given, costs))],
  isNaN: testOfDouble(Number.isNaN),
  isInfinite: testOfDouble((value) => !Number.isFinite(value) && !Number.isNaN(value)),
  isFinite: [method(['double'], (_self, _costs, value) => Number.isFinite(value))],
  hashCode: [
    method([], hashOf),
    method(['double'], (_self, costs, value) => hashCode(new JavaDouble(value), costs)),
  ],
  compareTo: [
    method(['Double'], (self, _costs, other) => orderOfDoubles(doubleOf(self), other)),
    uncompared,
  ],
  compare: ofDoubles(orderOfDoubles),
  sum: ofDoubles((left, right) => new JavaDouble(left + right)),
  max: ofDoubles((left, right) => new JavaDouble(Math.max(left, right))),
  min: ofDoubles((left, right) => new JavaDouble(Math.min(left, right))),
}

const big = (self: AnyNumber) => wholeOf(self)

/** Charge for two integers that are multiplied or divided. */
function chargeBig(left: bigint, right: bigint, costs: Costs): void {
  chargeNumber(left, costs)
  chargeNumber(right, costs)
}

const ofBig = (work: (left: bigint, right: bigint) => bigint): readonly Method<AnyNumber>[] => [
  method(['BigInteger'], (self, costs, other) => {
    chargeBig(big(self), other, costs)
    return toBigInteger(work(big(self), other))
  }),
]

function checkDivisor(divisor: bigint): void {
  if (divisor === 0n) throw thrown('vtl/arithmetic', 'BigInteger divide by zero')
}

/** Bits of a result of `pow` and `shiftLeft`; longer integers are no values here. */
const mostBits = 200_000

const shifted = (self: AnyNumber, by: number, costs: Costs) => {
  costs.charge(Math.max(0, by))
  chargeNumber(self, costs)
  if (by > mostBits) throw tooLarge()
  return toBigInteger(by < 0 ? big(self) >> BigInt(-by) : big(self) << BigInt(by))
}

function tooLarge(): TemplateError {
  return new TemplateError('vtl/too-large', 'A number has too many digits', 'budget')
}

function greatestDivisor(left: bigint, right: bigint, costs: Costs): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right]
  while (b !== 0n) {
    chargeNumber(b, costs)
    ;[a, b] = [b, a % b]
  }
  return a
}

const bitLength = (value: bigint) =>
  (value < 0n ? -value - 1n : value).toString(2).replace(/^0$/, '').length

const bigIntegerMethods: Methods<AnyNumber> = {
  ...anyMethods,
  toString: [
    method([], textOf),
    method(['int'], (self: AnyNumber, costs, radix) => {
      chargeNumber(self, costs)
      return big(self).toString(radix >= 2 && radix <= 36 ? radix : 10)
    }),
  ],
  valueOf: [method(['long'], (_self, _costs, value) => toBigInteger(value))],
  add: ofBig((left, right) => left + right),
  subtract: ofBig((left, right) => left - right),
  multiply: ofBig((left, right) => left * right),
  divide: ofBig((left, right) => {
    checkDivisor(right)
    return left / right
  }),
  remainder: ofBig((left, right) => {
    checkDivisor(right)
    return left % right
  }),
  mod: ofBig((left, right) => {
    if (right <= 0n) throw thrown('vtl/arithmetic', 'BigInteger: modulus not positive')
    return ((left % right) + right) % right
  }),
  gcd: [
    method(['BigInteger'], (self, costs, other) =>
      toBigInteger(greatestDivisor(big(self), other, costs)),
    ),
  ],
  min: ofBig((left, right) => (left < right ? left : right)),
  max: ofBig((left, right) => (left > right ? left : right)),
  and: ofBig((left, right) => left & right),
  or: ofBig((left, right) => left | right),
  xor: ofBig((left, right) => left ^ right),
  pow: [
    method(['int'], (self, costs, exponent) => {
      if (exponent < 0) throw thrown('vtl/arithmetic', 'Negative exponent')
      chargeNumber(self, costs)
      const bits = bitLength(big(self)) * exponent
      costs.charge(bits)
      if (bits > mostBits) throw tooLarge()
      costs.work(bits)
      return toBigInteger(big(self) ** BigInt(exponent))
    }),
  ],
  abs: [charged((self) => toBigInteger(big(self) < 0n ? -big(self) : big(self)))],
  negate: [charged((self) => toBigInteger(-big(self)))],
  not: [charged((self) => toBigInteger(~big(self)))],
  signum: [method([], (self) => (big(self) < 0n ? -1 : big(self) > 0n ? 1 : 0))],
  shiftLeft: [method(['int'], (self, costs, by) => shifted(self, by, costs))],
  shiftRight: [method(['int'], (self, costs, by) => shifted(self, -by, costs))],
  bitLength: [charged((self) => bitLength(big(self)))],
  bitCount: [
    charged((self) => {
      const value = big(self)
      return (value < 0n ? ~value : value).toString(2).replaceAll('0', '').length
    }),
  ],
  compareTo: [
    method(['BigInteger'], (self, costs, other) => compareNumbers(self, other, costs)),
    uncompared,
  ],
}

const roundings: readonly Rounding[] = [
  'UP',
  'DOWN',
  'CEILING',
  'FLOOR',
  'HALF_UP',
  'HALF_DOWN',
  'HALF_EVEN',
]

const decimal = (self: AnyNumber) =>
  (self instanceof JavaDecimal ? self : new JavaDecimal(String(self))).decimal

const ofDecimals = (operator: '+' | '-' | '*'): readonly Method<AnyNumber>[] => [
  method(['BigDecimal'], (self, costs, other) => {
    chargeNumber(self, costs)
    chargeNumber(other, costs)
    return new JavaDecimal(decimalArithmetic(operator, decimal(self), other.decimal))
  }),
  method(['BigDecimal', 'never'], () => {
    throw thrown('vtl/null-argument', 'A method was given null where it needs a value')
  }),
]

/** Charge for a number that gets another scale. */
function chargeScale(self: AnyNumber, scale: number, costs: Costs): void {
  chargeNumber(self, costs)
  chargeNumber(new JavaDecimal({ unscaled: 0n, scale }), costs)
}

const decimalMethods: Methods<AnyNumber> = {
  ...anyMethods,
  add: ofDecimals('+'),
  subtract: ofDecimals('-'),
  multiply: ofDecimals('*'),
  abs: [
    charged((self) => {
      const { unscaled, scale } = decimal(self)
      return new JavaDecimal({ unscaled: unscaled < 0n ? -unscaled : unscaled, scale })
    }),
  ],
  negate: [
    charged((self) => {
      const { unscaled, scale } = decimal(self)
      return new JavaDecimal({ unscaled: -unscaled, scale })
    }),
  ],
  plus: [method([], (self) => self)],
  signum: [
    charged((self) => Math.sign(compareDecimals(decimal(self), { unscaled: 0n, scale: 0 }))),
  ],
  scale: [method([], (self) => decimal(self).scale)],
  precision: [charged((self) => precisionOf(decimal(self)))],
  unscaledValue: [charged((self) => toBigInteger(decimal(self).unscaled))],
  setScale: [
    method(['int'], (self, costs, scale) => {
      chargeScale(self, scale, costs)
      const result = rescaled(decimal(self), scale, 'DOWN')
      if (compareDecimals(result, decimal(self)) !== 0)
        throw thrown('vtl/arithmetic', 'Rounding necessary')
      return new JavaDecimal(result)
    }),
    method(['int', 'int'], (self, costs, scale, rounding) => {
      chargeScale(self, scale, costs)
      const way = roundings[rounding]
      if (way === undefined) throw thrown('vtl/illegal-argument', 'Invalid rounding mode')
      return new JavaDecimal(rescaled(decimal(self), scale, way))
    }),
  ],
  stripTrailingZeros: [charged((self) => new JavaDecimal(stripped(decimal(self))))],
  toPlainString: [charged((self) => plainText(decimal(self)))],
  toBigInteger: [charged((self) => toBigInteger(wholeOf(self)))],
  compareTo: [
    method(['BigDecimal'], (self, costs, other) => compareNumbers(self, other, costs)),
    uncompared,
  ],
}

/** The methods of a number's class. */
export function methodsOfNumber(self: AnyNumber): Methods<AnyNumber> {
  if (isInt(self)) return integerMethods
  if (self instanceof JavaDouble) return doubleMethods
  if (self instanceof JavaBigInteger) return bigIntegerMethods
  if (self instanceof JavaDecimal) return decimalMethods
  return isBigInteger(self) ? bigIntegerMethods : longMethods
}

/** Every number's methods, for completion. */
export const numberMethodTables: readonly Methods<AnyNumber>[] = [
  integerMethods,
  longMethods,
  doubleMethods,
  bigIntegerMethods,
  decimalMethods,
]
