import { describe, expect, test } from 'vitest'
import { gatewayResponseTypes, valueAt } from '../../model/index.ts'
import type { CannedAnswer, Design } from '../../model/index.ts'
import {
  guardAnswer,
  guardedDesign,
  identities,
  policyText,
} from '../authorizers/testIdentities.ts'
import {
  designOf,
  functionUri,
  mockOf,
  send,
  testEnvironment,
} from '../pipeline/rest/testDesign.ts'
import { required } from '../exchange/failure.ts'
import { platformCryptography } from '../platform.ts'
import { freshState } from '../world/state.ts'
import { servicePages } from './pages/index.ts'
import { ruleOfCode } from './pages/lookup.ts'
import { why } from './why.ts'

type Options = Parameters<typeof send>[2]
type Request = Parameters<typeof send>[1]
const cryptography = required(platformCryptography().cryptography, 'WebCrypto')
const environment = { cryptography }

const http = (more: object = {}) => ({
  integration: {
    type: 'HTTP',
    uri: 'https://example.com/',
    httpMethod: 'GET',
    integrationResponses: { 200: { statusCode: '200' } },
    ...more,
  },
})
const mock = (more: object) => ({
  integration: {
    type: 'MOCK',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    integrationResponses: { 200: { statusCode: '200' } },
    ...more,
  },
})
const proxy = (more: object = {}) => ({
  integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f'), ...more },
})
const token = [['Authorization', 'abc']] as const
const key = { id: 'k1', value: 'k'.repeat(20), enabled: true }
const plan = {
  id: 'p1',
  name: 'basic',
  keyIds: ['k1'],
  apiStages: [{ apiId: 'api1', stage: 'dev' }],
}
const keyed = (change: { readonly key?: object; readonly plan?: object }) =>
  designOf(
    { 'GET /': { ...mockOf('x'), apiKeyRequired: true } },
    {},
    {},
    {
      access: {
        apiKeys: { k1: { ...key, ...change.key } },
        usagePlans: { p1: { ...plan, ...change.plan } },
      },
    },
  )
const withKey: Request = { headers: [['x-api-key', key.value]] }
const validator = {
  requestValidators: {
    v: { id: 'v', name: 'v', validateRequestBody: true, validateRequestParameters: true },
  },
  models: {
    Pet: {
      id: 'Pet',
      name: 'Pet',
      contentType: 'application/json',
      schema: '{"type": "object", "required": ["a"]}',
    },
  },
}
const root = (method: Readonly<Record<string, unknown>>, api: object = {}) =>
  designOf({ 'GET /': method, 'POST /': method }, { ...api })
const signedBy = (principalId: string): Options => ({
  call: { caller: { kind: 'iamPrincipal', principalId } },
  environment,
})
const zoe = {
  kind: 'poolUser',
  poolId: 'us-east-1_Pool1',
  username: 'zoe',
  clientId: 'web',
} as const
const lambdaGuard = (answer: unknown, more: Parameters<typeof guardedDesign>[1] = {}) =>
  guardedDesign('CUSTOM', { backends: guardAnswer(answer), ...more })
const open = { path: '/open', headers: token }
const domains = (more: object) => ({
  access: { domainNames: { 'a.example.com': { domainName: 'a.example.com', ...more } } },
})
const atDomain: Request = { headers: [['Host', 'a.example.com']] }
const full = {
  state: {
    value: {
      ...freshState,
      buckets: { account: { tokens: 0, at: testEnvironment.now(), fullAt: testEnvironment.now() } },
    },
  },
}
const stageLimit = {
  stages: {
    dev: {
      stageName: 'dev',
      methodSettings: { '*/*': { throttlingRateLimit: 0, throttlingBurstLimit: 0 } },
    },
  },
}
const answered = (answer: CannedAnswer): Options => ({ answer })

/** Every kind of failure: a design and a call that meet it, its status, and the code of its cause. */
const failures: readonly (readonly [string, Design, Request, Options, number, string])[] = [
  ['no such path', root(mockOf('x')), { path: '/nowhere' }, {}, 403, 'route/not-found'],
  ['no such method', root(mockOf('x')), { method: 'PUT' }, {}, 403, 'route/not-found'],
  [
    'a bearer token for no route',
    root(mockOf('x')),
    { path: '/nowhere', headers: token },
    {},
    403,
    'authorization/no-signature',
  ],
  [
    'no such stage',
    root(mockOf('x'), { stages: { prod: { stageName: 'prod' } } }),
    {},
    {},
    403,
    'stage/missing',
  ],
  [
    'a disabled endpoint',
    root(mockOf('x'), { disableExecuteApiEndpoint: true }),
    {},
    {},
    403,
    'host/endpoint-disabled',
  ],
  [
    'a base path that leads nowhere',
    designOf({ 'GET /': mockOf('x') }, {}, {}, domains({})),
    atDomain,
    {},
    403,
    'host/no-mapping',
  ],
  [
    'mutual TLS',
    designOf(
      { 'GET /': mockOf('x') },
      {},
      {},
      domains({ mutualTlsAuthentication: { truststoreUri: 's3://b/k' } }),
    ),
    atDomain,
    {},
    403,
    'host/client-certificate',
  ],
  [
    'a body that is too large',
    root(mockOf('x')),
    { method: 'POST', body: 'x'.repeat(10_485_761) },
    {},
    413,
    'request/too-large',
  ],
  [
    'headers that are too large',
    root(mockOf('x')),
    { headers: [['X-Large', 'x'.repeat(11_000)]] },
    {},
    431,
    'request/headers-too-large',
  ],
  [
    'an address that is too long',
    root(mockOf('x')),
    { query: 'x'.repeat(11_000) },
    {},
    414,
    'request/uri-too-long',
  ],
  [
    'a coding that nobody knows',
    root(mockOf('x')),
    { method: 'POST', body: 'x', headers: [['Content-Encoding', 'br']] },
    {},
    415,
    'request/content-encoding',
  ],
  [
    'a header with a line break',
    root(mockOf('x')),
    { headers: [['X-A', 'a\nb']] },
    {},
    400,
    'request/header-injection',
  ],
  [
    'a web ACL that blocks',
    root(mockOf('x'), { stages: { dev: { stageName: 'dev', webAclArn: 'arn:acl' } } }),
    {},
    { call: { webAcl: 'BLOCK' } },
    403,
    'web-acl/blocked',
  ],
  [
    'a function that Lambda does not run',
    root(proxy()),
    {},
    answered({ status: 403, headers: { 'x-amzn-ErrorType': 'AccessDeniedException' } }),
    500,
    'lambda/not-permitted',
  ],
  [
    'an answer that comes too late',
    root(http()),
    {},
    answered({ status: 200, headers: {}, latencyMs: 29_001 }),
    504,
    'backend/timeout',
  ],
  [
    'a parameter that is overridden twice',
    root(
      mockOf(
        '#set($context.responseOverride.header.A = 1)#set($context.responseOverride.header.A = 2)',
      ),
    ),
    {},
    {},
    500,
    'override/repeated',
  ],
  [
    'no signature',
    guardedDesign('AWS_IAM'),
    { path: '/open' },
    { environment },
    403,
    'authorization/not-signed',
  ],
  [
    'a wrong key',
    guardedDesign('AWS_IAM'),
    {
      path: '/open',
      headers: [
        [
          'Authorization',
          'AWS4-HMAC-SHA256 Credential=A/20260131/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=x',
        ],
        ['X-Amz-Date', '20260131T120000Z'],
      ],
    },
    { environment },
    403,
    'authorization/unknown-key',
  ],
  [
    'a wrong signature',
    guardedDesign('AWS_IAM'),
    {
      path: '/open',
      headers: [
        [
          'Authorization',
          'AWS4-HMAC-SHA256 Credential=AKIAANN/20260131/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=x',
        ],
        ['X-Amz-Date', '20260131T120000Z'],
      ],
    },
    { environment },
    403,
    'authorization/signature',
  ],
  [
    'half a signature',
    guardedDesign('AWS_IAM'),
    { path: '/open', headers: [['Authorization', 'AWS4-HMAC-SHA256 Credential=AKIAANN']] },
    { environment },
    403,
    'authorization/incomplete-signature',
  ],
  [
    'a session that has ended',
    guardedDesign('AWS_IAM'),
    { path: '/open' },
    { ...signedBy('worker'), environment: { cryptography, now: () => Date.UTC(2027, 0, 1) } },
    403,
    'authorization/session-expired',
  ],
  [
    'a user without a policy',
    guardedDesign('AWS_IAM'),
    { path: '/open' },
    signedBy('bob'),
    403,
    'policy/not-allowed',
  ],
  [
    'a caller of another account',
    guardedDesign('AWS_IAM'),
    { path: '/open' },
    signedBy('eve'),
    403,
    'policy/not-allowed',
  ],
  [
    'nothing that checks signatures',
    guardedDesign('COGNITO_USER_POOLS'),
    open,
    {},
    500,
    'authorization/no-cryptography',
  ],
  [
    'a resource policy that denies',
    root(mockOf('x'), { policy: policyText('Deny', 'execute-api:/*', { Principal: '*' }) }),
    {},
    {},
    403,
    'policy/denied',
  ],
  [
    'a resource policy that says nothing',
    root(mockOf('x'), { policy: policyText('Allow', 'execute-api:/prod/*', { Principal: '*' }) }),
    {},
    {},
    403,
    'policy/not-allowed',
  ],
  [
    'a resource policy that is not JSON',
    root(mockOf('x'), { policy: '{' }),
    {},
    {},
    403,
    'policy/unusable',
  ],
  [
    'a private API without a policy',
    root(mockOf('x'), { endpointConfiguration: { types: ['PRIVATE'] } }),
    {},
    {},
    403,
    'policy/private-without',
  ],
  [
    'no token for an authorizer',
    lambdaGuard({ result: {} }),
    { path: '/open' },
    {},
    401,
    'authorization/missing',
  ],
  [
    'a token of another form',
    lambdaGuard({ result: {} }, { authorizer: { identityValidationExpression: 'x' } }),
    open,
    {},
    401,
    'authorization/token-pattern',
  ],
  [
    'an authorizer that says Unauthorized',
    lambdaGuard({ error: { errorMessage: 'Unauthorized' } }),
    open,
    {},
    401,
    'authorizer/unauthorized',
  ],
  [
    'an authorizer that fails',
    lambdaGuard({ error: { errorMessage: 'oh' } }),
    open,
    {},
    500,
    'authorizer/function-error',
  ],
  [
    'an authorizer that returns no policy',
    lambdaGuard({ result: { statusCode: 200 } }),
    open,
    {},
    500,
    'authorizer/malformed-result',
  ],
  [
    'an authorizer without an answer',
    guardedDesign('CUSTOM'),
    open,
    {},
    500,
    'authorizer/no-answer',
  ],
  [
    'an authorizer without a function',
    guardedDesign('CUSTOM', { authorizer: { authorizerUri: 'x' } }),
    open,
    {},
    500,
    'authorizer/invalid-uri',
  ],
  [
    'an authorizer that does not exist',
    guardedDesign('CUSTOM', { method: { authorizerId: 'gone' } }),
    open,
    {},
    500,
    'authorizer/missing',
  ],
  [
    'an authorizer that denies',
    lambdaGuard({
      result: { principalId: 'u', policyDocument: JSON.parse(policyText('Deny', '*')) as unknown },
    }),
    open,
    {},
    403,
    'policy/denied',
  ],
  [
    'a token that is none',
    guardedDesign('COGNITO_USER_POOLS'),
    open,
    { environment },
    401,
    'token/malformed',
  ],
  [
    'a token without the scope',
    guardedDesign('COGNITO_USER_POOLS', { method: { authorizationScopes: ['other'] } }),
    { path: '/open' },
    { environment, call: { caller: zoe } },
    401,
    'token/scope',
  ],
  [
    'a token of the other use',
    guardedDesign('COGNITO_USER_POOLS'),
    { path: '/open' },
    { environment, call: { caller: { ...zoe, tokenUse: 'access' } } },
    401,
    'token/wrong-use',
  ],
  [
    'a token for another audience',
    guardedDesign('COGNITO_USER_POOLS', { authorizer: { identityValidationExpression: 'mobile' } }),
    { path: '/open' },
    { environment, call: { caller: zoe } },
    401,
    'token/audience',
  ],
  [
    'a caller that does not exist',
    root(mockOf('x')),
    {},
    signedBy('nobody'),
    403,
    'caller/unknown-principal',
  ],
  ['no API key', keyed({}), {}, {}, 403, 'api-key/missing'],
  ['an unknown API key', keyed({}), { headers: [['x-api-key', 'x']] }, {}, 403, 'api-key/unknown'],
  ['a disabled API key', keyed({ key: { enabled: false } }), withKey, {}, 403, 'api-key/disabled'],
  [
    'a key without a plan for the stage',
    keyed({ plan: { apiStages: [] } }),
    withKey,
    {},
    403,
    'api-key/no-plan',
  ],
  [
    'a plan that is exceeded',
    keyed({ plan: { throttle: { rateLimit: 0, burstLimit: 0 } } }),
    withKey,
    {},
    429,
    'throttle/usage-plan',
  ],
  [
    'a quota that is used up',
    keyed({ plan: { quota: { limit: 0, period: 'DAY' } } }),
    withKey,
    {},
    429,
    'quota/exceeded',
  ],
  ['a stage that takes no more', root(mockOf('x'), stageLimit), {}, {}, 429, 'throttle/method'],
  [
    'an account that takes no more',
    root(mockOf('x')),
    {},
    { environment: { ...full, accountThrottle: { rateLimit: 1, burstLimit: 1 } } },
    429,
    'throttle/account',
  ],
  [
    'a missing parameter',
    root(
      {
        ...mockOf('x'),
        requestValidatorId: 'v',
        requestParameters: { 'method.request.querystring.q': true },
      },
      validator,
    ),
    {},
    {},
    400,
    'validation/parameters',
  ],
  [
    'a body against its model',
    root(
      { ...mockOf('x'), requestValidatorId: 'v', requestModels: { 'application/json': 'Pet' } },
      validator,
    ),
    { method: 'POST', body: '{}' },
    {},
    400,
    'validation/body',
  ],
  [
    'a cache entry that may not be thrown out',
    root(http(), {
      stages: {
        dev: {
          stageName: 'dev',
          cacheClusterEnabled: true,
          methodSettings: { '*/*': { unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' } },
        },
      },
    }),
    { headers: [['Cache-Control', 'max-age=0']] },
    {},
    403,
    'cache/not-allowed',
  ],
  ['no integration', root({}), {}, {}, 500, 'integration/missing'],
  [
    'a content type that is refused',
    root(mock({ passthroughBehavior: 'NEVER' })),
    { headers: [['Content-Type', 'text/xml']] },
    {},
    415,
    'integration/unsupported-media-type',
  ],
  [
    'a template that cannot be read',
    root(mock({ requestTemplates: { 'application/json': '#if(' } })),
    {},
    {},
    500,
    'vtl/',
  ],
  [
    'a MOCK without a status',
    root(mock({ requestTemplates: { 'application/json': '{}' } })),
    {},
    {},
    500,
    'integration/mock-status',
  ],
  [
    'a restricted header',
    root(http({ requestParameters: { 'integration.request.header.Content-Length': "'1'" } })),
    {},
    {},
    500,
    'mapping/restricted-header',
  ],
  [
    'a mapping of a body that is not JSON',
    root(
      http({
        httpMethod: 'POST',
        requestParameters: { 'integration.request.header.A': 'method.request.body.a' },
      }),
    ),
    { method: 'POST', body: '{' },
    {},
    400,
    'mapping/body-not-json',
  ],
  [
    'an endpoint that is none',
    root(http({ uri: 'ftp://x' })),
    {},
    {},
    500,
    'integration/invalid-endpoint',
  ],
  [
    'a function that is not posted to',
    root(proxy({ httpMethod: 'GET' })),
    {},
    {},
    500,
    'integration/lambda-not-post',
  ],
  [
    'an event that is too large',
    root(proxy()),
    { method: 'POST', body: 'x'.repeat(6_300_000) },
    {},
    413,
    'lambda/event-too-large',
  ],
  [
    'a backend that is too slow',
    root(http()),
    {},
    answered({ timeout: true }),
    504,
    'backend/timeout',
  ],
  [
    'a backend that is not there',
    root(http()),
    {},
    answered({ networkError: true }),
    504,
    'backend/network',
  ],
  [
    'an answer that is too large',
    root(http()),
    {},
    answered({ status: 200, headers: {}, body: 'x'.repeat(10_485_761) }),
    500,
    'backend/answer-too-large',
  ],
  [
    'a function that fails',
    root(proxy()),
    {},
    answered({ lambda: { error: { errorMessage: 'oh' } } }),
    502,
    'lambda/function-error',
  ],
  [
    'a function that returns something else',
    root(proxy()),
    {},
    answered({ lambda: { result: 'x' } }),
    502,
    'lambda/malformed-response',
  ],
  [
    'no integration response',
    root(
      http({ integrationResponses: { 200: { statusCode: '200', selectionPattern: '2\\d{2}' } } }),
    ),
    {},
    answered({ status: 404, headers: {} }),
    500,
    'response/no-default',
  ],
  [
    'a status that is not declared',
    root(http({ integrationResponses: { 404: { statusCode: '404' } } })),
    {},
    {},
    500,
    'response/undeclared-status',
  ],
]

describe('why an answer came', () => {
  test.each(failures)('%s', async (_what, design, request, options, status, code) => {
    const answer = await send(design, request, options)
    const chain = why(answer)
    expect(answer.status).toBe(status)
    expect(chain[0]).toMatchObject({ role: 'answer' })
    expect(chain[0]?.text).toContain(String(status))
    const causes = chain.filter(({ role }) => role === 'cause')
    expect(causes.map(({ rule }) => rule).join(' ')).toContain(code)
    // what went wrong has a rule of its own, not that of its stage alone
    for (const { rule } of causes) expect([rule, ruleOfCode(rule)]).not.toContain(undefined)
    for (const { rule } of answer.trace.steps) expect(Object.keys(servicePages)).toContain(rule)
    for (const { text, at, rule, page, step } of chain) {
      expect(Object.keys(servicePages)).toContain(page)
      expect(text).toMatch(/^\S.*[.!?)]?$/s)
      expect(rule).not.toBe('')
      expect(step).not.toBe('')
      // a property that is not set is a place too: what holds it has to be there
      expect(at.length).toBeGreaterThan(1)
      expect([at, typeof valueAt(design, at.slice(0, -1))]).toEqual([at, 'object'])
    }
  })

  test('has met more than sixty kinds of failure', () => {
    expect(new Set(failures.map(([, , , , , code]) => code)).size).toBeGreaterThanOrEqual(60)
  })

  test('has met every type of gateway response that a call can get', async () => {
    const met = new Map<string, string>()
    for (const [, design, request, options] of failures) {
      const said = await send(design, request, options)
      if (said.gatewayResponseType === undefined) continue
      met.set(said.gatewayResponseType, why(said)[0]?.rule ?? '')
    }
    // with RESOURCE_NOT_FOUND the service answers none: what is not there is a missing authentication token
    const types = gatewayResponseTypes.filter((type) => type !== 'RESOURCE_NOT_FOUND')
    expect([...met.keys()].sort()).toEqual([...types].sort())
    for (const [type, rule] of met) expect(rule).toBe(`gateway-response/${type}`)
  })

  test('leads from the answer through the cause back to the route and the stage', async () => {
    const design = keyed({ key: { enabled: false } })
    const chain = why(await send(design, withKey))
    expect(chain.map(({ role, rule, step }) => [role, rule, step])).toEqual([
      ['answer', 'gateway-response/INVALID_API_KEY', 'gatewayResponse'],
      ['cause', 'api-key/disabled', 'checkApiKey'],
      ['decision', 'API key source', 'checkApiKey'],
      ['decision', 'Routing precedence', 'matchRoute'],
      ['decision', 'Stage', 'chooseStage'],
      ['decision', 'Custom domain names', 'resolveHost'],
    ])
    expect(chain[1]).toMatchObject({
      text: 'The API key k1 is disabled.',
      at: ['access', 'apiKeys', 'k1', 'enabled'],
    })
  })

  test('tells of an answer that is no failure what chose it', async () => {
    const design = root(
      http({ integrationResponses: { 200: { statusCode: '200', selectionPattern: '4\\d{2}' } } }),
    )
    const chain = why(await send(design, {}, answered({ status: 404, headers: {} })))
    expect(chain[0]).toMatchObject({
      text: 'The client gets 200 by the integration response that was chosen.',
    })
    expect(chain.map(({ text }) => text)).toContain('"404" matches 4\\d{2}.')
  })

  test('tells of an answer out of the cache', async () => {
    const design = root(http(), {
      stages: { dev: { stageName: 'dev', cacheClusterEnabled: true } },
    })
    const state = { value: freshState }
    await send(design, {}, { environment: { state } })
    const chain = why(await send(design, {}, { environment: { state } }))
    expect(chain[0]?.text).toBe('The client gets 200 from the cache of the stage.')
  })

  test('notes what else is wrong', async () => {
    const { ann } = identities.principals
    const unclear = policyText('Allow', '*', { Condition: { Magic: { a: 'b' } } })
    const principals = { ann: { ...ann, policies: { ...ann.policies, unclear } } }
    const design = guardedDesign('AWS_IAM', { rest: { identities: { ...identities, principals } } })
    const chain = why(await send(design, { path: '/open' }, signedBy('ann')))
    expect(chain.filter(({ role }) => role === 'note')).toMatchObject([{ rule: 'policy/unclear' }])
  })
})

describe('a refusal by the resource policy', () => {
  const statements = [
    { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
    { Sid: 'Shut', Effect: 'Deny', Principal: '*', Action: '*', Resource: 'execute-api:/*' },
  ]
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
  const line = policy.split('\n').indexOf('      "Sid": "Shut",')
  const position = { line, column: 5 }

  test('leads to the statement that decided', async () => {
    const simulation = await send(root(mockOf('x'), { policy }), {})
    expect(why(simulation)).toContainEqual(
      expect.objectContaining({ rule: 'policy/denied', at: ['apis', 'api1', 'policy'], position }),
    )
    expect(why(simulation).filter((reason) => reason.position)).toHaveLength(2)
  })

  test('leads to it also where the authorizer is not asked', async () => {
    const simulation = await send(lambdaGuard({}, { api: { policy } }), open)
    expect(why(simulation)).toContainEqual(
      expect.objectContaining({ rule: 'policy/denied', position }),
    )
  })

  test('leads to no statement where none says anything', async () => {
    const silent = policyText('Allow', 'execute-api:/prod/*', { Principal: '*' })
    const simulation = await send(root(mockOf('x'), { policy: silent }), {})
    const cause = why(simulation).find(({ rule }) => rule === 'policy/not-allowed')
    expect(cause).toMatchObject({ at: ['apis', 'api1', 'policy'] })
    expect(cause?.position).toBeUndefined()
  })
})
