import { describe, expect, it } from 'vitest'
import { allowedOrigin, isPreflight, preflightHeaders, withCorsHeaders } from './cors.ts'

const settings = {
  allowOrigins: ['https://www.example.com', 'http://*'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['authorization', 'x-own'],
  exposeHeaders: ['x-total'],
  maxAge: 300,
  allowCredentials: true,
}

describe('CORS of an HTTP API', () => {
  it.each([
    [['*'], 'https://a.example', '*'],
    [['https://*'], 'https://a.example', 'https://a.example'],
    [['https://*'], 'http://a.example', undefined],
    [['https://a.example'], 'https://a.example', 'https://a.example'],
    [['https://a.example'], 'https://a.example.org', undefined],
    [['https://a.example'], 'https://A.example', undefined],
    [[], 'https://a.example', undefined],
  ])('%j answers the origin %s with %s', (allowOrigins, origin, expected) => {
    expect(allowedOrigin({ allowOrigins }, origin)).toBe(expected)
  })

  it('takes an OPTIONS request for a preflight when it has both headers', () => {
    const origin = ['Origin', 'https://a.example'] as const
    const method = ['access-control-request-method', 'PUT'] as const
    expect(isPreflight('OPTIONS', [origin, method])).toBe(true)
    expect(isPreflight('OPTIONS', [origin])).toBe(false)
    expect(isPreflight('OPTIONS', [method])).toBe(false)
    expect(isPreflight('GET', [origin, method])).toBe(false)
  })

  it('answers a preflight with everything that is configured', () => {
    expect(preflightHeaders(settings, [['origin', 'http://dev.local']])).toEqual([
      ['access-control-allow-origin', 'http://dev.local'],
      ['access-control-allow-methods', 'GET,POST'],
      ['access-control-allow-headers', 'authorization,x-own'],
      ['access-control-max-age', '300'],
      ['access-control-allow-credentials', 'true'],
    ])
    expect(preflightHeaders(settings, [['origin', 'https://other.example']])).toEqual([])
  })

  it('replaces the CORS headers of the backend', () => {
    const backend = [
      ['Access-Control-Allow-Origin', '*'],
      ['access-control-allow-methods', 'DELETE'],
      ['x-total', '4'],
    ] as const
    expect(withCorsHeaders(settings, [['origin', 'https://www.example.com']], backend)).toEqual([
      ['x-total', '4'],
      ['access-control-allow-origin', 'https://www.example.com'],
      ['access-control-expose-headers', 'x-total'],
      ['access-control-allow-credentials', 'true'],
    ])
    expect(withCorsHeaders(settings, [], backend)).toEqual([['x-total', '4']])
    expect(withCorsHeaders(settings, [['origin', 'https://other.example']], backend)).toEqual([
      ['x-total', '4'],
    ])
  })
})
