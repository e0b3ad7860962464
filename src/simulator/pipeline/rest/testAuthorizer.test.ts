import { describe, expect, test } from 'vitest'
import type { Design, RestApi } from '../../../model/index.ts'
import { requestAs } from '../../caller.ts'
import { required } from '../../exchange/failure.ts'
import { designOf, mockOf, testEnvironment } from './testDesign.ts'
import { platformCryptography } from '../../platform.ts'
import { freshState } from '../../world/state.ts'
import { reasonsOf } from '../../explain/why.ts'
import { testAuthorizer } from './testAuthorizer.ts'
import type { AuthorizerTest, AuthorizerTestCall } from './testAuthorizer.ts'
import { arnOf, guardAnswer, guardedDesign, policyText } from '../../authorizers/testIdentities.ts'

const policyDocument = (effect: 'Allow' | 'Deny', resource: string | string[]): unknown =>
  JSON.parse(policyText(effect, resource))
const stages = { dev: { stageName: 'dev' }, prod: { stageName: 'prod' } }
const token = { headers: [['Authorization', 'abcdefgh']] } as const

const designWith = (answer: unknown, authorizer: Readonly<Record<string, unknown>> = {}): Design =>
  guardedDesign('CUSTOM', { backends: guardAnswer(answer), authorizer, api: { stages } })

async function tried(
  design: Design,
  call: Partial<AuthorizerTestCall> = token,
  environment: object = {},
): Promise<AuthorizerTest> {
  const result = await testAuthorizer(
    design,
    { apiId: 'api1', authorizerId: 'guard', ...call },
    { ...testEnvironment, ...environment },
  )
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

const plain = (lines: readonly string[]) => lines.map((line) => line.replace(/^.{28} : /, ''))

describe('a test of a token authorizer', () => {
  const allowing = {
    principalId: 'u-1234',
    policyDocument: policyDocument('Allow', arnOf('*/GET/*')),
    context: { plan: 'gold', level: 7, claims: 'all' },
    usageIdentifierKey: 'key-of-u',
  }
  test('answers the principal, the policy, the context and 0 for a success', async () => {
    const answer = await tried(designWith({ result: allowing }))
    expect(answer).toMatchObject({
      clientStatus: 0,
      principalId: 'u-1234',
      policy: JSON.stringify(allowing.policyDocument),
      authorization: { plan: ['gold'], level: ['7'], claims: ['all'] },
      usageIdentifierKey: 'key-of-u',
    })
    expect(answer.claims).toBeUndefined()
  })

  test('gives the function the stage of tests in the ARN', async () => {
    const answer = await tried(designWith({ result: allowing }))
    expect(answer.event).toEqual({
      type: 'TOKEN',
      authorizationToken: 'abcdefgh',
      methodArn: arnOf('ESTestInvoke-stage/GET/'),
    })
  })

  test('is logged as the console shows it', async () => {
    const { log } = await tried(designWith({ result: allowing }))
    expect(log[0]).toBe('Execution log for request 0f8fad5b-d9cb-469f-a165-70867728950e')
    expect(log[1]).toMatch(/^Sat Jan 31 12:00:00 UTC 2026 : Starting authorizer: guard for request/)
    expect(plain(log).map((line) => line.split(': ')[0])).toEqual([
      'Execution log for request 0f8fad5b-d9cb-469f-a165-70867728950e',
      'Starting authorizer',
      'Incoming identity',
      'Endpoint request URI',
      'Endpoint request headers',
      'Endpoint request body after transformations',
      expect.stringMatching(/^Sending request to https/),
      'Authorizer result body before parsing',
      'Using valid authorizer policy for principal',
      'Successfully completed authorizer execution',
    ])
  })

  test('that denies has succeeded: the policy is shown, and what it means for the methods', async () => {
    const policyDocument_ = {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Read',
          Effect: 'Allow',
          Action: 'execute-api:Invoke',
          Resource: arnOf('dev/GET/*'),
        },
        { Effect: 'Deny', Action: '*', Resource: arnOf('dev/GET/open') },
      ],
    }
    const design = designWith({ result: { principalId: 'u', policyDocument: policyDocument_ } })
    const answer = await tried(design)
    expect(answer.clientStatus).toBe(0)
    expect(answer.methods.map(({ name, effect, statement }) => [name, effect, statement])).toEqual([
      ['GET /open', 'deny', 'statement 2'],
      ['POST /pets', 'silent', undefined],
      ['GET /pets/{id}', 'allow', 'Read'],
    ])
    const other = await tried(design, { ...token, stageName: 'prod' })
    expect(other.methods.map(({ effect }) => effect)).toEqual(['silent', 'silent', 'silent'])
  })

  test('tells the verbs of an ANY apart where the policy does, and leaves out methods that want no authorizer', async () => {
    const toldBy = async (resource: string[]) => {
      const answers = {
        result: { principalId: 'u', policyDocument: policyDocument('Allow', resource) },
      }
      const { authorizers } = designWith(answers).apis['api1'] as RestApi // made by designOf
      const guarded = { ...mockOf('x'), authorizationType: 'CUSTOM', authorizerId: 'guard' }
      const open = { ...guarded, authorizationType: 'NONE' }
      const methods = { 'ANY /{proxy+}': guarded, 'GET /{proxy+}': open, 'GET /health': open }
      const answer = await tried(designOf(methods, { authorizers, stages }, guardAnswer(answers)))
      return answer.methods.map(({ name, effect }) => `${name} ${effect}`)
    }
    expect(await toldBy([arnOf('dev/*')])).toEqual(['ANY /{proxy+} allow'])
    expect(await toldBy([arnOf('dev/GET/*')])).toEqual(['ANY /{proxy+} silent'])
    expect(await toldBy([arnOf('dev/P*/*'), arnOf('dev/HEAD/*')])).toEqual([
      'POST /{proxy+} allow',
      'PUT /{proxy+} allow',
      'PATCH /{proxy+} allow',
      'DELETE /{proxy+} silent',
      'HEAD /{proxy+} allow',
      'OPTIONS /{proxy+} silent',
    ])
  })

  test.each<[string, unknown, number, string, string[]]>([
    [
      'says Unauthorized',
      { error: { errorMessage: 'Unauthorized' } },
      401,
      'authorizer/unauthorized',
      ['Unauthorized request: 0f8fad5b-d9cb-469f-a165-70867728950e', 'Unauthorized'],
    ],
    [
      'fails',
      { error: { errorMessage: 'boom', errorType: 'Error' } },
      500,
      'authorizer/function-error',
      [
        'Execution failed due to configuration error: Invalid JSON in response: Unrecognized field "errorType" , not marked as ignorable',
        'AuthorizerConfigurationException',
      ],
    ],
    [
      'returns no policy',
      { result: { principalId: 'u' } },
      500,
      'authorizer/malformed-result',
      [
        'Execution failed due to configuration error: Invalid JSON in response: policyDocument',
        'AuthorizerConfigurationException',
      ],
    ],
  ])('whose function %s tells the status and why', async (_what, lambda, status, code, end) => {
    const answer = await tried(designWith(lambda))
    expect(answer.clientStatus).toBe(status)
    expect(answer.policy).toBeUndefined()
    expect(reasonsOf(answer.step)[0]).toMatchObject({ role: 'cause', rule: code })
    expect(plain(answer.log).slice(-2)).toEqual(end)
    expect(answer.methods).toEqual([])
  })

  test('without a token does not ask the function', async () => {
    const answer = await tried(designWith({ result: allowing }), {})
    expect([answer.clientStatus, answer.event]).toEqual([401, undefined])
    expect(reasonsOf(answer.step).map(({ rule }) => rule)).toEqual([
      'authorization/missing',
      'Identity sources',
    ])
    expect(plain(answer.log).slice(1)).toEqual([
      'Unauthorized request: 0f8fad5b-d9cb-469f-a165-70867728950e',
      'Unauthorized',
    ])
  })

  test('with a token that does not match its expression does not ask the function', async () => {
    const design = designWith({ result: allowing }, { identityValidationExpression: 'x-.*' })
    const answer = await tried(design)
    expect([answer.clientStatus, reasonsOf(answer.step)[0]?.rule]).toEqual([
      401,
      'authorization/token-pattern',
    ])
  })

  test('neither reads nor fills what the gateway remembers', async () => {
    const state = { value: freshState }
    await tried(designWith({ result: allowing }), token, { state })
    expect(state.value).toBe(freshState)
    const answer = await tried(designWith({ result: allowing }), token, { state })
    expect(answer.step.decisions.map(({ rule }) => rule)).not.toContain('Authorization caching')
  })

  test('takes as long as the canned answer says', async () => {
    const design = guardedDesign('CUSTOM', {
      backends: {
        'lambda:guard': {
          key: 'lambda:guard',
          name: 'guard',
          kind: 'lambda',
          answer: { lambda: { result: allowing }, latencyMs: 120 },
        },
      },
    })
    expect((await tried(design)).latency).toBe(120)
  })
})

describe('a test of a request authorizer', () => {
  const allowing = { principalId: 'u', policyDocument: policyDocument('Allow', '*') }
  const identitySource =
    'method.request.header.X-Who, method.request.querystring.tenant, stageVariables.region, context.identity.sourceIp, context.planet'
  const design = designWith({ result: allowing }, { type: 'REQUEST', identitySource })
  const call: Partial<AuthorizerTestCall> = {
    headers: [
      ['X-Who', 'ann'],
      ['X-Who', 'bob'],
    ],
    pathWithQueryString: '/pets/7?tenant=a%20b&tenant=c',
    stageVariables: { region: 'north' },
    additionalContext: { 'identity.sourceIp': '203.0.113.9', planet: 'mars' },
  }
  test('gives the function every part of the request, with the names of tests', async () => {
    const answer = await tried(design, call)
    expect(answer.clientStatus).toBe(0)
    expect(answer.event).toMatchObject({
      type: 'REQUEST',
      methodArn: arnOf('ESTestInvoke-stage/GET/pets/7'),
      resource: '/',
      path: '/pets/7',
      httpMethod: 'GET',
      headers: { 'X-Who': 'bob' },
      multiValueHeaders: { 'X-Who': ['ann', 'bob'] },
      queryStringParameters: { tenant: 'c' },
      multiValueQueryStringParameters: { tenant: ['a b', 'c'] },
      pathParameters: {},
      stageVariables: { region: 'north' },
      requestContext: {
        resourceId: 'test-invoke-resource-id',
        resourcePath: '/',
        stage: 'test-invoke-stage',
        domainPrefix: 'testPrefix',
        planet: 'mars',
        identity: { apiKey: 'test-invoke-api-key', sourceIp: '203.0.113.9', user: null },
      },
    })
    expect(plain(answer.log)[2]).toBe(
      'Incoming identity: {method.request.header.X-Who=**b, method.request.querystring.tenant=*, stageVariables.region=***th, context.identity.sourceIp=******113.9, context.planet=**rs}',
    )
  })
  test.each([
    ['stageVariables', 'stageVariables.region'],
    ['additionalContext', 'context.planet'],
    ['pathWithQueryString', 'method.request.querystring.tenant'],
  ] as const)('is refused where %s lacks a source', async (member, source) => {
    const answer = await tried(design, { ...call, [member]: undefined })
    expect(answer.clientStatus).toBe(401)
    expect(reasonsOf(answer.step)[0]?.text).toContain(`the request has no ${source}`)
  })
  test('a context member called like what every object has is a member and no more', async () => {
    const answer = await tried(design, {
      ...call,
      additionalContext: { ...call.additionalContext, '__proto__.x': 'y', 'constructor.x': 'z' },
    })
    expect(answer.clientStatus).toBe(0)
    expect(Object.prototype).not.toHaveProperty('x')
    expect(Object).not.toHaveProperty('x')
  })
})

describe('a test of a user pool authorizer', () => {
  const cryptography = required(platformCryptography().cryptography, 'WebCrypto')
  const design = guardedDesign('COGNITO_USER_POOLS', {
    method: { authorizationScopes: ['pets/read'] },
  })
  const tokenOf = async (tokenUse: 'id' | 'access') => {
    const request = await requestAs(
      design,
      { apiId: 'api1', request: { method: 'GET', path: '/' } },
      {
        kind: 'poolUser',
        poolId: 'us-east-1_Pool1',
        username: 'zoe',
        clientId: 'web',
        tokenUse,
      },
      { ...testEnvironment, cryptography },
    )
    if (!request.ok) throw new Error(request.problems[0]?.message)
    return { headers: request.value.headers ?? [] }
  }
  test('answers the claims of an identity token', async () => {
    const answer = await tried(design, await tokenOf('id'), { cryptography })
    expect(answer).toMatchObject({
      clientStatus: 0,
      claims: { email: 'zoe@example.com', token_use: 'id', 'cognito:groups': 'admin,staff' },
      methods: [],
    })
    expect([answer.policy, answer.principalId, answer.event]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
  test('takes no access token: a test has no scopes', async () => {
    const answer = await tried(design, await tokenOf('access'), { cryptography })
    expect([answer.clientStatus, reasonsOf(answer.step)[0]?.rule]).toEqual([401, 'token/wrong-use'])
    expect(answer.claims).toBeUndefined()
  })
  test('refuses what is no token', async () => {
    const call = { headers: [['Authorization', 'nonsense']] } as const
    const answer = await tried(design, call, { cryptography })
    expect([answer.clientStatus, reasonsOf(answer.step)[0]?.rule]).toEqual([401, 'token/malformed'])
    expect(plain(answer.log).slice(1)).toEqual([
      'Starting authorizer: guard for request: 0f8fad5b-d9cb-469f-a165-70867728950e',
      'Incoming identity: ****ense',
      'Unauthorized request: 0f8fad5b-d9cb-469f-a165-70867728950e',
      'Unauthorized',
    ])
  })
})

test.each([
  ['api1', '__proto__'],
  ['none', 'guard'],
])('an authorizer that is not there (%s, %s) cannot be tested', async (apiId, authorizerId) => {
  const result = await testAuthorizer(
    designWith({ result: {} }),
    { apiId, authorizerId },
    testEnvironment,
  )
  expect(result).toMatchObject({ ok: false, problems: [{ code: 'authorizer/unknown' }] })
})
