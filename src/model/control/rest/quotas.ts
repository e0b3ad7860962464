import { quotaOfApi } from '../../queries/quotaOfApi.ts'
import { mostOf, quotaReached, quotas } from '../../queries/quotas.ts'
import { isLongerThan } from '../../queries/utf8.ts'
import { timeoutOutside } from '../../operations/integrationRules.ts'
import { isStreamed } from '../../queries/streaming.ts'
import type { Integration } from '../../schema/integrations/index.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { badRequest, limitExceeded, text } from '../account.ts'
import type { ControlEnvironment, JsonObject } from '../account.ts'

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

/** Refuse a document that is larger than the service reads. Throws `ServiceRefusal`. */
export function checkImportFile(input: JsonObject): void {
  if (!isLongerThan(text(input['body']) ?? '', quotas.importFile.most)) return
  throw limitExceeded(quotaReached('importFile'))
}
