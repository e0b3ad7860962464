import { droppedResponseHeaders, remappedResponseHeaders } from '../../../model/index.ts'
import type { HeaderList } from '../../trace.ts'
import { shownBody } from '../../message/bodies.ts'
import { storeAnswer } from './cache.ts'
import { compressAnswer } from '../../message/compression.ts'
import { withEdgeHeaders } from './edge.ts'
import { integrationOf } from './exchange.ts'
import { required } from '../../exchange/failure.ts'
import type { RestExchange } from './exchange.ts'
import { headerValue } from '../../message/headers.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { httpDate } from '../../message/text.ts'

/** Write the response as the client gets it: header names that change, and the headers that the service adds. */
export function writeMethodResponse(exchange: RestExchange, draft: StepDraft): void {
  const { integration } = integrationOf(exchange)
  draft.at = [...required(exchange.entryAt, 'an address'), 'methodResponses']
  draft.input = { headers: Object.fromEntries(exchange.responseHeaders) }
  const { type } = integration
  const headers: [string, string][] = []
  for (const [name, value] of exchange.responseHeaders) {
    const lower = name.toLowerCase()
    if (droppedResponseHeaders[type].has(lower)) {
      draft.decide(`${name} is dropped`, undefined, 'Header remapping')
    } else if (remappedResponseHeaders[type].has(lower)) {
      headers.push([`x-amzn-Remapped-${name}`, value])
      draft.decide(`${name} comes out as x-amzn-Remapped-${name}`, undefined, 'Header remapping')
    } else headers.push([name, value])
  }
  const has = (name: string) => headerValue(headers, name) !== undefined
  if (!has('Content-Type')) headers.push(['Content-Type', 'application/json'])
  // MOCK never has one, an HTTP proxy only where its backend gave one
  const isTraced = type !== 'MOCK' && type !== 'HTTP_PROXY' && !has('X-Amzn-Trace-Id')
  if (isTraced) headers.unshift(['X-Amzn-Trace-Id', exchange.traceId])
  exchange.responseHeaders = headers
  storeAnswer(exchange, draft)
  sendAnswer(exchange, draft)
}

/** The end of every answer that is not the gateway's own, from the backend or from the cache: packed, and with the headers of the service. */
export function sendAnswer(exchange: RestExchange, draft: StepDraft): void {
  const body = shownBody(exchange.responseBody)
  const { responseHeaders } = exchange
  if (exchange.isCacheHit && integrationOf(exchange).integration.type !== 'MOCK') {
    exchange.responseHeaders = [['X-Amzn-Trace-Id', exchange.traceId], ...responseHeaders]
  }
  if (exchange.addedHeaders.length > 0) {
    exchange.responseHeaders = [...exchange.responseHeaders, ...exchange.addedHeaders]
  }
  compressAnswer(exchange, draft)
  if (!exchange.isTest) {
    exchange.responseHeaders = withServiceHeaders(exchange, exchange.responseHeaders)
  }
  draft.output = {
    status: exchange.status,
    headers: Object.fromEntries(exchange.responseHeaders),
    body,
  }
}

/** An answer's headers with those that every answer of a deployed API has. */
export function withServiceHeaders(exchange: RestExchange, headers: HeaderList): HeaderList {
  const asked = headerValue(exchange.call.request.headers ?? [], 'Connection')
  return withEdgeHeaders(exchange, [
    ...headers,
    ['x-amzn-RequestId', exchange.requestId],
    ['x-amz-apigw-id', exchange.extendedRequestId],
    ['Date', httpDate(exchange.environment.now())],
    ['Content-Length', String(exchange.responseBody.length)],
    ['Connection', asked?.toLowerCase() === 'close' ? 'close' : 'keep-alive'],
  ])
}
