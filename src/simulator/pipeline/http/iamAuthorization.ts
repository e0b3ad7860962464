import { authorizationOf, signingPrincipal } from '../../authorizers/iam.ts'
import { cognitoIdentityEvent } from '../../authorizers/identityPools.ts'
import { combine } from '../../authorizers/policy.ts'
import { conditionKeys } from '../../authorizers/conditionKeys.ts'
import { isSignatureHeader } from '../../authorizers/signatureHeader.ts'
import type { Guard } from '../../exchange/guard.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { requestArn } from '../../authorizers/refusals.ts'

const action = 'execute-api:Invoke'

/**
 * AWS_IAM: the signature of the request, then the identity-based policies of its principal. HTTP APIs have no resource
 * policies, so a principal of another account is refused. Source: developer guide, IAM authorization for HTTP APIs.
 */
export async function authorizeIam(
  exchange: HttpExchange,
  guard: Guard,
  draft: StepDraft,
): Promise<void> {
  const at = [...guard.at, 'authorizationType']
  exchange.conditionKeys = conditionKeys(exchange)
  const principal = await signingPrincipal(exchange, exchange.rawPath, at, draft)
  const resource = requestArn(exchange)
  draft.input = { action, resource }
  const { identity, requester, verdict } = authorizationOf(exchange, resource, draft, principal)
  const given = verdict?.(action)
  const { accountId } = identity
  const isCrossAccount = accountId !== exchange.environment.accountId
  const effect = combine(given?.effect ?? 'silent', 'silent', isCrossAccount)
  const principalAt = ['identities', 'principals', principal.id]
  if (effect !== 'allow') {
    throw httpFailure(403, {
      code: effect === 'deny' ? 'policy/denied' : 'policy/not-allowed',
      message: isCrossAccount
        ? `${principal.name} is of the account ${accountId ?? ''}. An HTTP API has no resource policy that could allow another account.`
        : effect === 'deny'
          ? `A policy of ${principal.name} denies ${action} on ${resource}.`
          : `No policy of ${principal.name} allows ${action} on ${resource}.`,
      at: principalAt,
    })
  }
  draft.decide(`A policy of ${principal.name} allows the request`, principalAt, 'Policy evaluation')
  exchange.identity = identity
  exchange.authorizer = {
    kind: 'iam',
    iam: {
      accessKey: identity.accessKey ?? null,
      accountId: accountId ?? null,
      callerId: identity.caller ?? null,
      cognitoIdentity: cognitoIdentityEvent(principal.cognitoIdentity),
      principalOrgId: identity.principalOrgId ?? null,
      userArn: requester.type === 'principal' ? requester.arn : null,
      userId: identity.user ?? null,
    },
    ...(principal.cognitoIdentity && { cognito: principal.cognitoIdentity }),
  }
  // a signature is used up here
  exchange.headers = exchange.headers.filter(([name, value]) => !isSignatureHeader(name, value))
}
