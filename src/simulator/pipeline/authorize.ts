import type { Address, Authorizer, Method } from '../../model/index.ts'
import { sha256 } from '../sha256.ts'
import { base64Encode, utf8Bytes } from '../context/index.ts'
import { GatewayFailure, known } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { headerValue } from './headers.ts'
import type { StepDraft } from './recorder.ts'

/**
 * The stage that lets callers through. Credentials and policies are not evaluated yet, so a method that wants them never
 * answers as if they were good: a call without any is refused as the service refuses it, one with some ends in a 500 that says why.
 */
export function authorize(exchange: Exchange, draft: StepDraft): void {
  const method = known(exchange.method, 'a method')
  const at = known(exchange.methodAt, 'an address')
  draft.input = {
    authorizationType: method.authorizationType,
    apiKeyRequired: method.apiKeyRequired,
  }
  if (exchange.isTest) {
    draft.skipped = true
    draft.decide('A test call is neither authorized nor asked for an API key', at, 'Test invoke')
    return
  }
  const { policy } = exchange.api
  const policyAt = ['apis', exchange.call.apiId, 'policy']
  if (policy !== undefined && !allowsEverything(policy)) {
    throw notSimulated('The resource policy of the API is', policyAt)
  }
  if (method.authorizationType === 'AWS_IAM') checkSigned(exchange, at)
  if (method.authorizationType !== 'NONE') {
    checkIdentitySources(exchange, method, draft, at)
    throw notSimulated(`Authorization by ${method.authorizationType} is`, [
      ...at,
      'authorizationType',
    ])
  }
  if (method.apiKeyRequired) checkApiKey(exchange, at)
  draft.decide('The method is open: no authorization, no API key', at)
  // a signature is used up here
  exchange.headers = exchange.headers.filter(
    ([name, value]) => name.toLowerCase() !== 'authorization' || !isSignature(value),
  )
  draft.output = { authorized: true }
}

function isSignature(value: string): boolean {
  return value.startsWith('AWS4-HMAC-SHA256')
}

/** What an unsigned call of a method that wants a signature, or of none at all, is told about its Authorization header. */
export function malformedSignature(exchange: Exchange, at: Address): GatewayFailure | undefined {
  const value = headerValue(exchange.headers, 'Authorization')
  if (value === undefined || value === '' || isSignature(value)) return undefined
  const hash = base64Encode(sha256(utf8Bytes(value)))
  const message = `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`
  return new GatewayFailure('INCOMPLETE_SIGNATURE', 403, message, {
    problems: [
      {
        code: 'authorization/no-signature',
        message: 'The Authorization header is no signature, and this call would need one.',
        severity: 'error',
        at,
      },
    ],
  })
}

function checkSigned(exchange: Exchange, at: Address): void {
  const value = headerValue(exchange.headers, 'Authorization')
  if (value !== undefined && value !== '') {
    const malformed = malformedSignature(exchange, [...at, 'authorizationType'])
    if (malformed) throw malformed
    return
  }
  throw new GatewayFailure('MISSING_AUTHENTICATION_TOKEN', 403, 'Missing Authentication Token', {
    problems: [
      {
        code: 'authorization/missing',
        message: 'The method is protected by AWS_IAM and the request is not signed.',
        severity: 'error',
        at: [...at, 'authorizationType'],
      },
    ],
  })
}

/** Refuse a call that lacks what its authorizer would look at; the authorizer is not even asked then. */
function checkIdentitySources(
  exchange: Exchange,
  method: Method,
  draft: StepDraft,
  at: Address,
): void {
  const { authorizerId } = method
  const { authorizers } = exchange.api
  if (authorizerId === undefined || !Object.hasOwn(authorizers, authorizerId)) return
  const authorizer = known(authorizers[authorizerId], 'an authorizer')
  const authorizerAt = ['apis', exchange.call.apiId, 'authorizers', authorizerId]
  for (const source of sourcesOf(authorizer)) {
    const value = identityOf(source, exchange)
    const pattern = authorizer.identityValidationExpression
    const compiled =
      pattern === undefined || pattern === '' ? undefined : exchange.engine.pattern(pattern)
    const isRefused =
      value === '' ||
      (value !== undefined &&
        authorizer.type === 'TOKEN' &&
        compiled !== undefined &&
        'matches' in compiled &&
        !compiled.matches(value))
    if (!isRefused) continue
    const why =
      value === '' ? `the request has no ${source}` : `the token does not match ${pattern}`
    draft.decide(`The authorizer ${authorizer.name} is not asked: ${why}`, authorizerAt)
    throw new GatewayFailure('UNAUTHORIZED', 401, 'Unauthorized', {
      problems: [
        {
          code: 'authorization/missing',
          message: `The method is protected by the authorizer ${authorizer.name}, and ${why}.`,
          severity: 'error',
          at: [...at, 'authorizerId'],
        },
      ],
    })
  }
}

function sourcesOf(authorizer: Authorizer): string[] {
  const fallback = authorizer.type === 'REQUEST' ? '' : 'method.request.header.Authorization'
  const text = authorizer.identitySource ?? fallback
  return text
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '')
}

/** The value of an identity source, empty where it is missing; `undefined` where it cannot be told. */
function identityOf(source: string, exchange: Exchange): string | undefined {
  const [, kind, name = ''] =
    /^(?:method\.request\.)?(header|querystring|stageVariables)\.(.+)$/.exec(source) ?? []
  if (kind === 'header') return headerValue(exchange.headers, name) ?? ''
  if (kind === 'querystring') return exchange.query.findLast(([key]) => key === name)?.[1] ?? ''
  if (kind !== 'stageVariables') return undefined
  return Object.hasOwn(exchange.stageVariables, name) ? exchange.stageVariables[name] : ''
}

function notSimulated(what: string, at: Address): GatewayFailure {
  return new GatewayFailure('AUTHORIZER_CONFIGURATION_ERROR', 500, 'null', {
    logLine: 'Execution failed due to configuration error: Authorizer error',
    problems: [
      {
        code: 'authorization/not-simulated',
        message: `${what} not simulated yet, so nobody is let through. Send the request as the console's test to pass this stage.`,
        severity: 'error',
        at,
      },
    ],
  })
}

function checkApiKey(exchange: Exchange, at: Address): void {
  const key = headerValue(exchange.headers, 'x-api-key')
  const isMissing = key === undefined || key === ''
  throw new GatewayFailure('INVALID_API_KEY', 403, 'Forbidden', {
    problems: [
      {
        code: isMissing ? 'api-key/missing' : 'api-key/not-simulated',
        message: isMissing
          ? 'The method requires an API key and the request has no x-api-key header.'
          : 'No usage plan is known that has this API key: usage plans are not simulated yet.',
        severity: 'error',
        at: [...at, 'apiKeyRequired'],
      },
    ],
  })
}

/** True where a resource policy lets everybody do everything, which is all that can be told without evaluating it. */
function allowsEverything(policy: string): boolean {
  let document: unknown
  try {
    document = JSON.parse(policy)
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
  if (typeof document !== 'object' || document === null || !('Statement' in document)) return false
  const statements: unknown[] = Array.isArray(document.Statement)
    ? document.Statement
    : [document.Statement]
  return statements.length > 0 && statements.every(isOpen)
}

function isOpen(statement: unknown): boolean {
  if (typeof statement !== 'object' || statement === null) return false
  const { Effect, Principal, Condition, Resource, Action } = statement as Record<string, unknown> // an object
  const only = (value: unknown): unknown =>
    Array.isArray(value) && value.length === 1 ? value[0] : value
  const principal =
    typeof Principal === 'object' && Principal !== null && 'AWS' in Principal
      ? Principal.AWS
      : Principal
  const resource = only(Resource)
  return (
    Effect === 'Allow' &&
    Condition === undefined &&
    only(principal) === '*' &&
    ['*', 'execute-api:Invoke', 'execute-api:*'].includes(String(only(Action))) &&
    typeof resource === 'string' &&
    (resource === '*' ||
      /^(?:execute-api:\/\*|arn:aws[^:]*:execute-api:[^/]*\/\*(?:\/\*)*)$/.test(resource))
  )
}
