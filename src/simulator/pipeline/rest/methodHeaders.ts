import type { HeaderList } from '../../trace.ts'
import { edgeAddress, throughEdge } from './edge.ts'
import { sourceIp } from '../../exchange/exchange.ts'
import type { RestExchange } from './exchange.ts'
import { headerValue } from '../../message/headers.ts'

/** Headers that say where a request comes from: each stop on the way writes them anew. */
const ofTheWay: ReadonlySet<string> = new Set([
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
])

/** The headers of the method request: the client's, and what stands between the client and the API added to them. A test call has the client's alone. */
export function methodHeaders(exchange: RestExchange): HeaderList {
  if (exchange.isTest) return exchange.headers
  const kept = exchange.methodHeaders
  // authorization takes a signature away: then they are others
  if (kept?.of === exchange.headers) return kept.headers
  const forwarded = headerValue(exchange.headers, 'X-Forwarded-For')
  const headers = throughEdge(
    exchange,
    exchange.headers.filter(([name]) => !ofTheWay.has(name.toLowerCase())),
  )
  headers.push(
    ['X-Amzn-Trace-Id', exchange.forwardedTraceId],
    ['X-Forwarded-For', forwardedFor(forwarded, sourceIp(exchange), edgeAddress(exchange))],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  )
  exchange.methodHeaders = { of: exchange.headers, headers }
  return headers
}

function forwardedFor(given: string | undefined, source: string, edge: string | undefined): string {
  const client = given === undefined ? source : `${given}, ${source}`
  return edge === undefined ? client : `${client}, ${edge}`
}
