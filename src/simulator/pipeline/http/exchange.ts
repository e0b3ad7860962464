import type {
  Address,
  HttpApi,
  HttpApiDefinition,
  Problem,
  Route,
  RouteIntegration,
  RouteStage,
} from '../../../model/index.ts'
import type { ContextValue } from '../../context/index.ts'
import type { HeaderList } from '../../trace.ts'
import { startExchange } from '../steps/arrive.ts'
import type { Arrival } from '../steps/arrive.ts'
import { sourceIp } from '../../exchange/exchange.ts'
import type { Guard } from '../../exchange/guard.ts'
import type { Exchange } from '../../exchange/exchange.ts'
import type { ClientCertificate } from '../../exchange/call.ts'
import { headerValue } from '../../message/headers.ts'
import { extendedRequestIdOf, traceIds } from '../../exchange/requestIds.ts'
import { requestTime } from '../../message/text.ts'
import type { HttpAuthorizerContext } from './lambdaEvent.ts'
import type { HttpMappingSources, Mapped } from './parameterMapping.ts'

/** What a run of an HTTP API knows so far. */
export interface HttpExchange extends Exchange {
  /** HTTP APIs have no test invocation. */
  readonly isTest: false
  /** The certificate that mutual TLS has accepted. */
  readonly clientCertificate?: ClientCertificate
  /** The API as the design has it. */
  readonly designedApi: HttpApi
  /** The definition that answers: the design's, or what was deployed to the stage. */
  api: HttpApiDefinition
  stage: RouteStage | undefined
  /** Raw, as the client asked its host for it. */
  rawPath: string
  isPreflight: boolean
  guard: Guard<Route['authorizationType']> | undefined
  routeKey: string | undefined
  route: Route | undefined
  authorizer?: HttpAuthorizerContext
  /** The principal that a policy of a Lambda authorizer names. */
  principalId?: string
  /** `$context.authorizer.error` */
  authorizerError?: string
  integration: RouteIntegration | undefined
  integrationAt: Address | undefined
  /** Headers, query string and path of the integration request. */
  mapped: Mapped
  /** `$context.integrationErrorMessage` */
  integrationError?: string
}

/** The run of an HTTP API at its beginning: the request has arrived, and nothing has been read yet. */
export function startHttpExchange(arrival: Arrival, api: HttpApi): HttpExchange {
  const { environment, host } = arrival
  // HTTP APIs have no test invocation: a request that asks for one is authorized like any other
  const { asTestInvoke: _asTestInvoke, stageName: named, ...given } = arrival.call
  // a mapping decides about the stage, even where it names none
  const stageName = host.domain ? host.stageName : named
  const call = { ...given, apiId: api.id, ...(stageName !== undefined && { stageName }) }
  const made = environment.nextRequestId()
  const startedAt = environment.now()
  const path = host.path.startsWith('/') ? host.path : `/${host.path}`
  const certificate = host.isMutualTls === true ? call.source?.clientCertificate : undefined
  const traceId = headerValue(call.request.headers ?? [], 'X-Amzn-Trace-Id')
  const started = startExchange(arrival, {
    call,
    requestId: extendedRequestIdOf(made),
    startedAt,
    forwardedTraceId: traceIds(traceId, made, startedAt).forwardedTraceId,
    isTest: false,
    path,
    stageName: '',
    identity: {},
  })
  // assigned, not spread: a spread of so many members makes an object that is slow ever after
  return Object.assign(started, {
    isTest: false as const,
    guard: undefined,
    ...(certificate && { clientCertificate: certificate }),
    designedApi: api,
    api,
    stage: undefined,
    rawPath: host.domain ? call.request.path : path,
    isPreflight: false,
    routeKey: undefined,
    route: undefined,
    integration: undefined,
    integrationAt: undefined,
    mapped: { headers: [], query: [] },
  })
}

/** The messages of the errors that an HTTP API returns by itself. Source: reference of the service's error bodies. */
const messages = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  414: 'Request URI Too Long',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const

/** A run that the API itself ends: it returns `{"message": …}` with this status. */
export class HttpFailure extends Error {
  readonly status: keyof typeof messages
  readonly problems: readonly Problem[]
  /** Headers that only this refusal has. */
  readonly headers: HeaderList

  constructor(
    status: keyof typeof messages,
    problems: readonly Problem[],
    headers: HeaderList = [],
  ) {
    super(messages[status])
    this.status = status
    this.problems = problems
    this.headers = headers
  }
}

/** End the run with an error and its reason. */
export function httpFailure(
  status: keyof typeof messages,
  problem: Omit<Problem, 'severity'>,
  headers: HeaderList = [],
): HttpFailure {
  return new HttpFailure(status, [{ ...problem, severity: 'error' }], headers)
}

/** The host that the client called. */
export function hostName(exchange: HttpExchange): string {
  return (
    exchange.domain?.name ??
    `${exchange.call.apiId}.execute-api.${exchange.environment.region}.amazonaws.com`
  )
}

/** The user agent of the client. */
export function userAgentOf({ headers, environment }: HttpExchange): string {
  return headerValue(headers, 'User-Agent') ?? environment.userAgent
}

/** The values of `$context` of an HTTP API. Source: developer guide, logging variables for HTTP APIs. */
export function httpContextOf(exchange: HttpExchange): Readonly<Record<string, ContextValue>> {
  const { identity } = exchange
  const authorizer = authorizerValues(exchange)
  return {
    accountId: exchange.environment.accountId,
    apiId: exchange.call.apiId,
    ...(authorizer && { authorizer }),
    customDomain: { basePathMatched: exchange.domain?.basePath ?? null },
    domainName: hostName(exchange),
    domainPrefix: hostName(exchange).split('.')[0] ?? '',
    extendedRequestId: exchange.requestId,
    httpMethod: exchange.httpMethod,
    identity: {
      accountId: identity.accountId ?? null,
      caller: identity.caller ?? null,
      cognitoAuthenticationProvider: identity.cognitoAuthenticationProvider ?? null,
      cognitoAuthenticationType: identity.cognitoAuthenticationType ?? null,
      cognitoIdentityId: identity.cognitoIdentityId ?? null,
      cognitoIdentityPoolId: identity.cognitoIdentityPoolId ?? null,
      principalOrgId: identity.principalOrgId ?? null,
      sourceIp: sourceIp(exchange),
      user: identity.user ?? null,
      userAgent: userAgentOf(exchange),
      userArn: identity.userArn ?? null,
      ...(exchange.clientCertificate && { clientCert: { ...exchange.clientCertificate } }),
    },
    path: exchange.rawPath,
    protocol: 'HTTP/1.1',
    requestId: exchange.requestId,
    requestTime: requestTime(exchange.startedAt),
    requestTimeEpoch: exchange.startedAt,
    routeKey: exchange.routeKey ?? null,
    stage: exchange.stageName,
  }
}

function authorizerValues({
  authorizer,
  principalId,
  authorizerError,
}: HttpExchange): Readonly<Record<string, ContextValue>> | undefined {
  if (authorizerError !== undefined) return { error: authorizerError }
  switch (authorizer?.kind) {
    case undefined:
    case 'iam':
      return undefined
    case 'jwt':
      return { claims: { ...authorizer.claims }, scopes: authorizer.scopes?.join(' ') ?? null }
    case 'lambda':
      return { ...authorizer.context, ...(principalId !== undefined && { principalId }) }
  }
}

/** What parameter mappings and identity sources read of a run. */
export function mappingSources(exchange: HttpExchange): HttpMappingSources {
  const { answer, responseHeaders } = exchange
  return {
    request: {
      headers: exchange.headers,
      query: exchange.query,
      path: exchange.path,
      pathParameters: exchange.pathParameters,
      body: () => exchange.sentBody.text,
    },
    ...(answer && {
      response: { headers: responseHeaders, body: () => exchange.responseBody.text },
    }),
    context: httpContextOf(exchange),
    stageVariables: exchange.stageVariables,
  }
}
