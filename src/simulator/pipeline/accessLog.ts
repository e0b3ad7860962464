import { utf8Bytes } from '../context/index.ts'
import type { ContextValue } from '../context/index.ts'
import { contextOf } from './exchange.ts'
import type { Exchange, GatewayFailure } from './exchange.ts'

/** Bytes that a line of the access log may have. */
const lineBytes = 1_048_576

/** The line of the access log, where the stage writes one: its format with the values of `$context`. What has no value is a dash. */
export function accessLogLine(
  exchange: Exchange,
  times: { readonly latencyMs: number; readonly integrationLatencyMs: number | undefined },
  failure: GatewayFailure | undefined,
): string | undefined {
  const format = exchange.stage?.accessLogSettings?.format
  if (format === undefined || format === '' || exchange.isTest) return undefined
  const { answer } = exchange
  const latency = Math.round(times.latencyMs)
  const integrationLatency =
    times.integrationLatencyMs === undefined ? null : Math.round(times.integrationLatencyMs)
  const context: Readonly<Record<string, ContextValue>> = {
    ...contextOf(exchange),
    status: exchange.status,
    responseLength: exchange.responseBytes.length,
    responseLatency: latency,
    integrationLatency,
    integrationStatus: answer?.status ?? null,
    integration: {
      latency: integrationLatency,
      integrationStatus: answer?.status ?? null,
      status: answer?.lambda ? 200 : (answer?.status ?? null),
      requestId: answer?.lambda ? exchange.requestId : null,
    },
    error: failure
      ? {
          message: failure.message,
          messageString: JSON.stringify(failure.message),
          responseType: failure.type,
          validationErrorString: failure.validationErrorString ?? null,
        }
      : {},
    xrayTraceId: /Root=([^;]+)/.exec(exchange.traceId)?.[1] ?? null,
    customDomain: { basePathMatched: exchange.domain?.basePath ?? null },
  }
  const line = format.replace(
    /\$context((?:\.[A-Za-z0-9_:-]+|\['[^']*'\])+)/g,
    (_whole, path: string) => textAt(context, path),
  )
  return utf8Bytes(line).length > lineBytes ? `${line.slice(0, lineBytes)}` : line
}

function textAt(context: Readonly<Record<string, ContextValue>>, path: string): string {
  let value: ContextValue | undefined = context
  for (const [, plain, quoted] of path.matchAll(/\.([A-Za-z0-9_:-]+)|\['([^']*)'\]/g)) {
    const name = plain ?? quoted ?? ''
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return '-'
    const map = value as Readonly<Record<string, ContextValue>> // neither null nor a list
    value = Object.hasOwn(map, name) ? map[name] : undefined
  }
  return value === undefined || value === null || value === '' || typeof value === 'object'
    ? '-'
    : // a line stays a line, and a quoted text stays quoted
      JSON.stringify(String(value)).slice(1, -1)
}
