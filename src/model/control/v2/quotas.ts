import type { Design } from '../../schema/design.ts'
import { ServiceRefusal, own } from '../account.ts'
import type { ControlEnvironment } from '../account.ts'

/** Items that an HTTP or WebSocket API may have. Source: developer guide, quotas for HTTP and WebSocket APIs. */
const limits = { routes: 300, integrations: 300, authorizers: 10, stages: 10 } as const

const nouns = {
  routes: 'Routes',
  integrations: 'Integrations',
  authorizers: 'Authorizers',
  stages: 'Stages',
} satisfies { readonly [K in keyof typeof limits]: string }

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
  for (const name of ['routes', 'integrations', 'authorizers', 'stages'] as const) {
    const raised = name === 'authorizers' || name === 'stages' ? raisedQuotas?.[name] : undefined
    const count = Object.keys(api[name]).length
    const known = previous && previous.protocol !== 'REST' ? Object.keys(previous[name]).length : 0
    if (count <= Math.max(limits[name], raised ?? 0) || count <= known) continue
    const message = `Maximum number of ${nouns[name]} for this API has been reached. Please contact AWS if you need additional ${nouns[name]}.`
    throw new ServiceRefusal(429, 'ConflictException', message)
  }
}
