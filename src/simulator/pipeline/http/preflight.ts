import { headerValue } from '../../message/headers.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { allowedOrigin, isPreflight, preflightHeaders } from './cors.ts'
import type { HttpExchange } from './exchange.ts'

/**
 * Answer a CORS preflight, before any route is chosen and without authorization. An API without CORS settings sends the
 * request to its routes. Source: developer guide, CORS for HTTP APIs.
 */
export function answerPreflight(exchange: HttpExchange, draft: StepDraft): void {
  const { corsConfiguration } = exchange.api
  const at = ['apis', exchange.call.apiId, 'corsConfiguration']
  draft.at = at
  if (!corsConfiguration || !isPreflight(exchange.httpMethod, exchange.headers)) {
    draft.skipped = true
    return
  }
  const origin = headerValue(exchange.headers, 'Origin') ?? ''
  exchange.isPreflight = true
  exchange.status = 204
  exchange.responseHeaders = preflightHeaders(corsConfiguration, exchange.headers)
  draft.input = { origin }
  draft.decide(
    allowedOrigin(corsConfiguration, origin) === undefined
      ? `The CORS settings do not allow ${origin}: the preflight gets no CORS headers`
      : `The CORS settings answer the preflight of ${origin}; no route is called`,
    at,
    'HTTP API CORS',
  )
  draft.settles = { text: 'by the CORS settings of the API', rule: 'HTTP API CORS' }
  draft.output = { status: 204, headers: Object.fromEntries(exchange.responseHeaders) }
}
