import { quotaOfApi } from '../../queries/quotaOfApi.ts'
import { mostOf, quotas } from '../../queries/quotas.ts'
import { timeoutOutside } from '../../operations/integrationRules.ts'
import { isStreamed } from '../../queries/streaming.ts'
import type { Integration } from '../../schema/integrations/index.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { badRequest } from '../account.ts'
import type { ControlEnvironment } from '../account.ts'

/** Refuse a timeout that only an account with a raised quota may have. Throws `ServiceRefusal`. */
export function checkTimeout(
  api: RestApi,
  integration: Integration,
  { raisedQuotas }: ControlEnvironment,
): void {
  if (isStreamed(integration)) return
  const raised = quotaOfApi(api) === 'edgeApis' ? {} : raisedQuotas
  const longest = Math.min(mostOf('integrationTimeout', raised), quotas.streamTimeout.most)
  const { timeoutInMillis } = integration
  if (timeoutInMillis >= quotas.shortestTimeout.most && timeoutInMillis <= longest) return
  throw badRequest(timeoutOutside(longest))
}
