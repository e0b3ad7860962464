import { routeBackendReference } from '../../../model/index.ts'
import type { Address, BackendReference, Json, RouteAuthorizer } from '../../../model/index.ts'
import { functionErrorOf } from '../../authorizers/lambdaResult.ts'
import { evaluatePolicy, parsePolicy } from '../../authorizers/policy.ts'
import { conditionKeys } from '../../authorizers/conditionKeys.ts'
import { askFunction } from '../../backends/askFunction.ts'
import { withEntry } from '../../world/state.ts'
import { renderUri } from '../../integrations/endpoint.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { readHttpAuthorizerResult } from './authorizerResult.ts'
import type { HttpAuthorizerResult } from './authorizerResult.ts'
import { eventSourceOf } from './eventSource.ts'
import { HttpFailure, httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { identityValue } from './identitySource.ts'
import { authorizerEventOne, authorizerEventTwo } from './lambdaEvent.ts'
import { requestArn } from '../../authorizers/refusals.ts'

const rule = 'HTTP API authorizers'

/** Milliseconds that the service waits for an authorizer. Source: developer guide, Lambda authorizers for HTTP APIs. */
const authorizerTimeoutMs = 10_000

/** CUSTOM: a function decides by the request; its result may be remembered by the identity sources. */
export async function authorizeByFunction(
  exchange: HttpExchange,
  authorizer: RouteAuthorizer,
  at: Address,
  draft: StepDraft,
): Promise<void> {
  const values = identityValues(exchange, authorizer, at, draft)
  const now = exchange.environment.now()
  const ttlSeconds = authorizer.authorizerResultTtlInSeconds ?? 0
  const isCached = ttlSeconds > 0 && values.length > 0
  const key = `${exchange.call.apiId}/${exchange.stageName}/${authorizer.id}/${JSON.stringify(values)}`
  const { state } = exchange
  const { routeAuthorizations } = state.value
  const remembered = Object.hasOwn(routeAuthorizations, key) ? routeAuthorizations[key] : undefined
  const cacheAt = [...at, 'authorizerResultTtlInSeconds']
  if (isCached && remembered && remembered.expiresAt > now) {
    const seconds = Math.ceil((remembered.expiresAt - now) / 1000)
    const text = `${authorizer.name} is not called: its result for this identity is cached for ${seconds} more seconds`
    draft.decide(text, cacheAt, 'Authorization caching')
    useResult(exchange, authorizer, remembered.result, at, draft)
    return
  }
  const result = await askAuthorizer(exchange, authorizer, values, at, draft)
  if (isCached) {
    const entry = { expiresAt: now + ttlSeconds * 1000, result }
    state.value = withEntry(state.value, 'routeAuthorizations', key, entry)
    const text = `The result is cached for ${ttlSeconds} seconds, for every route with this authorizer`
    draft.decide(text, cacheAt, 'Authorization caching')
  }
  useResult(exchange, authorizer, result, at, draft)
}

/** The values of the identity sources. A request that lacks one is refused before the function is called. */
function identityValues(
  exchange: HttpExchange,
  authorizer: RouteAuthorizer,
  at: Address,
  draft: StepDraft,
): string[] {
  return authorizer.identitySource.map((source) => {
    const value = identityValue(source, exchange)
    if (value !== undefined) return value
    const sourceAt = [...at, 'identitySource']
    draft.decide(`${authorizer.name} is not called: the request has no ${source}`, sourceAt, rule)
    throw httpFailure(401, {
      code: 'http-authorizer/identity-missing',
      message: `The authorizer ${authorizer.name} requires ${source}, which the request does not have.`,
      at: sourceAt,
    })
  })
}

/** A broken authorizer lets nobody through: 500, with the reason in `$context.authorizer.error`. */
function broken(
  exchange: HttpExchange,
  problem: { readonly code: string; readonly message: string; readonly at: Address },
): HttpFailure {
  exchange.authorizerError = problem.message
  return httpFailure(500, problem)
}

async function askAuthorizer(
  exchange: HttpExchange,
  authorizer: RouteAuthorizer,
  values: string[],
  at: Address,
  draft: StepDraft,
): Promise<HttpAuthorizerResult> {
  const payloadFormatVersion = authorizer.authorizerPayloadFormatVersion ?? '1.0'
  const event = eventFor(exchange, payloadFormatVersion, values)
  draft.input = event
  const uriAt = [...at, 'authorizerUri']
  const uri = renderUri(authorizer.authorizerUri ?? '', exchange.stageVariables, new Map())
  const reference = uri === '' ? undefined : functionOf(uri)
  if (!reference) {
    const message = `The authorizer ${authorizer.name} has no function that could be called.`
    throw broken(exchange, { code: 'http-authorizer/uri', message, at: uriAt })
  }
  const { name, key } = reference
  const timeoutMs = authorizerTimeoutMs
  const { response, invocation } = await askFunction(exchange, reference, { uri, event, timeoutMs })
  const answerAt = response.at ?? uriAt
  if ('failure' in invocation && invocation.failure === 'not-set') {
    const message = `No response is set for the function ${name}, so nobody is let through. Give the backend ${key} a Lambda result.`
    throw broken(exchange, { code: 'http-authorizer/no-answer', message, at: answerAt })
  }
  draft.decide(response.sentence, answerAt, rule)
  if ('lambdaRefusal' in invocation) {
    const { errorType, message: said } = invocation.lambdaRefusal
    const message = `Lambda did not run the function ${name}: ${errorType}, ${said}`
    throw broken(exchange, { code: 'http-authorizer/refused', message, at: answerAt })
  }
  if ('failure' in invocation) {
    const message = `The function ${name} did not respond within ${timeoutMs} ms.`
    throw broken(exchange, { code: 'http-authorizer/timeout', message, at: answerAt })
  }
  const { text, functionError } = invocation
  if (functionError !== undefined) {
    throw functionFailure(exchange, name, text, payloadFormatVersion, answerAt)
  }
  const result = readHttpAuthorizerResult(text, {
    payloadFormatVersion,
    enableSimpleResponses: authorizer.enableSimpleResponses === true,
  })
  if ('malformed' in result) {
    const message = `The result of the function ${name} is malformed: ${result.malformed}.`
    throw broken(exchange, { code: 'http-authorizer/malformed', message, at: answerAt })
  }
  draft.output = JSON.parse(text) as Json // readHttpAuthorizerResult has parsed it
  return result
}

function functionOf(uri: string): BackendReference | undefined {
  return routeBackendReference({
    integrationType: 'AWS_PROXY',
    integrationUri: uri,
    connectionType: 'INTERNET',
  })
}

function eventFor(exchange: HttpExchange, version: '1.0' | '2.0', values: string[]): Json {
  const source = eventSourceOf(exchange)
  return version === '2.0'
    ? authorizerEventTwo(source, { routeArn: requestArn(exchange), identitySource: values })
    : authorizerEventOne(source, { methodArn: requestArn(exchange), identitySource: values })
}

/** A function that fails is a 500, except for the error `Unauthorized` in format 1.0. */
function functionFailure(
  exchange: HttpExchange,
  name: string,
  text: string,
  version: '1.0' | '2.0',
  at: Address,
): HttpFailure {
  const { errorMessage } = functionErrorOf(text)
  if (version === '1.0' && errorMessage === 'Unauthorized') {
    return httpFailure(401, {
      code: 'http-authorizer/unauthorized',
      message: `The function ${name} failed with the error Unauthorized, which means that the caller is not known.`,
      at,
    })
  }
  const message = `The function ${name} failed: ${errorMessage.slice(0, 300)}`
  return broken(exchange, { code: 'http-authorizer/function-error', message, at })
}

function useResult(
  exchange: HttpExchange,
  authorizer: RouteAuthorizer,
  result: HttpAuthorizerResult,
  at: Address,
  draft: StepDraft,
): void {
  const allowed = isAllowed(exchange, result)
  exchange.authorizer = { kind: 'lambda', context: result.context }
  if (result.kind === 'policy') exchange.principalId = result.principalId
  if (!allowed) {
    throw httpFailure(403, {
      code: 'http-authorizer/denied',
      message:
        result.kind === 'simple'
          ? `The authorizer ${authorizer.name} returned isAuthorized: false.`
          : `The policy that the authorizer ${authorizer.name} returned does not allow ${requestArn(exchange)}.`,
      at,
    })
  }
  draft.decide(`${authorizer.name} lets the request through`, at, rule)
}

function isAllowed(exchange: HttpExchange, result: HttpAuthorizerResult): boolean {
  if (result.kind === 'simple') return result.isAuthorized
  const policy = parsePolicy(result.policy, 'identity')
  if ('refusal' in policy) return false
  const question = {
    action: 'execute-api:Invoke',
    resource: requestArn(exchange),
    requester: { type: 'principal', arn: result.principalId, accountId: '' },
    keys: conditionKeys(exchange),
  } as const
  return evaluatePolicy(policy, question, 'identity').effect === 'allow'
}
