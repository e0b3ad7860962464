import { shownBody } from '../../message/bodies.ts'
import { withHeader } from '../../message/headers.ts'
import { Payload } from '../../message/payload.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { httpDate } from '../../message/text.ts'
import { withCorsHeaders } from './cors.ts'
import type { HttpExchange, HttpFailure } from './exchange.ts'

/** Send the response: with the API's CORS headers and the service's own. */
export function sendResponse(exchange: HttpExchange, draft: StepDraft): void {
  const { corsConfiguration } = exchange.api
  if (corsConfiguration && !exchange.isPreflight) {
    const at = ['apis', exchange.call.apiId, 'corsConfiguration']
    const requested = exchange.call.request.headers ?? []
    exchange.responseHeaders = withCorsHeaders(
      corsConfiguration,
      requested,
      exchange.responseHeaders,
    )
    draft.decide('The CORS settings replace the CORS headers of the backend', at, 'HTTP API CORS')
  }
  finish(exchange, draft)
}

/** Send an error of the API itself: `{"message": …}`. */
export function sendError(exchange: HttpExchange, failure: HttpFailure, draft: StepDraft): void {
  exchange.status = failure.status
  exchange.responseBody = Payload.ofText(JSON.stringify({ message: failure.message }))
  const headers = [['content-type', 'application/json'] as const, ...failure.headers]
  const { corsConfiguration } = exchange.api
  const requested = exchange.call.request.headers ?? []
  exchange.responseHeaders = corsConfiguration
    ? withCorsHeaders(corsConfiguration, requested, headers)
    : headers
  draft.decide(
    `The API returns ${failure.status} ${failure.message} itself: HTTP APIs have no gateway responses that could change it`,
    undefined,
    'HTTP API errors',
  )
  finish(exchange, draft)
}

function finish(exchange: HttpExchange, draft: StepDraft): void {
  if (exchange.httpMethod === 'HEAD') exchange.responseBody = Payload.ofText('')
  const added = [
    ['date', httpDate(exchange.startedAt)],
    ['content-length', String(exchange.responseBody.length)],
    ['apigw-requestid', exchange.requestId],
  ] as const
  for (const [name, value] of added) {
    // a response without content has no length
    if (name === 'content-length' && exchange.status === 204) continue
    exchange.responseHeaders = withHeader(exchange.responseHeaders, name, value)
  }
  draft.output = {
    status: exchange.status,
    headers: Object.fromEntries(exchange.responseHeaders),
    body: shownBody(exchange.responseBody),
  }
}
