import { sameAddress } from '../../model/index.ts'
import type { Problem } from '../../model/index.ts'

/** True when two findings, perhaps of different looks at the design, tell of the same thing at the same place. */
export function isSameProblem(one: Problem, other: Problem): boolean {
  return (
    one.code === other.code &&
    one.message === other.message &&
    one.position?.line === other.position?.line &&
    one.position?.column === other.position?.column &&
    sameAddress(one.at, other.at)
  )
}
