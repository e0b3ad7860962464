import { utf8Text } from '../context/index.ts'
import type { HeaderList } from '../trace.ts'
import { isBinaryType } from './bodies.ts'
import { awsEndpoint } from './endpoint.ts'
import { integrationOf, known, requestType } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { headerValue, mapText } from './headers.ts'
import { httpDate, logDate } from './text.ts'

/** Characters of a map of headers, and bytes of a whole event, behind which the log cuts. */
const mapCharacters = 1000
const eventCharacters = 1024

/** A body for the log: its beginning will do where the event is cut anyway. */
function loggedBody(exchange: Exchange, bytes: Uint8Array): string {
  const needed = 4 * eventCharacters
  return utf8Text(exchange.isTest || bytes.length <= needed ? bytes : bytes.slice(0, needed))
}

const cutMap = (text: string) =>
  text.length > mapCharacters ? `${text.slice(0, mapCharacters)} [TRUNCATED]` : text

/** The first line of a call that found its method. */
export function logStart(exchange: Exchange): void {
  if (!exchange.isTest)
    exchange.recorder.log.push(`Extended Request Id: ${exchange.extendedRequestId}`)
}

/** Lines of the execution log, in the service's words. Source: recorded logs. */
export function logUsagePlan(exchange: Exchange): void {
  if (exchange.isTest) return
  const { log } = exchange.recorder
  const plan = `${exchange.call.apiId}/${exchange.stageName}`
  const { apiKey } = exchange.identity
  const key = apiKey === undefined ? '' : `${'*'.repeat(5)}${apiKey.slice(-6)}`
  log.push(
    `Verifying Usage Plan for request: ${exchange.requestId}. API Key: ${key} API Stage: ${plan}`,
  )
  if (apiKey !== undefined) {
    log.push(`Usage Plan check succeeded for API Key ${key} and API Stage ${plan}`)
    return
  }
  log.push(
    `API Key  authorized because method '${exchange.httpMethod} ${exchange.resourcePath ?? exchange.path}' does not require API Key. Request will not contribute to throttle or quota limits`,
    `Usage Plan check succeeded for API Key  and API Stage ${plan}`,
  )
}

export function logMethodRequest(exchange: Exchange): void {
  const { log } = exchange.recorder
  const path = Object.entries(exchange.pathParameters)
  const type = requestType(exchange) ?? 'application/json'
  const isBinary = exchange.bytes.length > 0 && isBinaryType(type, exchange.api.binaryMediaTypes)
  log.push(
    `Starting execution for request: ${exchange.requestId}`,
    `HTTP Method: ${exchange.httpMethod}, Resource Path: ${exchange.path}`,
    `Method request path: ${mapText(path)}`,
    `Method request query string: ${mapText(exchange.query)}`,
    `Method request headers: ${cutMap(mapText(exchange.headers))}`,
    `Method request body before transformations: ${isBinary ? '[Binary Data]' : loggedBody(exchange, exchange.bytes)}`,
  )
}

export function logIntegrationRequest(exchange: Exchange): void {
  const { backendRequest: request, recorder } = exchange
  if (!request) return
  recorder.log.push(
    `Endpoint request URI: ${request.url}`,
    `Endpoint request headers: ${cutMap(mapText(loggedRequestHeaders(exchange)))}`,
    `Endpoint request body after transformations: ${loggedBody(exchange, exchange.payload)}`,
    `Sending request to ${request.url}`,
  )
}

/** The headers as the log has them: a call of Lambda shows its signature, which a simulator does not make, masked. */
function loggedRequestHeaders(exchange: Exchange): HeaderList {
  const { integration } = integrationOf(exchange)
  const request = known(exchange.backendRequest, 'a request')
  const own = request.headers.filter(
    ([name]) => !['content-length', 'host'].includes(name.toLowerCase()),
  )
  const isAws = integration.type === 'AWS' || integration.type === 'AWS_PROXY'
  if (!isAws) return own
  const { apiId } = exchange.call
  const digits = exchange.requestId.replace(/[^0-9a-f]/g, '')
  const { accountId, region } = exchange.environment
  const method = exchange.method?.httpMethod ?? exchange.httpMethod
  const source = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${exchange.stageName}/${method}${exchange.resourcePath ?? ''}`
  const isLambda = awsEndpoint(integration.uri)?.lambdaFunction !== undefined
  const date = new Date(exchange.startedAt).toISOString().replace(/[-:]|\.\d+/g, '')
  const ours = ['x-amzn-apigateway-api-id', 'accept', 'user-agent']
  return [
    ...(isLambda ? ([['x-amzn-lambda-integration-tag', exchange.requestId]] as const) : []),
    ['Authorization', `${'*'.repeat(240)}${digits.slice(0, 6)}`],
    ['X-Amz-Date', date],
    ['x-amzn-apigateway-api-id', apiId],
    ...(isLambda ? ([['X-Amz-Source-Arn', source]] as const) : []),
    ['Accept', headerValue(own, 'Accept') ?? 'application/json'],
    ['User-Agent', headerValue(own, 'User-Agent') ?? `AmazonAPIGateway_${apiId}`],
    ['X-Amz-Security-Token', (digits || '0').repeat(40).slice(0, 900)],
    ...own.filter(([name]) => !ours.includes(name.toLowerCase())),
  ]
}

export function logIntegrationResponse(exchange: Exchange, latencyMs: number): void {
  const { answer, recorder } = exchange
  if (!answer || !exchange.backendRequest) return
  recorder.log.push(
    `Received response. Status: ${answer.status}, Integration latency: ${Math.round(latencyMs)} ms`,
    `Endpoint response headers: ${cutMap(mapText(loggedAnswerHeaders(exchange)))}`,
    `Endpoint response body before transformations: ${loggedBody(exchange, answer.bytes)}`,
  )
}

function loggedAnswerHeaders(exchange: Exchange): HeaderList {
  const answer = known(exchange.answer, 'an answer')
  if (!answer.lambda) return answer.headers
  const others = answer.headers.filter(([name]) => name.toLowerCase() !== 'content-type')
  return [
    ['Date', httpDate(exchange.environment.now())],
    ['Content-Type', headerValue(answer.headers, 'Content-Type') ?? 'application/json'],
    ['Content-Length', String(answer.bytes.length)],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', exchange.requestId],
    ['x-amzn-Remapped-Content-Length', '0'],
    ...others,
    ['X-Amzn-Trace-Id', exchange.traceId.replace(/;Parent=[^;]*/, '')],
  ]
}

export function logMethodResponse(exchange: Exchange): void {
  const own = ['x-amzn-requestid', 'x-amz-apigw-id', 'date', 'content-length', 'connection']
  const headers = exchange.responseHeaders.filter(([name]) => !own.includes(name.toLowerCase()))
  exchange.recorder.log.push(
    `Method response body after transformations: ${loggedBody(exchange, exchange.responseBytes)}`,
    `Method response headers: ${cutMap(mapText(headers))}`,
    'Successfully completed execution',
    `Method completed with status: ${exchange.status}`,
  )
  if (exchange.isTest) return
  exchange.recorder.log.push(
    ...(exchange.answer?.lambda
      ? [`AWS Integration Endpoint RequestId : ${exchange.requestId}`]
      : []),
    `X-ray Tracing ID : ${/Root=([^;]+)/.exec(exchange.traceId)?.[1] ?? ''}`,
  )
}

/** The log as it is read: the test console's lines with dates, a deployed stage's with the request id. */
export function finishedLog(exchange: Exchange): readonly string[] {
  const { log } = exchange.recorder
  if (exchange.isTest) {
    const date = logDate(exchange.environment.now())
    const lines = log.map((line) => `${date} : ${line}`)
    return [`Execution log for request ${exchange.requestId}`, ...lines]
  }
  return log.map((line) => {
    const whole = `(${exchange.requestId}) ${line}`
    return whole.length > eventCharacters ? `${whole.slice(0, eventCharacters)} [TRUNCATED]` : whole
  })
}
