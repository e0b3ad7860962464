import type { Integration } from '../../model/index.ts'
import { lambdaFunctionName } from '../../model/index.ts'
import { utf8Bytes, utf8Text } from '../context/index.ts'
import type { ContextValue, Overrides } from '../context/index.ts'
import type { HeaderList } from '../trace.ts'
import { bodyOf, handledRequest, isBinaryType, shownBody } from './bodies.ts'
import { chooseRequestTemplate } from './chooseTemplate.ts'
import { GatewayFailure, configurationError, integrationOf } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { mappedValue } from './expressions.ts'
import {
  allValues,
  breaksLine,
  headerValue,
  mediaType,
  withHeader,
  withoutHeaders,
} from './headers.ts'
import { lambdaProxyEvent } from './lambdaProxyEvent.ts'
import type { StepDraft } from './recorder.ts'
import { renderBody } from './renderBody.ts'

const always: readonly string[] = [
  'content-length',
  'transfer-encoding',
  'x-amzn-trace-id',
  'x-amzn-apigateway-api-id',
]
const forAws: readonly string[] = [
  'authorization',
  'connection',
  'expect',
  'proxy-authenticate',
  'te',
]
const noHeaders: ReadonlySet<string> = new Set()
/** Headers that are taken away after mapping, without a word. */
const silentlyDropped: Readonly<Record<Integration['type'], ReadonlySet<string>>> = {
  MOCK: noHeaders,
  HTTP: new Set(['connection', 'expect', 'proxy-authenticate', 'te', 'via']),
  HTTP_PROXY: new Set(['connection', 'expect', 'proxy-authenticate', 'te', 'via']),
  AWS: new Set(['referer']),
  AWS_PROXY: noHeaders,
}

/** What mappings gave to an integration request. */
interface Mapped {
  readonly headers: [string, string][]
  readonly query: [string, string][]
  readonly path: Record<string, string>
}

/** The stage: from the method request to what the backend is sent. */
export function mapRequest(exchange: Exchange, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  draft.at = at
  draft.input = { body: shownBody(exchange.bytes) }
  const mapped = mapParameters(exchange, integration, draft)
  const isProxy = integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY'
  const contentType = mediaType(headerValue(exchange.headers, 'Content-Type')) ?? 'application/json'
  const isBinary = isBinaryType(contentType, exchange.api.binaryMediaTypes)
  let body = exchange.bytes
  if (!isProxy || integration.contentHandling) {
    const handled = handledRequest(exchange.bytes, integration.contentHandling, isBinary)
    if (!handled) {
      throw configurationError('Unable to base64 decode the body.', {
        code: 'content-handling/not-base64',
        message: 'CONVERT_TO_BINARY wants the request body to be base64, and it is not.',
        at: [...at, 'contentHandling'],
      })
    }
    body = handled.bytes
    if (!isProxy) {
      const rendered = applyTemplate(exchange, integration, draft, {
        body,
        isBinary: handled.isBinary,
        contentType,
      })
      if (rendered !== undefined) body = utf8Bytes(rendered)
    }
  } else if (integration.type === 'AWS_PROXY' || !isBinary) {
    draft.decide(`${integration.type} sends the body as it came`, at)
  }
  if (integration.type === 'MOCK') {
    exchange.mockStatus = mockStatus(utf8Text(body), draft, at)
    draft.output = {
      statusCode: exchange.mockStatus,
      ...(exchange.requestOverride && { requestOverride: jsonOf(exchange.requestOverride) }),
    }
    return
  }
  if (integration.type === 'AWS_PROXY') {
    const method = (integration.httpMethod ?? 'POST').toUpperCase()
    if (method !== 'POST') {
      throw configurationError('Invalid permissions on Lambda function', {
        code: 'integration/lambda-method',
        message: `Lambda functions are invoked with POST; the integration's HTTP method is ${method}.`,
        at: [...at, 'httpMethod'],
      })
    }
    const event = lambdaProxyEvent(exchange, isBinary)
    exchange.lambdaEvent = event
    body = utf8Bytes(JSON.stringify(event))
  }
  const overridden = withOverrides(mapped, exchange.requestOverride)
  const url = backendUrl(exchange, integration, overridden)
  const headers = backendHeaders(exchange, integration, overridden, url, body.length)
  const verb =
    integration.httpMethod === undefined || integration.httpMethod === 'ANY'
      ? exchange.httpMethod
      : integration.httpMethod
  const sent =
    integration.type === 'AWS' && lambdaFunctionName(integration.uri) && body.length === 0
      ? utf8Bytes('{}')
      : body
  exchange.backendRequest = { method: verb, url, headers, body: bodyOf(sent) }
  draft.output = {
    method: verb,
    url,
    headers: headers.map(([name, value]) => `${name}: ${value}`),
    body: shownBody(sent),
  }
}

function mapParameters(exchange: Exchange, integration: Integration, draft: StepDraft): Mapped {
  const { at } = integrationOf(exchange)
  const mapped: Mapped = { headers: [], query: [], path: {} }
  const isAws = integration.type === 'AWS' || integration.type === 'AWS_PROXY'
  for (const [target, source] of Object.entries(integration.requestParameters)) {
    const [, , kind, ...rest] = target.split('.')
    const name = rest.join('.')
    const where = [...at, 'requestParameters', target]
    if (kind === 'header' && integration.type !== 'MOCK') {
      const lower = name.toLowerCase()
      if (always.includes(lower) || (isAws && forAws.includes(lower))) {
        throw configurationError(`${name} header already present`, {
          code: 'mapping/restricted-header',
          message: `The header ${name} cannot be mapped for an ${integration.type} integration: the service sets it itself.`,
          at: where,
        })
      }
    }
    if (integration.type === 'AWS_PROXY') continue
    const value = mappedValue(source, {
      headers: exchange.headers,
      query: exchange.query,
      pathParameters: exchange.pathParameters,
      stageVariables: exchange.stageVariables,
      context: exchange.context,
      body: () => utf8Text(exchange.bytes),
    })
    if (value === undefined) {
      draft.decide(`${target}: ${source} is not there, so nothing is set`, where)
      continue
    }
    const values = typeof value === 'string' ? [value] : value
    draft.decide(`${target} = ${values.join(', ')} (from ${source})`, where)
    for (const each of values) {
      if (kind === 'header') mapped.headers.push([name, each])
      else if (kind === 'querystring') mapped.query.push([name, each])
      else mapped.path[name] = each
    }
  }
  if (integration.type === 'AWS_PROXY' && Object.keys(integration.requestParameters).length > 0) {
    draft.decide('AWS_PROXY ignores parameter mappings', [...at, 'requestParameters'])
  }
  return mapped
}

function applyTemplate(
  exchange: Exchange,
  integration: Integration,
  draft: StepDraft,
  payload: { readonly body: Uint8Array; readonly isBinary: boolean; readonly contentType: string },
): string | undefined {
  const { at } = integrationOf(exchange)
  const { requestTemplates, passthroughBehavior } = integration
  const choice = chooseRequestTemplate(requestTemplates, passthroughBehavior, payload.contentType)
  const where = [...at, 'requestTemplates']
  if (choice.kind === 'refused') {
    draft.decide(
      `No template for ${payload.contentType}, and passthrough is ${passthroughBehavior}`,
      [...at, 'passthroughBehavior'],
    )
    throw new GatewayFailure('UNSUPPORTED_MEDIA_TYPE', 415, 'Unsupported Media Type', {
      problems: [
        {
          code: 'template/no-match',
          message: `No mapping template is for ${payload.contentType}, and the passthrough behaviour ${passthroughBehavior} refuses such requests.`,
          severity: 'error',
          at: [...at, 'passthroughBehavior'],
        },
      ],
    })
  }
  if (choice.kind === 'passthrough') {
    draft.decide(`No template for ${payload.contentType}: the body goes on as it is`, [
      ...at,
      'passthroughBehavior',
    ])
    return undefined
  }
  const templateAt = [...where, choice.contentType]
  draft.decide(`The template for ${choice.contentType} renders the body`, templateAt)
  if (payload.isBinary) {
    throw configurationError('Unable to transform request', {
      code: 'template/binary-body',
      message:
        'A mapping template cannot read a binary body; set content handling to CONVERT_TO_TEXT.',
      at: [...at, 'contentHandling'],
    })
  }
  return renderBody(exchange, draft, {
    template: choice.template,
    where: 'request',
    body: utf8Text(payload.body),
    at: templateAt,
  })
}

/** The status that a MOCK's rendered template names, read as leniently as the service reads it. */
export function mockStatus(
  rendered: string,
  draft: StepDraft | undefined,
  at: readonly string[],
): number {
  const text = rendered.trim()
  const member = /(?:^|[{,\s])\s*(["']?)statusCode\1\s*:\s*(\d+)\s*(?=[,}\s]|$)/.exec(text)
  const status = Number(member?.[2])
  const isObject = text.startsWith('{') && text.endsWith('}')
  if (!isObject || !Number.isInteger(status)) {
    throw configurationError('statusCode should be an integer which defined in request template', {
      code: 'mock/no-status',
      message: `A MOCK takes its status from the request template, which must render a JSON object with an integer statusCode; it rendered ${JSON.stringify(text.slice(0, 80))}.`,
      at: [...at, 'requestTemplates'],
    })
  }
  draft?.decide(`The template asks for status ${status}`, [...at, 'requestTemplates'])
  return status
}

function withOverrides(mapped: Mapped, overrides: Overrides | undefined): Mapped {
  const headers: [string, string][] = [...mapped.headers]
  const query: [string, string][] = [...mapped.query]
  const path = { ...mapped.path }
  const replace = (
    list: [string, string][],
    name: string,
    value: ContextValue,
    same: (left: string) => boolean,
  ) => {
    const kept = list.filter(([key]) => !same(key))
    list.length = 0
    list.push(
      ...kept,
      ...(Array.isArray(value) ? value : [value]).map((item): [string, string] => [
        name,
        String(item),
      ]),
    )
  }
  for (const [name, value] of entriesOf(overrides?.['header'])) {
    replace(headers, name, value, (key) => key.toLowerCase() === name.toLowerCase())
  }
  for (const [name, value] of entriesOf(overrides?.['querystring']))
    replace(query, name, value, (key) => key === name)
  for (const [name, value] of entriesOf(overrides?.['path'])) path[name] = String(value)
  return { headers, query, path }
}

function entriesOf(value: ContextValue | undefined): [string, ContextValue][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : []
}

/** Fill a URI: `{name}` from the mapped path parameters, `${stageVariables.name}` from the stage; a missing variable is empty. */
export function renderUri(
  uri: string,
  pathParameters: Readonly<Record<string, string>>,
  stageVariables: Readonly<Record<string, string>>,
): string {
  return uri
    .replace(/\$\{stageVariables\.(\w+)\}/g, (_whole, name: string) =>
      Object.hasOwn(stageVariables, name) ? (stageVariables[name] ?? '') : '',
    )
    .replace(/\{([^{}$]+?)\+?\}/g, (whole, name: string) =>
      Object.hasOwn(pathParameters, name) ? (pathParameters[name] ?? '') : whole,
    )
}

function backendUrl(
  exchange: Exchange,
  integration: Exclude<Integration, { type: 'MOCK' }>,
  mapped: Mapped,
): string {
  const uri = renderUri(integration.uri, mapped.path, exchange.stageVariables)
  const url =
    integration.type === 'HTTP' || integration.type === 'HTTP_PROXY' ? uri : serviceUrl(uri)
  const { at } = integrationOf(exchange)
  if (!/^https?:\/\/[^\s/?#]+/i.test(url)) {
    throw configurationError('Invalid endpoint address', {
      code: 'integration/endpoint',
      message: `${JSON.stringify(url)} is no address to call.`,
      at: [...at, 'uri'],
    })
  }
  // a proxy sends the client's query too, beside what is mapped
  const client = integration.type === 'HTTP_PROXY' ? exchange.query : []
  const query = [...client, ...mapped.query]
  if (query.length === 0) return url
  const [base = '', fragment] = url.split('#')
  const encoded = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  return `${base}${base.includes('?') ? '&' : '?'}${encoded}${fragment === undefined ? '' : `#${fragment}`}`
}

function encode(text: string): string {
  return encodeURIComponent(
    text.replace(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    ),
  )
}

/** The address behind an integration ARN: `arn:aws:apigateway:REGION:SERVICE:path/…` is `https://SERVICE.REGION.amazonaws.com/…`. */
export function serviceUrl(arn: string): string {
  const parts = /^arn:[^:]*:apigateway:([^:]*):([^:]*):(path|action)\/?(.*)$/s.exec(arn)
  if (!parts) return arn
  const [, region = '', service = '', kind, rest = ''] = parts
  const host = service.includes('.')
    ? `${service.split('.')[0] ?? ''}.${service.split('.').slice(1).join('.')}.${region}.amazonaws.com`
    : `${service}.${region}.amazonaws.com`
  return kind === 'action' ? `https://${host}/?Action=${rest}` : `https://${host}/${rest}`
}

function backendHeaders(
  exchange: Exchange,
  integration: Exclude<Integration, { type: 'MOCK' }>,
  mapped: Mapped,
  url: string,
  bodyLength: number,
): HeaderList {
  const { type } = integration
  const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? ''
  let headers: HeaderList
  if (type === 'HTTP_PROXY') {
    headers = withoutHeaders(
      exchange.headers,
      new Set(['host', 'content-encoding', 'via', 'x-amzn-trace-id']),
    )
  } else {
    headers = [
      ['Accept', 'application/json'],
      ['User-Agent', `AmazonAPIGateway_${exchange.api.id}`],
    ]
    const contentType = headerValue(exchange.headers, 'Content-Type')
    const isBodyless = ['GET', 'HEAD', 'OPTIONS'].includes(exchange.httpMethod)
    if (type === 'AWS' || type === 'AWS_PROXY')
      headers = withHeader(headers, 'Content-Type', contentType ?? 'application/json')
    else if (contentType !== undefined && !isBodyless)
      headers = withHeader(headers, 'Content-Type', contentType)
    else if (bodyLength > 0) headers = withHeader(headers, 'Content-Type', 'application/json')
  }
  const { at } = integrationOf(exchange)
  for (const name of Object.keys(allValues(mapped.headers))) {
    const values = mapped.headers.filter(([key]) => key === name).map(([, value]) => value)
    if (breaksLine(name) || values.some(breaksLine)) {
      throw configurationError('Invalid header', {
        code: 'mapping/header-injection',
        message: `The header ${name} would hold a line break.`,
        at: [...at, 'requestParameters'],
      })
    }
    headers = withHeader(headers, name, values.join(','))
  }
  headers = withoutHeaders(headers, silentlyDropped[type])
  if (headerValue(headers, 'Host') === undefined) headers = withHeader(headers, 'Host', host)
  headers = withHeader(headers, 'X-Amzn-Trace-Id', exchange.traceId)
  if (type !== 'AWS_PROXY')
    headers = withHeader(headers, 'x-amzn-apigateway-api-id', exchange.api.id)
  return headers
}

function jsonOf(overrides: Overrides) {
  return JSON.parse(JSON.stringify(overrides)) as { [name: string]: string } // overrides are JSON by their type
}
