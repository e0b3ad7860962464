import { lambdaFunctionName } from '../../model/index.ts'
import type { Address, Authorizer, CannedAnswer, Json } from '../../model/index.ts'
import { lambdaRefusalOf, lambdaText } from '../backends/canned.ts'
import { answerFor, latencyOf } from '../backends/cases.ts'
import { eventHeaders, hashMapOf } from '../pipeline/assembleRequest.ts'
import { awsEndpoint, renderUri } from '../pipeline/endpoint.ts'
import { known, requestContextOf } from '../pipeline/exchange.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { allValues, lastValues } from '../pipeline/headers.ts'
import {
  logAuthorized,
  logAuthorizer,
  logAuthorizerCall,
  logAuthorizerResult,
} from '../pipeline/log.ts'
import type { StepDraft } from '../pipeline/recorder.ts'
import { withEntry } from '../world/state.ts'
import type { CachedAuthorization } from '../world/state.ts'
import type { Authorization, Authorize } from './authorizer.ts'
import { evaluatePolicy, policyOf } from './policy.ts'
import { identityOf, sourcesOf } from './identitySource.ts'
import { functionErrorOf, invalidJson, readResult, unrecognized } from './lambdaResult.ts'
import { authorizerError, methodArn, refuseOtherType, unauthorized } from './refusals.ts'

/** Seconds that an authorizer's answer is kept unless it says otherwise. */
const defaultTtl = 300

/** CUSTOM: a function decides, by a token or by the request; its policy is kept for a while. */
export const authorizeLambda: Authorize = async (exchange, draft) => {
  const method = known(exchange.method, 'a method')
  const methodAt = known(exchange.methodAt, 'an address')
  const { authorizers } = exchange.api
  const id = method.authorizerId
  const authorizer =
    id !== undefined && Object.hasOwn(authorizers, id) ? authorizers[id] : undefined
  if (!authorizer) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/missing',
      message: 'The method wants a Lambda authorizer and names none that exists.',
      at: [...methodAt, 'authorizerId'],
    })
  }
  refuseOtherType(authorizer, 'CUSTOM', methodAt)
  const at = ['apis', exchange.call.apiId, 'authorizers', authorizer.id]
  draft.at = at
  const identity = identityValues(exchange, draft, authorizer, at)
  const values = identity.map(([, value]) => value)
  const ttl = authorizer.authorizerResultTtlInSeconds ?? defaultTtl
  // a test is there to see what the function says now
  const isCached = ttl > 0 && values.length > 0 && !exchange.isTest
  const now = exchange.environment.now()
  const key = `${exchange.call.apiId}/${exchange.stageName}/${authorizer.id}/${JSON.stringify(values)}`
  const { state } = exchange
  const remembered = Object.hasOwn(state.value.authorizations, key)
    ? state.value.authorizations[key]
    : undefined
  if (isCached && remembered && remembered.expiresAt > now) {
    const seconds = Math.ceil((remembered.expiresAt - now) / 1000)
    draft.decide(
      `${authorizer.name} is not asked: what it said of this identity is remembered for ${seconds} more seconds`,
      [...at, 'authorizerResultTtlInSeconds'],
      'Authorization caching',
    )
    logAuthorizer(exchange, authorizer, identity)
    logAuthorized(exchange, remembered.principalId)
    return authorizationOf(exchange, draft, authorizer, remembered, 0, at)
  }
  if (remembered) state.value = withEntry(state.value, 'authorizations', key, undefined)
  const began = exchange.environment.elapsed()
  const answer = askFunction(exchange, draft, authorizer, identity, at)
  const took = answer.latencyMs ?? Math.max(0, Math.round(exchange.environment.elapsed() - began))
  const result = readResult(authorizer, answer.text, at)
  const fresh: CachedAuthorization = { ...result, expiresAt: now + ttl * 1000 }
  logAuthorized(exchange, result.principalId)
  if (isCached) {
    state.value = withEntry(state.value, 'authorizations', key, fresh)
    draft.decide(
      `The answer is remembered for ${ttl} seconds, for every method with this authorizer`,
      [...at, 'authorizerResultTtlInSeconds'],
      'Authorization caching',
    )
  }
  return authorizationOf(exchange, draft, authorizer, fresh, took, at)
}

/** Identity sources with their values. */
type Identity = readonly (readonly [source: string, value: string])[]

/** The values of the identity sources. The function is not asked where one is missing, or where the token does not match. */
function identityValues(
  exchange: Exchange,
  draft: StepDraft,
  authorizer: Authorizer,
  at: Address,
): Identity {
  const values: [source: string, value: string][] = []
  for (const source of sourcesOf(authorizer)) {
    const value = identityOf(source, exchange)
    if (value === undefined || value === '') {
      const why = `the request has no ${source}`
      draft.decide(
        `The authorizer ${authorizer.name} is not asked: ${why}`,
        [...at, 'identitySource'],
        'Identity sources',
      )
      throw unauthorized(
        exchange,
        'authorization/missing',
        `The authorizer ${authorizer.name} wants an identity, and ${why}.`,
        [...at, 'identitySource'],
      )
    }
    values.push([source, value])
  }
  const pattern = authorizer.identityValidationExpression ?? ''
  const token = values[0]?.[1]
  if (authorizer.type !== 'TOKEN' || pattern === '' || token === undefined) return values
  const compiled = exchange.engine.pattern(pattern)
  const patternAt = [...at, 'identityValidationExpression']
  if ('refusal' in compiled) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/pattern-unusable',
      message: `The token validation expression ${JSON.stringify(pattern)} cannot be used: ${compiled.refusal}.`,
      at: patternAt,
    })
  }
  if (compiled.matches(token)) return values
  draft.decide(
    `The authorizer ${authorizer.name} is not asked: the token does not match ${pattern}`,
    patternAt,
    'Token validation expression',
  )
  throw unauthorized(
    exchange,
    'authorization/token-pattern',
    `The token does not match the validation expression ${pattern} of the authorizer ${authorizer.name}.`,
    patternAt,
  )
}

/** What the function returned, and the milliseconds that its canned answer says it takes. */
interface FunctionAnswer {
  readonly text: string
  readonly latencyMs: number | undefined
}

function askFunction(
  exchange: Exchange,
  draft: StepDraft,
  authorizer: Authorizer,
  identity: Identity,
  at: Address,
): FunctionAnswer {
  const uri = renderUri(authorizer.authorizerUri ?? '', exchange.stageVariables, new Map())
  const uriAt = [...at, 'authorizerUri']
  const name = lambdaFunctionName(uri)
  const url = awsEndpoint(uri)?.url
  if (name === undefined || url === undefined) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/invalid-uri',
      message: `The authorizer ${authorizer.name} has no function that could be asked.`,
      at: uriAt,
    })
  }
  const event = eventOf(
    exchange,
    authorizer,
    identity.map(([, value]) => value),
  )
  draft.input = event
  logAuthorizer(exchange, authorizer, identity)
  logAuthorizerCall(exchange, authorizer, url, JSON.stringify(event))
  const key = `lambda:${name}`
  const { backends } = exchange.design
  const backend = Object.hasOwn(backends, key) ? backends[key] : undefined
  const given = overridingAnswer(exchange, [uri, key, name])
  const chosen = answerFor(backend, event)
  const answer = given ?? chosen.answer
  const backendAt: Address =
    given === undefined && chosen.caseIndex !== undefined
      ? ['backends', key, 'cases', String(chosen.caseIndex)]
      : backend
        ? ['backends', key]
        : uriAt
  if (!answer) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/no-answer',
      message: `No answer is set for the function ${name}, so nobody is let through. Give the backend ${key} a Lambda result with a policy.`,
      at: backendAt,
    })
  }
  draft.decide(`The function ${name} gives its canned answer`, backendAt)
  const refusal = lambdaRefusalOf(answer)
  if (refusal) {
    throw authorizerError(
      refusal.errorType.startsWith('AccessDenied')
        ? 'Invalid permissions on Lambda function'
        : refusal.message,
      {
        code: 'authorizer/refused',
        message: `Lambda did not run the function ${name}: ${refusal.errorType}, ${refusal.message}`,
        at: backendAt,
      },
    )
  }
  if ('timeout' in answer || 'networkError' in answer) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/unreachable',
      message: `The function ${name} gave no answer.`,
      at: backendAt,
    })
  }
  const latencyMs = latencyOf(answer)
  if (!('lambda' in answer)) {
    const body = ('body' in answer ? answer.body : undefined) ?? '{}'
    logAuthorizerResult(exchange, body)
    return { text: body, latencyMs }
  }
  const { text, functionError } = lambdaText(answer)
  logAuthorizerResult(exchange, text)
  if (functionError === undefined) return { text, latencyMs }
  const { errorMessage: said, hasErrorType } = functionErrorOf(text)
  if (said === 'Unauthorized') {
    throw unauthorized(
      exchange,
      'authorizer/unauthorized',
      `The function ${name} ended with the error Unauthorized, which means that the caller is not known.`,
      backendAt,
    )
  }
  // an error is read like a result: what its error type makes of it
  throw authorizerError(
    hasErrorType ? invalidJson(unrecognized('errorType')) : 'Authorizer error',
    {
      code: 'authorizer/function-error',
      message: `The function ${name} failed: ${said.slice(0, 300)}. Only the error text Unauthorized is a 401.`,
      at: backendAt,
    },
  )
}

function overridingAnswer(exchange: Exchange, keys: readonly string[]): CannedAnswer | undefined {
  const { answers } = exchange.environment
  // the answer for everything is an answer of backends: it is no policy
  const key = answers && keys.find((one) => Object.hasOwn(answers, one))
  return key === undefined ? undefined : answers?.[key]
}

/** The event that the function gets. Source: developer guide, input to a Lambda authorizer. */
export function eventOf(
  exchange: Exchange,
  authorizer: Authorizer,
  values: readonly string[],
): Json {
  if (authorizer.type === 'TOKEN') {
    return {
      type: 'TOKEN',
      authorizationToken: values[0] ?? '',
      methodArn: methodArn(exchange),
    }
  }
  const headers = eventHeaders(exchange)
  return {
    type: 'REQUEST',
    methodArn: methodArn(exchange),
    resource: exchange.resourcePath ?? null,
    path: exchange.path.replace(/^\/*/, '/'),
    httpMethod: exchange.httpMethod,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: hashMapOf(lastValues(exchange.query)),
    multiValueQueryStringParameters: hashMapOf(allValues(exchange.query)),
    pathParameters: hashMapOf(exchange.pathParameters),
    stageVariables: hashMapOf(exchange.stageVariables),
    requestContext: requestContextOf(exchange),
  }
}

function authorizationOf(
  exchange: Exchange,
  draft: StepDraft,
  authorizer: Authorizer,
  said: CachedAuthorization,
  integrationLatency: number,
  at: Address,
): Authorization {
  const policy = policyOf(JSON.parse(said.policy), 'identity') // its own writing, checked before it was kept
  const requester = { type: 'principal', arn: said.principalId, accountId: '' } as const
  const resource = methodArn(exchange)
  draft.decide(`The caller is ${said.principalId}, by the authorizer ${authorizer.name}`, at)
  return {
    requester,
    verdict: (action) =>
      'refusal' in policy
        ? { effect: 'deny', unclear: [policy.refusal] }
        : evaluatePolicy(
            policy,
            { action, resource, requester, keys: exchange.conditionKeys },
            'identity',
          ),
    identity: {},
    authorizer: { ...said.context, principalId: said.principalId, integrationLatency },
    policy: said.policy,
    ...(said.usageIdentifierKey !== undefined && { usageIdentifierKey: said.usageIdentifierKey }),
    keys: {},
    refusal: (_action, effect) =>
      `User is not authorized to access this resource${
        effect === 'deny' ? ' with an explicit deny in an identity-based policy' : ''
      }`,
  }
}
