import type { CognitoIdentity } from '../authorizers/identityPools.ts'
import type {
  Address,
  Design,
  Integration,
  IntegrationResponse,
  Json,
  Method,
  Problem,
  Resource,
  RestApiDefinition,
  Stage,
} from '../../model/index.ts'
import type { ContextValue, Overrides, TemplateCall } from '../context/index.ts'
import type { BackendAnswer } from '../backends/backend.ts'
import type { Engine } from '../engine.ts'
import type { Environment } from '../environment.ts'
import type { StateHolder } from '../world/state.ts'
import type { BackendRequest, HeaderList, TransformedTemplate } from '../trace.ts'
import type { Caller } from '../caller.ts'
import { hashOrderedEntries } from '../vtl/index.ts'
import { headerValue, mediaType } from './headers.ts'
import type { Payload } from './payload.ts'
import type { Recorder } from './recorder.ts'
import { requestTime } from './text.ts'

/** A request as a client sends it. */
export interface ClientRequest {
  readonly method: string
  /** Raw, what follows the stage name: `/pets/1`. */
  readonly path: string
  /** Raw, what follows the question mark. */
  readonly query?: string
  readonly headers?: HeaderList
  readonly body?: string
  readonly bodyBase64?: string
}

/** A certificate as `$context.identity.clientCert` tells of it. */
export interface ClientCertificate {
  readonly clientCertPem: string
  readonly subjectDN: string
  readonly issuerDN: string
  readonly serialNumber: string
  /** `May 28 12:30:02 2026 GMT` */
  readonly validity: { readonly notBefore: string; readonly notAfter: string }
}

/** One call of an API. */
export interface SimulationCall {
  readonly apiId: string
  /** The stage whose variables and settings apply; the first one unless given. */
  readonly stageName?: string
  /**
   * What answers a call of a stage: the design as it is now, which is the default, or what was deployed to the stage.
   * A test call is always answered by the design, and a stage with a canary by what was deployed.
   */
  readonly answeredBy?: 'design' | 'deployment'
  readonly request: ClientRequest
  /** Called as the console's test does: without authorization, API key, throttling; with its log. */
  readonly asTestInvoke?: boolean
  /** For a test call: the resource that is tested, whatever the path matches. */
  readonly resourceId?: string
  /** Who calls: the request is signed, or gets a key or a token, before it is sent. Absent: it goes as it is. */
  readonly caller?: Caller
  /** Where the call comes from; absent: from the environment's address, over the internet. */
  readonly source?: {
    readonly ip?: string
    readonly vpcId?: string
    readonly vpcEndpointId?: string
    /** The ARN of the thing that makes the call for a service: `aws:SourceArn` of policies. */
    readonly arn?: string
    /** The account of that thing, `aws:SourceAccount`; absent: the one that its ARN names. */
    readonly accountId?: string
    /** The country of the caller, as two letters: `DE`. CloudFront tells it to edge-optimized APIs. */
    readonly country?: string
    /** The certificate that the client shows, for domain names with mutual TLS. It is taken to be of the truststore. */
    readonly clientCertificate?: ClientCertificate
  }
  /** What the web ACL of the stage says of the call: its rules are no part of a design. Absent: it lets everything through. */
  readonly webAcl?: 'ALLOW' | 'BLOCK'
  /** The moment of the call, in milliseconds since 1970, so that caches and quotas can be watched running out. Absent: now. */
  readonly at?: number
}

/** Members of `$context.identity` that authorization and API keys find out. */
export interface CallerIdentity extends Partial<CognitoIdentity> {
  readonly accountId?: string
  readonly caller?: string
  readonly accessKey?: string
  readonly userArn?: string
  readonly user?: string
  readonly principalOrgId?: string | null
  readonly apiKey?: string
  readonly apiKeyId?: string
  readonly vpcId?: string
  readonly vpceId?: string
  readonly clientCert?: ContextValue
}

/** How a call uses the cache of its stage. */
export interface CacheUse {
  readonly key: string
  /** Seconds. */
  readonly ttl: number
}

/** Headers, path parameters and query string of the integration request, as mappings and overrides gave them. */
export interface MappedParameters {
  readonly header: ReadonlyMap<string, string>
  readonly path: ReadonlyMap<string, string>
  readonly querystring: ReadonlyMap<string, readonly string[]>
}

/** What every template of a run sees of its request. */
export type TemplateSight = Required<Pick<TemplateCall, 'params' | 'context' | 'stageVariables'>>

/** An integration and its address. */
export interface IntegrationPlace {
  readonly integration: Integration
  readonly at: Address
}

/** A custom domain that was called. */
export interface DomainOfCall {
  readonly name: string
  /** The base path that its mapping takes. */
  readonly basePath: string
  /** CloudFront stands before it. */
  readonly isEdge: boolean
}

/** What a run knows so far. Each stage adds to it. */
export interface Exchange {
  readonly design: Design
  readonly call: SimulationCall
  readonly environment: Environment
  readonly engine: Engine
  readonly recorder: Recorder
  readonly requestId: string
  readonly extendedRequestId: string
  readonly startedAt: number
  readonly isTest: boolean
  /** What the gateway remembers between calls. */
  readonly state: StateHolder
  /** The definition that answers: the design's, or the canary's. */
  api: RestApiDefinition
  stage: Stage | undefined
  stageName: string
  stageVariables: Readonly<Record<string, string>>
  isCanary: boolean | undefined
  /** `X-Amzn-Trace-Id` of the answer. */
  traceId: string
  /** `X-Amzn-Trace-Id` of events and of backend requests: a root alone unless the client sent a trace id. */
  forwardedTraceId: string
  httpMethod: string
  /** Raw, as the client sent it. */
  path: string
  /** The custom domain that was called. */
  domain?: DomainOfCall
  /** The client asked for a request id that is none. */
  readonly isRequestIdReplaced: boolean
  /** What the web ACL of the stage said. */
  wafResponseCode?: 'WAF_ALLOW' | 'WAF_BLOCK'
  /** The body as it came, before it was decompressed. */
  sentBody: Payload
  identity: CallerIdentity
  /** `$context.authorizer` */
  authorizer?: Readonly<Record<string, ContextValue>>
  /** Values of `$context` that a test of an authorizer gives, by their names with dots between. */
  readonly additionalContext?: Readonly<Record<string, string>>
  /** The API key that a Lambda authorizer gave. */
  usageIdentifierKey?: string
  /** Condition keys of policies, in lower case, to their values. */
  conditionKeys: Readonly<Record<string, readonly string[]>>
  /** Whether the caller may throw an entry out of the cache. */
  mayInvalidateCache: boolean
  cacheUse?: CacheUse
  isCacheHit: boolean
  /** Headers that the answer gets whatever answers. */
  addedHeaders: HeaderList
  headers: HeaderList
  /** What CloudFront writes to both sides of the call, where it passes that. */
  edgeMarks?: { readonly id: string; readonly via: string }
  /** Kept by `methodHeaders`, with the headers that they were made of. */
  methodHeaders?: { readonly of: HeaderList; readonly headers: HeaderList }
  /** Decoded, in their order. */
  query: readonly (readonly [string, string])[]
  /** The body of the request, unpacked. */
  body: Payload
  resource?: Resource
  resourcePath?: string
  method?: Method
  methodAt?: Address
  /** Kept by `integrationOf`. */
  integrationPlace?: IntegrationPlace
  pathParameters: Readonly<Record<string, string>>
  mapped: MappedParameters
  /** The payload of the integration request. */
  payload: Payload
  backendRequest?: BackendRequest
  lambdaEvent?: Json
  answer?: BackendAnswer
  /** The body of that answer. */
  answerBody: Payload
  /** Milliseconds that the backend took, or is said to take. */
  integrationLatencyMs?: number
  integrationResponse?: IntegrationResponse
  /** The templates that ran. */
  readonly templates: TransformedTemplate[]
  /** What all of them see: the request does not change once it is mapped. */
  templateSight?: TemplateSight
  requestOverride?: Overrides
  responseOverride?: Overrides
  status: number
  responseHeaders: HeaderList
  responseBody: Payload
}

/** A run that the gateway itself ends: it answers with a gateway response. */
export class GatewayFailure extends Error {
  readonly type: string
  readonly status: number
  readonly problems: readonly Problem[]
  /** The lines of the execution log, without their prefix. */
  readonly logLines: readonly string[]
  /** The service writes nothing of such a call. */
  readonly isUnlogged: boolean
  readonly validationErrorString: string | undefined

  constructor(
    /** A gateway response type; for errors that have none of their own, DEFAULT_4XX or DEFAULT_5XX. */
    type: string,
    status: number,
    message: string,
    details: {
      readonly problems?: readonly Problem[]
      readonly logLines?: readonly string[]
      readonly isUnlogged?: boolean
      readonly validationErrorString?: string
    } = {},
  ) {
    super(message)
    this.type = type
    this.status = status
    this.problems = details.problems ?? []
    this.logLines = details.logLines ?? []
    this.isUnlogged = details.isUnlogged ?? false
    this.validationErrorString = details.validationErrorString
  }
}

/** Thrown between stages when the caller has lost interest. */
export class Cancelled extends Error {
  constructor() {
    super('The run was cancelled')
    this.name = 'AbortError'
  }
}

/** The 500 of a configuration that cannot work, with what the log says of it. */
export function configurationError(
  reason: string,
  problem: Omit<Problem, 'severity'>,
  type = 'API_CONFIGURATION_ERROR',
): GatewayFailure {
  return new GatewayFailure(type, 500, 'Internal server error', {
    logLines: [`Execution failed due to configuration error: ${reason}`],
    problems: [{ ...problem, severity: 'error' }],
  })
}

/** What has been found by the time that it is needed; its absence is our own mistake. */
export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the pipeline needs ${what} here`)
  return value
}

/** The integration of the method that was matched. */
export function integrationOf(exchange: Exchange): IntegrationPlace {
  return (exchange.integrationPlace ??= integrationPlace(exchange))
}

function integrationPlace(exchange: Exchange): IntegrationPlace {
  const method = known(exchange.method, 'a method')
  const at = [...known(exchange.methodAt, 'an address'), 'integration']
  if (!method.integration) {
    throw configurationError('No integration defined for method', {
      code: 'integration/missing',
      message: `The method ${method.httpMethod} has no integration, so there is nothing that could answer.`,
      at,
    })
  }
  return { integration: method.integration, at }
}

/** The values of `$context` for this run. Source: developer guide, mapping template reference. */
export function contextOf(exchange: Exchange): Readonly<Record<string, ContextValue>> {
  const { environment, call } = exchange
  const userAgent = exchange.headers.findLast(([name]) => name.toLowerCase() === 'user-agent')?.[1]
  const collapsed = exchange.path.startsWith('/') ? exchange.path : `/${exchange.path}`
  const context: Readonly<Record<string, ContextValue>> = {
    resourceId: exchange.resource?.id ?? null,
    resourcePath: exchange.resourcePath ?? null,
    httpMethod: exchange.httpMethod,
    extendedRequestId: exchange.extendedRequestId,
    requestTime: requestTime(exchange.startedAt),
    path: exchange.isTest ? collapsed : requestPath(exchange),
    accountId: environment.accountId,
    protocol: 'HTTP/1.1',
    stage: exchange.stageName,
    domainPrefix: exchange.isTest ? 'testPrefix' : (domainName(exchange).split('.')[0] ?? ''),
    requestTimeEpoch: exchange.startedAt,
    requestId: exchange.requestId,
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: exchange.isTest ? 'test-invoke-source-ip' : sourceIp(exchange),
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: userAgent ?? environment.userAgent,
      user: null,
      ...exchange.identity,
      ...(exchange.isTest && {
        apiKey: 'test-invoke-api-key',
        apiKeyId: 'test-invoke-api-key-id',
      }),
    },
    domainName: domainName(exchange),
    deploymentId: deploymentOf(exchange) ?? null,
    apiId: call.apiId,
    ...(exchange.authorizer && { authorizer: exchange.authorizer }),
    ...(exchange.isCanary !== undefined && { isCanaryRequest: exchange.isCanary }),
    ...(exchange.wafResponseCode && {
      wafResponseCode: exchange.wafResponseCode,
      webaclArn: exchange.stage?.webAclArn ?? null,
    }),
  }
  const { additionalContext } = exchange
  return additionalContext ? withAdditional(context, additionalContext) : context
}

/** `requestContext` of an event: `$context` in the order of the HashMaps that the service keeps it in. Source: recorded events. */
export function requestContextOf(exchange: Exchange): Json {
  return inHashOrder(contextOf(exchange)) as Json // a ContextValue is JSON
}

function inHashOrder(value: ContextValue): ContextValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inHashOrder)
  const ordered = hashOrderedEntries(Object.entries(value))
  return Object.fromEntries(ordered.map(([name, item]) => [name, inHashOrder(item)]))
}

/** The deployment that answers: the canary's, where the canary takes the call. */
function deploymentOf({ stage, isCanary }: Exchange): string | undefined {
  const canary = isCanary === true ? stage?.canarySettings?.deploymentId : undefined
  return canary ?? stage?.deploymentId
}

/** A context with more values: `identity.sourceIp` goes into the map of that name. */
function withAdditional(
  context: Readonly<Record<string, ContextValue>>,
  additional: Readonly<Record<string, string>>,
): Readonly<Record<string, ContextValue>> {
  const members = new Map(Object.entries(context))
  for (const [name, value] of Object.entries(additional)) {
    const dot = name.indexOf('.')
    if (dot < 0) {
      members.set(name, value)
      continue
    }
    const [first, rest] = [name.slice(0, dot), name.slice(dot + 1)]
    const inner = members.get(first)
    const map = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {}
    members.set(first, Object.fromEntries([...Object.entries(map), [rest, value]]))
  }
  return Object.fromEntries(members)
}

/** The host that the API is called at. */
export function domainName(exchange: Exchange): string {
  if (exchange.isTest) return 'testPrefix.testDomainName'
  if (exchange.domain) return exchange.domain.name
  return `${exchange.call.apiId}.execute-api.${exchange.environment.region}.amazonaws.com`
}

/** The address that the call comes from. */
export function sourceIp(exchange: Pick<Exchange, 'call' | 'environment'>): string {
  return exchange.call.source?.ip ?? exchange.environment.sourceIp
}

/** The path that the client asked its host for, raw: with the stage, or with the base path of a custom domain. */
export function requestPath(exchange: Exchange): string {
  if (exchange.domain) return exchange.call.request.path
  return `/${exchange.stageName}${exchange.path.startsWith('/') ? '' : '/'}${exchange.path}`
}

/** The API key that the call shows: in its header, or by its authorizer, as the API wants it. */
export function shownApiKey(exchange: Exchange): string | undefined {
  return exchange.api.apiKeySource === 'HEADER'
    ? headerValue(exchange.headers, 'X-API-Key')
    : exchange.usageIdentifierKey
}

/** The media type of the request, or none. The console's test knows JSON only: whatever it is told, it says nothing else. */
export function requestType(exchange: Exchange): string | undefined {
  return exchange.isTest
    ? 'application/json'
    : mediaType(headerValue(exchange.headers, 'Content-Type'))
}
