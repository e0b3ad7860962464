import { quotas } from '../../../model/index.ts'
import { base64Decode } from '../../context/index.ts'
import { givenPayload, shownBody } from '../../message/bodies.ts'
import { headerValue } from '../../message/headers.ts'
import { utf8Length } from '../../message/payload.ts'
import { headerProblem, parseQuery } from '../rest/readRequest.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { HttpFailure, hostName, httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'

/** Read the request: its size, its headers, its query string and its body. */
export function readRequest(exchange: HttpExchange, draft: StepDraft): void {
  const { request } = exchange.call
  const { headers = [], query = '' } = request
  const { at } = draft
  draft.input = { method: request.method, path: request.path, query }
  if (request.bodyBase64 !== undefined && base64Decode(request.bodyBase64) === undefined) {
    const message = 'The body is given as base64, and it is not base64.'
    throw httpFailure(400, { code: 'request/not-base64', message, at })
  }
  exchange.sentBody = givenPayload(request)
  const { bodyBytes } = exchange.environment.budget
  if (exchange.sentBody.length > bodyBytes) {
    const message = `The body has more than ${bodyBytes} bytes, the most that the service takes.`
    throw httpFailure(413, { code: 'request/too-large', message, at })
  }
  const malformed = headerProblem(headers, at)
  if (malformed) throw new HttpFailure(400, [malformed])
  const sizeBytes = headers.reduce(
    (sum, [name, value]) => sum + utf8Length(name) + utf8Length(value),
    0,
  )
  const limit = quotas.headers.most
  if (sizeBytes > limit) {
    const message = `The headers have ${sizeBytes} bytes together; the service takes ${limit}.`
    throw httpFailure(431, { code: 'request/headers-too-large', message, at })
  }
  // a client always names the host that it calls
  exchange.headers =
    headerValue(headers, 'Host') === undefined
      ? [...headers, ['Host', hostName(exchange)]]
      : headers
  exchange.query = parseQuery(query)
  draft.output = {
    headers: Object.fromEntries(exchange.headers),
    query: exchange.query.map(([name, value]) => `${name}=${value}`),
    body: shownBody(exchange.sentBody),
  }
}
