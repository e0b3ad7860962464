import { routedQuotaNames, routedQuotas } from '../../queries/routedQuotas.ts'
import type { Design } from '../../schema/design.ts'
import { ServiceRefusal, own } from '../account.ts'
import type { ControlEnvironment } from '../account.ts'

/**
 * Refuse a call that leaves more items in an API than its quota allows. More than that from before does not matter.
 * Source: the authorizer limit is recorded (ConflictException with status 429); the others follow it, unconfirmed.
 * Throws `ServiceRefusal`.
 */
export function checkRoutedQuotas(
  before: Design,
  after: Design,
  apiId: string,
  { raisedQuotas }: ControlEnvironment,
): void {
  const api = own(after.apis, apiId)
  if (raisedQuotas === 'all' || !api || api.protocol === 'REST') return
  const previous = own(before.apis, apiId)
  for (const name of routedQuotaNames) {
    const { most, name: items } = routedQuotas[name]
    const raised = name === 'authorizers' || name === 'stages' ? raisedQuotas?.[name] : undefined
    const count = Object.keys(api[name]).length
    const known = previous && previous.protocol !== 'REST' ? Object.keys(previous[name]).length : 0
    if (count <= Math.max(most, raised ?? 0) || count <= known) continue
    const message = `Maximum number of ${items} for this API has been reached. Please contact AWS if you need additional ${items}.`
    throw new ServiceRefusal(429, 'ConflictException', message)
  }
}
