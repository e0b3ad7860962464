import { integrationSubtypes, parseMappingValue } from '../../../model/index.ts'
import type { Address, Json, RouteIntegration } from '../../../model/index.ts'
import type { HeaderList } from '../../trace.ts'
import { bodyOf, shownBody } from '../../message/bodies.ts'
import { hostOf, httpUrl, renderUri, withQuery } from '../../integrations/endpoint.ts'
import { required } from '../../exchange/failure.ts'
import { sourceIp } from '../../exchange/exchange.ts'
import { headerValue, headerValues, withHeader, withoutHeaders } from '../../message/headers.ts'
import { Payload } from '../../message/payload.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { eventSourceOf } from './eventSource.ts'
import { hostName, httpFailure, mappingSources } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { eventOne, eventTwo } from './lambdaEvent.ts'
import type { HttpEventSource } from './lambdaEvent.ts'
import { renderMappingValue } from './parameterMapping.ts'

const rule = 'HTTP API integrations'

/** Write the integration request: an event, a forwarded request, or an action of a service. */
export function assembleRequest(exchange: HttpExchange, draft: StepDraft): void {
  const integration = required(exchange.integration, 'an integration')
  const at = required(exchange.integrationAt, 'an address')
  draft.at = at
  draft.input = { type: integration.integrationType, uri: integration.integrationUri ?? null }
  if (integration.integrationSubtype !== undefined) {
    assembleService(exchange, integration, integration.integrationSubtype, draft, at)
  } else if (integration.integrationType === 'AWS_PROXY') {
    assembleEvent(exchange, integration, draft, at)
  } else if (integration.integrationType === 'HTTP_PROXY') {
    assembleForwarded(exchange, integration, draft, at)
  } else {
    throw httpFailure(500, {
      code: 'http-integration/type',
      message: `HTTP APIs have proxy integrations alone, AWS_PROXY and HTTP_PROXY, not ${integration.integrationType}.`,
      at: [...at, 'integrationType'],
    })
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

function send(
  exchange: HttpExchange,
  request: { readonly method: string; readonly url: string; readonly headers: HeaderList },
  payload: Payload,
): void {
  exchange.payload = payload
  exchange.backendRequest = { ...request, body: bodyOf(payload) }
}

/** The URI of an integration with the stage variables of this request. */
export function renderedUri(exchange: HttpExchange, integration: RouteIntegration): string {
  return renderUri(integration.integrationUri ?? '', exchange.stageVariables, new Map())
}

/** Bytes that the event of a function may have. Source: Lambda quotas, synchronous invocation. */
const eventBytes = 6 * 1024 * 1024

function assembleEvent(
  exchange: HttpExchange,
  integration: RouteIntegration,
  draft: StepDraft,
  at: Address,
): void {
  const version = integration.payloadFormatVersion ?? '1.0'
  const source = mappedSource(exchange)
  const event = version === '2.0' ? eventTwo(source) : eventOne(source)
  exchange.lambdaEvent = event
  const payload = Payload.ofText(JSON.stringify(event))
  draft.decide(
    `The function gets an event of format ${version}`,
    [...at, 'payloadFormatVersion'],
    'HTTP API payload formats',
  )
  // a short event is not measured
  if (payload.shortText(eventBytes) === undefined && payload.length > eventBytes) {
    throw httpFailure(413, {
      code: 'http-request/event-too-large',
      message: `The event has ${payload.length} bytes; a function takes ${eventBytes}.`,
      at,
    })
  }
  const uri = renderedUri(exchange, integration)
  const functionArn = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri
  const host = `https://lambda.${exchange.environment.region}.amazonaws.com`
  const url = `${host}/2015-03-31/functions/${functionArn}/invocations`
  send(exchange, { method: 'POST', url, headers: [['Content-Type', 'application/json']] }, payload)
}

/** What the event is made of, once the parameters are mapped. */
function mappedSource(exchange: HttpExchange): HttpEventSource {
  const source = eventSourceOf(exchange)
  const { mapped, headers, query } = exchange
  // most integrations map nothing
  if (Object.keys(exchange.integration?.requestParameters ?? {}).length === 0) return source
  const before = new Map(headers.map(([name]) => [name.toLowerCase(), headerValues(headers, name)]))
  const after = new Map(
    mapped.headers.map(([name]) => [name.toLowerCase(), headerValues(mapped.headers, name)]),
  )
  // headers that the service adds stay; those that mappings have changed or removed do not
  const changed = new Set(
    [...before.keys(), ...after.keys()].filter(
      (name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)),
    ),
  )
  const isSameQuery = mapped.query === query
  return {
    ...source,
    headers: [
      ...withoutHeaders(source.headers, changed),
      ...mapped.headers.filter(([name]) => changed.has(name.toLowerCase())),
    ],
    query: mapped.query,
    ...(!isSameQuery && { rawQueryString: withQuery('', mapped.query).slice(1) }),
    ...(mapped.path !== undefined && { rawPath: mapped.path }),
  }
}

function assembleForwarded(
  exchange: HttpExchange,
  integration: RouteIntegration,
  draft: StepDraft,
  at: Address,
): void {
  const isPrivate = integration.connectionType === 'VPC_LINK'
  const base = isPrivate
    ? privateUrl(exchange, integration, draft, at)
    : publicUrl(exchange, integration, draft, at)
  const { path, query } = exchange.mapped
  const [address = '', ownQuery] = splitQuery(base)
  const target = path === undefined ? address : withPath(address, path)
  const url = withQuery(ownQuery === undefined ? target : `${target}?${ownQuery}`, query)
  const valid = httpUrl(url)
  if (valid === undefined) {
    throw httpFailure(500, {
      code: 'http-integration/uri',
      message: `${url} is not an address that can be called.`,
      at: [...at, 'integrationUri'],
    })
  }
  const asked = integration.integrationMethod ?? 'ANY'
  const method = asked === 'ANY' ? exchange.httpMethod : asked
  const host = isPrivate ? hostName(exchange) : hostOf(valid)
  send(
    exchange,
    { method, url: valid, headers: forwardedHeaders(exchange, host) },
    exchange.sentBody,
  )
}

function splitQuery(url: string): [string, string | undefined] {
  const mark = url.indexOf('?')
  return mark < 0 ? [url, undefined] : [url.slice(0, mark), url.slice(mark + 1)]
}

function withPath(address: string, path: string): string {
  const host = /^[a-z]+:\/\/[^/?#]*/i.exec(address)?.[0] ?? address
  return `${host}${path.startsWith('/') ? '' : '/'}${path}`
}

/** The URL with its variables filled in. The `$default` route appends the whole path. */
function publicUrl(
  exchange: HttpExchange,
  integration: RouteIntegration,
  draft: StepDraft,
  at: Address,
): string {
  const uri = integration.integrationUri ?? ''
  const variables = new Map(Object.entries(exchange.pathParameters))
  const url = renderUri(uri, exchange.stageVariables, variables)
  const uriAt = [...at, 'integrationUri']
  if (url !== uri) draft.decide(`The URI becomes ${url}`, uriAt, rule)
  if (exchange.routeKey !== '$default' || exchange.path === '/') return url
  draft.decide('$default appends the path of the request to the URI', uriAt, rule)
  const [address = '', query] = splitQuery(url)
  const whole = `${address.replace(/\/+$/, '')}${exchange.path}`
  return query === undefined ? whole : `${whole}?${query}`
}

/** The address of a private integration: HTTPS when a server name is to be verified. The path keeps the stage. */
function privateUrl(
  exchange: HttpExchange,
  integration: RouteIntegration,
  draft: StepDraft,
  at: Address,
): string {
  const { tlsConfig, connectionId } = integration
  const id = renderUri(connectionId ?? '', exchange.stageVariables, new Map())
  const connectionAt = [...at, 'connectionId']
  if (id === '') {
    throw httpFailure(500, {
      code: 'http-integration/no-vpc-link',
      message: 'A private integration goes through a VPC link, and this one names none.',
      at: connectionAt,
    })
  }
  const { vpcLinksV2 } = exchange.design.access
  const link = Object.hasOwn(vpcLinksV2, id) ? vpcLinksV2[id] : undefined
  const { status = 'AVAILABLE' } = link ?? {}
  if (status !== 'AVAILABLE') {
    throw httpFailure(503, {
      code: 'http-integration/vpc-link-not-available',
      message: `The VPC link ${link?.name ?? id} is ${status}: nothing gets through it.`,
      at: ['access', 'vpcLinksV2', id, 'status'],
    })
  }
  draft.decide(
    link
      ? `The request goes through the VPC link ${link.name}`
      : `The request goes through the VPC link ${id}, which the design does not have`,
    connectionAt,
    'Private integrations',
  )
  const uri = renderedUri(exchange, integration)
  const serverName = tlsConfig?.serverNameToVerify
  // the target's ARN is not an address, so the trace shows the name of the load balancer or service
  const host = serverName ?? targetName(uri)
  return `${serverName === undefined ? 'http' : 'https'}://${host}${exchange.rawPath}`
}

/** The name in the ARN of a listener, or the id in that of a Cloud Map service. */
function targetName(arn: string): string {
  const name =
    /:listener\/[^/]+\/([^/]+)/.exec(arn)?.[1] ?? /[/:]([^/:?]+)(?:\?.*)?$/.exec(arn)?.[1]
  return name ?? 'private'
}

/**
 * The client's headers as a backend gets them: `X-Forwarded-*` become `Forwarded`, to which the service appends itself.
 * Its own address (`by`) is left out, as it is not known here. Source: developer guide, known issues for HTTP APIs.
 */
function forwardedHeaders(exchange: HttpExchange, host: string): HeaderList {
  const { mapped, headers, sentBody } = exchange
  const given = (name: string) => headerValues(headers, name).flatMap((value) => value.split(','))
  const clients = given('X-Forwarded-For').map((value) => `for=${value.trim()}`)
  const own = `for=${sourceIp(exchange)};host=${hostName(exchange)};proto=https`
  const forwarded = [...headerValues(headers, 'Forwarded'), ...clients, own].join(', ')
  const replaced = new Set([
    'forwarded',
    'host',
    'via',
    'x-amzn-trace-id',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-port',
    'x-forwarded-proto',
  ])
  const isEmpty = sentBody.length === 0 && headerValue(headers, 'Content-Length') === '0'
  const needsType = isEmpty && headerValue(mapped.headers, 'Content-Type') === undefined
  const mappedHost = headerValue(mapped.headers, 'Host')
  const isHostMapped = mappedHost !== undefined && mappedHost !== headerValue(headers, 'Host')
  const kept = withHeader(
    withoutHeaders(mapped.headers, replaced),
    'Host',
    isHostMapped ? mappedHost : host,
  )
  return [
    ...kept,
    ...(needsType ? ([['Content-Type', 'application/octet-stream']] as const) : []),
    ['Forwarded', forwarded],
    ['Via', 'HTTP/1.1 AmazonAPIGateway'],
    ['X-Amzn-Trace-Id', exchange.forwardedTraceId],
  ]
}

function assembleService(
  exchange: HttpExchange,
  integration: RouteIntegration,
  subtype: string,
  draft: StepDraft,
  at: Address,
): void {
  const service = Object.hasOwn(integrationSubtypes, subtype)
    ? integrationSubtypes[subtype]
    : undefined
  if (!service) {
    throw httpFailure(500, {
      code: 'http-integration/subtype',
      message: `${subtype} is not an integration subtype of HTTP APIs.`,
      at: [...at, 'integrationSubtype'],
    })
  }
  if ((integration.credentialsArn ?? '') === '') {
    throw httpFailure(500, {
      code: 'http-integration/no-credentials',
      message: `${subtype} requires a role that may call the service.`,
      at: [...at, 'credentialsArn'],
    })
  }
  const parameters = serviceParameters(exchange, integration, draft, at)
  const missing = service.required.find((name) => !parameters.has(name))
  if (missing !== undefined) {
    throw httpFailure(400, {
      code: 'http-integration/parameter-missing',
      message: `${subtype} requires ${missing}, which has no value in this request.`,
      at: [...at, 'requestParameters', missing],
    })
  }
  const region = parameters.get('Region') ?? exchange.environment.region
  parameters.delete('Region')
  const body: Json = { Action: service.action, ...Object.fromEntries(parameters) }
  draft.decide(`The service ${service.service} is called with ${service.action}`, at, rule)
  const url = `https://${service.service}.${region}.amazonaws.com/`
  const headers: HeaderList = [['Content-Type', 'application/json']]
  send(exchange, { method: 'POST', url, headers }, Payload.ofText(JSON.stringify(body)))
}

/** The parameters of the service that have a value in this request. */
function serviceParameters(
  exchange: HttpExchange,
  integration: RouteIntegration,
  draft: StepDraft,
  at: Address,
): Map<string, string> {
  const sources = mappingSources(exchange)
  const parameters = new Map<string, string>()
  for (const [name, valueText] of Object.entries(integration.requestParameters)) {
    const value = parseMappingValue(valueText, 'request')
    if ('refusal' in value) {
      draft.tell({
        code: 'http-mapping/unusable',
        message: `The parameter ${name} has no value: ${value.refusal}.`,
        severity: 'warning',
        at: [...at, 'requestParameters', name],
      })
      continue
    }
    const text = renderMappingValue(value, sources)
    if (text !== undefined) parameters.set(name, text)
  }
  return parameters
}
