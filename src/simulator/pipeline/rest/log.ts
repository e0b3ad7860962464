import { quotas } from '../../../model/index.ts'
import type { Authorizer } from '../../../model/index.ts'
import { executeApiArn, masked } from '../../authorizers/refusals.ts'
import { utf8Bytes, utf8Text } from '../../context/index.ts'
import type { HeaderList } from '../../trace.ts'
import { beginningOf, isBinaryType } from '../../message/bodies.ts'
import { edgeAnswerNames, isEdgeVia } from './edge.ts'
import { awsEndpoint } from '../../integrations/endpoint.ts'
import { integrationOf, requestType, shownApiKey } from './exchange.ts'
import type { Exchange } from '../../exchange/exchange.ts'
import { required } from '../../exchange/failure.ts'
import type { RestExchange } from './exchange.ts'
import { utf8Length } from '../../message/payload.ts'
import type { Payload } from '../../message/payload.ts'
import { hashMapText, headerValue, mapText } from '../../message/headers.ts'
import { methodHeaders } from './methodHeaders.ts'
import { httpDate, logDate } from '../../message/text.ts'

/** Characters of a map of headers, and bytes of a whole event, behind which the log cuts. */
const mapCharacters = 1000
const eventBytes = quotas.logEvent.most

/** A body for the log: its beginning will do where the event is cut anyway. */
function loggedBody(exchange: RestExchange, payload: Payload): string {
  const needed = 4 * eventBytes
  if (exchange.isTest || payload.length <= needed) return payload.text
  return utf8Text(beginningOf(payload.bytes, needed))
}

const cutMap = (text: string) =>
  text.length > mapCharacters ? `${text.slice(0, mapCharacters)} [TRUNCATED]` : text

/** The first line of a call that found its method. */
export function logStart(exchange: RestExchange): void {
  if (!exchange.isTest)
    exchange.recorder.log.push(`Extended Request Id: ${exchange.extendedRequestId}`)
}

/** The first line of the check of the usage plan: it is there before a key or a limit ends the call. Source: recorded logs. */
export function logUsagePlanCheck(exchange: RestExchange): void {
  if (exchange.isTest) return
  exchange.recorder.log.push(
    `Verifying Usage Plan for request: ${exchange.requestId}. API Key: ${loggedKey(exchange)} API Stage: ${apiStage(exchange)}`,
  )
}

/** What the check of the usage plan found, once the call is within all limits. */
export function logUsagePlan(exchange: RestExchange): void {
  if (exchange.isTest) return
  const { log } = exchange.recorder
  if (exchange.method?.apiKeyRequired !== true) {
    log.push(
      `API Key  authorized because method '${methodName(exchange)}' does not require API Key. Request will not contribute to throttle or quota limits`,
    )
  }
  log.push(
    `Usage Plan check succeeded for API Key ${loggedKey(exchange)} and API Stage ${apiStage(exchange)}`,
  )
}

/** Why a key does not let the call in. */
export function refusedKeyLine(exchange: RestExchange): string {
  return `API Key ${loggedKey(exchange)} not authorized because method '${methodName(exchange)}' requires API Key and API Key is not associated with a Usage Plan for API Stage ${apiStage(exchange)}: No Usage Plan found for key and API Stage`
}

function apiStage({ call, stageName }: RestExchange): string {
  return `${call.apiId}/${stageName}`
}

/** The method as the design has it: `ANY /{proxy+}`. */
function methodName(exchange: RestExchange): string {
  const verb = exchange.method?.httpMethod ?? exchange.httpMethod
  return `${verb} ${exchange.resourcePath ?? exchange.path}`
}

/** The key that the request shows, where the method asks for one. */
function loggedKey(exchange: RestExchange): string {
  return exchange.method?.apiKeyRequired === true ? masked(shownApiKey(exchange) ?? '') : ''
}

export function logMethodRequest(exchange: RestExchange): void {
  const { log } = exchange.recorder
  const path = Object.entries(exchange.pathParameters)
  const type = requestType(exchange) ?? 'application/json'
  const isBinary = isBinaryType(type, exchange.api.binaryMediaTypes)
  const { apiKey } = exchange.identity
  log.push(
    `Starting execution for request: ${exchange.requestId}`,
    `HTTP Method: ${exchange.httpMethod}, Resource Path: ${exchange.path}`,
    ...(apiKey === undefined ? [] : [`API Key: ${masked(apiKey)}`]),
    `Method request path: ${hashMapText(path)}`,
    `Method request query string: ${hashMapText(exchange.query)}`,
    `Method request headers: ${cutMap(hashMapText(withoutSecrets(methodHeaders(exchange))))}`,
    `Method request body before transformations: ${isBinary ? '[Binary Data]' : loggedBody(exchange, exchange.body)}`,
  )
}

/** Headers whose values the log does not show. */
const secretHeaders: ReadonlySet<string> = new Set(['authorization', 'x-api-key'])

function withoutSecrets(headers: HeaderList): HeaderList {
  if (!headers.some(([name]) => secretHeaders.has(name.toLowerCase()))) return headers
  return headers.map(([name, value]) => [
    name,
    secretHeaders.has(name.toLowerCase()) ? masked(value) : value,
  ])
}

export function logIntegrationRequest(exchange: RestExchange): void {
  const { backendRequest: request, recorder } = exchange
  if (!request) return
  recorder.log.push(
    `Endpoint request URI: ${request.url}`,
    `Endpoint request headers: ${cutMap(mapText(loggedRequestHeaders(exchange)))}`,
    `Endpoint request body after transformations: ${loggedBody(exchange, exchange.payload)}`,
    `Sending request to ${request.url}`,
  )
}

/** The headers as the log has them: a call of a service shows its signature, which a simulator does not make, masked. */
function loggedRequestHeaders(exchange: RestExchange): HeaderList {
  const { integration } = integrationOf(exchange)
  const request = required(exchange.backendRequest, 'a request')
  const own = request.headers.filter(
    ([name]) => !['content-length', 'host'].includes(name.toLowerCase()),
  )
  const isAws = integration.type === 'AWS' || integration.type === 'AWS_PROXY'
  if (!isAws) return own
  const method = exchange.method?.httpMethod ?? exchange.httpMethod
  const isLambda = awsEndpoint(integration.uri)?.lambdaFunction !== undefined
  const source = executeApiArn(
    exchange,
    `${exchange.stageName}/${method}${exchange.resourcePath ?? ''}`,
  )
  const ours = ['x-amzn-apigateway-api-id', 'accept', 'user-agent']
  return [
    ...signedCallHeaders(exchange, isLambda ? source : undefined, own),
    ...own.filter(([name]) => !ours.includes(name.toLowerCase())),
  ]
}

/** The headers of a signed call; `sourceArn`: what a function is called for. */
function signedCallHeaders(
  exchange: Exchange,
  sourceArn: string | undefined,
  own: HeaderList = [],
): HeaderList {
  const { apiId } = exchange.call
  const digits = exchange.requestId.replace(/[^0-9a-f]/g, '')
  const isLambda = sourceArn !== undefined
  return [
    ...(isLambda ? ([['x-amzn-lambda-integration-tag', exchange.requestId]] as const) : []),
    ['Authorization', `${'*'.repeat(240)}${digits.slice(0, 6)}`],
    ['X-Amz-Date', new Date(exchange.startedAt).toISOString().replace(/[-:]|\.\d+/g, '')],
    ['x-amzn-apigateway-api-id', apiId],
    ...(isLambda ? ([['X-Amz-Source-Arn', sourceArn]] as const) : []),
    ['Accept', headerValue(own, 'Accept') ?? 'application/json'],
    ['User-Agent', headerValue(own, 'User-Agent') ?? `AmazonAPIGateway_${apiId}`],
    ['X-Amz-Security-Token', (digits || '0').repeat(40).slice(0, 900)],
  ]
}

/** An authorizer is asked: who calls. Source: recorded logs. */
export function logAuthorizer(
  exchange: Exchange,
  authorizer: Authorizer,
  identity: readonly (readonly [source: string, value: string])[],
): void {
  const shown =
    authorizer.type === 'REQUEST'
      ? mapText(identity.map(([source, value]) => [source, masked(value)]))
      : masked(identity[0]?.[1] ?? '')
  exchange.recorder.log.push(
    `Starting authorizer: ${authorizer.id} for request: ${exchange.requestId}`,
    `Incoming identity: ${shown}`,
  )
}

/** The function of an authorizer is called. */
export function logAuthorizerCall(
  exchange: Exchange,
  authorizer: Authorizer,
  url: string,
  event: string,
): void {
  const source = executeApiArn(exchange, `authorizers/${authorizer.id}`)
  exchange.recorder.log.push(
    `Endpoint request URI: ${url}`,
    `Endpoint request headers: ${cutMap(mapText(signedCallHeaders(exchange, source)))}`,
    `Endpoint request body after transformations: ${event}`,
    `Sending request to ${url}`,
  )
}

/** The function of an authorizer has answered. */
export function logAuthorizerResult(exchange: Exchange, text: string): void {
  exchange.recorder.log.push(`Authorizer result body before parsing: ${text}`)
}

/** An authorizer's policy is taken. */
export function logAuthorized(exchange: Exchange, principalId: string): void {
  exchange.recorder.log.push(
    `Using valid authorizer policy for principal: ${masked(principalId)}`,
    'Successfully completed authorizer execution',
  )
}

/** The gateway itself answers. The service logs no call that it could not route; a test call's log has the status alone. */
export function logGatewayResponse(
  exchange: RestExchange,
  type: string,
  mappedHeaders: HeaderList,
): void {
  if (!exchange.method) return
  const { log } = exchange.recorder
  if (!exchange.isTest) {
    log.push(
      `Gateway response type: ${type} with status code: ${exchange.status}`,
      `Gateway response body: ${loggedBody(exchange, exchange.responseBody)}`,
      `Gateway response headers: ${cutMap(mapText(mappedHeaders))}`,
    )
  }
  log.push(`Method completed with status: ${exchange.status}`)
  // the function was invoked: it failed, or its result cannot be used. Source: recorded logs
  if (exchange.answer?.lambda) logTracing(exchange)
}

/** The ids by which the other logs of a call are found. A test call has none. */
function logTracing(exchange: RestExchange): void {
  if (exchange.isTest) return
  exchange.recorder.log.push(
    ...(exchange.answer?.lambda
      ? [`AWS Integration Endpoint RequestId : ${exchange.requestId}`]
      : []),
    `X-ray Tracing ID : ${/Root=([^;]+)/.exec(exchange.traceId)?.[1] ?? ''}`,
  )
}

export function logIntegrationResponse(exchange: RestExchange): void {
  const { answer, recorder, integrationLatencyMs = 0 } = exchange
  if (!answer || !exchange.backendRequest) return
  recorder.log.push(
    `Received response. Status: ${answer.status}, Integration latency: ${Math.round(integrationLatencyMs)} ms`,
    `Endpoint response headers: ${cutMap(mapText(loggedAnswerHeaders(exchange)))}`,
    `Endpoint response body before transformations: ${loggedBody(exchange, exchange.answerBody)}`,
  )
}

function loggedAnswerHeaders(exchange: RestExchange): HeaderList {
  const answer = required(exchange.answer, 'an answer')
  if (!answer.lambda) return answer.headers
  const others = answer.headers.filter(([name]) => name.toLowerCase() !== 'content-type')
  return [
    ['Date', httpDate(exchange.environment.now())],
    ['Content-Type', headerValue(answer.headers, 'Content-Type') ?? 'application/json'],
    ['Content-Length', String(exchange.answerBody.length)],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', exchange.requestId],
    ['x-amzn-Remapped-Content-Length', '0'],
    ...others,
    ['X-Amzn-Trace-Id', exchange.traceId.replace(/;Parent=[^;]*/, '')],
  ]
}

/** Headers of an answer that are added behind the execution that the log tells of. */
const unlogged: ReadonlySet<string> = new Set([
  'x-amzn-requestid',
  'x-amz-apigw-id',
  'date',
  'content-length',
  'connection',
  ...edgeAnswerNames,
])

export function logMethodResponse(exchange: RestExchange): void {
  const headers = exchange.responseHeaders.filter(
    ([name, value]) => !unlogged.has(name.toLowerCase()) && !isEdgeVia(name, value),
  )
  exchange.recorder.log.push(
    `Method response body after transformations: ${loggedBody(exchange, exchange.responseBody)}`,
    `Method response headers: ${cutMap(mapText(headers))}`,
    'Successfully completed execution',
    `Method completed with status: ${exchange.status}`,
  )
  logTracing(exchange)
}

/** The log as it is read: the test console's lines with dates, a deployed stage's with the request id. */
export function finishedLog(exchange: RestExchange): readonly string[] {
  const { log } = exchange.recorder
  if (exchange.isTest) {
    const date = logDate(exchange.environment.now())
    const lines = log.map((line) => `${date} : ${line}`)
    return [`Execution log for request ${exchange.requestId}`, ...lines]
  }
  return log.map((line) => cutEvent(`(${exchange.requestId}) ${line}`))
}

/** An event of the log is cut behind 1,024 bytes, never within a character. */
function cutEvent(event: string): string {
  if (event.length * 3 <= eventBytes) return event
  // most events are ASCII, a byte each unit
  if (event.length <= eventBytes && !/[^\0-\x7f]/.test(event)) return event
  // its beginning is enough to see whether it is too long, and where to cut
  const beginning = event.length > eventBytes ? event.slice(0, eventBytes + 1) : event
  if (utf8Length(beginning) <= eventBytes) return event
  return `${utf8Text(beginningOf(utf8Bytes(beginning), eventBytes))} [TRUNCATED]`
}
