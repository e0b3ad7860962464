import { SignJWT, importJWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { designSchema } from '../../../model/index.ts'
import type { CannedAnswer, Design } from '../../../model/index.ts'
import { createCryptography } from '../../authorizers/platform/cryptography.ts'
import { identities } from '../../authorizers/testIdentities.ts'
import { requestAs } from '../../caller.ts'
import { createEngine } from '../../engine.ts'
import type { Environment } from '../../environment.ts'
import { simulate } from '../../index.ts'
import { freshState } from '../../world/state.ts'
import type { Simulation } from '../../trace.ts'
import { ruleOfCode } from '../../explain/pages/lookup.ts'
import { why } from '../../explain/why.ts'
import type { ClientRequest, SimulationCall } from '../../exchange/call.ts'
import { codesOf, functionUri, headerOf, testEnvironment, textOf } from '../rest/testDesign.ts'

type Sketch = Readonly<Record<string, unknown>>

const lambda = (payloadFormatVersion = '2.0', more: Sketch = {}): Sketch => ({
  integrationType: 'AWS_PROXY',
  integrationUri: functionUri('orders'),
  payloadFormatVersion,
  ...more,
})

/** A design with the HTTP API `api1`; each route has an integration of its own, a function unless it says otherwise. */
function httpDesign(
  routes: Readonly<Record<string, Sketch>>,
  api: Sketch = {},
  rest: Sketch = {},
): Design {
  const keys = Object.keys(routes)
  const ids = new Map(keys.map((key, i) => [key, `r${i + 1}`]))
  return designSchema.parse({
    format: 'gatewright-design',
    version: 2,
    id: 'design1',
    name: 'test',
    identities,
    ...rest,
    apis: {
      api1: {
        protocol: 'HTTP',
        id: 'api1',
        name: 'orders',
        stages: { $default: { stageName: '$default', autoDeploy: true } },
        routes: Object.fromEntries(
          keys.map((routeKey) => {
            const { integration: _integration, ...route } = routes[routeKey] ?? {}
            const id = ids.get(routeKey)
            return [id, { id, routeKey, target: id, ...route }]
          }),
        ),
        integrations: Object.fromEntries(
          keys.map((routeKey) => {
            const id = ids.get(routeKey)
            const own = routes[routeKey]?.['integration'] as Sketch | undefined // a sketch, by its type
            return [id, { id, ...(own ?? lambda()) }]
          }),
        ),
        ...api,
      },
    },
  })
}

interface Options {
  readonly answer?: CannedAnswer
  readonly environment?: Partial<Environment>
  readonly call?: Partial<SimulationCall>
}

function send(
  design: Design,
  request: Partial<ClientRequest> = {},
  { answer, environment, call }: Options = {},
): Promise<Simulation> {
  return simulate(
    design,
    { apiId: 'api1', request: { method: 'GET', path: '/', ...request }, ...call },
    { ...testEnvironment, ...(answer && { answers: { '*': answer } }), ...environment },
    createEngine(),
  )
}

const routeOf = ({ trace }: Simulation) =>
  trace.steps.find(({ name }) => name === 'matchRoute')?.output

const stepNamed = ({ trace }: Simulation, name: string) =>
  trace.steps.find((step) => step.name === name)

describe('routes', () => {
  const design = httpDesign({
    'GET /pets/dog/1': {},
    'GET /pets/dog/{id}': {},
    'GET /pets/{proxy+}': {},
    'ANY /{proxy+}': {},
    $default: {},
  })

  test.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
    ['POST', '/test/5', 'ANY /{proxy+}'],
    ['GET', '/', '$default'],
  ])('%s %s is for %s', async (method, path, routeKey) => {
    const simulation = await send(design, { method, path })
    expect(simulation.status).toBe(200)
    expect(routeOf(simulation)).toMatchObject({ routeKey })
  })

  test.each([
    ['GET', '/nothing'],
    ['POST', '/orders'],
    ['GET', '/orders/'],
    ['GET', '/Orders'],
  ])('%s %s is a 404 without a route, never a 405', async (method, path) => {
    const simulation = await send(httpDesign({ 'GET /orders': {} }), { method, path })
    expect(simulation.status).toBe(404)
    expect(textOf(simulation)).toBe('{"message":"Not Found"}')
    expect(headerOf(simulation, 'content-type')).toBe('application/json')
    expect(headerOf(simulation, 'apigw-requestid')).toMatch(/^\S{15}=$/)
    expect(codesOf(simulation)).toEqual(['http-route/not-found'])
    expect(simulation.log).toEqual([])
  })

  test('a route without an integration is a 500', async () => {
    const simulation = await send(httpDesign({ 'GET /orders': { target: 'gone' } }), {
      path: '/orders',
    })
    expect(simulation.status).toBe(500)
    expect(textOf(simulation)).toBe('{"message":"Internal Server Error"}')
  })
})

describe('stages', () => {
  const stages = {
    $default: { stageName: '$default', autoDeploy: true },
    dev: { stageName: 'dev', autoDeploy: true, stageVariables: { level: 'debug' } },
  }
  const design = httpDesign({ 'GET /orders': {}, 'GET /dev/orders': {} }, { stages })

  test('the first part of the path names the stage', async () => {
    const simulation = await send(design, { path: '/dev/orders' })
    expect(routeOf(simulation)).toMatchObject({ routeKey: 'GET /orders' })
    expect(simulation.lambdaEvent).toMatchObject({
      rawPath: '/dev/orders',
      requestContext: { stage: 'dev' },
      stageVariables: { level: 'debug' },
    })
  })

  test('a stage that the call names is put before the path', async () => {
    const simulation = await send(design, { path: '/orders' }, { call: { stageName: 'dev' } })
    expect(simulation.lambdaEvent).toMatchObject({ rawPath: '/dev/orders' })
  })

  test('$default has no part in the path', async () => {
    const simulation = await send(design, { path: '/orders' }, { call: { stageName: '$default' } })
    expect(simulation.lambdaEvent).toMatchObject({
      rawPath: '/orders',
      requestContext: { stage: '$default' },
    })
  })

  test.each([
    ['/orders', undefined],
    ['/orders', 'gone'],
    ['/constructor/orders', undefined],
  ])('%s without a stage of that name is a 404', async (path, stageName) => {
    const named = httpDesign({ 'GET /orders': {} }, { stages: { dev: stages.dev } })
    const simulation = await send(named, { path }, { call: { ...(stageName && { stageName }) } })
    expect(simulation.status).toBe(404)
    expect(codesOf(simulation)).toEqual(['http-stage/not-found'])
  })

  const manual = (deploymentId?: string) =>
    httpDesign(
      { 'GET /orders': {}, 'GET /new': {} },
      {
        stages: { $default: { stageName: '$default', ...(deploymentId && { deploymentId }) } },
        deployments: {
          d1: {
            id: 'd1',
            createdDate: '2026-01-30T12:00:00Z',
            snapshot: {
              protocol: 'HTTP',
              id: 'api1',
              name: 'orders',
              routes: { r1: { id: 'r1', routeKey: 'GET /orders', target: 'r1' } },
              integrations: { r1: { id: 'r1', ...lambda() } },
            },
          },
        },
      },
    )

  test('a stage without automatic deployment serves what was deployed, when that is asked for', async () => {
    const deployed = { call: { answeredBy: 'deployment' } } as const
    expect((await send(manual('d1'), { path: '/new' }, deployed)).status).toBe(404)
    expect((await send(manual('d1'), { path: '/orders' }, deployed)).status).toBe(200)
    expect((await send(manual('d1'), { path: '/new' })).status).toBe(200)
    const never = await send(manual(), { path: '/orders' }, deployed)
    expect([never.status, codesOf(never)]).toEqual([404, ['http-stage/not-deployed']])
  })

  test('a stage with automatic deployment always serves the design', async () => {
    const call = { answeredBy: 'deployment' } as const
    expect((await send(design, { path: '/orders' }, { call })).status).toBe(200)
  })
})

describe('hosts', () => {
  const domain = (mapping: Sketch, api: Sketch = {}) =>
    httpDesign(
      { 'GET /orders': {} },
      {
        stages: {
          $default: { stageName: '$default', autoDeploy: true },
          prod: { stageName: 'prod', autoDeploy: true },
        },
        ...api,
      },
      {
        access: {
          usagePlans: {},
          apiKeys: {},
          vpcLinks: {},
          vpcLinksV2: {},
          clientCertificates: {},
          domainNames: {
            'shop.example.com': {
              domainName: 'shop.example.com',
              basePathMappings: [{ apiId: 'api1', ...mapping }],
            },
          },
        },
      },
    )
  const headers = [['Host', 'shop.example.com']] as const

  test('a mapping of a custom domain leads to its stage', async () => {
    const design = domain({ basePath: 'v1', stage: 'prod' })
    const simulation = await send(design, { path: '/v1/orders', headers })
    expect(simulation.status).toBe(200)
    expect(simulation.lambdaEvent).toMatchObject({
      rawPath: '/v1/orders',
      requestContext: { stage: 'prod', domainName: 'shop.example.com', domainPrefix: 'shop' },
    })
  })

  test('a path that no mapping takes is a 403', async () => {
    const design = domain({ basePath: 'v1', stage: 'prod' })
    const simulation = await send(design, { path: '/v2/orders', headers })
    expect([simulation.status, textOf(simulation)]).toEqual([403, '{"message":"Forbidden"}'])
  })

  test('a disabled endpoint is a 404, and the domain still leads to the API', async () => {
    const design = domain({ stage: '$default' }, { disableExecuteApiEndpoint: true })
    expect((await send(design, { path: '/orders' })).status).toBe(404)
    expect((await send(design, { path: '/orders', headers })).status).toBe(200)
  })
})

describe('CORS', () => {
  const corsConfiguration = {
    allowOrigins: ['https://shop.example.com'],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization'],
    exposeHeaders: ['x-total'],
    maxAge: 60,
    allowCredentials: true,
  }
  const guarded = {
    'ANY /{proxy+}': { authorizationType: 'JWT', authorizerId: 'missing' },
    'GET /open': {},
  }
  const design = httpDesign(guarded, { corsConfiguration })
  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    path: '/orders',
    headers: [
      ['Origin', origin],
      ['Access-Control-Request-Method', 'GET'],
    ] as const,
  })

  test('a preflight is answered with 204 before routes and authorizers', async () => {
    const simulation = await send(design, preflight('https://shop.example.com'))
    expect(simulation.status).toBe(204)
    expect(textOf(simulation)).toBe('')
    expect(headerOf(simulation, 'access-control-allow-origin')).toBe('https://shop.example.com')
    expect(headerOf(simulation, 'access-control-allow-methods')).toBe('GET,POST')
    expect(headerOf(simulation, 'access-control-max-age')).toBe('60')
    expect(stepNamed(simulation, 'authorize')).toBeUndefined()
    expect(why(simulation)[0]).toMatchObject({ page: 'HTTP API CORS', role: 'answer' })
  })

  test('another origin gets no CORS headers', async () => {
    const simulation = await send(design, preflight('https://evil.example.com'))
    expect(simulation.status).toBe(204)
    expect(headerOf(simulation, 'access-control-allow-origin')).toBeUndefined()
  })

  test('an OPTIONS request that is not a preflight goes to the routes', async () => {
    const simulation = await send(design, { method: 'OPTIONS', path: '/orders' })
    expect(simulation.status).toBe(500)
  })

  test('without CORS settings a preflight is authorized like any request', async () => {
    const simulation = await send(httpDesign(guarded), preflight('https://shop.example.com'))
    expect(simulation.status).toBe(500)
    expect(codesOf(simulation)).toEqual(['http-authorizer/missing'])
  })

  test('the headers of the backend are replaced', async () => {
    const answer = { status: 200, headers: { 'Access-Control-Allow-Origin': '*' }, body: 'ok' }
    const headers = [['Origin', 'https://shop.example.com']] as const
    const simulation = await send(design, { path: '/open', headers }, { answer })
    expect(
      simulation.headers.filter(([name]) => /^access-control-allow-origin$/i.test(name)),
    ).toEqual([['access-control-allow-origin', 'https://shop.example.com']])
    expect(headerOf(simulation, 'access-control-expose-headers')).toBe('x-total')
    const foreign = await send(design, { path: '/open' }, { answer })
    expect(headerOf(foreign, 'access-control-allow-origin')).toBeUndefined()
  })
})

describe('JWT authorizers', () => {
  const cryptography = createCryptography()
  const issuer = 'https://login.example.com'
  const now = testEnvironment.now()
  const seconds = now / 1000
  const good = { iss: issuer, aud: 'web', sub: 'zoe', exp: seconds + 600, admin: true }
  let key: Sketch = {}
  let other: Sketch = {}

  beforeAll(async () => {
    // keys are flat maps of texts
    key = { ...((await cryptography.createSigningKey()) as Sketch), kid: 'k1' }
    other = { ...((await cryptography.createSigningKey()) as Sketch), kid: 'k1' }
  })

  const design = (route: Sketch = {}, options: { jwks?: unknown; authorizer?: Sketch } = {}) => {
    const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...publicKey } = key
    return httpDesign(
      { 'GET /orders': { authorizationType: 'JWT', authorizerId: 'a1', ...route } },
      {
        authorizers: {
          a1: {
            id: 'a1',
            name: 'login',
            authorizerType: 'JWT',
            identitySource: ['$request.header.Authorization'],
            jwtConfiguration: { issuer, audience: ['web'] },
            ...options.authorizer,
          },
        },
      },
      {
        identities: {
          ...identities,
          openIdConnectIssuers: {
            [issuer]: { issuer, jwks: options.jwks ?? { keys: [publicKey] } },
          },
        },
      },
    )
  }
  const environment = { cryptography: () => Promise.resolve(cryptography) }
  const call = (using: Design, token: string | undefined, more: Partial<Environment> = {}) =>
    send(
      using,
      {
        path: '/orders',
        ...(token !== undefined && { headers: [['Authorization', token]] as const }),
      },
      { environment: { ...environment, ...more } },
    )
  const sign = (claims: Sketch, by: Sketch = key) =>
    cryptography.signToken(claims as Readonly<Record<string, string>>, { ...by } as never)
  const base64url = (text: string) => Buffer.from(text).toString('base64url')

  test.each(['Bearer ', 'bearer ', ''])(
    'a valid token after %j lets the caller in',
    async (before) => {
      const simulation = await call(design(), `${before}${await sign(good)}`)
      expect(simulation.status).toBe(200)
      expect(simulation.lambdaEvent).toMatchObject({
        requestContext: {
          authorizer: { jwt: { claims: { sub: 'zoe', admin: 'true' }, scopes: null } },
        },
      })
    },
  )

  test.each(['RS384', 'RS512'])(
    'a token that is signed with %s lets the caller in',
    async (alg) => {
      const token = await new SignJWT(good)
        .setProtectedHeader({ alg, kid: 'k1' })
        .sign(await importJWK({ ...key, alg }, alg))
      const { d: _d, alg: _alg, ...publicKey } = key
      expect((await call(design({}, { jwks: { keys: [publicKey] } }), token)).status).toBe(200)
    },
  )

  test('all scopes of the token are passed on when the route requires one', async () => {
    const token = await sign({ ...good, scope: 'read write' })
    const simulation = await call(design({ authorizationScopes: ['read'] }), token)
    expect(simulation.lambdaEvent).toMatchObject({
      requestContext: { authorizer: { jwt: { scopes: ['read', 'write'] } } },
    })
  })

  test('a missing token is a 401 with Bearer alone', async () => {
    for (const token of [undefined, '', 'Bearer ', 'Bearer']) {
      const simulation = await call(design(), token)
      expect([simulation.status, textOf(simulation)]).toEqual([401, '{"message":"Unauthorized"}'])
      expect(headerOf(simulation, 'www-authenticate')).toBe('Bearer')
    }
  })

  test('a missing scope is a 403', async () => {
    const simulation = await call(design({ authorizationScopes: ['read'] }), await sign(good))
    expect([simulation.status, textOf(simulation)]).toEqual([403, '{"message":"Forbidden"}'])
    expect(headerOf(simulation, 'www-authenticate')).toContain('insufficient_scope')
  })

  test.each<[string, Sketch, string]>([
    [
      'of another issuer',
      { iss: 'https://evil.example.com' },
      'the token does not have a valid issuer',
    ],
    ['for another audience', { aud: 'app' }, 'the token does not have a valid audience'],
    ['that has expired', { exp: seconds - 1 }, 'the token has expired'],
    ['that never expires', { exp: undefined }, 'the token does not have a valid expiration'],
    ['that is not valid yet', { nbf: seconds + 60 }, 'the token is not valid yet'],
    ['issued in the future', { iat: seconds + 60 }, 'the token was issued in the future'],
  ])('a token %s is a 401', async (_what, claims, reason) => {
    const simulation = await call(design(), await sign({ ...good, ...claims }))
    expect(simulation.status).toBe(401)
    expect(headerOf(simulation, 'www-authenticate')).toBe(
      `Bearer scope="" error="invalid_token" error_description="${reason}"`,
    )
    expect(simulation.lambdaEvent).toBeUndefined()
  })

  test('a client id counts only for a token without an audience', async () => {
    const byClient = await sign({ ...good, aud: undefined, client_id: 'web' })
    expect((await call(design(), byClient)).status).toBe(200)
    const both = await sign({ ...good, aud: 'app', client_id: 'web' })
    expect((await call(design(), both)).status).toBe(401)
  })

  test('no other algorithm, key or form is trusted', async () => {
    const payload = base64url(JSON.stringify(good))
    const token = await sign(good)
    const [header = '', , signature = ''] = token.split('.')
    const headed = (head: object) => `${base64url(JSON.stringify(head))}.${payload}`
    const secret = new TextEncoder().encode(
      JSON.stringify(design().identities.openIdConnectIssuers),
    )
    const confused = headed({ alg: 'HS256', kid: 'k1' })
    const hmac = await cryptography.hmacSha256(secret, new TextEncoder().encode(confused))
    const hostile = {
      none: `${headed({ alg: 'none', kid: 'k1' })}.`,
      'none with a signature': `${headed({ alg: 'none', kid: 'k1' })}.${signature}`,
      'a secret in place of the key': `${confused}.${Buffer.from(hmac).toString('base64url')}`,
      'no kid': await sign(good, { ...key, kid: undefined }),
      'an unknown kid': await sign(good, { ...key, kid: 'k2' }),
      'another key of the same kid': await sign(good, other),
      'changed claims': `${header}.${base64url(JSON.stringify({ ...good, sub: 'ann' }))}.${signature}`,
      'an embedded key': `${headed({ alg: 'RS256', kid: 'k9', jwk: other })}.${signature}`,
      'two segments': 'a.b',
      'no token at all': 'hello',
      'a header that is not JSON': `e.${payload}.${signature}`,
      'claims that are a list': `${base64url('{"alg":"RS256","kid":"k1"}')}.${base64url('[]')}.`,
      'something very long': 'a'.repeat(9_000),
    }
    for (const [what, each] of Object.entries(hostile)) {
      const simulation = await call(design(), `Bearer ${each}`)
      expect([what, simulation.status, simulation.lambdaEvent]).toEqual([what, 401, undefined])
    }
    const words = headerOf(await call(design(), 'hello'), 'www-authenticate')
    expect(words).toContain('token contains an invalid number of segments')
  })

  test('an issuer without usable keys lets nobody through, and the trace says why', async () => {
    const token = await sign(good)
    const { d: _d, ...stripped } = key
    const refused: [Design, string][] = [
      [
        design(
          {},
          { authorizer: { jwtConfiguration: { issuer: 'https://x.example', audience: ['web'] } } },
        ),
        'jwt/no-keys',
      ],
      [design({}, { authorizer: { jwtConfiguration: { audience: ['web'] } } }), 'jwt/no-keys'],
      [design({}, { authorizer: { jwtConfiguration: { issuer, audience: [] } } }), 'jwt/aud'],
      [design({}, { authorizer: { jwtConfiguration: undefined } }), 'jwt/no-keys'],
      [design({}, { jwks: { keys: [] } }), 'jwt/key'],
      [
        design({}, { jwks: { keys: [null, 'k1', { kty: 'oct', kid: 'k1', k: 'AAAA' }] } }),
        'jwt/key',
      ],
      [design({}, { jwks: { keys: [stripped, stripped] } }), 'jwt/key'],
      [design({}, { jwks: { keys: [{ ...stripped, use: 'enc' }] } }), 'jwt/key'],
      [design({}, { jwks: { keys: [{ ...stripped, alg: 'RS512' }] } }), 'jwt/key'],
      [design({}, { jwks: { keys: [{ ...stripped, n: '!' }] } }), 'jwt/signature'],
      [design({}, { jwks: { keys: [stripped, 'x'.repeat(150_001)] } }), 'jwt/no-keys'],
    ]
    for (const [using, code] of refused) {
      const simulation = await call(using, token)
      expect([simulation.status, codesOf(simulation)]).toEqual([401, [code]])
      expect(why(simulation).some(({ page }) => page === 'JWT authorizers')).toBe(true)
    }
  })

  test('without cryptography nobody is let through', async () => {
    const simulation = await send(design(), {
      path: '/orders',
      headers: [['Authorization', await sign(good)]],
    })
    expect([simulation.status, codesOf(simulation)]).toEqual([401, ['jwt/no-cryptography']])
  })

  test('an authorizer of another type lets nobody through', async () => {
    const using = design({}, { authorizer: { authorizerType: 'REQUEST' } })
    const simulation = await call(using, await sign(good))
    expect([simulation.status, codesOf(simulation)]).toEqual([500, ['http-authorizer/wrong-type']])
  })

  test('a user of a pool signs in: the header is the identity source, scopes need an access token', async () => {
    const jwtConfiguration = {
      issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool1',
      audience: ['web'],
    }
    const authorizer = { jwtConfiguration, identitySource: ['$request.header.X-Token'] }
    const caller = {
      kind: 'poolUser',
      poolId: 'us-east-1_Pool1',
      username: 'zoe',
      clientId: 'web',
    } as const
    for (const [scopes, status] of [
      [[], 200],
      [['pets/read'], 200],
      [['pets/delete'], 403],
    ] as const) {
      const using = design({ authorizationScopes: scopes }, { authorizer })
      const simulation = await send(using, { path: '/orders' }, { environment, call: { caller } })
      expect([scopes, simulation.status]).toEqual([scopes, status])
    }
  })

  test('a test invocation is authorized like any other request', async () => {
    const simulation = await send(
      design(),
      { path: '/orders' },
      { environment, call: { asTestInvoke: true } },
    )
    expect(simulation.status).toBe(401)
  })
})

describe('Lambda authorizers', () => {
  const design = (authorizer: Sketch = {}, guard?: unknown, routes: Sketch = {}) =>
    httpDesign(
      {
        'GET /orders': { authorizationType: 'CUSTOM', authorizerId: 'a1' },
        'GET /items': { authorizationType: 'CUSTOM', authorizerId: 'a1' },
        ...(routes as Record<string, Sketch>),
      },
      {
        authorizers: {
          a1: {
            id: 'a1',
            name: 'guard',
            authorizerType: 'REQUEST',
            authorizerUri: functionUri('guard'),
            authorizerPayloadFormatVersion: '2.0',
            enableSimpleResponses: true,
            identitySource: ['$request.header.X-Who'],
            ...authorizer,
          },
        },
      },
      {
        backends: {
          ...(guard !== undefined && {
            'lambda:guard': { key: 'lambda:guard', name: 'guard', kind: 'lambda', answer: guard },
          }),
        },
      },
    )
  const headers = [['X-Who', 'zoe']] as const
  const request = { path: '/orders', headers }
  const returns = (result: unknown) => ({ lambda: { result } })
  const policy = (Effect: string, Resource: string) => ({
    principalId: 'zoe',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }],
    },
    context: { team: 'blue' },
  })
  const arn = 'arn:aws:execute-api:us-east-1:111111111111:api1/$default/GET/orders'
  const byPolicy = { enableSimpleResponses: false }

  test('a simple response lets the caller in and passes its context on', async () => {
    const answer = returns({ isAuthorized: true, context: { team: { name: 'blue' } } })
    const simulation = await send(design({}, answer), request)
    expect(simulation.status).toBe(200)
    expect(simulation.lambdaEvent).toMatchObject({
      requestContext: { authorizer: { lambda: { team: { name: 'blue' } } } },
    })
    const event = stepNamed(simulation, 'authorize')?.input
    expect(event).toMatchObject({
      version: '2.0',
      type: 'REQUEST',
      routeArn: arn,
      identitySource: ['zoe'],
      routeKey: 'GET /orders',
    })
  })

  test('a result without a context is shown as null', async () => {
    const simulation = await send(design({}, returns({ isAuthorized: true })), request)
    expect(simulation.lambdaEvent).toMatchObject({
      requestContext: { authorizer: { lambda: null } },
    })
  })

  test.each<[string, Sketch, unknown, number, string]>([
    ['isAuthorized false', {}, returns({ isAuthorized: false }), 403, 'http-authorizer/denied'],
    [
      'isAuthorized as text',
      {},
      returns({ isAuthorized: 'true' }),
      500,
      'http-authorizer/malformed',
    ],
    [
      'a policy in place of a simple response',
      {},
      returns(policy('Allow', '*')),
      500,
      'http-authorizer/malformed',
    ],
    [
      'a simple response in place of a policy',
      byPolicy,
      returns({ isAuthorized: true }),
      500,
      'http-authorizer/malformed',
    ],
    ['a policy that denies', byPolicy, returns(policy('Deny', arn)), 403, 'http-authorizer/denied'],
    [
      'a policy of another route',
      byPolicy,
      returns(policy('Allow', arn.replace('orders', 'items'))),
      403,
      'http-authorizer/denied',
    ],
    ['null', {}, returns(null), 500, 'http-authorizer/malformed'],
    ['a text', {}, { lambda: { rawResult: 'yes' } }, 500, 'http-authorizer/malformed'],
    [
      'an error',
      {},
      { lambda: { error: { errorMessage: 'boom' } } },
      500,
      'http-authorizer/function-error',
    ],
    [
      'Unauthorized in format 2.0',
      {},
      { lambda: { error: { errorMessage: 'Unauthorized' } } },
      500,
      'http-authorizer/function-error',
    ],
    [
      'Unauthorized in format 1.0',
      { ...byPolicy, authorizerPayloadFormatVersion: '1.0' },
      { lambda: { error: { errorMessage: 'Unauthorized' } } },
      401,
      'http-authorizer/unauthorized',
    ],
    ['nothing in time', {}, { timeout: true }, 500, 'http-authorizer/timeout'],
    [
      'a response after more than 10 seconds',
      {},
      { latencyMs: 10_001, lambda: { result: { isAuthorized: true } } },
      500,
      'http-authorizer/timeout',
    ],
    ['nothing that is set', {}, undefined, 500, 'http-authorizer/no-answer'],
    [
      'a response of a function that is not there',
      { authorizerUri: '' },
      returns({ isAuthorized: true }),
      500,
      'http-authorizer/uri',
    ],
  ])('%s is refused', async (_what, authorizer, guard, status, code) => {
    // the answer for everything is not one of authorizers
    const answer = { status: 200, headers: {}, body: '{"isAuthorized":true}' }
    const simulation = await send(design(authorizer, guard), request, { answer })
    expect([simulation.status, codesOf(simulation)]).toEqual([status, [code]])
    expect(simulation.lambdaEvent).toBeUndefined()
    expect(ruleOfCode(code)).toBe('HTTP API authorizers')
  })

  test('a policy that allows the route lets the caller in', async () => {
    const simulation = await send(design(byPolicy, returns(policy('Allow', arn))), request)
    expect(simulation.status).toBe(200)
  })

  test('a missing identity source is a 401, and the function is not called', async () => {
    const sources = ['$request.header.X-Who', '$request.querystring.key', '$request.body.x', 'x']
    for (const source of sources.slice(1)) {
      const using = design(
        { identitySource: [sources[0], source] },
        returns({ isAuthorized: true }),
      )
      const simulation = await send(using, request)
      expect([simulation.status, codesOf(simulation)]).toEqual([
        401,
        ['http-authorizer/identity-missing'],
      ])
      expect(textOf(simulation)).toBe('{"message":"Unauthorized"}')
    }
  })

  test('a result is cached by the identity, for every route, until it is too old', async () => {
    const state = { value: freshState }
    const ask = (
      guard: unknown,
      path: string,
      options: { who?: string; at?: number; sources?: string[] } = {},
    ) =>
      send(
        design(
          {
            authorizerResultTtlInSeconds: 60,
            identitySource: options.sources ?? ['$request.header.X-Who'],
          },
          returns(guard),
        ),
        { path, headers: [['X-Who', options.who ?? 'zoe']] },
        { environment: { state }, call: { at: testEnvironment.now() + (options.at ?? 0) } },
      )
    const yes = { isAuthorized: true }
    const no = { isAuthorized: false }
    expect((await ask(yes, '/orders')).status).toBe(200)
    expect((await ask(no, '/items')).status).toBe(200)
    expect((await ask(no, '/orders', { who: 'ann' })).status).toBe(403)
    expect((await ask(no, '/orders', { at: 60_000 })).status).toBe(403)
    const sources = ['$request.header.X-Who', '$context.routeKey']
    expect((await ask(yes, '/orders', { sources })).status).toBe(200)
    expect((await ask(no, '/items', { sources })).status).toBe(403)
  })

  test('without a time to live every request calls the function', async () => {
    const environment = { state: { value: freshState } }
    const allowed = await send(design({}, returns({ isAuthorized: true })), request, {
      environment,
    })
    const denied = await send(design({}, returns({ isAuthorized: false })), request, {
      environment,
    })
    expect([allowed.status, denied.status]).toEqual([200, 403])
  })
})

describe('IAM authorization', () => {
  const cryptography = createCryptography()
  const environment = { cryptography: () => Promise.resolve(cryptography) }
  const design = httpDesign({ 'GET /orders': { authorizationType: 'AWS_IAM' } })
  const as = (principalId: string, call: Partial<SimulationCall> = {}, using = design) =>
    send(
      using,
      { path: '/orders', query: 'a=1' },
      { environment, call: { caller: { kind: 'iamPrincipal', principalId }, ...call } },
    )

  test('a signed request of a principal with a policy is let in', async () => {
    const simulation = await as('ann')
    expect(simulation.status).toBe(200)
    expect(simulation.lambdaEvent).toMatchObject({
      requestContext: {
        authorizer: {
          iam: {
            accessKey: 'AKIAANN',
            accountId: '111111111111',
            userArn: 'arn:aws:iam::111111111111:user/ann',
            cognitoIdentity: null,
          },
        },
      },
    })
  })

  test('the stage is part of what is signed', async () => {
    const staged = httpDesign(
      { 'GET /orders': { authorizationType: 'AWS_IAM' } },
      { stages: { dev: { stageName: 'dev', autoDeploy: true } } },
    )
    expect((await as('ann', { stageName: 'dev' }, staged)).status).toBe(200)
  })

  test.each(['bob', 'eve'])('%s has no policy that counts', async (principal) => {
    const simulation = await as(principal)
    expect([simulation.status, textOf(simulation)]).toEqual([403, '{"message":"Forbidden"}'])
    expect(codesOf(simulation)).toEqual(['policy/not-allowed'])
  })

  test.each<[string, readonly (readonly [string, string])[]]>([
    ['no signature', []],
    ['a token', [['Authorization', 'Bearer x']]],
    ['half a signature', [['Authorization', 'AWS4-HMAC-SHA256 Credential=x']]],
  ])('%s is a 403', async (_what, headers) => {
    const simulation = await send(design, { path: '/orders', headers }, { environment })
    expect([simulation.status, textOf(simulation)]).toEqual([403, '{"message":"Forbidden"}'])
  })

  test('a signature of another time, or of another path, is a 403', async () => {
    const request = { method: 'GET', path: '/orders' }
    const signed = await requestAs(
      design,
      { apiId: 'api1', request },
      { kind: 'iamPrincipal', principalId: 'ann' },
      { ...testEnvironment, ...environment },
    )
    if (!signed.ok) throw new Error('the request was not signed')
    const sent = (changed: Partial<ClientRequest>, later = 0) =>
      send(
        design,
        { ...signed.value, ...changed },
        { environment, call: { at: testEnvironment.now() + later } },
      )
    expect((await sent({})).status).toBe(200)
    expect((await sent({}, 16 * 60_000)).status).toBe(403)
    expect((await sent({ query: 'admin=1' })).status).toBe(403)
  })
})

describe('throttling', () => {
  const stage = (more: Sketch) => ({
    stages: { $default: { stageName: '$default', autoDeploy: true, ...more } },
  })
  const statuses = async (
    design: Design,
    paths: readonly string[],
    more: Partial<Environment> = {},
  ) => {
    const environment = { state: { value: freshState }, ...more }
    const results: number[] = []
    for (const path of paths) results.push((await send(design, { path }, { environment })).status)
    return results
  }
  const limit = (burst: number) => ({ throttlingRateLimit: 1, throttlingBurstLimit: burst })
  const routes = { 'GET /a': {}, 'GET /b': {} }

  test('the default limits hold for each route by itself', async () => {
    const design = httpDesign(routes, stage({ defaultRouteSettings: limit(1) }))
    expect(await statuses(design, ['/a', '/a', '/b'])).toEqual([200, 429, 200])
  })

  test('the limits of a route come before the default', async () => {
    const settings = { defaultRouteSettings: limit(1), routeSettings: { 'GET /a': limit(2) } }
    const design = httpDesign(routes, stage(settings))
    expect(await statuses(design, ['/a', '/a', '/a', '/b', '/b'])).toEqual([
      200, 200, 429, 200, 429,
    ])
  })

  test('no route exceeds the account', async () => {
    const design = httpDesign(routes, stage({ defaultRouteSettings: limit(100) }))
    const accountThrottle = { rateLimit: 1, burstLimit: 1 }
    expect(await statuses(design, ['/a', '/b'], { accountThrottle })).toEqual([200, 429])
    const simulation = await send(
      httpDesign(routes),
      { path: '/a' },
      {
        environment: { accountThrottle: { rateLimit: 0, burstLimit: 0 } },
      },
    )
    expect(textOf(simulation)).toBe('{"message":"Too Many Requests"}')
  })
})

describe('functions', () => {
  const design = (version: string, more: Sketch = {}) =>
    httpDesign({ 'POST /orders/{id}': { integration: lambda(version, more) } })
  const request = {
    method: 'POST',
    path: '/orders/a%20b',
    query: 'x=1&x=2',
    headers: [
      ['Content-Type', 'application/json'],
      ['Cookie', 'a=1; b=2'],
    ],
    body: '{"n":1}',
  } as const

  test('format 2.0 has lower-case headers, cookies and decoded values', async () => {
    const { lambdaEvent } = await send(design('2.0'), request)
    expect(lambdaEvent).toMatchObject({
      version: '2.0',
      routeKey: 'POST /orders/{id}',
      rawPath: '/orders/a%20b',
      rawQueryString: 'x=1&x=2',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { x: '1,2' },
      pathParameters: { id: 'a b' },
      headers: {
        'content-type': 'application/json',
        'content-length': '7',
        host: 'api1.execute-api.us-east-1.amazonaws.com',
        'x-forwarded-for': '192.0.2.1',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      body: '{"n":1}',
      isBase64Encoded: false,
    })
  })

  test('format 1.0 has null for what is missing', async () => {
    const { lambdaEvent } = await send(design('1.0'), request)
    expect(lambdaEvent).toMatchObject({
      version: '1.0',
      resource: '/orders/{id}',
      httpMethod: 'POST',
      multiValueQueryStringParameters: { x: ['1', '2'] },
      stageVariables: null,
    })
  })

  test.each<[string, string, CannedAnswer, number, string]>([
    ['a response', '2.0', { lambda: { result: { statusCode: 201, body: 'made' } } }, 201, 'made'],
    ['JSON', '2.0', { lambda: { result: { a: 1 } } }, 200, '{"a":1}'],
    ['a text', '2.0', { lambda: { result: 'hi' } }, 200, 'hi'],
    ['JSON', '1.0', { lambda: { result: { a: 1 } } }, 500, '{"message":"Internal Server Error"}'],
    [
      'a status that is none',
      '2.0',
      { lambda: { result: { statusCode: 'x' } } },
      500,
      '{"message":"Internal Server Error"}',
    ],
    [
      'an error',
      '2.0',
      { lambda: { error: { errorMessage: 'boom' } } },
      500,
      '{"message":"Internal Server Error"}',
    ],
    ['nothing in time', '2.0', { timeout: true }, 503, '{"message":"Service Unavailable"}'],
    [
      'base64 that is broken',
      '2.0',
      { lambda: { result: { statusCode: 200, body: '!', isBase64Encoded: true } } },
      500,
      '{"message":"Internal Server Error"}',
    ],
    [
      'a refusal of Lambda',
      '2.0',
      { status: 403, headers: { 'x-amzn-ErrorType': 'AccessDeniedException' } },
      500,
      '{"message":"Internal Server Error"}',
    ],
    [
      'status, headers and body',
      '2.0',
      { status: 418, headers: { 'X-A': ['1', '2'], 'Set-Cookie': ['a=1', 'b=2'] }, body: 'tea' },
      418,
      'tea',
    ],
    [
      'status, headers and body',
      '1.0',
      { status: 418, headers: { 'X-A': ['1', '2'] }, body: 'tea' },
      418,
      'tea',
    ],
  ])('%s in format %s', async (_what, version, answer, status, body) => {
    const simulation = await send(design(version), request, { answer })
    expect([simulation.status, textOf(simulation)]).toEqual([status, body])
    expect(headerOf(simulation, 'content-length')).toBe(String(body.length))
    if (version === '2.0' && status === 418) {
      expect(headerOf(simulation, 'x-a')).toBe('1,2')
      expect(simulation.headers.filter(([name]) => name === 'set-cookie')).toEqual([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ])
    }
  })

  test('a header with a line break is an error of the function', async () => {
    const answer = { lambda: { result: { statusCode: 200, headers: { 'x-a': 'a\r\nb: c' } } } }
    expect((await send(design('2.0'), request, { answer })).status).toBe(500)
  })

  test('an integration that waits less times out sooner', async () => {
    const answer = { latencyMs: 200, lambda: { result: 'late' } }
    const simulation = await send(design('2.0', { timeoutInMillis: 100 }), request, { answer })
    expect([simulation.status, codesOf(simulation)]).toEqual([503, ['backend/timeout']])
  })

  test('mappings change the event, and reserved headers stay', async () => {
    const requestParameters = {
      'append:header.x-id': '$request.path.id',
      'remove:header.content-type': "''",
      'overwrite:querystring.x': '$request.body.n',
      'overwrite:header.authorization': 'x',
    }
    const simulation = await send(design('2.0', { requestParameters }), request)
    expect(simulation.lambdaEvent).toMatchObject({
      headers: { 'x-id': 'a%20b' },
      rawQueryString: 'x=1',
      queryStringParameters: { x: '1' },
    })
    expect(JSON.stringify(simulation.lambdaEvent)).not.toContain('"content-type"')
    expect(codesOf(simulation)).toEqual(['http-mapping/unusable'])
  })
})

describe('HTTP endpoints', () => {
  const http = (integrationUri: string, more: Sketch = {}) => ({
    integrationType: 'HTTP_PROXY',
    integrationMethod: 'ANY',
    integrationUri,
    ...more,
  })
  const requestOf = async (
    routeKey: string,
    integration: Sketch,
    request: Partial<ClientRequest>,
    api: Sketch = {},
  ) => (await send(httpDesign({ [routeKey]: { integration } }, api), request)).backendRequest

  test('variables fill the URI, and the query string is forwarded', async () => {
    const sent = await requestOf(
      'ANY /orders/{proxy+}',
      http('https://${stageVariables.host}/v2/{proxy}'),
      { method: 'PUT', path: '/orders/a/b', query: 'x=1', body: 'text' },
      {
        stages: {
          $default: {
            stageName: '$default',
            autoDeploy: true,
            stageVariables: { host: 'orders.example.com' },
          },
        },
      },
    )
    expect(sent).toMatchObject({
      method: 'PUT',
      url: 'https://orders.example.com/v2/a/b?x=1',
      body: { text: 'text' },
    })
  })

  test('$default appends the path', async () => {
    const sent = await requestOf('$default', http('https://orders.example.com/base'), {
      path: '/a/b',
    })
    expect(sent?.url).toBe('https://orders.example.com/base/a/b')
  })

  test('X-Forwarded headers become Forwarded', async () => {
    const sent = await requestOf('GET /a', http('https://orders.example.com/a'), {
      path: '/a',
      headers: [
        ['X-Forwarded-For', '198.51.100.7'],
        ['Connection', 'close'],
        ['X-Own', '1'],
      ],
    })
    const headers = Object.fromEntries(sent?.headers ?? [])
    expect(headers['Forwarded']).toBe(
      'for=198.51.100.7, for=192.0.2.1;host=api1.execute-api.us-east-1.amazonaws.com;proto=https',
    )
    expect(headers['Host']).toBe('orders.example.com')
    expect(headers['X-Own']).toBe('1')
    expect(headers['Connection']).toBeUndefined()
    expect(headers['X-Forwarded-For']).toBeUndefined()
  })

  test('a path can be overwritten', async () => {
    const sent = await requestOf(
      'GET /a',
      http('https://orders.example.com/a', {
        requestParameters: { 'overwrite:path': '/fixed/${request.header.x}' },
      }),
      { path: '/a', headers: [['x', 'y']] },
    )
    expect(sent?.url).toBe('https://orders.example.com/fixed/y')
  })

  test('responses are mapped by their status', async () => {
    const integration = http('https://orders.example.com/a', {
      responseParameters: {
        '500': { 'overwrite:statuscode': '502', 'append:header.x-why': '$response.body.reason' },
      },
    })
    const simulation = await send(
      httpDesign({ 'GET /a': { integration } }),
      { path: '/a' },
      { answer: { status: 500, headers: { 'x-why': 'first' }, body: '{"reason":"full"}' } },
    )
    expect(simulation.status).toBe(502)
    expect(simulation.headers.filter(([name]) => name === 'x-why')).toEqual([
      ['x-why', 'first'],
      ['x-why', 'full'],
    ])
  })

  test('a backend that is not reached is a 503', async () => {
    const design = httpDesign({ 'GET /a': { integration: http('https://orders.example.com/') } })
    const simulation = await send(design, { path: '/a' }, { answer: { networkError: true } })
    expect([simulation.status, textOf(simulation)]).toEqual([
      503,
      '{"message":"Service Unavailable"}',
    ])
  })

  const listener =
    'arn:aws:elasticloadbalancing:us-east-1:111111111111:listener/app/inner/1a2b/3c4d'
  const privately = (more: Sketch = {}) =>
    http(listener, { connectionType: 'VPC_LINK', connectionId: 'link1', ...more })
  const dev = { stages: { dev: { stageName: 'dev', autoDeploy: true } } }

  test('a private integration gets the path with the stage', async () => {
    const sent = await requestOf('GET /a', privately(), { path: '/dev/a' }, dev)
    expect(sent?.url).toBe('http://inner/dev/a')
    const tlsConfig = { serverNameToVerify: 'inner.example.com' }
    const secure = await requestOf('GET /a', privately({ tlsConfig }), { path: '/dev/a' }, dev)
    expect(secure?.url).toBe('https://inner.example.com/dev/a')
    const requestParameters = { 'overwrite:path': '$request.path' }
    const mapped = await requestOf(
      'GET /a',
      privately({ requestParameters }),
      { path: '/dev/a' },
      dev,
    )
    expect(mapped?.url).toBe('http://inner/a')
  })

  test('a VPC link that is not available lets nothing through', async () => {
    const design = httpDesign({ 'GET /a': { integration: privately() } })
    design.access.vpcLinksV2['link1'] = {
      id: 'link1',
      name: 'inner',
      subnetIds: [],
      securityGroupIds: [],
      status: 'INACTIVE',
      tags: {},
    }
    expect((await send(design, { path: '/a' })).status).toBe(503)
    const unlinked = httpDesign({ 'GET /a': { integration: privately({ connectionId: '' }) } })
    expect((await send(unlinked, { path: '/a' })).status).toBe(500)
  })
})

describe('AWS services', () => {
  const service = (integrationSubtype: string, requestParameters: Sketch, more: Sketch = {}) =>
    httpDesign({
      'POST /jobs': {
        integration: {
          integrationType: 'AWS_PROXY',
          integrationSubtype,
          requestParameters,
          credentialsArn: 'arn:aws:iam::111111111111:role/caller',
          ...more,
        },
      },
    })
  const request = { method: 'POST', path: '/jobs', body: '{"id":"7"}' }

  test.each<[string, Sketch]>([
    ['EventBridge-PutEvents', { Detail: '$request.body', DetailType: 'job', Source: 'shop' }],
    ['SQS-SendMessage', { QueueUrl: 'https://q', MessageBody: '$request.body.id' }],
    ['SQS-ReceiveMessage', { QueueUrl: 'https://q' }],
    ['SQS-DeleteMessage', { QueueUrl: 'https://q', ReceiptHandle: 'r' }],
    ['SQS-PurgeQueue', { QueueUrl: 'https://q' }],
    [
      'AppConfig-GetConfiguration',
      { Application: 'a', Environment: 'e', Configuration: 'c', ClientId: 'i' },
    ],
    ['Kinesis-PutRecord', { StreamName: 's', Data: '$request.body', PartitionKey: 'k' }],
    ['StepFunctions-StartExecution', { StateMachineArn: 'arn' }],
    ['StepFunctions-StartSyncExecution', { StateMachineArn: 'arn' }],
    ['StepFunctions-StopExecution', { ExecutionArn: 'arn' }],
  ])(
    '%s is called with its parameters, and returns the canned response',
    async (subtype, given) => {
      const answer = { status: 200, headers: {}, body: 'done' }
      const simulation = await send(service(subtype, given), request, { answer })
      expect([simulation.status, textOf(simulation)]).toEqual([200, 'done'])
      const [first = ''] = Object.keys(given)
      const without = service(subtype, Object.fromEntries(Object.entries(given).slice(1)))
      const lacking = await send(without, request, { answer })
      expect([first, lacking.status]).toEqual([first, 400])
    },
  )

  test('values are read from the request', async () => {
    const design = service('SQS-SendMessage', {
      QueueUrl: 'https://q',
      MessageBody: '$request.body.id',
      Region: 'eu-west-1',
    })
    const { backendRequest } = await send(design, request)
    expect(backendRequest).toMatchObject({
      url: 'https://sqs.eu-west-1.amazonaws.com/',
      body: { text: '{"Action":"SendMessage","QueueUrl":"https://q","MessageBody":"7"}' },
    })
  })

  test('a service without a role, and a subtype that does not exist, are errors', async () => {
    const given = { QueueUrl: 'https://q' }
    const roleless = service('SQS-PurgeQueue', given, { credentialsArn: undefined })
    expect((await send(roleless, request)).status).toBe(500)
    expect((await send(service('SQS-Nothing', given), request)).status).toBe(500)
    expect((await send(service('constructor', given), request)).status).toBe(500)
  })
})

describe('requests that are refused', () => {
  const design = httpDesign({ $default: {} })
  test.each<[string, Partial<ClientRequest>, number, string]>([
    [
      'a body that is too large',
      { method: 'POST', body: 'x'.repeat(2000) },
      413,
      'Request Entity Too Large',
    ],
    ['a body that is not base64', { method: 'POST', bodyBase64: '!' }, 400, 'Bad Request'],
    ['a header with a line break', { headers: [['X-A', 'a\r\nb']] }, 400, 'Bad Request'],
    ['a name that is no header', { headers: [['X A', 'a']] }, 400, 'Bad Request'],
    [
      'too many bytes of headers',
      { headers: [['X-A', 'a'.repeat(11_000)]] },
      431,
      'Request Header Fields Too Large',
    ],
  ])('%s', async (_what, request, status, message) => {
    const budget = { ...testEnvironment.budget, bodyBytes: 1000 }
    const simulation = await send(design, request, { environment: { budget } })
    expect([simulation.status, textOf(simulation)]).toEqual([status, JSON.stringify({ message })])
  })
})

test('HEAD has no body', async () => {
  const answer = { lambda: { result: { statusCode: 200, body: 'text' } } }
  const simulation = await send(httpDesign({ $default: {} }), { method: 'HEAD' }, { answer })
  expect(textOf(simulation)).toBe('')
})

test('the access log has the variables of HTTP APIs', async () => {
  const stage = (autoDeploy = true) => ({
    $default: {
      stageName: '$default',
      autoDeploy,
      accessLogSettings: {
        format:
          '$context.routeKey $context.status $context.integrationErrorMessage $context.error.message $context.authorizer.error',
      },
    },
  })
  const line = async (route: Sketch, answer?: CannedAnswer) =>
    (
      await send(
        httpDesign({ 'GET /a': route }, { stages: stage() }),
        { path: '/a' },
        {
          ...(answer && { answer }),
        },
      )
    ).accessLog
  expect(await line({})).toBe('GET /a 200 - - -')
  expect(await line({}, { lambda: { error: { errorMessage: 'boom' } } })).toBe(
    'GET /a 500 The function failed: boom Internal Server Error -',
  )
  expect(await line({ authorizationType: 'CUSTOM' })).toBe(
    'GET /a 500 - Internal Server Error The route requires an authorizer of type REQUEST and names none that exists.',
  )
})

test('a WebSocket API says that it is not simulated', async () => {
  const design = httpDesign({})
  const socket = designSchema.parse({
    ...design,
    apis: { api1: { protocol: 'WEBSOCKET', id: 'api1', name: 'chat' } },
  })
  const simulation = await send(socket)
  expect(simulation.status).toBe(403)
  expect(codesOf(simulation)).toEqual(['api/not-simulated'])
})
