import type { ContextValue } from '../../context/index.ts'
import type { Trace } from '../../trace.ts'
import { formattedLine } from '../rest/accessLog.ts'
import { httpContextOf } from './exchange.ts'
import type { HttpExchange, HttpFailure } from './exchange.ts'

/** The line of the access log, when the stage writes one. Source: developer guide, logging variables for HTTP APIs. */
export function accessLogLine(
  exchange: HttpExchange,
  trace: Trace,
  failure: HttpFailure | undefined,
): string | undefined {
  const format = exchange.stage?.accessLogSettings?.format
  return format === undefined || format === ''
    ? undefined
    : formattedLine(format, accessContext(exchange, trace, failure))
}

function accessContext(
  exchange: HttpExchange,
  { tookMs }: Trace,
  failure: HttpFailure | undefined,
): Readonly<Record<string, ContextValue>> {
  const { answer, integrationLatencyMs, integrationError = null } = exchange
  const latency = integrationLatencyMs === undefined ? null : Math.round(integrationLatencyMs)
  const requestId = answer?.lambda ? exchange.requestId : null
  // the status of a proxied function is the one in its result
  const integrationStatus = answer?.lambda && !failure ? exchange.status : (answer?.status ?? null)
  return {
    ...httpContextOf(exchange),
    awsEndpointRequestId: requestId,
    error: failure
      ? { message: failure.message, messageString: JSON.stringify(failure.message) }
      : {},
    integration: {
      error: integrationError,
      integrationStatus,
      latency,
      requestId,
      status: answer?.lambda ? 200 : (answer?.status ?? null),
    },
    integrationErrorMessage: integrationError,
    integrationLatency: latency,
    integrationStatus,
    responseLatency: Math.round(tookMs),
    responseLength: exchange.responseBody.length,
    status: exchange.status,
  }
}
