import type { Costs } from '../costs.ts'
import { isNumber, JavaCharacter } from '../values.ts'
import { compareNumbers } from '../arithmetic.ts'
import type { Value } from '../values.ts'
import { classOf, thrown } from './signatures.ts'

/** The order that values of one class have among themselves. Throws for those that have none. */
export function naturalOrder(left: Value, right: Value, costs: Costs): number {
  costs.work(4)
  if (left === null || right === null)
    throw thrown('vtl/null-argument', 'A null cannot be compared')
  if (typeof left === 'string' && typeof right === 'string') {
    costs.work(Math.min(left.length, right.length))
    return left < right ? -1 : left > right ? 1 : 0
  }
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right)
  if (left instanceof JavaCharacter && right instanceof JavaCharacter)
    return left.unit.charCodeAt(0) - right.unit.charCodeAt(0)
  if (isNumber(left) && isNumber(right) && classOf(left) === classOf(right))
    return compareNumbers(left, right, costs)
  throw thrown('vtl/class-cast', `${classOf(left)} cannot be compared with ${classOf(right)}`)
}
