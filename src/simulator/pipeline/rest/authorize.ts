import { quotas, statementPosition } from '../../../model/index.ts'
import type { Address, Problem, TextPosition } from '../../../model/index.ts'
import { authorizerOf } from '../../authorizers/index.ts'
import type { Authorization, InvokeAction } from '../../authorizers/index.ts'
import { conditionKeys } from '../../authorizers/conditionKeys.ts'
import { isSignatureHeader } from '../../authorizers/signatureHeader.ts'
import { combine, evaluatePolicy, malformedPolicy, parsePolicy } from '../../authorizers/policy.ts'
import type { Effect, Policy, Verdict } from '../../authorizers/policy.ts'
import { maskedArn, requestArn } from '../../authorizers/refusals.ts'
import { utf8Bytes } from '../../context/index.ts'
import { GatewayFailure, required } from '../../exchange/failure.ts'
import type { RestExchange } from './exchange.ts'
import { guardedRequest } from './guardedRequest.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** Bytes that the ARN of a method may have where it is authorized. */
const arnBytes = quotas.methodArn.most

const anonymous = { type: 'anonymous' } as const

/**
 * Let the caller through: who calls, by the authorization type of the method; then what the policies say,
 * those of the caller and that of the API. Source: developer guide, authorization flow.
 */
export function authorize(exchange: RestExchange, draft: StepDraft): void | Promise<void> {
  const { authorizationType: type, apiKeyRequired, at } = required(exchange.guard, 'a guard')
  draft.input = { authorizationType: type, apiKeyRequired }
  if (exchange.isTest) {
    draft.skipped = true
    draft.decide('A test call is neither authorized nor asked for an API key', at, 'Test invoke')
    return
  }
  const policy = resourcePolicy(exchange, draft)
  if (type === 'NONE' && !policy) {
    draft.decide('The method is open: anybody may call it', [...at, 'authorizationType'])
    exchange.headers = exchange.headers.filter(([name, value]) => !isSignatureHeader(name, value))
    draft.output = { authorized: true }
    return
  }
  return authorizeCaller(exchange, draft, policy)
}

async function authorizeCaller(
  exchange: RestExchange,
  draft: StepDraft,
  policy: Policy | undefined,
): Promise<void> {
  const { authorizationType: type, at } = required(exchange.guard, 'a guard')
  refuseLongArn(exchange, at)
  exchange.conditionKeys = conditionKeys(exchange)
  if (type === 'CUSTOM') refuseDenied(exchange, draft, policy)
  const caller =
    type === 'NONE'
      ? undefined
      : await (
          await authorizerOf(type)
        )(exchange, guardedRequest(exchange), draft)
  if (caller) {
    exchange.identity = { ...exchange.identity, ...caller.identity }
    if (caller.authorizer) exchange.authorizer = caller.authorizer
    if (caller.usageIdentifierKey !== undefined) {
      exchange.usageIdentifierKey = caller.usageIdentifierKey
    }
    exchange.conditionKeys = { ...exchange.conditionKeys, ...caller.keys }
  }
  decideTogether(exchange, draft, policy, caller)
  // a signature is used up here
  exchange.headers = exchange.headers.filter(([name, value]) => !isSignatureHeader(name, value))
  draft.output = { authorized: true, ...(caller && { as: describe(caller) }) }
}

function describe(caller: Authorization): string {
  return caller.requester.type === 'anonymous' ? 'the holder of a token' : caller.requester.arn
}

function refuseLongArn(exchange: RestExchange, at: Address): void {
  const { length } = utf8Bytes(requestArn(exchange))
  if (length <= arnBytes) return
  throw new GatewayFailure('URI_TOO_LONG', 414, 'Request URI too long', {
    problems: [
      {
        code: 'request/uri-too-long',
        message: `The ARN of the call has ${length} bytes; where callers are authorized it may have ${arnBytes}.`,
        severity: 'error',
        at,
      },
    ],
  })
}

const policyRule = 'Resource policies'

/** A policy that allows nothing. */
const nothing: Policy = { statements: [], hasVariables: false }

/** The resource policy, with this API in place of whichever its ARNs name. A malformed one denies everything. */
function resourcePolicy(exchange: RestExchange, draft: StepDraft): Policy | undefined {
  const { policy } = exchange.api
  const at = policyAddress(exchange)
  const isPrivate = exchange.api.endpointConfiguration.types.includes('PRIVATE')
  if (policy === undefined || policy.trim() === '') {
    if (!isPrivate) return undefined
    draft.tell({
      code: 'policy/private-without',
      message: 'A private API without a resource policy lets nobody in.',
      severity: 'error',
      at: ['apis', exchange.call.apiId, 'endpointConfiguration'],
    })
    return nothing
  }
  const parsed = parsePolicy(policy, 'resource')
  if ('refusal' in parsed) {
    draft.tell({
      code: 'policy/unusable',
      message: `The resource policy cannot be used, so it denies every request: ${parsed.refusal}.`,
      severity: 'error',
      at,
    })
    return malformedPolicy
  }
  const { accountId, region } = exchange.environment
  const own = `arn:aws:execute-api:${region}:${accountId}:${exchange.call.apiId}`
  const isText = (value: unknown): value is string => typeof value === 'string'
  // a resource policy speaks of the API that it stands on, whatever that was called where it was written
  const ours = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(ours)
    if (!isText(value)) return value
    return value
      .replace(/^execute-api:\/?/, `${own}/`)
      .replace(/^arn:aws[^:]*:execute-api:[^:]*:[^:]*:[^/]*(?=\/)/, own)
      .replace(/^arn:aws[^:]*:execute-api:[^:]*:[^:]*:\*$/, `${own}/*`)
  }
  return {
    ...parsed,
    statements: parsed.statements.map((statement) => ({
      ...statement,
      ...('Resource' in statement && { Resource: ours(statement['Resource']) }),
      ...('NotResource' in statement && { NotResource: ours(statement['NotResource']) }),
    })),
  }
}

function policyAddress(exchange: RestExchange): Address {
  return ['apis', exchange.call.apiId, 'policy']
}

/** Before a Lambda authorizer is asked, an explicit deny of the resource policy ends the call. */
function refuseDenied(exchange: RestExchange, draft: StepDraft, policy: Policy | undefined): void {
  if (!policy) return
  const verdict = evaluatePolicy(
    policy,
    {
      action: 'execute-api:Invoke',
      resource: requestArn(exchange),
      requester: anonymous,
      keys: exchange.conditionKeys,
    },
    'resource',
  )
  if (verdict.effect !== 'deny') return
  const position = statementOf(exchange, verdict)
  draft.decisions.push({
    text: `The resource policy ${saying(verdict)}: the authorizer is not called`,
    at: policyAddress(exchange),
    rule: policyRule,
    ...(position && { position }),
  })
  throw denied(refusalOfPolicy(exchange, 'execute-api:Invoke', 'deny'), {
    code: 'policy/denied',
    message: `The resource policy denies this call: ${verdict.statement ?? 'it is malformed'}.`,
    at: policyAddress(exchange),
    ...(position && { position }),
  })
}

/** Where the statement that decided begins in the text of the resource policy. */
function statementOf(
  { api: { policy } }: RestExchange,
  verdict: Verdict | undefined,
): TextPosition | undefined {
  return policy === undefined || verdict?.index === undefined
    ? undefined
    : statementPosition(policy, verdict.index)
}

function refusalOfPolicy(
  exchange: RestExchange,
  action: InvokeAction,
  effect: 'deny' | 'silent',
  who = 'anonymous',
): string {
  const why =
    effect === 'deny'
      ? ' with an explicit deny in a resource-based policy'
      : ` because no resource-based policy allows the ${action} action`
  return `User: ${who} is not authorized to perform: ${action} on resource: ${maskedArn(requestArn(exchange))}${why}`
}

function denied(message: string, problem: Omit<Problem, 'severity'>): GatewayFailure {
  return new GatewayFailure('ACCESS_DENIED', 403, message, {
    problems: [{ ...problem, severity: 'error' }],
  })
}

/** What the policies say together. */
function decideTogether(
  exchange: RestExchange,
  draft: StepDraft,
  policy: Policy | undefined,
  caller: Authorization | undefined,
): void {
  const requester = caller?.requester ?? anonymous
  const resource = requestArn(exchange)
  const resourceVerdict = (action: InvokeAction): Verdict | undefined =>
    policy &&
    evaluatePolicy(
      policy,
      { action, resource, requester, keys: exchange.conditionKeys },
      'resource',
    )
  const isCrossAccount =
    requester.type === 'principal' &&
    requester.accountId !== '' &&
    requester.accountId !== exchange.environment.accountId
  const together = (action: InvokeAction) => {
    const byResource = resourceVerdict(action)
    const byIdentity = caller?.verdict?.(action)
    return { byResource, byIdentity, effect: effectOf(byIdentity, byResource, isCrossAccount) }
  }
  const { byResource, byIdentity, effect } = together('execute-api:Invoke')
  const { at } = required(exchange.guard, 'a guard')
  tellUnclear(draft, byResource, policyAddress(exchange))
  if (byIdentity) {
    draft.decide(`${ownPolicies(caller)} ${saying(byIdentity)}`, draft.at, 'Policy evaluation')
    tellUnclear(draft, byIdentity, draft.at)
  }
  if (byResource) {
    const position = effect === 'allow' ? undefined : statementOf(exchange, byResource)
    draft.decisions.push({
      text: `The resource policy ${saying(byResource)}`,
      at: policyAddress(exchange),
      rule: policyRule,
      ...(position && { position }),
    })
  }
  if (effect === undefined || effect === 'allow') {
    exchange.mayInvalidateCache = together('execute-api:InvalidateCache').effect === 'allow'
    return
  }
  const byPolicy =
    byResource?.effect === 'deny' ||
    !byIdentity ||
    (isCrossAccount && byIdentity.effect === 'allow')
  const who = requester.type === 'anonymous' ? 'anonymous' : requester.arn
  const message =
    byPolicy || !caller
      ? refusalOfPolicy(exchange, 'execute-api:Invoke', effect, who)
      : caller.refusal('execute-api:Invoke', effect)
  const speaker = byPolicy ? 'The resource policy' : ownPolicies(caller)
  const verdict = byPolicy ? byResource : byIdentity
  const position = byPolicy ? statementOf(exchange, byResource) : undefined
  throw denied(message, {
    code: effect === 'deny' ? 'policy/denied' : 'policy/not-allowed',
    message:
      effect === 'deny'
        ? `${speaker} denies this call: ${verdict?.statement ?? 'it is malformed'}.`
        : isCrossAccount
          ? `The caller is of another account, so the caller's policies and the resource policy both have to allow ${resource}.`
          : `${speaker} does not allow ${resource}.`,
    at: byPolicy ? policyAddress(exchange) : byIdentity ? draft.at : at,
    ...(position && { position }),
  })
}

function effectOf(
  byIdentity: Verdict | undefined,
  byResource: Verdict | undefined,
  isCrossAccount: boolean,
): Effect | undefined {
  if (byIdentity) return combine(byIdentity.effect, byResource?.effect ?? 'silent', isCrossAccount)
  return byResource?.effect
}

function ownPolicies(caller: Authorization | undefined): string {
  return caller?.authorizer ? "The authorizer's policy" : "The caller's policies"
}

function saying(verdict: Verdict): string {
  if (verdict.effect === 'allow') return `allows the call by ${verdict.statement}`
  if (verdict.effect === 'deny') {
    return verdict.statement === undefined
      ? 'is malformed and denies every call'
      : `denies the call by ${verdict.statement}`
  }
  return 'says nothing of the call'
}

function tellUnclear(draft: StepDraft, verdict: Verdict | undefined, at: Address): void {
  for (const what of verdict?.unclear ?? []) {
    draft.tell({
      code: 'policy/unclear',
      message: `A statement of the policy is not understood: ${what}.`,
      severity: 'warning',
      at,
    })
  }
}
