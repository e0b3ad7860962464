import { utf8Bytes } from '../../context/index.ts'
import type { ContextValue } from '../../context/index.ts'
import type { Step, Trace } from '../../trace.ts'
import { contextOf } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import type { GatewayFailure } from '../../exchange/failure.ts'

type Members = Readonly<Record<string, ContextValue>>

/** Bytes that a line of the access log may have. */
const lineBytes = 1_048_576

/** The line of the access log, where the stage writes one: its format with the values of `$context`. What has no value is a dash. */
export function accessLogLine(
  exchange: RestExchange,
  trace: Trace,
  failure: GatewayFailure | undefined,
): string | undefined {
  const format = exchange.stage?.accessLogSettings?.format
  if (format === undefined || format === '' || exchange.isTest) return undefined
  return formattedLine(format, accessContext(exchange, trace, failure))
}

/** A line of an access log: the format with the values of `$context` in it. */
export function formattedLine(format: string, context: Members): string {
  const line = format.replace(
    /\$context((?:\.[A-Za-z0-9_:-]+|\['[^']*'\])+)/g,
    (_whole, path: string) => textAt(context, path),
  )
  return utf8Bytes(line).length > lineBytes ? line.slice(0, lineBytes) : line
}

/** `$context` with what only access logs may read. Source: developer guide, variables for access logging. */
function accessContext(
  exchange: RestExchange,
  { steps, tookMs }: Trace,
  failure: GatewayFailure | undefined,
): Members {
  const { answer, integrationLatencyMs } = exchange
  const plain = contextOf(exchange)
  const latency = integrationLatencyMs === undefined ? null : Math.round(integrationLatencyMs)
  const failed = steps.find(
    ({ outcome, writesOwnResponse }) => outcome === 'failed' && !writesOwnResponse,
  )
  const isIntegrationError = failed?.failsIntegration === true
  const error = isIntegrationError ? (failure?.logLines.at(-1) ?? failure?.message ?? null) : null
  const endpointRequestId = answer?.lambda ? exchange.requestId : null
  return {
    ...plain,
    ...(exchange.isRequestIdReplaced && { requestId: 'UUID_REPLACED_INVALID_REQUEST_ID' }),
    ...authorization(exchange, plain, steps, failure),
    awsEndpointRequestId: endpointRequestId,
    customDomain: { basePathMatched: exchange.domain?.basePath ?? null },
    endpointType: exchange.api.endpointConfiguration.types[0] ?? null,
    error: failure
      ? {
          message: failure.message,
          messageString: JSON.stringify(failure.message),
          responseType: failure.type,
          validationErrorString: failure.validationErrorString ?? null,
        }
      : {},
    integration: {
      error,
      integrationStatus: integrationStatus(exchange),
      latency,
      requestId: endpointRequestId,
      status: answer?.lambda ? 200 : (answer?.status ?? null),
    },
    integrationErrorMessage: error,
    integrationLatency: latency,
    integrationStatus: integrationStatus(exchange),
    responseLatency: Math.round(tookMs),
    responseLength: exchange.responseBody.length,
    status: exchange.status,
    waf: exchange.wafResponseCode
      ? { error: null, latency: 0, status: exchange.wafResponseCode === 'WAF_BLOCK' ? 403 : 200 }
      : {},
    xrayTraceId: /Root=([^;]+)/.exec(exchange.traceId)?.[1] ?? null,
  }
}

/** The status of a proxied function is the one in its result. */
function integrationStatus(exchange: RestExchange): number | null {
  const { answer } = exchange
  if (!answer) return null
  const isProxied = exchange.method?.integration?.type === 'AWS_PROXY'
  return isProxied && exchange.status > 0 ? exchange.status : answer.status
}

/** Who was asked whether the call may go on, and what came of it. */
function authorization(
  exchange: RestExchange,
  { authorizer }: Members,
  steps: readonly Step[],
  failure: GatewayFailure | undefined,
): Members {
  const step = steps.find(({ station }) => station === 'authorizer')
  const type = exchange.method?.authorizationType ?? 'NONE'
  if (!step || type === 'NONE') return {}
  const isRefused = step.outcome === 'failed'
  // who the caller is was found out before a policy said no
  const isKnown = !isRefused || failure?.type === 'ACCESS_DENIED'
  const latency = Math.round(step.tookMs)
  const identified = {
    error: isKnown ? null : (failure?.message ?? null),
    latency,
    status: isKnown ? 200 : (failure?.status ?? null),
  }
  const authorize = isKnown
    ? {
        authorize: {
          error: isRefused ? (failure?.message ?? null) : null,
          latency,
          status: isRefused ? (failure?.status ?? null) : 200,
        },
      }
    : {}
  if (type === 'AWS_IAM') return { ...authorize, authenticate: identified }
  const known = typeof authorizer === 'object' && !Array.isArray(authorizer) ? authorizer : {}
  return {
    ...authorize,
    authorizer: {
      ...known,
      ...identified,
      integrationStatus: type === 'CUSTOM' && isKnown ? 200 : null,
      requestId: type === 'CUSTOM' && isKnown ? exchange.requestId : null,
    },
  }
}

function textAt(context: Members, path: string): string {
  let value: ContextValue | undefined = context
  for (const [, plain, quoted] of path.matchAll(/\.([A-Za-z0-9_:-]+)|\['([^']*)'\]/g)) {
    const name = plain ?? quoted ?? ''
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return '-'
    const map = value as Members // neither null nor a list
    value = Object.hasOwn(map, name) ? map[name] : undefined
  }
  return value === undefined || value === null || value === '' || typeof value === 'object'
    ? '-'
    : // a line stays a line, and a quoted text stays quoted
      JSON.stringify(String(value)).slice(1, -1)
}
