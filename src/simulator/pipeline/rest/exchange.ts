import type {
  Address,
  AuthorizationType,
  Integration,
  IntegrationResponse,
  Json,
  Method,
  Resource,
  RestApi,
  RestApiDefinition,
  Stage,
} from '../../../model/index.ts'
import type { ContextValue, Overrides, TemplateCall } from '../../context/index.ts'
import type { HeaderList, TransformedTemplate } from '../../trace.ts'
import type { Exchange } from '../../exchange/exchange.ts'
import { sourceIp } from '../../exchange/exchange.ts'
import { configurationError, required } from '../../exchange/failure.ts'
import type { Guard } from '../../exchange/guard.ts'
import { hashOrderedEntries } from '../../vtl/index.ts'
import { headerValue, mediaType } from '../../message/headers.ts'
import type { Payload } from '../../message/payload.ts'
import { requestTime } from '../../message/text.ts'

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

/** What a run of a REST API knows so far. */
export interface RestExchange extends Exchange {
  readonly extendedRequestId: string
  /** The API as the design has it. */
  readonly designedApi: RestApi
  /** The definition that answers: the design's, or the canary's. */
  api: RestApiDefinition
  stage: Stage | undefined
  isCanary: boolean | undefined
  /** `X-Amzn-Trace-Id` of the answer. */
  readonly traceId: string
  /** The client asked for a request id that is none. */
  readonly isRequestIdReplaced: boolean
  /** What the web ACL of the stage said. */
  wafResponseCode?: 'WAF_ALLOW' | 'WAF_BLOCK'
  /** `$context.authorizer` */
  authorizer?: Readonly<Record<string, ContextValue>>
  /** Values of `$context` that a test of an authorizer gives, by their names with dots between. */
  readonly additionalContext?: Readonly<Record<string, string>>
  /** The API key that a Lambda authorizer gave. */
  usageIdentifierKey?: string
  /** Whether the caller may throw an entry out of the cache. */
  mayInvalidateCache: boolean
  cacheUse?: CacheUse
  isCacheHit: boolean
  /** Headers that the answer gets whatever answers. */
  addedHeaders: HeaderList
  /** What CloudFront writes to both sides of the call, where it passes that. */
  edgeMarks?: { readonly id: string; readonly via: string }
  /** Kept by `methodHeaders`, with the headers that they were made of. */
  methodHeaders?: { readonly of: HeaderList; readonly headers: HeaderList }
  /** The body of the request, unpacked. */
  body: Payload
  guard: Guard<AuthorizationType> | undefined
  resource?: Resource
  resourcePath?: string
  method?: Method
  /** Kept by `integrationOf`. */
  integrationPlace?: IntegrationPlace
  mapped: MappedParameters
  /** The body of the backend's answer. */
  answerBody: Payload
  integrationResponse?: IntegrationResponse
  /** The templates that ran. */
  readonly templates: TransformedTemplate[]
  /** What all of them see: the request does not change once it is mapped. */
  templateSight?: TemplateSight
  requestOverride?: Overrides
  responseOverride?: Overrides
}

/** The integration of the method that was matched. */
export function integrationOf(exchange: RestExchange): IntegrationPlace {
  return (exchange.integrationPlace ??= integrationPlace(exchange))
}

function integrationPlace(exchange: RestExchange): IntegrationPlace {
  const method = required(exchange.method, 'a method')
  const at = [...required(exchange.entryAt, 'an address'), 'integration']
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
export function contextOf(exchange: RestExchange): Readonly<Record<string, ContextValue>> {
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
export function requestContextOf(exchange: RestExchange): Json {
  return inHashOrder(contextOf(exchange)) as Json // a ContextValue is JSON
}

function inHashOrder(value: ContextValue): ContextValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inHashOrder)
  const ordered = hashOrderedEntries(Object.entries(value))
  return Object.fromEntries(ordered.map(([name, item]) => [name, inHashOrder(item)]))
}

/** The deployment that answers: the canary's, where the canary takes the call. */
function deploymentOf({ stage, isCanary }: RestExchange): string | undefined {
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
export function domainName(exchange: RestExchange): string {
  if (exchange.isTest) return 'testPrefix.testDomainName'
  if (exchange.domain) return exchange.domain.name
  return `${exchange.call.apiId}.execute-api.${exchange.environment.region}.amazonaws.com`
}

/** The path that the client asked its host for, raw: with the stage, or with the base path of a custom domain. */
export function requestPath(exchange: RestExchange): string {
  if (exchange.domain) return exchange.call.request.path
  return `/${exchange.stageName}${exchange.path.startsWith('/') ? '' : '/'}${exchange.path}`
}

/** The API key that the call shows: in its header, or by its authorizer, as the API wants it. */
export function shownApiKey(exchange: RestExchange): string | undefined {
  return exchange.api.apiKeySource === 'HEADER'
    ? headerValue(exchange.headers, 'X-API-Key')
    : exchange.usageIdentifierKey
}

/** The media type of the request, or none. The console's test knows JSON only: whatever it is told, it says nothing else. */
export function requestType(exchange: RestExchange): string | undefined {
  return exchange.isTest
    ? 'application/json'
    : mediaType(headerValue(exchange.headers, 'Content-Type'))
}
