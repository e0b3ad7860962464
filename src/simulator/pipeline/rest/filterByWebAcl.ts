import { GatewayFailure } from '../../exchange/failure.ts'
import type { RestExchange } from './exchange.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** The stage of a web ACL: what it says of the call, which the call tells, since its rules are no part of the design. */
export function filterByWebAcl(exchange: RestExchange, draft: StepDraft): void {
  const { stage, call } = exchange
  const at = ['apis', call.apiId, 'stages', exchange.stageName, 'webAclArn']
  draft.at = at
  draft.input = { webAcl: stage?.webAclArn ?? null }
  const isBlocked = call.webAcl === 'BLOCK'
  exchange.wafResponseCode = isBlocked ? 'WAF_BLOCK' : 'WAF_ALLOW'
  draft.output = { wafResponseCode: exchange.wafResponseCode }
  if (isBlocked) {
    throw new GatewayFailure('WAF_FILTERED', 403, 'Forbidden', {
      problems: [
        {
          code: 'web-acl/blocked',
          message: 'The web ACL of the stage blocks this call, before anybody is asked who calls.',
          severity: 'error',
          at,
        },
      ],
    })
  }
  draft.decide('The web ACL of the stage lets the call through', at, 'AWS WAF')
  if (call.webAcl !== undefined) return
  draft.tell({
    code: 'stage/web-acl',
    message: 'The web ACL of the stage is not simulated: what it would block is let through.',
    severity: 'warning',
    at,
  })
}
