import { sameAddress } from '../address.ts'
import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design, MutedRule } from '../schema/design.ts'
import { changed } from './within.ts'

/** A rule, at a place and below it; without a place in the whole design. */
export interface RuleAt {
  readonly ruleId: string
  readonly at?: Address | undefined
}

/** Put a lint rule aside. In the whole design it takes the place of what was put aside of it place by place. Refused: twice. */
export function muteRule(design: Design, { ruleId, at }: RuleAt): Result<Design> {
  const before = design.mutedRules ?? []
  const ofRule = before.filter((muted) => muted.ruleId === ruleId)
  if (
    ofRule.some(
      (muted) => isThere(muted, { ruleId, at: undefined }) || isThere(muted, { ruleId, at }),
    )
  ) {
    return fail('lint/muted-already', `The rule ${ruleId} is muted there already`, at)
  }
  const kept = at ? before : before.filter((muted) => muted.ruleId !== ruleId)
  const muted: MutedRule = { ruleId, ...(at && { at: [...at] }) }
  return ok(changed(design, { mutedRules: [...kept, muted] }))
}

/** Tell of a rule again, where it was put aside. Refused: where it was not. */
export function unmuteRule(design: Design, rule: RuleAt): Result<Design> {
  const before = design.mutedRules ?? []
  const left = before.filter((muted) => !isThere(muted, rule))
  if (left.length === before.length) {
    return fail('lint/not-muted', `The rule ${rule.ruleId} is not muted there`, rule.at)
  }
  return ok(changed(design, { mutedRules: left.length === 0 ? undefined : left }))
}

function isThere(muted: MutedRule, { ruleId, at }: RuleAt): boolean {
  if (muted.ruleId !== ruleId) return false
  return at === undefined || muted.at === undefined ? at === muted.at : sameAddress(muted.at, at)
}
