import { textBytes } from '../costs.ts'
import type { Costs } from '../costs.ts'
import { decimalOf, decimalOfDouble, plainText, rescaled } from '../decimal.ts'
import type { Decimal } from '../decimal.ts'
import { isInteger, isNumber, JavaCharacter, JavaDecimal, JavaDouble } from '../values.ts'
import { chargeNumber } from '../arithmetic.ts'
import { hashCode } from '../equality.ts'
import { javaText } from '../valueText.ts'
import type { Value } from '../values.ts'
import { classOf, thrown } from './signatures.ts'

/** One `%…` of a format. */
interface Specifier {
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
  readonly conversion: string
}

const specifier = /%(\d+\$|<)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/y
/** Characters that a width or a precision may ask for. */
const widest = 10_000

function refused(message: string): Error {
  return thrown('vtl/format', message)
}

/** `String.format` of Java, without dates: each `%…` takes the next value, or the one that its number names. */
export function formatted(format: string, values: readonly Value[], costs: Costs): string {
  costs.work(format.length)
  let result = ''
  let next = 0
  let last = -1
  for (let at = 0; at < format.length;) {
    const before = result.length
    const percent = format.indexOf('%', at)
    if (percent < 0) return result + format.slice(at)
    result += format.slice(at, percent)
    specifier.lastIndex = percent
    const match = specifier.exec(format)
    if (!match) throw refused(`Conversion = '%' in the format ${format}`)
    at = specifier.lastIndex
    const [, which, flags = '', width = '-1', precision, conversion = ''] = match
    const wanted: Specifier = {
      flags,
      width: Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      conversion,
    }
    if (wanted.width > widest || (wanted.precision ?? 0) > widest)
      throw refused(`The width of ${match[0]} is too large`)
    if (conversion === 'n') result += '\n'
    else if (conversion === '%') result += padded('%', wanted)
    else {
      const index = which === undefined ? next++ : which === '<' ? last : parseInt(which, 10) - 1
      if (index < 0 || index >= values.length) throw refused(`Format specifier '${match[0]}'`)
      last = index
      result += conversionOf(values[index] ?? null, wanted, costs)
    }
    costs.charge(Math.max(1, result.length - before))
    costs.hold(textBytes)
  }
  return result
}

function conversionOf(value: Value, wanted: Specifier, costs: Costs): string {
  if (isNumber(value)) {
    chargeNumber(value, costs)
    costs.work(10 * Math.max(0, wanted.width, wanted.precision ?? 0))
  }
  const { conversion } = wanted
  const lower = conversion.toLowerCase()
  const isUpper = conversion !== lower
  if (isUpper && !'BHSCXEG'.includes(conversion)) throw unknown(conversion)
  const text = conversions[lower]?.(value, wanted, costs)
  if (text === undefined) throw unknown(conversion)
  return isUpper ? text.toUpperCase() : text
}

function unknown(conversion: string): Error {
  return refused(`Conversion = '${conversion}'`)
}

function mismatch(value: Value, { conversion }: Specifier): Error {
  return refused(`${conversion} != ${classOf(value)}`)
}

function padded(text: string, { flags, width }: Specifier): string {
  if (flags.includes('-')) {
    if (width < 0) throw refused('A - asks for a width')
    return text.padEnd(width)
  }
  return text.padStart(Math.max(0, width))
}

function general(text: string, wanted: Specifier): string {
  if (/[+ 0,(]/.test(wanted.flags))
    throw refused(`Conversion = ${wanted.conversion}, Flags = ${wanted.flags}`)
  return padded(text.slice(0, wanted.precision), wanted)
}

const conversions: Readonly<
  Record<string, (value: Value, wanted: Specifier, costs: Costs) => string>
> = {
  s: (value, wanted, costs) => general(javaText(value, costs), wanted),
  b: (value, wanted) =>
    general(String(typeof value === 'boolean' ? value : value !== null), wanted),
  h: (value, wanted, costs) =>
    general(value === null ? 'null' : (hashCode(value, costs) >>> 0).toString(16), wanted),
  c: (value, wanted) => {
    if (wanted.precision !== undefined) throw refused(String(wanted.precision))
    if (value === null) return padded('null', wanted)
    if (value instanceof JavaCharacter) return padded(value.unit, wanted)
    if (typeof value !== 'number' || value < 0 || value > 0x10ffff) throw mismatch(value, wanted)
    return padded(String.fromCodePoint(value), wanted)
  },
  d: (value, wanted) => {
    if (wanted.precision !== undefined) throw refused(String(wanted.precision))
    if (value === null) return padded('null', wanted)
    if (!isInteger(value)) throw mismatch(value, wanted)
    const size = String(value).replace('-', '')
    return signed(grouped(size, wanted), value < 0, wanted)
  },
  x: (value, wanted) => inBase(value, wanted, 16, '0x'),
  o: (value, wanted) => inBase(value, wanted, 8, '0'),
  f: (value, wanted) => {
    const number = decimalValue(value, wanted)
    if (typeof number === 'string') return number
    const { unscaled, scale } = rescaled(number, wanted.precision ?? 6, 'HALF_UP')
    const text = plainText({ unscaled: unscaled < 0n ? -unscaled : unscaled, scale })
    const [whole = '', fraction] = text.split('.')
    const digits = fraction === undefined ? whole : `${whole}.${fraction}`
    return signed(grouped(digits, wanted), isNegative(value), wanted)
  },
  e: (value, wanted) => {
    const number = decimalValue(value, wanted)
    if (typeof number === 'string') return number
    return signed(scientific(number, wanted.precision ?? 6), isNegative(value), wanted)
  },
  g: (value, wanted) => {
    const number = decimalValue(value, wanted)
    if (typeof number === 'string') return number
    const precision = Math.max(1, wanted.precision ?? 6)
    const size = Math.abs(Number(plainText(number)))
    if (size !== 0 && (size < 1e-4 || size >= 10 ** precision))
      return signed(scientific(number, precision - 1), isNegative(value), wanted)
    const whole = size < 1 ? 0 : Math.floor(Math.log10(size))
    const { unscaled, scale } = rescaled(number, Math.max(0, precision - 1 - whole), 'HALF_UP')
    const text = plainText({ unscaled: unscaled < 0n ? -unscaled : unscaled, scale })
    return signed(grouped(text, wanted), isNegative(value), wanted)
  },
}

function isNegative(value: Value): boolean {
  if (value instanceof JavaDouble) return value.value < 0 || Object.is(value.value, -0)
  return value instanceof JavaDecimal && value.decimal.unscaled < 0n
}

/** The decimal that is printed; or, of a null, NaN and the infinities, the whole text. */
function decimalValue(value: Value, wanted: Specifier): Decimal | string {
  if (value === null) return padded('null', wanted)
  if (value instanceof JavaDecimal) return value.decimal
  if (!(value instanceof JavaDouble)) throw mismatch(value, wanted)
  const { value: number } = value
  if (Number.isNaN(number)) return padded('NaN', wanted)
  if (!Number.isFinite(number))
    return signed('Infinity', number < 0, { ...wanted, flags: wanted.flags.replace('0', '') })
  // the digits that tell it from its neighbours are the ones that are rounded
  return number === 0 ? decimalOfDouble(0) : decimalOf(String(number))
}

function scientific(number: Decimal, precision: number): string {
  const { unscaled, scale } = number
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString()
  if (unscaled === 0n) return `${(0).toFixed(Math.min(100, precision))}e+00`
  let exponent = digits.length - 1 - scale
  let { unscaled: mantissa } = rescaled(
    { unscaled: BigInt(digits), scale: digits.length - 1 },
    precision,
    'HALF_UP',
  )
  if (mantissa.toString().length > precision + 1) {
    mantissa /= 10n
    exponent++
  }
  const size = Math.abs(exponent).toString().padStart(2, '0')
  return `${plainText({ unscaled: mantissa, scale: precision })}e${exponent < 0 ? '-' : '+'}${size}`
}

function inBase(value: Value, wanted: Specifier, radix: number, prefix: string): string {
  if (wanted.precision !== undefined) throw refused(String(wanted.precision))
  if (value === null) return padded('null', wanted)
  if (!isInteger(value)) throw mismatch(value, wanted)
  const wide = BigInt(value)
  const bits = typeof value === 'number' && value === (value | 0) ? 32 : 64
  const digits = (wide < 0n ? BigInt.asUintN(bits, wide) : wide).toString(radix)
  const lead = wanted.flags.includes('#') ? prefix : ''
  if (!wanted.flags.includes('0')) return padded(lead + digits, wanted)
  return lead + digits.padStart(Math.max(0, wanted.width - lead.length), '0')
}

function grouped(digits: string, { flags }: Specifier): string {
  if (!flags.includes(',')) return digits
  const [whole = '', fraction] = digits.split('.')
  const first = whole.length % 3 || 3
  let groups = whole.slice(0, first)
  for (let at = first; at < whole.length; at += 3) groups += `,${whole.slice(at, at + 3)}`
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

function signed(digits: string, negative: boolean, wanted: Specifier): string {
  const { flags, width } = wanted
  const isBracketed = negative && flags.includes('(')
  const lead = isBracketed
    ? '('
    : negative
      ? '-'
      : flags.includes('+')
        ? '+'
        : flags.includes(' ')
          ? ' '
          : ''
  const tail = isBracketed ? ')' : ''
  if (!flags.includes('0')) return padded(lead + digits + tail, wanted)
  if (width < 0 || flags.includes('-')) throw refused('A 0 asks for a width and no -')
  return lead + digits.padStart(width - lead.length - tail.length, '0') + tail
}
