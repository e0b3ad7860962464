// Numbers of the language: how they are compared and reckoned with.
import { compareDecimals, decimalArithmetic, decimalOfDouble, mostDigits } from './decimal.ts'
import type { Decimal } from './decimal.ts'
import type { Costs } from './costs.ts'
import { TemplateError } from './problem.ts'
import {
  JavaDouble,
  JavaDecimal,
  JavaBigInteger,
  checkBits,
  toBigInteger,
  integer,
  isInt,
  isBigInteger,
  toLong,
  isInteger,
  doubleOf,
} from './values.ts'
import type { Value } from './values.ts'

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
  return Math.ceil(digits + (digits * digits) / 10_000)
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
