import { describe, expect, test } from 'vitest'
import type { Design } from '../../../model/index.ts'
import { guardedDesign, identities, policyText } from '../../authorizers/testIdentities.ts'
import { platformCryptography } from '../../platform.ts'
import { flushedCache, freshState } from '../../world/state.ts'
import type { StateHolder } from '../../world/state.ts'
import type { ClientRequest, SimulationCall } from '../../exchange/call.ts'
import { codesOf, designOf, headerOf, send, testEnvironment, textOf } from './testDesign.ts'

const http = (more: object = {}) => ({
  integration: {
    type: 'HTTP_PROXY',
    uri: 'https://example.com/pets',
    httpMethod: 'GET',
    ...more,
  },
})
const cached = (more: object = {}) => ({
  stages: { dev: { stageName: 'dev', cacheClusterEnabled: true, ...more } },
})
const designWith = (integration: object = {}, stage: object = {}) =>
  designOf(
    {
      'GET /pets': http(integration),
      'POST /pets': http(integration),
      'GET /other': http({ ...integration, cacheNamespace: 'pets' }),
    },
    cached(stage),
  )

/** A gateway that is called again and again; its backend counts. */
function gateway(design: Design) {
  const state: StateHolder = { value: freshState }
  let count = 0
  const call = async (
    seconds: number,
    request: Partial<ClientRequest> = {},
    more: Partial<SimulationCall> = {},
    status = 200,
  ) => {
    count++
    const answer = await send(
      design,
      { path: '/pets', ...request },
      {
        answer: { status, headers: { 'X-From': 'backend' }, body: String(count) },
        environment: { state, ...platformCryptography() },
        call: { at: testEnvironment.now() + seconds * 1000, ...more },
      },
    )
    return answer
  }
  return {
    call,
    state,
    text: async (...given: Parameters<typeof call>) => textOf(await call(...given)),
  }
}

describe('the cache of a stage', () => {
  test('answers for five minutes without asking the backend', async () => {
    const { call, text } = gateway(designWith())
    expect([await text(0), await text(299), await text(301)]).toEqual(['1', '1', '3'])
    const hit = await call(302)
    expect(headerOf(hit, 'X-From')).toBe('backend')
    expect(headerOf(hit, 'x-amzn-RequestId')).toBeDefined()
    expect(hit.backendRequest).toBeUndefined()
    expect(hit.trace.steps.map(({ name }) => name).slice(-2)).toEqual([
      'lookUpCache',
      'methodResponse',
    ])
  })
  test('keeps for as long as the settings say', async () => {
    const { text } = gateway(
      designWith({}, { methodSettings: { '*/*': { cacheTtlInSeconds: 10 } } }),
    )
    expect([await text(0), await text(9), await text(11)]).toEqual(['1', '1', '3'])
  })
  test.each([
    ['is off', { cacheClusterEnabled: false }],
    ['keeps for 0 seconds', { methodSettings: { '*/*': { cacheTtlInSeconds: 0 } } }],
    ['is turned off for the method', { methodSettings: { 'pets/GET': { cachingEnabled: false } } }],
  ])('that %s asks the backend each time', async (_what, stage) => {
    const { text } = gateway(designWith({}, stage))
    expect([await text(0), await text(1)]).toEqual(['1', '2'])
  })
  test('is for GET only, unless a method says otherwise', async () => {
    const plain = gateway(designWith())
    expect([
      await plain.text(0, { method: 'POST' }),
      await plain.text(1, { method: 'POST' }),
    ]).toEqual(['1', '2'])
    const set = gateway(
      designWith({}, { methodSettings: { '~1pets/POST': { cachingEnabled: true } } }),
    )
    expect([await set.text(0, { method: 'POST' }), await set.text(1, { method: 'POST' })]).toEqual([
      '1',
      '1',
    ])
  })
  test('tells requests apart by the key parameters, and by nothing else', async () => {
    const { text } = gateway(
      designWith({ cacheKeyParameters: ['method.request.querystring.type'] }),
    )
    const of = (query: string) => text(0, { query })
    expect([
      await of('type=a&x=1'),
      await of('type=a&x=2'),
      await of('type=b'),
      await of(''),
    ]).toEqual(['1', '1', '3', '4'])
  })
  test('takes parameters of the integration request as keys', async () => {
    const { text } = gateway(
      designWith({
        requestParameters: { 'integration.request.querystring.kind': 'method.request.header.Kind' },
        cacheKeyParameters: ['integration.request.querystring.kind'],
      }),
    )
    const of = (kind: string) => text(0, { headers: [['Kind', kind]] })
    expect([await of('a'), await of('a'), await of('b')]).toEqual(['1', '1', '3'])
  })
  test('is shared by methods of one namespace', async () => {
    const { text } = gateway(designWith())
    expect([await text(0), await text(1, { path: '/other' })]).toEqual(['1', '1'])
  })
  test('keeps errors of the backend too, but not answers of the gateway itself', async () => {
    const { call } = gateway(designWith())
    expect([(await call(0, {}, {}, 500)).status, (await call(1)).status]).toEqual([500, 500])
  })
  test.each([
    [1_048_576, 1],
    [1_048_577, 0],
  ])('keeps an answer of %i bytes in %i entries', async (size, entries) => {
    const state: StateHolder = { value: freshState }
    const body = 'x'.repeat(size)
    await send(
      designWith(),
      { path: '/pets' },
      { answer: { status: 200, headers: {}, body }, environment: { state } },
    )
    expect(Object.keys(state.value.responses)).toHaveLength(entries)
  })
  test('can be flushed', async () => {
    const { text, state } = gateway(designWith())
    expect(await text(0)).toBe('1')
    state.value = flushedCache(state.value, 'api1', 'prod')
    expect(await text(1)).toBe('1')
    state.value = flushedCache(state.value, 'api1', 'dev')
    expect(await text(2)).toBe('3')
  })
  test('does not answer test calls', async () => {
    const { text } = gateway(designWith())
    const test = { asTestInvoke: true }
    expect([await text(0, {}, test), await text(0, {}, test)]).toEqual(['1', '2'])
  })
  test('of a canary is its own, unless it uses that of the stage', async () => {
    const canary = (useStageCache: boolean, percentTraffic: number) =>
      designWith({}, { canarySettings: { percentTraffic, useStageCache } })
    const state: StateHolder = { value: freshState }
    const run = async (design: Design, body: string) =>
      textOf(
        await send(
          design,
          { path: '/pets' },
          { answer: { status: 200, headers: {}, body }, environment: { state } },
        ),
      )
    expect([await run(canary(false, 0), 'stage'), await run(canary(false, 100), 'canary')]).toEqual(
      ['stage', 'canary'],
    )
    expect(await run(canary(true, 100), 'x')).toBe('stage')
  })
})

describe('Cache-Control: max-age=0', () => {
  const fresh = { headers: [['Cache-Control', 'no-store, max-age=0']] as const }
  const settings = (setting: object) => ({ methodSettings: { '*/*': setting } })

  test('of anybody throws the entry out where no authorization is wanted', async () => {
    const { text } = gateway(
      designWith({}, settings({ requireAuthorizationForCacheControl: false })),
    )
    expect([await text(0), await text(1, fresh), await text(2)]).toEqual(['1', '2', '2'])
  })
  test('of nobody in particular is ignored with a warning', async () => {
    const { call, text } = gateway(designWith())
    await text(0)
    const answer = await call(1, fresh)
    expect([textOf(answer), headerOf(answer, 'Warning')]).toEqual([
      '1',
      '199 Cache-control headers were ignored because the caller was unauthorized.',
    ])
  })
  test('is ignored in silence where the stage says so', async () => {
    const strategy = { unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITHOUT_RESPONSE_HEADER' }
    const { call, text } = gateway(designWith({}, settings(strategy)))
    await text(0)
    const answer = await call(1, fresh)
    expect([textOf(answer), headerOf(answer, 'Warning')]).toEqual(['1', undefined])
  })
  test('is a 403 where the stage says so', async () => {
    const strategy = { unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }
    const { call } = gateway(designWith({}, settings(strategy)))
    const answer = await call(1, fresh)
    expect([answer.status, codesOf(answer)]).toEqual([403, ['cache/not-allowed']])
    expect(textOf(answer)).toMatch(/not authorized to perform: execute-api:InvalidateCache/)
  })
  test('of a caller who is allowed execute-api:InvalidateCache throws the entry out', async () => {
    const { ann } = identities.principals
    const both = policyText('Allow', '*', {
      Action: ['execute-api:Invoke', 'execute-api:InvalidateCache'],
    })
    const principals = {
      ann: { ...ann, policies: { both } },
      bob: { ...ann, id: 'bob', name: 'bob', accessKeyId: 'AKIABOB' },
    }
    const design = guardedDesign('AWS_IAM', {
      method: http(),
      api: cached(),
      rest: { identities: { ...identities, principals } },
    })
    const as = (principalId: string) => ({ caller: { kind: 'iamPrincipal', principalId } as const })
    const { text } = gateway(design)
    expect([
      await text(0, { path: '/open' }, as('ann')),
      await text(1, { path: '/open', ...fresh }, as('bob')),
      await text(2, { path: '/open', ...fresh }, as('ann')),
    ]).toEqual(['1', '1', '3'])
  })
})
