import type { BackendAnswer, Exchange } from './exchange.ts'
import { mapText } from './headers.ts'
import { shownBody } from './bodies.ts'
import { lambdaFunctionName } from '../../model/index.ts'
import type { Integration } from '../../model/index.ts'

/** Characters of one event of the log. */
const eventCharacters = 1024

/** Write a line, cut as the service cuts it. */
export function logLine(exchange: Exchange, text: string): void {
  const cut = text.length > eventCharacters ? `${text.slice(0, eventCharacters)} [TRUNCATED]` : text
  exchange.recorder.log.push(cut)
}

/** The lines before the method request of a deployed API. */
export function logUsagePlan(exchange: Exchange): void {
  const { requestId, stageName, api } = exchange
  const method = `${exchange.httpMethod} ${exchange.resourcePath ?? '/'}`
  logLine(exchange, `Extended Request Id: ${exchange.extendedRequestId}`)
  logLine(
    exchange,
    `Verifying Usage Plan for request: ${requestId}. API Key:  API Stage: ${api.id}/${stageName}`,
  )
  logLine(
    exchange,
    `API Key  authorized because method '${method}' does not require API Key. Request will not contribute to throttle or quota limits`,
  )
  logLine(exchange, `Usage Plan check succeeded for API Key  and API Stage ${api.id}/${stageName}`)
}

/** The lines of the method request. */
export function logMethodRequest(exchange: Exchange): void {
  logLine(exchange, `Starting execution for request: ${exchange.requestId}`)
  logLine(
    exchange,
    `HTTP Method: ${exchange.httpMethod}, Resource Path: ${exchange.resourcePath ?? '/'}`,
  )
  logLine(exchange, `Method request path: ${mapText(Object.entries(exchange.pathParameters))}`)
  logLine(exchange, `Method request query string: ${mapText(exchange.query)}`)
  logLine(exchange, `Method request headers: ${mapText(exchange.headers)}`)
  logLine(exchange, `Method request body before transformations: ${shownBody(exchange.bytes)}`)
}

/** The lines of the request that the backend gets. */
export function logEndpointRequest(exchange: Exchange, integration: Integration): void {
  const request = exchange.backendRequest
  if (!request) return
  const isLambda = integration.type !== 'MOCK' && lambdaFunctionName(integration.uri) !== undefined
  const body = 'text' in request.body ? request.body.text : '[Binary Data]'
  const date = new Date(exchange.startedAt).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
  const lambdaHeaders: [string, string][] = [
    ['x-amzn-lambda-integration-tag', exchange.requestId],
    ['Authorization', '*'.repeat(96) + exchange.requestId.slice(-6)],
    ['X-Amz-Date', date],
    ['x-amzn-apigateway-api-id', exchange.api.id],
    ['Accept', 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${exchange.api.id}`],
    ['X-Amz-Security-Token', 'simulated '.repeat(90)],
  ]
  logLine(exchange, `Endpoint request URI: ${request.url}`)
  logLine(
    exchange,
    `Endpoint request headers: ${mapText(isLambda ? lambdaHeaders : request.headers)}`,
  )
  logLine(exchange, `Endpoint request body after transformations: ${body}`)
  logLine(exchange, `Sending request to ${request.url}`)
}

/** The lines of the backend's answer. */
export function logEndpointResponse(
  exchange: Exchange,
  answer: BackendAnswer,
  latencyMs: number,
): void {
  logLine(
    exchange,
    `Received response. Status: ${answer.status}, Integration latency: ${latencyMs} ms`,
  )
  logLine(exchange, `Endpoint response headers: ${mapText(answer.headers)}`)
  logLine(exchange, `Endpoint response body before transformations: ${shownBody(answer.bytes)}`)
}

/** The lines of the answer to the client. */
export function logMethodResponse(exchange: Exchange): void {
  logLine(
    exchange,
    `Method response body after transformations: ${shownBody(exchange.responseBytes)}`,
  )
  const headers = [...exchange.responseHeaders].sort(
    ([left], [right]) => Number(right === 'X-Amzn-Trace-Id') - Number(left === 'X-Amzn-Trace-Id'),
  )
  logLine(exchange, `Method response headers: ${mapText(headers)}`)
  logLine(exchange, 'Successfully completed execution')
  logLine(exchange, `Method completed with status: ${exchange.status}`)
}

/** The log with the prefixes of its kind: a deployed call's events carry the request id, a test's lines the time. */
export function finishedLog(exchange: Exchange): string[] {
  const { log } = exchange.recorder
  if (!exchange.isTest) return log.map((line) => `(${exchange.requestId}) ${line}`)
  const date = new Date(exchange.startedAt)
  const [weekday = '', day = '', month = '', year = '', time = ''] = date
    .toUTCString()
    .replace(',', '')
    .split(' ')
  const prefix = `${weekday} ${month} ${day} ${time} UTC ${year} : `
  return [`Execution log for request ${exchange.requestId}`, ...log.map((line) => prefix + line)]
}
