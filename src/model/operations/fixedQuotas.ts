import type { Address } from '../address.ts'
import { quotaReached, quotas } from '../queries/quotas.ts'
import type { QuotaName } from '../queries/quotas.ts'
import { fail } from '../result.ts'

/**
 * Why there cannot be `count` of what a fixed quota counts; `undefined` where there can, and for quotas that an account may
 * have raised: lint warns of those. No more than there were `before` is never in the way.
 */
export function fixedQuotaRefusal(name: QuotaName, count: number, before: number, at: Address) {
  const { most, isRaisable } = quotas[name]
  if (isRaisable || count <= most || count <= before) return undefined
  return fail(`quota/${name}`, quotaReached(name), at)
}
