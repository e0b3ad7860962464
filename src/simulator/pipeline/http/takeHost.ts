import type { ResolvedHost } from '../resolveHost.ts'
import type { StepDraft } from '../recorder.ts'
import { httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'

/** Take the host: which API the request reaches. A disabled endpoint is a 404, a domain that leads nowhere a 403. */
export function takeHost(exchange: HttpExchange, host: ResolvedHost, draft: StepDraft): void {
  draft.input = { host: exchange.domain?.name ?? null, path: exchange.call.request.path }
  draft.at = host.at
  draft.decide(host.reason, host.at, 'Custom domain names')
  if (host.refusal) {
    const isDisabled = host.refusal.code === 'host/endpoint-disabled'
    throw httpFailure(isDisabled ? 404 : 403, host.refusal)
  }
  draft.output = { api: host.apiId, path: host.path }
}
