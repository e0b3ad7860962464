import type { HeaderList } from '../../trace.ts'
import { sourceIp } from '../../exchange/exchange.ts'
import { headerValue, withHeader, withoutHeaders } from '../../message/headers.ts'
import { decodedText } from '../rest/readRequest.ts'
import { hostName, userAgentOf } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import type { HttpEventSource } from './lambdaEvent.ts'

/** Headers of one connection, which no function and no backend sees. */
export const hopByHopHeaders: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** What an event is made of, before any parameter mapping. */
export function eventSourceOf(exchange: HttpExchange): HttpEventSource {
  const { environment, call, authorizer, clientCertificate } = exchange
  return {
    accountId: environment.accountId,
    apiId: call.apiId,
    stage: exchange.stageName,
    domainName: hostName(exchange),
    requestId: exchange.requestId,
    startedAt: exchange.startedAt,
    method: exchange.httpMethod,
    rawPath: exchange.rawPath,
    rawQueryString: call.request.query ?? '',
    query: exchange.query,
    headers: eventHeaders(exchange),
    sourceIp: sourceIp(exchange),
    userAgent: userAgentOf(exchange),
    routeKey: exchange.routeKey ?? '',
    pathParameters: Object.fromEntries(
      Object.entries(exchange.pathParameters).map(([name, value]) => [name, decodedText(value)]),
    ),
    stageVariables: exchange.stageVariables,
    body: exchange.sentBody,
    ...(authorizer && { authorizer }),
    ...(clientCertificate && { clientCertificate }),
  }
}

/** The headers of an event: the client's, with what the service adds on the way. */
function eventHeaders(exchange: HttpExchange): HeaderList {
  const { headers, sentBody } = exchange
  const forwarded = headerValue(headers, 'X-Forwarded-For')
  const ip = sourceIp(exchange)
  const added: HeaderList = [
    ['X-Amzn-Trace-Id', exchange.forwardedTraceId],
    ['X-Forwarded-For', forwarded === undefined ? ip : `${forwarded}, ${ip}`],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
    // a client states the length of what it sends
    ...(sentBody.length > 0 && headerValue(headers, 'Content-Length') === undefined
      ? ([['Content-Length', String(sentBody.length)]] as const)
      : []),
  ]
  return added.reduce(
    (all, [name, value]) => withHeader(all, name, value),
    withoutHeaders(headers, hopByHopHeaders),
  )
}
