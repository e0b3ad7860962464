import { lambdaFunctionName } from '../../model/index.ts'
import type { Address, Authorizer, CannedAnswer, Json } from '../../model/index.ts'
import { lambdaText } from '../backends/canned.ts'
import type { ContextValue } from '../context/index.ts'
import { eventHeaders } from '../pipeline/assembleRequest.ts'
import { awsEndpoint, renderUri } from '../pipeline/endpoint.ts'
import { contextOf, known } from '../pipeline/exchange.ts'
import type { Exchange, GatewayFailure } from '../pipeline/exchange.ts'
import { allValues, lastValues } from '../pipeline/headers.ts'
import type { StepDraft } from '../pipeline/recorder.ts'
import { withEntry } from '../state.ts'
import type { CachedAuthorization } from '../state.ts'
import type { Authorization, Authorize } from './authorizer.ts'
import { evaluatePolicy, policyOf } from './policy.ts'
import { identityOf, sourcesOf } from './identitySource.ts'
import { authorizerError, methodArn, unauthorized } from './refusals.ts'

/** Seconds that an authorizer's answer is kept unless it says otherwise. */
const defaultTtl = 300

/** Characters that a `Resource` of the returned policy may have. */
const resourceCharacters = 512

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
  const at = ['apis', exchange.call.apiId, 'authorizers', authorizer.id]
  draft.at = at
  const { log } = exchange.recorder
  const values = identityValues(exchange, draft, authorizer, at)
  const ttl = authorizer.authorizerResultTtlInSeconds ?? defaultTtl
  const isCached = ttl > 0 && values.length > 0
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
    log.push(`Using valid authorizer policy for principal: ${masked(remembered.principalId)}`)
    return authorizationOf(exchange, draft, authorizer, remembered, 0, at)
  }
  if (remembered) state.value = withEntry(state.value, 'authorizations', key, undefined)
  const began = exchange.environment.elapsed()
  const answer = askFunction(exchange, draft, authorizer, values, at)
  const took = Math.max(0, Math.round(exchange.environment.elapsed() - began))
  const result = readResult(authorizer, answer, at)
  const fresh: CachedAuthorization = { ...result, expiresAt: now + ttl * 1000 }
  log.push(
    `Using valid authorizer policy for principal: ${masked(result.principalId)}`,
    'Successfully completed authorizer execution',
  )
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

/** The values of the identity sources. The function is not asked where one is missing, or where the token does not match. */
function identityValues(
  exchange: Exchange,
  draft: StepDraft,
  authorizer: Authorizer,
  at: Address,
): string[] {
  const values: string[] = []
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
        `The method is protected by the authorizer ${authorizer.name}, and ${why}.`,
        [...at, 'identitySource'],
      )
    }
    values.push(value)
  }
  const pattern = authorizer.identityValidationExpression ?? ''
  const [token] = values
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

/** What the function returned, as text. */
function askFunction(
  exchange: Exchange,
  draft: StepDraft,
  authorizer: Authorizer,
  values: readonly string[],
  at: Address,
): string {
  const { log } = exchange.recorder
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
  const event = eventOf(exchange, authorizer, values)
  draft.input = event
  log.push(
    `Starting authorizer: ${authorizer.id} for request: ${exchange.requestId}`,
    `Incoming identity: ${values.map(masked).join(',')}`,
    `Endpoint request URI: ${url}`,
    `Endpoint request body after transformations: ${JSON.stringify(event)}`,
    `Sending request to ${url}`,
  )
  const key = `lambda:${name}`
  const { backends } = exchange.design
  const backend = Object.hasOwn(backends, key) ? backends[key] : undefined
  const answer = overridingAnswer(exchange, [uri, key, name]) ?? backend?.answer
  const backendAt: Address = backend ? ['backends', key] : uriAt
  if (!answer) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/no-answer',
      message: `No answer is set for the function ${name}, so nobody is let through. Give the backend ${key} a Lambda result with a policy.`,
      at: backendAt,
    })
  }
  draft.decide(`The function ${name} gives its canned answer`, backendAt)
  if ('timeout' in answer || 'networkError' in answer) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/unreachable',
      message: `The function ${name} gave no answer.`,
      at: backendAt,
    })
  }
  if (!('lambda' in answer)) {
    const body = 'body' in answer ? answer.body : undefined
    return body ?? '{}'
  }
  const { text, functionError } = lambdaText(answer)
  if (functionError === undefined) return text
  const said = errorMessageOf(text)
  if (said === 'Unauthorized') {
    throw unauthorized(
      exchange,
      'authorizer/unauthorized',
      `The function ${name} ended with the error Unauthorized, which means that the caller is not known.`,
      backendAt,
    )
  }
  throw authorizerError('Authorizer error', {
    code: 'authorizer/function-error',
    message: `The function ${name} failed: ${said.slice(0, 300)}. Only the error text Unauthorized is a 401.`,
    at: backendAt,
  })
}

function overridingAnswer(exchange: Exchange, keys: readonly string[]): CannedAnswer | undefined {
  const { answers } = exchange.environment
  // the answer for everything is an answer of backends: it is no policy
  const key = answers && keys.find((one) => Object.hasOwn(answers, one))
  return key === undefined ? undefined : answers?.[key]
}

function errorMessageOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'errorMessage' in value) {
      return String(value.errorMessage)
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return text
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
    queryStringParameters: lastValues(exchange.query),
    multiValueQueryStringParameters: allValues(exchange.query),
    pathParameters: { ...exchange.pathParameters },
    stageVariables: { ...exchange.stageVariables },
    requestContext: contextOf(exchange) as Json, // texts, numbers, nulls and maps of them
  }
}

const members = ['principalId', 'policyDocument', 'context', 'usageIdentifierKey']

/** Read what the function returned. What is not in the form is the 500 of a broken authorizer. */
function readResult(
  authorizer: Authorizer,
  text: string,
  at: Address,
): Omit<CachedAuthorization, 'expiresAt'> {
  const invalid = (reason: string, message: string) =>
    authorizerError(`Invalid JSON in response: ${reason}`, {
      code: 'authorizer/malformed-result',
      message: `The function of the authorizer ${authorizer.name} returned something else than a policy: ${message}.`,
      at: [...at, 'authorizerUri'],
    })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(error.message, 'it is not JSON')
    throw error
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('not an object', 'it is no object')
  }
  const result = value as Readonly<Record<string, unknown>> // an object that is no array
  const foreign = Object.keys(result).find((name) => !members.includes(name))
  if (foreign !== undefined) {
    throw invalid(
      `Unrecognized field "${foreign.slice(0, 100)}" , not marked as ignorable`,
      `it has the member ${foreign.slice(0, 100)}`,
    )
  }
  const { principalId, policyDocument, context, usageIdentifierKey } = result
  if (typeof principalId !== 'string' || principalId === '') {
    throw invalid('principalId is missing', 'its principalId is no text')
  }
  const policy = policyOf(policyDocument)
  if ('refusal' in policy)
    throw invalid('policyDocument', `of its policyDocument ${policy.refusal}`)
  const long = policy.statements
    .flatMap(({ Resource }): unknown[] => (Array.isArray(Resource) ? Resource : [Resource]))
    .find((arn) => typeof arn === 'string' && arn.length > resourceCharacters)
  if (long !== undefined) {
    throw invalid(
      'Resource is too long',
      `a Resource of its policy has more than ${resourceCharacters} characters`,
    )
  }
  if (
    usageIdentifierKey !== undefined &&
    usageIdentifierKey !== null &&
    typeof usageIdentifierKey !== 'string'
  ) {
    throw invalid('usageIdentifierKey', 'its usageIdentifierKey is no text')
  }
  return {
    principalId,
    policy: JSON.stringify(policyDocument),
    context: contextMembers(context, invalid),
    ...(typeof usageIdentifierKey === 'string' && { usageIdentifierKey }),
  }
}

function contextMembers(
  context: unknown,
  invalid: (reason: string, message: string) => GatewayFailure,
): Record<string, ContextValue> {
  if (context === undefined || context === null) return {}
  if (typeof context !== 'object' || Array.isArray(context)) {
    throw invalid('context', 'its context is no object')
  }
  return Object.fromEntries(
    Object.entries(context).flatMap(([name, value]: [string, unknown]) => {
      if (value === null) return []
      if (typeof value === 'object') {
        throw invalid(`context.${name}`, `the member ${name} of its context is a list or an object`)
      }
      return [[name, String(value)] as const]
    }),
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
  const policy = policyOf(JSON.parse(said.policy)) // its own writing, checked before it was kept
  const requester = { type: 'principal', arn: said.principalId, accountId: '' } as const
  const resource = methodArn(exchange)
  draft.decide(`The caller is ${said.principalId}, by the authorizer ${authorizer.name}`, at)
  return {
    requester,
    verdict: (action) =>
      'refusal' in policy
        ? { effect: 'silent', unclear: [policy.refusal] }
        : evaluatePolicy(
            policy,
            { action, resource, requester, keys: exchange.conditionKeys },
            'identity',
          ),
    identity: {},
    authorizer: { ...said.context, principalId: said.principalId, integrationLatency },
    ...(said.usageIdentifierKey !== undefined && { usageIdentifierKey: said.usageIdentifierKey }),
    keys: {},
    refusal: (_action, effect) =>
      `User is not authorized to access this resource${
        effect === 'deny' ? ' with an explicit deny in an identity-based policy' : ''
      }`,
  }
}

/** A secret as the log shows it: the last characters of it. */
export function masked(text: string): string {
  return '*'.repeat(Math.max(4, text.length - 6)) + (text.length > 12 ? text.slice(-6) : '')
}
