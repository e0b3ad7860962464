import { isoMilliseconds } from '../isoDate.ts'
import { operators } from './conditionKeys.ts'
import { matchesGlob } from './glob.ts'

/** How an operator compares a wanted value with one that is there; `undefined` where the wanted value is none for it. */
type Comparison = (wanted: string, actual: string) => boolean | undefined

const numbers =
  (compare: (actual: number, wanted: number) => boolean): Comparison =>
  (wanted, actual) => {
    const [left, right] = [numberOf(actual), numberOf(wanted)]
    return right === undefined ? undefined : left !== undefined && compare(left, right)
  }

function numberOf(text: string): number | undefined {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text.trim())
    ? Number(text)
    : undefined
}

const dates =
  (compare: (actual: number, wanted: number) => boolean): Comparison =>
  (wanted, actual) => {
    const [left, right] = [dateOf(actual), dateOf(wanted)]
    return right === undefined ? undefined : left !== undefined && compare(left, right)
  }

function dateOf(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) * 1000 : isoMilliseconds(text)
}

/** How each operator compares. Those that say yes where none of these does follow from them. Source: IAM user guide, condition operators. */
const positive: Readonly<Record<string, Comparison>> = {
  StringEquals: (wanted, actual) => wanted === actual,
  StringEqualsIgnoreCase: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  StringLike: (wanted, actual) => matchesGlob(wanted, actual),
  NumericEquals: numbers((actual, wanted) => actual === wanted),
  NumericLessThan: numbers((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numbers((actual, wanted) => actual <= wanted),
  NumericGreaterThan: numbers((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numbers((actual, wanted) => actual >= wanted),
  DateEquals: dates((actual, wanted) => actual === wanted),
  DateLessThan: dates((actual, wanted) => actual < wanted),
  DateLessThanEquals: dates((actual, wanted) => actual <= wanted),
  DateGreaterThan: dates((actual, wanted) => actual > wanted),
  DateGreaterThanEquals: dates((actual, wanted) => actual >= wanted),
  Bool: (wanted, actual) => {
    const lower = wanted.toLowerCase()
    return lower === 'true' || lower === 'false' ? lower === actual.toLowerCase() : undefined
  },
  IpAddress: (wanted, actual) => isInRange(wanted, actual),
  ArnEquals: (wanted, actual) => matchesArn(wanted, actual),
  ArnLike: (wanted, actual) => matchesArn(wanted, actual),
}
const negative: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(operators).flatMap(([name, { not }]) => (not === undefined ? [] : [[not, name]])),
)

/** Whether a condition holds; `undefined` where its operator is not known or its values make no sense for it. */
export function conditionHolds(
  written: string,
  wanted: readonly string[],
  actual: readonly string[] | undefined,
): boolean | undefined {
  if (written === 'Null') {
    if (!wanted.every((value) => /^(?:true|false)$/i.test(value))) return undefined
    const isMissing = actual === undefined || actual.length === 0
    return wanted.some((value) => (value.toLowerCase() === 'true') === isMissing)
  }
  const quantifier = /^(ForAllValues|ForAnyValue):/.exec(written)?.[1]
  const bare = quantifier === undefined ? written : written.slice(quantifier.length + 1)
  const isOptional = bare.endsWith('IfExists')
  const operator = isOptional ? bare.slice(0, -'IfExists'.length) : bare
  const isNegative = Object.hasOwn(negative, operator)
  const name = isNegative ? negative[operator] : operator
  const compare = name !== undefined && Object.hasOwn(positive, name) ? positive[name] : undefined
  if (!compare) return undefined
  // a comparison tells by itself, whatever the request has, that a value makes no sense for it
  if (wanted.some((value) => compare(value, '') === undefined)) return undefined
  if (actual === undefined || actual.length === 0) {
    if (quantifier === 'ForAllValues') return true
    if (quantifier === 'ForAnyValue') return false
    return isOptional || isNegative
  }
  const fits = (value: string) => wanted.some((each) => compare(each, value) === true)
  const each = actual.map((value) => fits(value) !== isNegative)
  return quantifier === 'ForAllValues' || (isNegative && quantifier === undefined)
    ? each.every(Boolean)
    : each.some(Boolean)
}

/** ARNs are compared part by part: a wildcard stays within its part. */
function matchesArn(wanted: string, actual: string): boolean {
  const parts = (arn: string) => {
    const all = arn.split(':')
    return [...all.slice(0, 5), all.slice(5).join(':')]
  }
  const given = parts(actual)
  return parts(wanted).every((part, i) => matchesGlob(part, given[i] ?? ''))
}

/** True where an address lies in a range such as `192.0.2.0/24` or `2001:db8::/32`; `undefined` where that is no range. */
function isInRange(range: string, address: string): boolean | undefined {
  const [, base = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(range) ?? []
  const network = addressBytes(base)
  if (!network) return undefined
  const length = bits === undefined ? network.length * 8 : Number(bits)
  if (length > network.length * 8) return undefined
  const given = addressBytes(address)
  if (given?.length !== network.length) return false
  for (let i = 0; i < length; i++) {
    const mask = 0x80 >> (i % 8)
    const byte = i >> 3
    if (((network[byte] ?? 0) & mask) !== ((given[byte] ?? 0) & mask)) return false
  }
  return true
}

function addressBytes(text: string): number[] | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const bytes = text.split('.').map(Number)
    return bytes.every((byte) => byte <= 255) ? bytes : undefined
  }
  if (!/^[0-9a-f:]{2,39}$/i.test(text) || text.split('::').length > 2) return undefined
  const [head = '', tail] = text.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const missing = 8 - groups(head).length - groups(tail ?? '').length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const all = [
    ...groups(head),
    ...Array.from({ length: tail === undefined ? 0 : missing }, () => '0'),
    ...groups(tail ?? ''),
  ]
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return all.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255])
}
