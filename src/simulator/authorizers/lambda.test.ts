import { describe, expect, test } from 'vitest'
import type { Design } from '../../model/index.ts'
import {
  codesOf,
  functionUri,
  headerOf,
  mockOf,
  send,
  testEnvironment,
  textOf,
} from '../pipeline/rest/testDesign.ts'
import { freshState } from '../world/state.ts'
import type { StateHolder } from '../world/state.ts'
import { arnOf, guardAnswer, guardedDesign, policyText } from './testIdentities.ts'

const policyDocument = (effect: 'Allow' | 'Deny', resource = arnOf()): unknown =>
  JSON.parse(policyText(effect, resource))
const allowing = { principalId: 'u1', policyDocument: policyDocument('Allow') }

const designWith = (answer: unknown, more: Parameters<typeof guardedDesign>[1] = {}): Design =>
  guardedDesign('CUSTOM', { backends: guardAnswer(answer), ...more })
const token = [['Authorization', 'abc']] as const
const call = (design: Design, options: Parameters<typeof send>[2] = {}, path = '/pets/1') =>
  send(design, { path, headers: token }, options)

describe('a token authorizer', () => {
  test('that allows lets the caller in, and templates read what it says', async () => {
    const context = { plan: 'gold', number: 7, flag: true, gone: null }
    const design = designWith(
      { result: { ...allowing, context } },
      {
        body: '$context.authorizer.principalId $context.authorizer.plan $context.authorizer.number $context.authorizer.flag',
      },
    )
    expect(textOf(await call(design))).toBe('u1 gold 7 true')
  })

  test('gets the token and the ARN of the method', async () => {
    const answer = await call(designWith({ result: allowing }))
    expect(answer.trace.steps.find(({ name }) => name === 'authorize')?.input).toEqual({
      type: 'TOKEN',
      authorizationToken: 'abc',
      methodArn: arnOf('dev/GET/pets/1'),
    })
    expect(answer.log.slice(0, 4)).toEqual([
      expect.stringMatching(/Extended Request Id/),
      expect.stringMatching(/Starting authorizer: guard for request: 0f8fad5b/),
      expect.stringMatching(/Incoming identity: \*\*c$/),
      expect.stringMatching(/Endpoint request URI: https:\/\/lambda\.us-east-1/),
    ])
  })

  test.each([
    [
      'denies',
      { ...allowing, policyDocument: policyDocument('Deny') },
      ' with an explicit deny in an identity-based policy',
    ],
    [
      'allows something else',
      { ...allowing, policyDocument: policyDocument('Allow', arnOf('dev/POST/*')) },
      '',
    ],
  ])('that %s refuses the caller', async (_what, result, suffix) => {
    const answer = await call(designWith({ result }))
    expect([answer.status, textOf(answer), headerOf(answer, 'x-amzn-ErrorType')]).toEqual([
      403,
      `{"Message":"User is not authorized to access this resource${suffix}"}`,
      'AccessDeniedException',
    ])
  })

  test('that fails with Unauthorized is a 401', async () => {
    const answer = await call(designWith({ error: { errorMessage: 'Unauthorized' } }))
    expect([answer.status, textOf(answer)]).toEqual([401, '{"message":"Unauthorized"}'])
    expect(codesOf(answer)).toEqual(['authorizer/unauthorized'])
  })

  test.each<[string, unknown, string]>([
    ['fails otherwise', { error: { errorMessage: 'unauthorized' } }, 'authorizer/function-error'],
    ['returns nothing', { rawResult: '' }, 'authorizer/malformed-result'],
    ['returns a list', { result: [] }, 'authorizer/malformed-result'],
    ['returns text', { rawResult: 'Allow' }, 'authorizer/malformed-result'],
    [
      'gives no principal',
      { result: { policyDocument: policyDocument('Allow') } },
      'authorizer/malformed-result',
    ],
    ['gives no policy', { result: { principalId: 'u1' } }, 'authorizer/malformed-result'],
    [
      'gives a policy as text',
      { result: { principalId: 'u1', policyDocument: policyText('Allow', '*') } },
      'authorizer/malformed-result',
    ],
    [
      'gives a strange member',
      { result: { ...allowing, errorType: 'x' } },
      'authorizer/malformed-result',
    ],
    [
      'gives a context with a list',
      { result: { ...allowing, context: { roles: ['a'] } } },
      'authorizer/malformed-result',
    ],
    [
      'gives a context that is text',
      { result: { ...allowing, context: 'x' } },
      'authorizer/malformed-result',
    ],
    [
      'gives a key that is a number',
      { result: { ...allowing, usageIdentifierKey: 7 } },
      'authorizer/malformed-result',
    ],
    ...[{ NotAction: 's3:*' }, { Action: [] }, { Resource: undefined }, { Effect: 'allow' }].map(
      (more): [string, unknown, string] => [
        `gives a statement with ${JSON.stringify(more)}`,
        { result: { ...allowing, policyDocument: JSON.parse(policyText('Allow', '*', more)) } },
        'authorizer/malformed-result',
      ],
    ),
    [
      'names a resource of 513 characters',
      { result: { ...allowing, policyDocument: policyDocument('Allow', `${'x'.repeat(513)}`) } },
      'authorizer/malformed-result',
    ],
  ])('that %s is a 500 that says nothing', async (_what, answer, code) => {
    const got = await call(designWith(answer))
    expect([got.status, textOf(got), headerOf(got, 'x-amzn-ErrorType')]).toEqual([
      500,
      '{"message":null}',
      'AuthorizerConfigurationException',
    ])
    expect(codesOf(got)).toEqual([code])
    expect(
      got.log.some((line) => line.includes('Execution failed due to configuration error')),
    ).toBe(true)
  })

  test('without an answer lets nobody in, even where every backend has one', async () => {
    const design = guardedDesign('CUSTOM')
    const answer = await call(design, { answer: { lambda: { result: allowing as never } } })
    expect([answer.status, codesOf(answer)]).toEqual([500, ['authorizer/no-answer']])
  })

  test('is not asked for a token that does not match its expression', async () => {
    const authorizer = { identityValidationExpression: '^x-[a-z]+' }
    const answer = await call(designWith({ result: allowing }, { authorizer }))
    expect([answer.status, codesOf(answer)]).toEqual([401, ['authorization/token-pattern']])
    expect(answer.log.some((line) => line.includes('Starting authorizer'))).toBe(false)
  })

  test('whose expression cannot be used lets nobody in', async () => {
    const authorizer = { identityValidationExpression: '(?<=x)y(' }
    const answer = await call(designWith({ result: allowing }, { authorizer }))
    expect([answer.status, codesOf(answer)]).toEqual([500, ['authorizer/pattern-unusable']])
  })
})

describe('the function of an authorizer in a design', () => {
  const error = (errorMessage: string) => ({ lambda: { error: { errorMessage } } })
  const said = (result: unknown) => ({ lambda: { result } })
  const cases = [
    { when: { authorizationToken: 'allow' }, answer: said(allowing) },
    { when: { authorizationToken: 'gold-*' }, answer: said({ ...allowing, principalId: 'gold' }) },
    {
      when: { authorizationToken: 'deny' },
      answer: said({ principalId: 'u', policyDocument: policyDocument('Deny') }),
    },
    { when: { authorizationToken: 'unauthorized' }, answer: error('Unauthorized') },
    { when: { authorizationToken: 'broken' }, answer: error('boom') },
    { when: { authorizationToken: 'no-policy' }, answer: said({ principalId: 'u' }) },
    { when: { authorizationToken: 'slow' }, answer: { timeout: true } },
    { when: { authorizationToken: 'away' }, answer: { networkError: true } },
    {
      when: { authorizationToken: 'forbidden' },
      answer: { status: 403, headers: { 'x-amzn-ErrorType': 'AccessDeniedException' } },
    },
    { when: { methodArn: '*/GET/open' }, answer: said(allowing) },
  ]
  const design = guardedDesign('CUSTOM', {
    body: '$context.authorizer.principalId',
    backends: {
      'lambda:guard': {
        key: 'lambda:guard',
        name: 'guard',
        kind: 'lambda',
        answer: error('Unauthorized'),
        cases,
      },
    },
  })
  const ask = (token: string, path = '/pets/1') =>
    send(design, { path, headers: [['Authorization', token]] })

  test.each([
    ['allow', 200, undefined],
    ['gold-1', 200, undefined],
    ['deny', 403, 'policy/denied'],
    ['unauthorized', 401, 'authorizer/unauthorized'],
    ['broken', 500, 'authorizer/function-error'],
    ['no-policy', 500, 'authorizer/malformed-result'],
    ['slow', 500, 'authorizer/unreachable'],
    ['away', 500, 'authorizer/unreachable'],
    ['forbidden', 500, 'authorizer/refused'],
    ['anything else', 401, 'authorizer/unauthorized'],
  ])('answers the token %s with %i', async (token, status, code) => {
    const answer = await ask(token)
    expect([answer.status, codesOf(answer)[0]]).toEqual([status, code])
  })
  test('can tell callers and methods apart', async () => {
    expect(textOf(await ask('gold-2'))).toBe('gold')
    expect((await ask('anything else', '/open')).status).toBe(200)
  })
  test('that may not be invoked is named in the log', async () => {
    expect((await ask('forbidden')).log.join('\n')).toContain(
      'Execution failed due to configuration error: Invalid permissions on Lambda function',
    )
  })
  test('leads from a refusal to the case that made it', async () => {
    const { trace } = await ask('broken')
    const problem = trace.steps.flatMap(({ problems }) => problems)[0]
    expect(problem?.at).toEqual(['backends', 'lambda:guard', 'cases', '4'])
  })
  test('may leave the principal empty, but not out', async () => {
    const of = (principalId: unknown) =>
      call(designWith({ result: { ...allowing, principalId } })).then(({ status }) => status)
    expect([await of(''), await of(7), await of(null)]).toEqual([200, 500, 500])
  })
})

describe('a request authorizer', () => {
  const identitySource =
    'method.request.header.X-Who, method.request.querystring.k, stageVariables.env, context.httpMethod'
  const authorizer = { type: 'REQUEST', identitySource }
  const api = { stages: { dev: { stageName: 'dev', variables: { env: 'test' } } } }
  const design = designWith({ result: allowing }, { authorizer, api })
  const headers = [['X-Who', 'me']] as const

  test('gets the request with what belongs to it', async () => {
    const answer = await send(design, { path: '/pets/1', query: 'k=1&k=2', headers })
    expect(answer.status).toBe(200)
    expect(answer.trace.steps.find(({ name }) => name === 'authorize')?.input).toMatchObject({
      type: 'REQUEST',
      methodArn: arnOf('dev/GET/pets/1'),
      resource: '/pets/{id}',
      path: '/pets/1',
      httpMethod: 'GET',
      headers: { 'X-Who': 'me' },
      queryStringParameters: { k: '2' },
      multiValueQueryStringParameters: { k: ['1', '2'] },
      pathParameters: { id: '1' },
      stageVariables: { env: 'test' },
      requestContext: { stage: 'dev', resourcePath: '/pets/{id}', httpMethod: 'GET' },
    })
  })

  test.each([
    ['a header', { query: 'k=1' }, 'method.request.header.X-Who'],
    ['a query parameter', { headers }, 'method.request.querystring.k'],
  ])('is not asked where %s is missing', async (_what, request, source) => {
    const answer = await send(design, { path: '/pets/1', ...request })
    expect([answer.status, textOf(answer)]).toEqual([401, '{"message":"Unauthorized"}'])
    expect(answer.trace.steps.flatMap(({ problems }) => problems)[0]?.message).toContain(source)
  })
})

describe('what an authorizer said', () => {
  const denying = { principalId: 'u1', policyDocument: policyDocument('Deny') }
  const run = async (
    authorizer: Readonly<Record<string, unknown>>,
    calls: readonly { readonly after: number; readonly token?: string; readonly path?: string }[],
    first: unknown = allowing,
  ) => {
    const state: StateHolder = { value: freshState }
    const statuses: number[] = []
    for (const [i, { after, token: text = 'abc', path = '/pets/1' }] of calls.entries()) {
      const design = designWith({ result: i === 0 ? first : denying }, { authorizer })
      const environment = { state, now: () => testEnvironment.now() + after * 1000 }
      const request = { path, headers: [['Authorization', text]] as const }
      statuses.push((await send(design, request, { environment })).status)
    }
    return statuses
  }

  test('is remembered for five minutes unless it says otherwise', async () => {
    expect(await run({}, [{ after: 0 }, { after: 299 }, { after: 301 }])).toEqual([200, 200, 403])
  })
  test('is remembered as long as it says', async () => {
    const authorizer = { authorizerResultTtlInSeconds: 10 }
    expect(await run(authorizer, [{ after: 0 }, { after: 9 }, { after: 11 }])).toEqual([
      200, 200, 403,
    ])
  })
  test('is not remembered for 0 seconds', async () => {
    expect(await run({ authorizerResultTtlInSeconds: 0 }, [{ after: 0 }, { after: 0 }])).toEqual([
      200, 403,
    ])
  })
  test('is remembered for each token', async () => {
    expect(await run({}, [{ after: 0 }, { after: 1, token: 'xyz' }])).toEqual([200, 403])
  })
  test('is weighed again for each method: a policy that names one denies the others', async () => {
    const one = { ...allowing, policyDocument: policyDocument('Allow', arnOf('dev/GET/pets/1')) }
    expect(await run({}, [{ after: 0 }, { after: 1, path: '/open' }], one)).toEqual([200, 403])
  })
  test('by a request without identity sources is not remembered', async () => {
    const authorizer = { type: 'REQUEST', identitySource: '' }
    expect(await run(authorizer, [{ after: 0 }, { after: 1 }])).toEqual([200, 403])
  })
})

test('a resource policy that denies is heard before the authorizer is asked', async () => {
  const policy = policyText('Deny', 'execute-api:/*', { Principal: '*' })
  const answer = await call(designWith({ result: allowing }, { api: { policy } }))
  expect([answer.status, codesOf(answer)]).toEqual([403, ['policy/denied']])
  expect(answer.log.some((line) => line.includes('Starting authorizer'))).toBe(false)
})

test('a proxied function is told who calls', async () => {
  const integration = { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('pets') }
  const design = designWith(
    { result: { ...allowing, context: { plan: 'gold' } } },
    { method: { ...mockOf(''), integration } },
  )
  const answer = await call(design)
  expect(answer.lambdaEvent).toMatchObject({
    requestContext: { authorizer: { principalId: 'u1', plan: 'gold', integrationLatency: 0 } },
  })
})
