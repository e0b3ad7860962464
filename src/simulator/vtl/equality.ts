import { chargeNumber, compareNumbers } from './arithmetic.ts'
import type { Costs } from './costs.ts'
import { javaText } from './valueText.ts'
import {
  JavaDouble,
  JavaDecimal,
  JavaBigInteger,
  JavaSet,
  JavaArray,
  MapEntry,
  JavaCharacter,
  JavaClass,
  JavaSortedMap,
  isInteger,
  isNumber,
  checkDepth,
} from './values.ts'
import type { Value } from './values.ts'

/**
 * `==` of the language: numbers by value; where one's class is the other's or goes back to it, `equals` of Java; of any
 * other classes the texts.
 */
export function looselyEqual(left: Value, right: Value, costs: Costs): boolean {
  if (typeof left === 'string' && typeof right === 'string')
    return strictlyEqual(left, right, costs)
  if (left === right) return true
  if (left === null || right === null) return false
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right, costs) === 0
  const sameTexts = () => strictlyEqual(javaText(left, costs), javaText(right, costs), costs)
  if (Array.isArray(left) && Array.isArray(right)) {
    const isOneFamily = listFamily(left) === listFamily(right)
    return isOneFamily ? strictlyEqual(left, right, costs) : sameTexts()
  }
  if (left instanceof Map && right instanceof Map) {
    const isOneFamily = left instanceof JavaSortedMap === right instanceof JavaSortedMap
    return isOneFamily ? strictlyEqual(left, right, costs) : sameTexts()
  }
  return sameTexts()
}

/** Lists of one family are compared by content. */
function listFamily(list: readonly Value[]): string {
  if (list instanceof JavaSet) return list.part
  return list instanceof JavaArray ? 'array' : 'list'
}

/** 16 units of a text are compared in the time of one unit of work. Looking at a value takes a few. */
const bitsAtOnce = 4
const workOfValue = 4

/** `equals` of Java: of the same class and the same content. */
export function strictlyEqual(left: Value, right: Value, costs: Costs, depth = 0): boolean {
  if (typeof left === 'string') {
    if (typeof right !== 'string' || left.length !== right.length) return false
    costs.work(1 + (left.length >> bitsAtOnce))
    return left === right
  }
  costs.work(workOfValue)
  if (left === right) return true
  if (left === null || right === null) return false
  if (left instanceof JavaDouble)
    return right instanceof JavaDouble && Object.is(left.value, right.value)
  if (left instanceof JavaDecimal) {
    if (!(right instanceof JavaDecimal)) return false
    if (left instanceof JavaBigInteger !== right instanceof JavaBigInteger) return false
    const { unscaled, scale } = left.decimal
    return unscaled === right.decimal.unscaled && scale === right.decimal.scale
  }
  if (left instanceof JavaCharacter)
    return right instanceof JavaCharacter && left.unit === right.unit
  if (left instanceof JavaClass) return right instanceof JavaClass && left.name === right.name
  if (left instanceof MapEntry) {
    checkDepth(depth)
    return (
      right instanceof MapEntry &&
      strictlyEqual(left.key, right.key, costs, depth + 1) &&
      strictlyEqual(left.value, right.value, costs, depth + 1)
    )
  }
  if (Array.isArray(left)) {
    checkDepth(depth)
    return Array.isArray(right) && equalLists(left, right, costs, depth + 1)
  }
  if (left instanceof Map) {
    checkDepth(depth)
    if (!(right instanceof Map)) return false
    costs.work(left.size)
    if (left.size !== right.size) return false
    for (const [key, item] of left) {
      if (!right.has(key)) return false
      if (!strictlyEqual(item, right.get(key) ?? null, costs, depth + 1)) return false
    }
    return true
  }
  return false
}

function equalLists(
  left: readonly Value[],
  right: readonly Value[],
  costs: Costs,
  depth: number,
): boolean {
  if (left instanceof JavaSet && right instanceof JavaSet) {
    // a map has one view of each part
    if (left.owner === right.owner && left.part === right.part) return true
  }
  for (const list of [left, right]) {
    if (!(list instanceof JavaSet)) continue
    costs.work(list.length)
    list.refresh()
  }
  if (left.length !== right.length) return false
  const isSet = left instanceof JavaSet && left.part !== 'values'
  if (isSet !== (right instanceof JavaSet && right.part !== 'values')) return false
  const isEqual = (item: Value, other: Value) => strictlyEqual(item, other, costs, depth)
  // a set has no order
  if (isSet) return left.every((item) => right.some((other) => isEqual(item, other)))
  // the values of a map and an array equal themselves alone
  if ([left, right].some((list) => list instanceof JavaSet || list instanceof JavaArray))
    return false
  return left.every((item, i) => isEqual(item, right[i] ?? null))
}

/** `hashCode()` of Java. */
export function hashCode(value: Value, costs: Costs, depth = 0): number {
  if (value === null) return 0
  if (typeof value === 'string') {
    costs.work(value.length)
    let hash = 0
    for (let i = 0; i < value.length; i++) hash = (Math.imul(31, hash) + value.charCodeAt(i)) | 0
    return hash
  }
  costs.work(workOfValue)
  if (typeof value === 'boolean') return value ? 1231 : 1237
  if (typeof value === 'number' && value === (value | 0)) return value
  if (isInteger(value)) {
    const wide = BigInt(value)
    if (wide === BigInt.asIntN(64, wide)) {
      return Number(BigInt.asIntN(32, wide ^ (wide >> 32n)))
    }
    return bigIntegerHash(wide)
  }
  if (value instanceof JavaDouble) {
    const bits = new DataView(new ArrayBuffer(8))
    bits.setFloat64(0, value.value)
    return bits.getInt32(0) ^ bits.getInt32(4)
  }
  if (value instanceof JavaCharacter) return value.unit.charCodeAt(0)
  if (value instanceof JavaDecimal) {
    chargeNumber(value, costs)
    if (value instanceof JavaBigInteger) return bigIntegerHash(value.whole)
    const { unscaled, scale } = value.decimal
    return (Math.imul(31, bigIntegerHash(unscaled)) + scale) | 0
  }
  checkDepth(depth)
  const hashOf = (item: Value) => hashCode(item, costs, depth + 1)
  if (value instanceof JavaSet) {
    value.refresh()
    return value.reduce<number>((sum, item) => (sum + hashOf(item)) | 0, 0)
  }
  if (Array.isArray(value)) {
    return value.reduce<number>((hash, item) => (Math.imul(31, hash) + hashOf(item)) | 0, 1)
  }
  if (value instanceof MapEntry) return hashOf(value.key) ^ hashOf(value.value)
  if (value instanceof Map) {
    let hash = 0
    for (const [key, item] of value) hash = (hash + (hashOf(key) ^ hashOf(item))) | 0
    return hash
  }
  return hashOf(javaText(value, costs))
}

function bigIntegerHash(value: bigint): number {
  let hash = 0
  const size = value < 0n ? -value : value
  const words = size === 0n ? '' : size.toString(16)
  for (let end = words.length % 8 || 8, from = 0; from < words.length; from = end, end += 8) {
    hash = (Math.imul(31, hash) + (parseInt(words.slice(from, end), 16) | 0)) | 0
  }
  return value < 0n ? -hash | 0 : hash
}
