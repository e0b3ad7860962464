import { describe, expect, test } from 'vitest'
import { freshState } from '../../world/state.ts'
import type { StateHolder } from '../../world/state.ts'
import { guardAnswer, guardedDesign, policyText } from '../../authorizers/testIdentities.ts'
import { periodStartOf } from '../../../model/index.ts'
import { codesOf, designOf, headerOf, mockOf, send, testEnvironment, textOf } from './testDesign.ts'

const value = 'k'.repeat(20)
const key = { id: 'k1', name: 'first', value, enabled: true }
const plan = {
  id: 'p1',
  name: 'basic',
  keyIds: ['k1'],
  apiStages: [{ apiId: 'api1', stage: 'dev' }],
}
const methods = {
  'GET /pets': { ...mockOf('$context.identity.apiKeyId'), apiKeyRequired: true },
  'GET /free': { ...mockOf('free'), apiKeyRequired: true },
  'GET /open': mockOf('open'),
}
const designWith = (
  change: { readonly key?: object; readonly plan?: object; readonly api?: object } = {},
) =>
  designOf(
    methods,
    { ...change.api },
    {},
    {
      access: {
        apiKeys: { k1: { ...key, ...change.key } },
        usagePlans: { p1: { ...plan, ...change.plan } },
      },
    },
  )
const headers = [['x-api-key', value]] as const

describe('an API key', () => {
  test('of a plan that covers the stage opens the method, and templates read its id', async () => {
    const answer = await send(designWith(), { path: '/pets', headers })
    expect([answer.status, textOf(answer)]).toEqual([200, 'k1'])
    expect(answer.log).toContain(
      '(0f8fad5b-d9cb-469f-a165-70867728950e) Usage Plan check succeeded for API Key **************kkkkkk and API Stage api1/dev',
    )
  })
  test('can be that of the caller', async () => {
    const call = { caller: { kind: 'apiKey', apiKeyId: 'k1' } as const }
    expect((await send(designWith(), { path: '/pets' }, { call })).status).toBe(200)
  })
  test.each<
    [string, Parameters<typeof designWith>[0], readonly (readonly [string, string])[], string]
  >([
    ['is missing', {}, [], 'api-key/missing'],
    ['is empty', {}, [['x-api-key', '']], 'api-key/missing'],
    ['is unknown', {}, [['x-api-key', 'z'.repeat(20)]], 'api-key/unknown'],
    ['is disabled', { key: { enabled: false } }, headers, 'api-key/disabled'],
    ['belongs to no plan', { plan: { keyIds: [] } }, headers, 'api-key/no-plan'],
    [
      'belongs to a plan for another stage',
      { plan: { apiStages: [{ apiId: 'api1', stage: 'prod' }] } },
      headers,
      'api-key/no-plan',
    ],
    [
      'has to come from an authorizer',
      { api: { apiKeySource: 'AUTHORIZER' } },
      headers,
      'api-key/missing',
    ],
  ])('that %s is forbidden', async (_why, change, sent, code) => {
    const answer = await send(designWith(change), { path: '/pets', headers: sent })
    expect([
      answer.status,
      textOf(answer),
      headerOf(answer, 'x-amzn-ErrorType'),
      codesOf(answer),
    ]).toEqual([403, '{"message":"Forbidden"}', 'ForbiddenException', [code]])
  })
  test('can be what the authorizer gave', async () => {
    const policyDocument: unknown = JSON.parse(policyText('Allow', '*'))
    const result = { principalId: 'u1', policyDocument, usageIdentifierKey: value }
    const design = guardedDesign('CUSTOM', {
      backends: guardAnswer({ result }),
      method: { apiKeyRequired: true },
      api: { apiKeySource: 'AUTHORIZER' },
      rest: { access: { apiKeys: { k1: key }, usagePlans: { p1: plan } } },
    })
    const request = { path: '/open', headers: [['Authorization', 'x']] as const }
    expect((await send(design, request)).status).toBe(200)
  })
})

/** Statuses of calls at these seconds, with one gateway between them. */
async function statusesAt(
  design: ReturnType<typeof designWith>,
  seconds: readonly number[],
  path = '/pets',
): Promise<number[]> {
  const state: StateHolder = { value: freshState }
  const statuses: number[] = []
  for (const second of seconds) {
    const call = { at: testEnvironment.now() + second * 1000 }
    statuses.push((await send(design, { path, headers }, { environment: { state }, call })).status)
  }
  return statuses
}

describe('a usage plan', () => {
  test('lets a burst through, then as many as its rate', async () => {
    const design = designWith({ plan: { throttle: { rateLimit: 1, burstLimit: 2 } } })
    expect(await statusesAt(design, [0, 0, 0, 0.5, 1.1, 1.2])).toEqual([
      200, 200, 429, 429, 200, 429,
    ])
  })
  test('has limits of its own for a method, in a bucket of their own', async () => {
    const apiStages = [
      { apiId: 'api1', stage: 'dev', throttle: { '/pets/GET': { rateLimit: 1, burstLimit: 1 } } },
    ]
    const design = designWith({
      plan: { apiStages, throttle: { rateLimit: 100, burstLimit: 100 } },
    })
    expect(await statusesAt(design, [0, 0])).toEqual([200, 429])
    expect(await statusesAt(design, [0, 0], '/free')).toEqual([200, 200])
  })
  test('says what is exceeded', async () => {
    const state: StateHolder = { value: freshState }
    const design = designWith({ plan: { throttle: { rateLimit: 1, burstLimit: 1 } } })
    await send(design, { path: '/pets', headers }, { environment: { state } })
    const answer = await send(design, { path: '/pets', headers }, { environment: { state } })
    expect([answer.status, textOf(answer), headerOf(answer, 'x-amzn-ErrorType')]).toEqual([
      429,
      '{"message":"Too Many Requests"}',
      'TooManyRequestsException',
    ])
    expect(answer.log.at(-5)).toMatch(
      /Key throttle limit exceeded for RestApi api1, Stage dev, Resource pets, HttpMethod GET\. Limit: 1\.00 Burst: 1$/,
    )
    expect(answer.trace.steps.flatMap(({ problems }) => problems)[0]?.at).toEqual([
      'access',
      'usagePlans',
      'p1',
      'throttle',
    ])
  })
  test('does not count calls that need no key', async () => {
    const design = designWith({ plan: { throttle: { rateLimit: 1, burstLimit: 1 } } })
    expect(await statusesAt(design, [0, 0, 0], '/open')).toEqual([200, 200, 200])
  })
  test('counts a day from midnight', async () => {
    const design = designWith({ plan: { quota: { limit: 2, period: 'DAY' } } })
    const halfDay = 12 * 3600
    expect(await statusesAt(design, [0, 1, 2, halfDay - 1, halfDay])).toEqual([
      200, 200, 429, 429, 200,
    ])
  })
  test('takes the offset off the first period only', async () => {
    const design = designWith({ plan: { quota: { limit: 2, offset: 1, period: 'DAY' } } })
    const day = 24 * 3600
    expect(await statusesAt(design, [0, 1, day, day, day])).toEqual([200, 429, 200, 200, 429])
  })
  test('whose quota is used up says so', async () => {
    const answer = await send(designWith({ plan: { quota: { limit: 0, period: 'MONTH' } } }), {
      path: '/pets',
      headers,
    })
    expect([answer.status, textOf(answer), headerOf(answer, 'x-amzn-ErrorType')]).toEqual([
      429,
      '{"message":"Limit Exceeded"}',
      'LimitExceededException',
    ])
  })
})

test('weeks begin on Monday, months on their first day', () => {
  const saturday = Date.UTC(2026, 0, 31, 12)
  expect(new Date(periodStartOf('WEEK', saturday)).toISOString()).toBe('2026-01-26T00:00:00.000Z')
  expect(new Date(periodStartOf('WEEK', Date.UTC(2026, 1, 1))).toISOString()).toBe(
    '2026-01-26T00:00:00.000Z',
  )
  expect(new Date(periodStartOf('MONTH', saturday)).toISOString()).toBe('2026-01-01T00:00:00.000Z')
})

describe('throttling of a stage', () => {
  const stages = (methodSettings: object) => ({
    stages: { dev: { stageName: 'dev', methodSettings } },
  })
  const one = { throttlingRateLimit: 1, throttlingBurstLimit: 1 }
  test('holds every method to the settings of all', async () => {
    const design = designWith({ api: stages({ '*/*': one }) })
    expect(await statusesAt(design, [0, 0, 1], '/open')).toEqual([200, 429, 200])
  })
  test.each(['open/GET', '~1open/GET', '/open/GET', '~1open/*'])(
    'holds a method to its own under %s',
    async (name) => {
      const many = { throttlingRateLimit: 100, throttlingBurstLimit: 100 }
      const design = designWith({ api: stages({ '*/*': many, [name]: one }) })
      expect(await statusesAt(design, [0, 0], '/open')).toEqual([200, 429])
      expect(await statusesAt(design, [0, 0], '/free')).toEqual([200, 200])
    },
  )
  test('comes after the account has no more', async () => {
    const environment = {
      state: { value: freshState },
      accountThrottle: { rateLimit: 1, burstLimit: 1 },
    }
    const design = designWith()
    expect((await send(design, { path: '/open' }, { environment })).status).toBe(200)
    const answer = await send(design, { path: '/open' }, { environment })
    expect([answer.status, codesOf(answer)]).toEqual([429, ['throttle/account']])
  })
  test('does not touch test calls', async () => {
    const environment = {
      state: { value: freshState },
      accountThrottle: { rateLimit: 1, burstLimit: 0 },
    }
    const answer = await send(
      designWith(),
      { path: '/open' },
      { environment, call: { asTestInvoke: true } },
    )
    expect(answer.status).toBe(200)
  })
})
