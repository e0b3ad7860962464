import type {
  Address,
  Design,
  HttpApi,
  HttpApiDefinition,
  Json,
  Problem,
  Route,
  RouteIntegration,
  RouteStage,
} from '../../../model/index.ts'
import type { BackendAnswer } from '../../backends/index.ts'
import type { ContextValue } from '../../context/index.ts'
import type { Engine } from '../../engine.ts'
import type { Environment } from '../../environment.ts'
import { freshState } from '../../world/state.ts'
import type { StateHolder } from '../../world/state.ts'
import type { BackendRequest, HeaderList } from '../../trace.ts'
import { sourceIp } from '../exchange.ts'
import type {
  CallerIdentity,
  ClientCertificate,
  DomainOfCall,
  SimulationCall,
} from '../exchange.ts'
import { headerValue } from '../headers.ts'
import { emptyPayload } from '../payload.ts'
import type { Payload } from '../payload.ts'
import { Recorder } from '../recorder.ts'
import type { ResolvedHost } from '../resolveHost.ts'
import { extendedRequestIdOf, traceIds } from '../startExchange.ts'
import { requestTime } from '../text.ts'
import type { HttpAuthorizerContext } from './lambdaEvent.ts'
import type { HttpMappingSources, Mapped } from './parameterMapping.ts'

/** A run of an HTTP API: what is known so far. Each step adds to it. */
export interface HttpExchange {
  readonly design: Design
  readonly call: SimulationCall
  readonly environment: Environment
  readonly engine: Engine
  readonly recorder: Recorder
  /** In the form of `JKJaXmPLvHcESHA=`. */
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** HTTP APIs have no test invocation. */
  readonly isTest: false
  readonly state: StateHolder
  /** The custom domain that was called. */
  readonly domain?: DomainOfCall
  /** The certificate that mutual TLS has accepted. */
  readonly clientCertificate?: ClientCertificate
  /** `X-Amzn-Trace-Id` of events and backend requests. */
  readonly forwardedTraceId: string
  readonly httpMethod: string
  /** The API as the design has it. */
  readonly designedApi: HttpApi
  /** The definition that answers: the design's, or what was deployed to the stage. */
  api: HttpApiDefinition
  stage: RouteStage | undefined
  stageName: string
  stageVariables: Readonly<Record<string, string>>
  /** Raw, without the stage. */
  path: string
  /** Raw, as the client asked its host for it. */
  rawPath: string
  headers: HeaderList
  /** Decoded, in their order. */
  query: readonly (readonly [string, string])[]
  /** The body of the request. */
  sentBody: Payload
  isPreflight: boolean
  routeKey: string | undefined
  route: Route | undefined
  routeAt: Address | undefined
  /** Raw, as the client sent them. */
  pathParameters: Readonly<Record<string, string>>
  /** Condition keys of policies, in lower case, to their values. */
  conditionKeys: Readonly<Record<string, readonly string[]>>
  identity: CallerIdentity
  authorizer?: HttpAuthorizerContext
  /** The principal that a policy of a Lambda authorizer names. */
  principalId?: string
  /** `$context.authorizer.error` */
  authorizerError?: string
  integration: RouteIntegration | undefined
  integrationAt: Address | undefined
  /** Headers, query string and path of the integration request. */
  mapped: Mapped
  backendRequest?: BackendRequest
  lambdaEvent?: Json
  /** The bytes of the integration request. */
  payload: Payload
  answer?: BackendAnswer
  /** Milliseconds that the backend took, or is said to take. */
  integrationLatencyMs?: number
  /** `$context.integrationErrorMessage` */
  integrationError?: string
  status: number
  responseHeaders: HeaderList
  responseBody: Payload
}

/** Begin a run: nothing has been read yet. */
export function startHttpExchange(
  design: Design,
  api: HttpApi,
  call: SimulationCall,
  environment: Environment,
  engine: Engine,
  host: ResolvedHost,
): HttpExchange {
  const made = environment.nextRequestId()
  const startedAt = environment.now()
  const path = host.path.startsWith('/') ? host.path : `/${host.path}`
  const certificate = host.isMutualTls === true ? call.source?.clientCertificate : undefined
  const traceId = headerValue(call.request.headers ?? [], 'X-Amzn-Trace-Id')
  return {
    design,
    call,
    environment,
    engine,
    recorder: new Recorder(environment.elapsed),
    requestId: extendedRequestIdOf(made),
    startedAt,
    isTest: false,
    state: environment.state ?? { value: freshState },
    ...(host.domain && { domain: host.domain }),
    ...(certificate && { clientCertificate: certificate }),
    forwardedTraceId: traceIds(traceId, made, startedAt).forwardedTraceId,
    httpMethod: call.request.method.toUpperCase(),
    designedApi: api,
    api,
    stage: undefined,
    stageName: '',
    stageVariables: {},
    path,
    rawPath: host.domain ? call.request.path : path,
    headers: [],
    query: [],
    sentBody: emptyPayload,
    isPreflight: false,
    routeKey: undefined,
    route: undefined,
    routeAt: undefined,
    pathParameters: {},
    conditionKeys: {},
    identity: {},
    integration: undefined,
    integrationAt: undefined,
    mapped: { headers: [], query: [] },
    payload: emptyPayload,
    status: 0,
    responseHeaders: [],
    responseBody: emptyPayload,
  }
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
