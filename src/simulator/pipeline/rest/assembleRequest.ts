import { isStreamed, isStreamingInvocation } from '../../../model/index.ts'
import type { Address, AddressedIntegration, Json } from '../../../model/index.ts'
import { parsePolicy } from '../../authorizers/policy.ts'
import { base64Encode } from '../../context/index.ts'
import type { Body, HeaderList } from '../../trace.ts'
import { caseInsensitiveOrder, hashOrderedEntries } from '../../vtl/index.ts'
import { bodyOf, isBinaryType, shownBody } from '../../message/bodies.ts'
import { checkConnection } from './connection.ts'
import { throughEdge } from './edge.ts'
import { awsEndpoint, hostOf, httpUrl, renderUri, withQuery } from '../../integrations/endpoint.ts'
import { configurationError, GatewayFailure } from '../../exchange/failure.ts'
import { integrationOf, requestContextOf, requestPath, requestType } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import { allValues, headerValue, lastValues, withHeader } from '../../message/headers.ts'
import { methodHeaders } from './methodHeaders.ts'
import { Payload } from '../../message/payload.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** Write the integration request as it goes out: address, method, headers, body. */
export function assembleRequest(exchange: RestExchange, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  draft.at = at
  if (integration.type === 'MOCK') {
    draft.skipped = true
    draft.decide('MOCK: nothing is sent', [...at, 'type'])
    return
  }
  draft.input = { uri: integration.uri }
  const uri = renderUri(integration.uri, exchange.stageVariables, exchange.mapped.path)
  if (uri !== integration.uri) draft.decide(`The URI becomes ${uri}`, [...at, 'uri'])
  checkConnection(exchange, integration, draft, at)
  checkRole(exchange, integration, draft)
  switch (integration.type) {
    case 'HTTP':
    case 'HTTP_PROXY':
      assembleHttp(exchange, integration, uri, at)
      break
    case 'AWS':
      assembleAws(exchange, integration, uri, draft, at)
      break
    case 'AWS_PROXY':
      assembleProxy(exchange, integration, uri, draft, at)
      break
  }
  const { backendRequest } = exchange
  if (!backendRequest) return
  draft.output = {
    method: backendRequest.method,
    url: backendRequest.url,
    headers: Object.fromEntries(backendRequest.headers),
    body: shownBody(exchange.payload),
  }
}

/** A role that the design knows has to let API Gateway assume it. */
function checkRole(
  exchange: RestExchange,
  integration: AddressedIntegration,
  draft: StepDraft,
): void {
  const arn = renderUri(integration.credentials ?? '', exchange.stageVariables, new Map())
  const name = /^arn:aws[^:]*:iam::\d*:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1]
  if (name === undefined) return
  const role = Object.values(exchange.design.identities.principals).find(
    (principal) => principal.type === 'ROLE' && principal.name === name,
  )
  if (role?.trustPolicy === undefined) return
  const trustAt = ['identities', 'principals', role.id, 'trustPolicy']
  if (isTrusting(role.trustPolicy)) {
    draft.decide(`API Gateway may assume the role ${name}`, trustAt, 'Execution role')
    return
  }
  throw configurationError(
    `API Gateway does not have permission to assume the provided role ${arn}`,
    {
      code: 'integration/role-not-assumable',
      message: `The trust policy of the role ${name} does not let apigateway.amazonaws.com assume it.`,
      at: trustAt,
    },
  )
}

function isTrusting(trustPolicy: string): boolean {
  const policy = parsePolicy(trustPolicy, 'trust')
  if ('refusal' in policy) return false
  const names = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
  const covers = ({ Principal, Action }: (typeof policy.statements)[number]) => {
    const service =
      typeof Principal === 'object' && Principal !== null && 'Service' in Principal
        ? Principal.Service
        : Principal
    return (
      names(service).some((one) => one === '*' || one === 'apigateway.amazonaws.com') &&
      names(Action).some((one) => ['*', 'sts:*', 'sts:AssumeRole'].includes(String(one)))
    )
  }
  const own = policy.statements.filter(covers)
  return (
    own.some(({ Effect }) => Effect === 'Allow') && own.every(({ Effect }) => Effect === 'Allow')
  )
}

function methodOf(exchange: RestExchange, integration: AddressedIntegration): string {
  const { httpMethod } = integration
  return httpMethod === undefined || httpMethod === 'ANY' ? exchange.httpMethod : httpMethod
}

/** What the `uri` of an integration has to be, by its kind. */
const endpointForms = {
  http: 'https://host/path, on port 80, 443 or 1024 to 65535',
  service: 'arn:aws:apigateway:REGION:SERVICE:action/NAME, or with path/ in place of action/',
  function: 'arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations',
}

function invalidEndpoint(uri: string, form: string, at: Address): Error {
  return configurationError('Invalid endpoint address', {
    code: 'integration/invalid-endpoint',
    message: `The endpoint ${JSON.stringify(uri.slice(0, 200))} is no address that can be reached: this type of integration needs ${form}.`,
    at: [...at, 'uri'],
  })
}

/** Client headers that an HTTP proxy does not hand on. */
const notForwarded: ReadonlySet<string> = new Set([
  'host',
  'content-encoding',
  'via',
  'x-amzn-trace-id',
  'x-amzn-apigateway-api-id',
])

function assembleHttp(
  exchange: RestExchange,
  integration: AddressedIntegration,
  uri: string,
  at: Address,
): void {
  const valid = httpUrl(uri)
  if (valid === undefined) throw invalidEndpoint(uri, endpointForms.http, at)
  const isProxy = integration.type === 'HTTP_PROXY'
  const mappedQuery = [...exchange.mapped.querystring].flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  )
  const url = withQuery(valid, [...(isProxy ? exchange.query : []), ...mappedQuery])
  const base: HeaderList = isProxy
    ? throughEdge(exchange, exchange.headers).filter(
        ([name]) => !notForwarded.has(name.toLowerCase()),
      )
    : [['Accept', 'application/json'], ...contentTypeOf(exchange)]
  send(exchange, methodOf(exchange, integration), url, [
    ...(isProxy && headerValue(exchange.headers, 'User-Agent') !== undefined
      ? []
      : [userAgent(exchange)]),
    ...base,
  ])
}

function assembleAws(
  exchange: RestExchange,
  integration: AddressedIntegration,
  uri: string,
  draft: StepDraft,
  at: Address,
): void {
  const endpoint = awsEndpoint(uri)
  if (!endpoint) throw invalidEndpoint(uri, endpointForms.service, at)
  const query = [...exchange.mapped.querystring].flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  )
  if (endpoint.lambdaFunction !== undefined) refuseLargeEvent(exchange, at)
  const target: HeaderList =
    endpoint.target === undefined ? [] : [['X-Amz-Target', endpoint.target]]
  const base: HeaderList = [
    userAgent(exchange),
    ['Accept', 'application/json'],
    ...contentTypeOf(exchange, true),
    ...target,
  ]
  const method = methodOf(exchange, integration)
  const url = withQuery(endpoint.url, query)
  if (endpoint.lambdaFunction !== undefined && exchange.payload.length === 0) {
    // the log shows no body, and the function gets an empty object. Source: recorded invocations
    draft.decide('There is no body to send: the function gets {}', at)
    const json: HeaderList = [['Content-Type', 'application/json']]
    const { header } = exchange.mapped
    const body = { text: emptyEvent }
    send(exchange, method, url, [...base, ...json], header, body, emptyEvent.length)
    return
  }
  send(exchange, method, url, base)
}

/** What a function gets when there is no payload. */
export const emptyEvent = '{}'

/** Bytes that the event of a function may have. */
const eventBytes = 6_291_456

function refuseLargeEvent(exchange: RestExchange, at: Address): void {
  if (exchange.payload.length <= eventBytes) return
  throw new GatewayFailure('REQUEST_TOO_LARGE', 413, 'Request Too Long', {
    problems: [
      {
        code: 'lambda/event-too-large',
        message: `The event has ${exchange.payload.length} bytes, and Lambda takes ${eventBytes}.`,
        severity: 'error',
        at: [...at, 'uri'],
      },
    ],
  })
}

/** The path of an event: below a custom domain with its base path, else without the stage. */
function eventPath(exchange: RestExchange): string {
  return (exchange.domain ? requestPath(exchange) : exchange.path).replace(/^\/*/, '/')
}

function assembleProxy(
  exchange: RestExchange,
  integration: AddressedIntegration,
  uri: string,
  draft: StepDraft,
  at: Address,
): void {
  const endpoint = awsEndpoint(uri)
  if (!endpoint) throw invalidEndpoint(uri, endpointForms.function, at)
  const method = methodOf(exchange, integration)
  if (method !== 'POST') {
    throw configurationError('Invalid permissions on Lambda function', {
      code: 'integration/lambda-not-post',
      message: `A function is invoked with POST; the integration says ${method}.`,
      at: [...at, 'httpMethod'],
    })
  }
  if (endpoint.lambdaFunction !== undefined) tellInvocation(integration, uri, draft, at)
  const event = proxyEvent(exchange)
  exchange.lambdaEvent = event
  const text = JSON.stringify(event)
  exchange.payload = Payload.ofText(text)
  refuseLargeEvent(exchange, at)
  const base: HeaderList = [
    userAgent(exchange),
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'],
  ]
  send(exchange, 'POST', endpoint.url, base, new Map(), { text })
}

/** The URI should invoke the function in the way that its answer is transferred. */
function tellInvocation(
  integration: AddressedIntegration,
  uri: string,
  draft: StepDraft,
  at: Address,
): void {
  const isStream = isStreamed(integration)
  if (isStream === isStreamingInvocation(uri)) return
  draft.tell({
    code: 'integration/transfer-mode',
    message: isStream
      ? 'The answer is to be streamed, and the URI invokes the function for a whole one: it should end with /response-streaming-invocations.'
      : 'The URI invokes the function for a streamed answer, and the response transfer mode is BUFFERED.',
    severity: 'warning',
    at: [...at, isStream ? 'uri' : 'responseTransferMode'],
  })
}

/** Write the request: the gateway's own headers, then the mapped ones in place of what they name. */
function send(
  exchange: RestExchange,
  method: string,
  url: string,
  base: HeaderList,
  mapped: ReadonlyMap<string, string> = exchange.mapped.header,
  body: Body = bodyOf(exchange.payload),
  length = exchange.payload.length,
): void {
  let headers: HeaderList = [['x-amzn-apigateway-api-id', exchange.call.apiId], ...base]
  for (const [name, value] of mapped) headers = withHeader(headers, name, value)
  const has = (name: string) => headerValue(headers, name) !== undefined
  const own: HeaderList = [
    ...(has('Host') ? [] : ([['Host', hostOf(url)]] as const)),
    ['X-Amzn-Trace-Id', exchange.forwardedTraceId],
    ['Content-Length', String(length)],
  ]
  exchange.backendRequest = {
    method,
    url,
    headers: [...headers, ...own],
    body,
  }
}

function userAgent(exchange: RestExchange): readonly [string, string] {
  return ['User-Agent', `AmazonAPIGateway_${exchange.call.apiId}`]
}

/** The Content-Type of a request that has a body: the client's own; towards a URL only if its method is one with a body. */
function contentTypeOf(exchange: RestExchange, isService = false): HeaderList {
  if (exchange.payload.length === 0) return []
  const isBodiless = !isService && ['GET', 'HEAD', 'OPTIONS'].includes(exchange.httpMethod)
  const given = isBodiless ? undefined : headerValue(exchange.headers, 'Content-Type')
  return [['Content-Type', given ?? 'application/json']]
}

/** The event of a Lambda proxy integration, payload version 1.0, members in the service's order. */
export function proxyEvent(exchange: RestExchange): Json {
  const headers = eventHeaders(exchange)
  const orNull = <T extends object>(map: T): T | null =>
    Object.keys(map).length === 0 ? null : map
  const contentType = requestType(exchange) ?? 'application/json'
  const isBinary =
    exchange.body.length > 0 && isBinaryType(contentType, exchange.api.binaryMediaTypes)
  const body = isBinary ? base64Encode(exchange.body.bytes) : exchange.body.text
  const event = {
    resource: exchange.resourcePath ?? null,
    path: eventPath(exchange),
    httpMethod: exchange.httpMethod,
    headers: orNull(lastValues(headers)),
    multiValueHeaders: orNull(allValues(headers)),
    queryStringParameters: orNull(hashMapOf(lastValues(exchange.query))),
    multiValueQueryStringParameters: orNull(hashMapOf(allValues(exchange.query))),
    pathParameters: orNull(hashMapOf(exchange.pathParameters)),
    stageVariables: orNull(hashMapOf(exchange.stageVariables)),
    requestContext: requestContextOf(exchange),
    body: body === '' ? null : body,
    isBase64Encoded: isBinary,
  }
  return event as Json // strings, numbers, nulls and maps of them: what JSON holds
}

const eventSpelling: ReadonlyMap<string, string> = new Map([
  ['authorization', 'Authorization'],
  ['user-agent', 'User-Agent'],
])

/** A map in the order in which the service's HashMaps list it. */
export function hashMapOf<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(hashOrderedEntries(Object.entries(map)))
}

/**
 * The headers of a function's event: those of the method request, two of them in the service's spelling, sorted by name
 * without regard to case. Source: recorded events.
 */
export function eventHeaders(exchange: RestExchange): HeaderList {
  return methodHeaders(exchange)
    .filter(([name]) => !exchange.isTest || !hiddenInTests.test(name))
    .map(([name, value]) => [eventSpelling.get(name.toLowerCase()) ?? name, value] as const)
    .sort(([left], [right]) => caseInsensitiveOrder(left, right))
}

const hiddenInTests = /^(?:x-forwarded-(?:for|port|proto)|x-amzn-trace-id)$/i
