import type { HeaderList } from '../../trace.ts'
import { headerValue } from '../../message/headers.ts'

/** The CORS settings of an HTTP API. Source: API reference v2, Cors. */
export interface CorsSettings {
  readonly allowCredentials?: boolean | undefined
  readonly allowHeaders?: readonly string[] | undefined
  readonly allowMethods?: readonly string[] | undefined
  readonly allowOrigins?: readonly string[] | undefined
  readonly exposeHeaders?: readonly string[] | undefined
  /** Seconds. */
  readonly maxAge?: number | undefined
}

/** True for a CORS preflight: an OPTIONS request with `Origin` and `Access-Control-Request-Method`. */
export function isPreflight(method: string, headers: HeaderList): boolean {
  return (
    method === 'OPTIONS' &&
    headerValue(headers, 'Origin') !== undefined &&
    headerValue(headers, 'Access-Control-Request-Method') !== undefined
  )
}

/**
 * The value of `Access-Control-Allow-Origin` for an origin: `*` when any origin is allowed, the origin itself when it is
 * on the list or its scheme is (`https://*`), `undefined` when it is not allowed.
 * Source: developer guide, CORS for HTTP APIs.
 */
export function allowedOrigin(settings: CorsSettings, origin: string): string | undefined {
  const { allowOrigins = [] } = settings
  if (allowOrigins.includes('*')) return '*'
  const isAllowed = allowOrigins.some(
    (allowed) =>
      allowed === origin ||
      (/^https?:\/\/\*$/.test(allowed) && origin.startsWith(allowed.slice(0, -1))),
  )
  return isAllowed ? origin : undefined
}

/** The headers that answer a preflight; none when the origin is not allowed. */
export function preflightHeaders(settings: CorsSettings, headers: HeaderList): HeaderList {
  const origin = allowedOrigin(settings, headerValue(headers, 'Origin') ?? '')
  if (origin === undefined) return []
  const { allowMethods = [], allowHeaders = [], maxAge } = settings
  return [
    ['access-control-allow-origin', origin],
    ...listHeader('access-control-allow-methods', allowMethods),
    ...listHeader('access-control-allow-headers', allowHeaders),
    ...(maxAge === undefined ? [] : ([['access-control-max-age', String(maxAge)]] as const)),
    ...credentialsHeader(settings),
  ]
}

/**
 * The headers of a response with the API's CORS headers in place of the backend's. The backend's are dropped even when
 * the request has no `Origin` or its origin is not allowed.
 */
export function withCorsHeaders(
  settings: CorsSettings,
  requestHeaders: HeaderList,
  responseHeaders: HeaderList,
): HeaderList {
  const others = responseHeaders.filter(([name]) => !/^access-control-/i.test(name))
  const given = headerValue(requestHeaders, 'Origin')
  const origin = given === undefined ? undefined : allowedOrigin(settings, given)
  if (origin === undefined) return others
  return [
    ...others,
    ['access-control-allow-origin', origin],
    ...listHeader('access-control-expose-headers', settings.exposeHeaders ?? []),
    ...credentialsHeader(settings),
  ]
}

function listHeader(name: string, values: readonly string[]): HeaderList {
  return values.length === 0 ? [] : [[name, values.join(',')]]
}

function credentialsHeader({ allowCredentials }: CorsSettings): HeaderList {
  return allowCredentials === true ? [['access-control-allow-credentials', 'true']] : []
}
