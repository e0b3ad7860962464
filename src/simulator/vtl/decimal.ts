import { TemplateError } from './problem.ts'

/** A decimal number of any length: `unscaled` divided by ten to the power of `scale`. Java's BigDecimal. */
export interface Decimal {
  readonly unscaled: bigint
  readonly scale: number
}

/** Digits that a decimal may have on either side of its point. */
export const mostDigits = 100_000

/** The decimal that a text writes: digits with a point and an exponent where wanted. */
export function decimalOf(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text) ?? []
  if (whole.length + fraction.length > mostDigits)
    throw new TemplateError('vtl/too-large', 'A number has too many digits', 'budget')
  const unscaled = BigInt(whole + fraction || '0')
  return {
    unscaled: sign === '-' ? -unscaled : unscaled,
    scale: fraction.length - Number(exponent),
  }
}

/** The very value of a double, all of its binary digits. */
export function decimalOfDouble(value: number): Decimal {
  if (Number.isInteger(value)) return { unscaled: BigInt(value), scale: 0 }
  let scale = 0
  let whole = value
  // doubling is exact, and an integer is reached after as many steps as there are binary places
  while (!Number.isInteger(whole)) {
    whole *= 2
    scale++
  }
  return { unscaled: BigInt(whole) * 5n ** BigInt(scale), scale }
}

/** As Java prints it: with an exponent where the scale is negative or the number is very small. */
export function decimalText({ unscaled, scale }: Decimal): string {
  const digits = digitsOf(unscaled)
  const sign = unscaled < 0n ? '-' : ''
  if (scale === 0) return sign + digits
  const exponent = digits.length - 1 - scale
  if (scale > 0 && exponent >= -6) return sign + withPoint(digits, scale)
  const mantissa = digits.length > 1 ? `${digits[0] ?? ''}.${digits.slice(1)}` : digits
  if (exponent === 0) return sign + mantissa
  return `${sign}${mantissa}E${exponent > 0 ? '+' : ''}${exponent}`
}

/** As Java's `toPlainString` prints it: without an exponent. */
export function plainText({ unscaled, scale }: Decimal): string {
  const digits = digitsOf(unscaled)
  const sign = unscaled < 0n ? '-' : ''
  if (scale > 0) return sign + withPoint(digits, scale)
  return unscaled === 0n ? '0' : sign + digits + '0'.repeat(Math.min(mostDigits, -scale))
}

function withPoint(digits: string, scale: number): string {
  const padded = digits.padStart(Math.min(mostDigits, scale) + 1, '0')
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

function digitsOf(value: bigint): string {
  return (value < 0n ? -value : value).toString()
}

/** How many digits the unscaled value has. */
export function precisionOf({ unscaled }: Decimal): number {
  return digitsOf(unscaled).length
}

const power = (exponent: number) => 10n ** BigInt(Math.min(mostDigits, Math.max(0, exponent)))

/** The unscaled values of two decimals at the greater scale of both. */
function aligned(left: Decimal, right: Decimal): { a: bigint; b: bigint; scale: number } {
  const scale = Math.max(left.scale, right.scale)
  return {
    a: left.unscaled * power(scale - left.scale),
    b: right.unscaled * power(scale - right.scale),
    scale,
  }
}

/** Negative, zero or positive, as the left is less, equal or greater. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const { a, b } = aligned(left, right)
  return a < b ? -1 : a > b ? 1 : 0
}

/** Ways to round what is left over, by the names that Java gives them. */
export type Rounding = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN'

/** A quotient of integers, rounded. */
export function dividedRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = dividend / divisor
  const rest = dividend % divisor
  if (rest === 0n) return quotient
  const isNegative = dividend < 0n !== divisor < 0n
  const size = (value: bigint) => (value < 0n ? -value : value)
  const half = size(rest) * 2n - size(divisor)
  const isAway = {
    UP: true,
    DOWN: false,
    CEILING: !isNegative,
    FLOOR: isNegative,
    HALF_UP: half >= 0n,
    HALF_DOWN: half > 0n,
    HALF_EVEN: half > 0n || (half === 0n && quotient % 2n !== 0n),
  }[rounding]
  return isAway ? quotient + (isNegative ? -1n : 1n) : quotient
}

/** The same number at another scale, rounded where digits go. */
export function rescaled(value: Decimal, scale: number, rounding: Rounding): Decimal {
  const { unscaled } = value
  if (scale >= value.scale) return { unscaled: unscaled * power(scale - value.scale), scale }
  return { unscaled: dividedRounded(unscaled, power(value.scale - scale), rounding), scale }
}

/** Add, subtract, multiply, divide as the language does with decimals: a quotient keeps the scale of its dividend. */
export function decimalArithmetic(
  operator: '+' | '-' | '*' | '/',
  left: Decimal,
  right: Decimal,
): Decimal {
  switch (operator) {
    case '+': {
      const { a, b, scale } = aligned(left, right)
      return { unscaled: a + b, scale }
    }
    case '-': {
      const { a, b, scale } = aligned(left, right)
      return { unscaled: a - b, scale }
    }
    case '*':
      return { unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale }
    case '/': {
      // at the dividend's scale: its digits moved by the divisor's scale
      const moved = left.unscaled * power(right.scale)
      const divisor = right.unscaled * power(-right.scale)
      return { unscaled: dividedRounded(moved, divisor, 'HALF_DOWN'), scale: left.scale }
    }
  }
}

/** Without zeros at the end. */
export function stripped(value: Decimal): Decimal {
  const { unscaled, scale } = value
  if (unscaled === 0n) return { unscaled, scale: 0 }
  const digits = digitsOf(unscaled)
  let { length } = digits
  while (digits.charCodeAt(length - 1) === 48) length--
  const zeros = digits.length - length
  return zeros === 0 ? value : { unscaled: unscaled / power(zeros), scale: scale - zeros }
}
