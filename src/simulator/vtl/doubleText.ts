// The digits of a double as Java prints them up to release 18: not always the fewest that tell it from its neighbours.

/** A double as Java prints it: `10.0`, `1.0E-4`, `1.234567E12`. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const size = Math.abs(value)
  const sign = value < 0 ? '-' : ''
  if (size >= 1e-3 && size < 1e7) {
    const text = String(size)
    // so few digits are the same everywhere
    if (text.length <= 16) return sign + (text.includes('.') ? text : text + '.0')
  }
  const { digits, exponent } = javaDigits(size)
  if (exponent > 0 && exponent < 8) {
    const whole = digits.slice(0, exponent).padEnd(exponent, '0')
    return `${sign}${whole}.${digits.slice(exponent) || '0'}`
  }
  if (exponent <= 0 && exponent > -3) return `${sign}0.${'0'.repeat(-exponent)}${digits}`
  return `${sign}${digits.slice(0, 1)}.${digits.slice(1) || '0'}E${exponent - 1}`
}

interface Digits {
  readonly digits: string
  /** The digits are behind a point, times ten to the power of this. */
  readonly exponent: number
}

/** Digits at the end that a whole number of more than 53 bits loses, by how many bits there are more. */
const insignificantDigits = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2]

function javaDigits(size: number): Digits {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, size)
  const bits = view.getBigUint64(0)
  let fraction = bits & 0xfffffffffffffn
  let binaryExponent = Number(bits >> 52n)
  let significantBits = 53
  if (binaryExponent === 0) {
    significantBits = fraction.toString(2).length
    fraction <<= BigInt(53 - significantBits)
    binaryExponent = significantBits - 52 - 1023
  } else {
    fraction |= 0x10000000000000n
    binaryExponent -= 1023
  }
  const trailing = /0*$/.exec(fraction.toString(2))?.[0].length ?? 0
  const fractionBits = 53 - trailing
  const tinyBits = Math.max(0, fractionBits - binaryExponent - 1)
  if (tinyBits === 0 && binaryExponent <= 62)
    return wholeDigits(size, binaryExponent, significantBits)
  return fractionDigits(
    fraction >> BigInt(trailing),
    fractionBits,
    tinyBits,
    binaryExponent,
    significantBits,
  )
}

/** Of a whole number that a long holds, all digits but those that mean nothing. */
function wholeDigits(size: number, binaryExponent: number, significantBits: number): Digits {
  const whole = BigInt(size)
  const dropped =
    binaryExponent > significantBits
      ? (insignificantDigits[binaryExponent - significantBits] ?? 0)
      : 0
  const divisor = 10n ** BigInt(dropped)
  const rounded = dropped > 0 ? (whole + divisor / 2n) / divisor : whole
  const text = rounded.toString()
  return { digits: text.replace(/0+$/, ''), exponent: text.length + dropped }
}

/** The decimal exponent of a number, or one less. */
function estimatedExponent(fraction: bigint, fractionBits: number, binaryExponent: number): number {
  const mantissa = Number(fraction) / 2 ** (fractionBits - 1)
  return Math.floor(
    (mantissa - 1.5) * 0.289529654 + 0.176091259 + binaryExponent * 0.301029995663981,
  )
}

/** About how many bits a power of five has. */
const bitsOfFives = [
  0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56,
  59, 61,
]
const bitsOfFive = (power: number) => bitsOfFives[power] ?? power * 3

/** Digit by digit, up to where what is left is less than half the way to a neighbour. */
function fractionDigits(
  fraction: bigint,
  fractionBits: number,
  tinyBits: number,
  binaryExponent: number,
  significantBits: number,
): Digits {
  let exponent = estimatedExponent(fraction, fractionBits, binaryExponent)
  const fives = Math.max(0, -exponent)
  const scaleFives = Math.max(0, exponent)
  let twos = fives + tinyBits + binaryExponent
  let scaleTwos = scaleFives + tinyBits
  let halfTwos = twos - significantBits
  twos -= fractionBits - 1
  const common = Math.min(twos, scaleTwos)
  twos -= common
  scaleTwos -= common
  halfTwos -= common
  // below a power of two the neighbour is nearer
  if (fractionBits === 1) halfTwos -= 1
  if (halfTwos < 0) {
    twos -= halfTwos
    scaleTwos -= halfTwos
    halfTwos = 0
  }
  const valueBits = fractionBits + twos + bitsOfFive(fives)
  const scaleBits = scaleTwos + 1 + bitsOfFive(scaleFives + 1)
  // Java's ways for short and for long numbers differ where the neighbour is hit
  const isLong = !(valueBits < 64 && scaleBits < 64)
  let value = fraction * 5n ** BigInt(fives) * 2n ** BigInt(twos)
  const scale = 5n ** BigInt(scaleFives) * 2n ** BigInt(scaleTwos)
  let half = 5n ** BigInt(fives) * 2n ** BigInt(halfTwos)
  const tens = scale * 10n
  let digits = ''
  let isLow = false
  let isHigh = false
  const step = () => {
    const digit = value / scale
    value = 10n * (value % scale)
    half *= 10n
    isLow = value < half
    isHigh = isLong ? value + half >= tens : value + half > tens
    return digit
  }
  const first = step()
  if (first === 0n && !isHigh) exponent--
  else digits += first.toString()
  // with an exponent there are two digits at least
  if (exponent < -3 || exponent >= 8) {
    isLow = false
    isHigh = false
  }
  while (!isLow && !isHigh) digits += step().toString()
  const rest = value * 2n - tens
  const isUp = isHigh && (!isLow || rest > 0n || (rest === 0n && Number(digits.at(-1)) % 2 === 1))
  return isUp ? roundedUp(digits, exponent + 1) : { digits, exponent: exponent + 1 }
}

function roundedUp(digits: string, exponent: number): Digits {
  const rounded = (BigInt(digits) + 1n).toString().padStart(digits.length, '0')
  if (rounded.length === digits.length) return { digits: rounded, exponent }
  return { digits: rounded.slice(0, -1), exponent: exponent + 1 }
}
