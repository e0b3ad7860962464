import { quotaUses } from '../queries/quotaUses.ts'
import type { QuotaUse } from '../queries/quotaUses.ts'
import { mostOf, quotaReached } from '../queries/quotas.ts'
import type { RaisedQuotas } from '../queries/quotas.ts'
import type { Design } from '../schema/design.ts'
import { limitExceeded } from './account.ts'

/**
 * Refuse what left more of something than the account may have. What was too much before stands in the way of nothing else:
 * designs may come from accounts with more. Throws `ServiceRefusal`.
 */
export function checkQuotas(before: Design, after: Design, raised: RaisedQuotas | undefined): void {
  if (before.apis === after.apis && before.access === after.access) return
  const beyond = quotaUses(after).filter(({ quota, count }) => count > mostOf(quota, raised))
  if (beyond.length === 0) return
  const key = ({ quota, at }: QuotaUse) => [quota, ...at].join('/')
  const known = new Map(quotaUses(before).map((use) => [key(use), use.count]))
  const more = beyond.find((use) => use.count > (known.get(key(use)) ?? 0))
  if (more) throw limitExceeded(quotaReached(more.quota))
}
