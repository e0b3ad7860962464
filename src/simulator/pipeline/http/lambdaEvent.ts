import type { Json } from '../../../model/index.ts'
import type { CognitoIdentity } from '../../authorizers/identityPools.ts'
import { base64Encode } from '../../context/index.ts'
import type { HeaderList } from '../../trace.ts'
import type { ClientCertificate } from '../../exchange/call.ts'
import { allValues, headerValue, lastValues, mediaType } from '../../message/headers.ts'
import type { Payload } from '../../message/payload.ts'
import { requestTime } from '../../message/text.ts'

/** Who called, as `requestContext.authorizer` shows it. Absent for a route without authorization. */
export type HttpAuthorizerContext =
  | {
      readonly kind: 'jwt'
      /** As strings, which is how the service passes them on. */
      readonly claims: Readonly<Record<string, string>>
      /** All scopes of the token when the route requires scopes, else `null`. */
      readonly scopes: readonly string[] | null
    }
  | { readonly kind: 'lambda'; readonly context: Readonly<Record<string, Json>> | null }
  | {
      readonly kind: 'iam'
      readonly iam: Readonly<Record<string, Json>>
      readonly cognito?: CognitoIdentity
    }

/** What an event of an HTTP API is made from. */
export interface HttpEventSource {
  readonly accountId: string
  readonly apiId: string
  readonly stage: string
  readonly domainName: string
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly method: string
  /** Raw: with the stage unless it is `$default`, with the base path of a custom domain. */
  readonly rawPath: string
  /** Raw, without the question mark. */
  readonly rawQueryString: string
  /** Decoded, in their order. */
  readonly query: readonly (readonly [string, string])[]
  /** Names as the client wrote them, in their order. */
  readonly headers: HeaderList
  readonly sourceIp: string
  readonly userAgent: string
  readonly routeKey: string
  readonly pathParameters: Readonly<Record<string, string>>
  readonly stageVariables: Readonly<Record<string, string>>
  readonly body: Payload
  readonly authorizer?: HttpAuthorizerContext
  readonly clientCertificate?: ClientCertificate
}

/** Headers of one name joined by commas, without cookies. */
function joinedHeaders(headers: HeaderList): Record<string, string> {
  const values = allValues(
    headers
      .filter(([name]) => name.toLowerCase() !== 'cookie')
      .map(([name, value]) => [name.toLowerCase(), value] as const),
  )
  const names = Object.keys(values).sort()
  return Object.fromEntries(names.map((name) => [name, (values[name] ?? []).join(',')]))
}

/** The cookies of the request, one by one. */
function cookiesOf(headers: HeaderList): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split(';'))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '')
}

function joinedQuery(query: HttpEventSource['query']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(allValues(query)).map(([name, values]) => [name, values.join(',')]),
  )
}

/** True for a media type whose body the service passes on as text. */
function isTextType(type: string | undefined): boolean {
  return (
    type === undefined ||
    /^text\//.test(type) ||
    /^application\/(?:json|javascript|xml|x-www-form-urlencoded|graphql)$/.test(type) ||
    /\+(?:json|xml)$/.test(type)
  )
}

/** The body as an event has it: text as it is, anything else as base64. */
export function eventBodyOf(
  body: Payload,
  headers: HeaderList,
): { readonly body?: string; readonly isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false }
  const isEncoded = headerValue(headers, 'Content-Encoding') !== undefined
  const text = body.strictText
  const isText =
    text !== undefined && !isEncoded && isTextType(mediaType(headerValue(headers, 'Content-Type')))
  return isText
    ? { body: text, isBase64Encoded: false }
    : { body: base64Encode(body.bytes), isBase64Encoded: true }
}

const whenAny = <T extends object>(name: string, map: T): Record<string, T> =>
  Object.keys(map).length === 0 ? {} : { [name]: map }

/** `requestContext` of format 2.0. */
function contextTwo(source: HttpEventSource): Json {
  const { authorizer, clientCertificate } = source
  return {
    accountId: source.accountId,
    apiId: source.apiId,
    ...(clientCertificate && {
      authentication: {
        clientCert: { ...clientCertificate, validity: { ...clientCertificate.validity } },
      },
    }),
    ...(authorizer && { authorizer: authorizerTwo(authorizer) }),
    domainName: source.domainName,
    domainPrefix: source.domainName.split('.')[0] ?? '',
    http: {
      method: source.method,
      path: source.rawPath,
      protocol: 'HTTP/1.1',
      sourceIp: source.sourceIp,
      userAgent: source.userAgent,
    },
    requestId: source.requestId,
    routeKey: source.routeKey,
    stage: source.stage,
    time: requestTime(source.startedAt),
    timeEpoch: source.startedAt,
  }
}

function authorizerTwo(authorizer: HttpAuthorizerContext): Json {
  switch (authorizer.kind) {
    case 'jwt':
      return {
        jwt: {
          claims: { ...authorizer.claims },
          scopes: authorizer.scopes === null ? null : [...authorizer.scopes],
        },
      }
    case 'lambda':
      return { lambda: authorizer.context === null ? null : { ...authorizer.context } }
    case 'iam':
      return { iam: { ...authorizer.iam } }
  }
}

/**
 * The event of format 2.0: properties without a value are absent. Properties in the service's order.
 * Source: developer guide, payload format version 2.0; captured events.
 */
export function eventTwo(source: HttpEventSource): Json {
  const cookies = cookiesOf(source.headers)
  return {
    version: '2.0',
    routeKey: source.routeKey,
    rawPath: source.rawPath,
    rawQueryString: source.rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: joinedHeaders(source.headers),
    ...whenAny('queryStringParameters', joinedQuery(source.query)),
    requestContext: contextTwo(source),
    ...whenAny('pathParameters', { ...source.pathParameters }),
    ...whenAny('stageVariables', { ...source.stageVariables }),
    ...eventBodyOf(source.body, source.headers),
  }
}

/** The event that a Lambda authorizer of format 2.0 receives: no body, the identity sources as a list. */
export function authorizerEventTwo(
  source: HttpEventSource,
  { routeArn, identitySource }: { readonly routeArn: string; readonly identitySource: string[] },
): Json {
  const cookies = cookiesOf(source.headers)
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn,
    identitySource: identitySource.length === 0 ? null : identitySource,
    routeKey: source.routeKey,
    rawPath: source.rawPath,
    rawQueryString: source.rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: joinedHeaders(source.headers),
    ...whenAny('queryStringParameters', joinedQuery(source.query)),
    requestContext: contextTwo(source),
    ...whenAny('pathParameters', { ...source.pathParameters }),
    ...whenAny('stageVariables', { ...source.stageVariables }),
  }
}

/** `GET /pets/{id}` without its method; the whole key for `$default`. */
function resourceOf(routeKey: string): string {
  const space = routeKey.indexOf(' ')
  return space < 0 ? routeKey : routeKey.slice(space + 1)
}

const orNull = <T extends object>(map: T): T | null => (Object.keys(map).length === 0 ? null : map)

/** `requestContext` of format 1.0: properties without a value are `null`. */
function contextOne(source: HttpEventSource): { [key: string]: Json } {
  const iam = source.authorizer?.kind === 'iam' ? source.authorizer.iam : {}
  const of = (name: string) => iam[name] ?? null
  const cognito = source.authorizer?.kind === 'iam' ? source.authorizer.cognito : undefined
  return {
    accountId: source.accountId,
    apiId: source.apiId,
    authorizer: authorizerOne(source.authorizer),
    domainName: source.domainName,
    domainPrefix: source.domainName.split('.')[0] ?? '',
    extendedRequestId: source.requestId,
    httpMethod: source.method,
    identity: {
      accessKey: of('accessKey'),
      accountId: of('accountId'),
      caller: of('callerId'),
      cognitoAuthenticationProvider: cognito?.cognitoAuthenticationProvider ?? null,
      cognitoAuthenticationType: cognito?.cognitoAuthenticationType ?? null,
      cognitoIdentityId: cognito?.cognitoIdentityId ?? null,
      cognitoIdentityPoolId: cognito?.cognitoIdentityPoolId ?? null,
      principalOrgId: of('principalOrgId'),
      sourceIp: source.sourceIp,
      user: of('userId'),
      userAgent: source.userAgent,
      userArn: of('userArn'),
      ...(source.clientCertificate && {
        clientCert: {
          ...source.clientCertificate,
          validity: { ...source.clientCertificate.validity },
        },
      }),
    },
    path: source.rawPath,
    protocol: 'HTTP/1.1',
    requestId: source.requestId,
    requestTime: requestTime(source.startedAt),
    requestTimeEpoch: source.startedAt,
    resourceId: null,
    resourcePath: resourceOf(source.routeKey),
    stage: source.stage,
  }
}

function authorizerOne(authorizer: HttpAuthorizerContext | undefined): Json {
  if (authorizer?.kind === 'jwt') {
    const { claims, scopes } = authorizer
    return { claims: { ...claims }, scopes: scopes === null ? null : [...scopes] }
  }
  if (authorizer?.kind === 'lambda' && authorizer.context !== null) {
    return { ...authorizer.context }
  }
  return { claims: null, scopes: null }
}

/** The event of format 1.0, properties in the service's order. Source: developer guide, payload format version 1.0. */
export function eventOne(source: HttpEventSource): Json {
  const { body = null, isBase64Encoded } = eventBodyOf(source.body, source.headers)
  return {
    version: '1.0',
    resource: resourceOf(source.routeKey),
    path: source.rawPath,
    httpMethod: source.method,
    headers: lastValues(source.headers),
    multiValueHeaders: allValues(source.headers),
    queryStringParameters: orNull(lastValues(source.query)),
    multiValueQueryStringParameters: orNull(allValues(source.query)),
    requestContext: contextOne(source),
    pathParameters: orNull({ ...source.pathParameters }),
    stageVariables: orNull({ ...source.stageVariables }),
    body,
    isBase64Encoded,
  }
}

/** The event that a Lambda authorizer of format 1.0 receives. Source: developer guide, Lambda authorizers for HTTP APIs. */
export function authorizerEventOne(
  source: HttpEventSource,
  { methodArn, identitySource }: { readonly methodArn: string; readonly identitySource: string[] },
): Json {
  const identity = identitySource.length === 0 ? null : identitySource.join(',')
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn,
    identitySource: identity,
    authorizationToken: identity,
    resource: resourceOf(source.routeKey),
    path: source.rawPath,
    httpMethod: source.method,
    headers: lastValues(source.headers),
    queryStringParameters: lastValues(source.query),
    pathParameters: { ...source.pathParameters },
    stageVariables: { ...source.stageVariables },
    requestContext: contextOne(source),
  }
}
