import { lambdaFunctionName } from '../../model/index.ts'
import type { Address, Authorizer } from '../../model/index.ts'
import { askFunction } from '../backends/askFunction.ts'
import { awsEndpoint, renderUri } from '../integrations/endpoint.ts'
import type { Exchange } from '../exchange/exchange.ts'
import {
  logAuthorized,
  logAuthorizer,
  logAuthorizerCall,
  logAuthorizerResult,
} from '../pipeline/rest/log.ts'
import type { StepDraft } from '../exchange/recorder.ts'
import { withEntry } from '../world/state.ts'
import type { CachedAuthorization } from '../world/state.ts'
import type { Authorization, Authorize, GuardedRequest } from './authorizer.ts'
import { evaluatePolicy, policyOf } from './policy.ts'
import { sourcesOf } from './identitySource.ts'
import { functionErrorOf, invalidJson, readResult, unrecognized } from './lambdaResult.ts'
import { authorizerError, requestArn, authorizerOfGuard, unauthorized } from './refusals.ts'

/** Seconds that an authorizer's answer is kept unless it says otherwise. */
const defaultTtl = 300

/** CUSTOM: a function decides, by a token or by the request; its policy is kept for a while. */
export const authorizeLambda: Authorize = async (exchange, request, draft) => {
  const authorizer = authorizerOfGuard(request, 'CUSTOM')
  const at = ['apis', exchange.call.apiId, 'authorizers', authorizer.id]
  draft.at = at
  const identity = identityValues(exchange, request, draft, authorizer, at)
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
  const answer = await askAuthorizer(exchange, request, draft, authorizer, identity, at)
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
  return authorizationOf(exchange, draft, authorizer, fresh, answer.tookMs, at)
}

/** Identity sources with their values. */
type Identity = readonly (readonly [source: string, value: string])[]

/** The values of the identity sources. The function is not asked where one is missing, or where the token does not match. */
function identityValues(
  exchange: Exchange,
  request: GuardedRequest,
  draft: StepDraft,
  authorizer: Authorizer,
  at: Address,
): Identity {
  const values: [source: string, value: string][] = []
  for (const source of sourcesOf(authorizer)) {
    const value = request.identityOf(source)
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

/** What the function returned, and the whole milliseconds that it took. */
interface FunctionAnswer {
  readonly text: string
  readonly tookMs: number
}

async function askAuthorizer(
  exchange: Exchange,
  request: GuardedRequest,
  draft: StepDraft,
  authorizer: Authorizer,
  identity: Identity,
  at: Address,
): Promise<FunctionAnswer> {
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
  const event = request.eventFor(
    authorizer,
    identity.map(([, value]) => value),
  )
  draft.input = event
  logAuthorizer(exchange, authorizer, identity)
  logAuthorizerCall(exchange, authorizer, url, JSON.stringify(event))
  const key = `lambda:${name}`
  const reference = { key, name, kind: 'lambda' } as const
  const { response, invocation } = await askFunction(exchange, reference, { uri, event })
  const backendAt = response.at ?? uriAt
  if ('failure' in invocation && invocation.failure === 'not-set') {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/no-answer',
      message: `No answer is set for the function ${name}, so nobody is let through. Give the backend ${key} a Lambda result with a policy.`,
      at: backendAt,
    })
  }
  draft.decide(response.sentence, backendAt)
  if ('lambdaRefusal' in invocation) {
    const { errorType, message } = invocation.lambdaRefusal
    throw authorizerError(
      errorType.startsWith('AccessDenied') ? 'Invalid permissions on Lambda function' : message,
      {
        code: 'authorizer/refused',
        message: `Lambda did not run the function ${name}: ${errorType}, ${message}`,
        at: backendAt,
      },
    )
  }
  if ('failure' in invocation) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/unreachable',
      message: `The function ${name} gave no answer.`,
      at: backendAt,
    })
  }
  const { text, functionError } = invocation
  logAuthorizerResult(exchange, text)
  if (functionError === undefined) return { text, tookMs: Math.round(response.tookMs ?? 0) }
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
  const resource = requestArn(exchange)
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
