import { quotaOfApi } from '../../queries/quotaOfApi.ts'
import { quotaUses } from '../../queries/quotaUses.ts'
import type { QuotaUse } from '../../queries/quotaUses.ts'
import { mostOf, quotaReached, quotas } from '../../queries/quotas.ts'
import type { RaisedQuotas } from '../../queries/quotas.ts'
import { isLongerThan } from '../../queries/utf8.ts'
import { timeoutOutside } from '../../operations/integrationRules.ts'
import { isStreamed } from '../../queries/streaming.ts'
import type { Design } from '../../schema/design.ts'
import type { Integration } from '../../schema/integrations/index.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { badRequest, limitExceeded, text } from '../account.ts'
import type { ControlEnvironment, JsonObject } from '../account.ts'

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
