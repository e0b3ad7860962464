import { describe, expect, test } from 'vitest'
import type { Backend, CannedAnswer, Design } from '../../model/index.ts'
import type { Environment, LiveAnswer } from '../environment.ts'
import { designOf, testEnvironment } from '../pipeline/rest/testDesign.ts'
import { ask } from './ask.ts'
import { askFunction } from './askFunction.ts'

const text = (body: string, latencyMs?: number): CannedAnswer => ({
  status: 200,
  headers: {},
  body,
  ...(latencyMs !== undefined && { latencyMs }),
})
const url = { key: 'http:orders.example', name: 'orders.example', kind: 'http' } as const
const request = { method: 'GET', url: 'https://orders.example/', headers: [], body: { text: '' } }

const world = (backend: Partial<Backend> | undefined, environment: Partial<Environment> = {}) => {
  const whole = { ...url, mode: 'canned', ...backend }
  return {
    design: designOf({}, {}, backend ? { [url.key]: whole } : {}),
    environment: { ...testEnvironment, ...environment },
  }
}

const asked = (
  { design, environment }: { readonly design: Design; readonly environment: Environment },
  more: { readonly timeoutMs?: number; readonly request?: typeof request } = { request },
) =>
  ask(
    { design, environment },
    { references: [url], overrideKeys: [url.name, '*'], event: () => ({ id: '7' }), ...more },
  )

const live = (answer: LiveAnswer, calls: unknown[] = []): Partial<Environment> => ({
  fetchLive: (sent, limits) => {
    calls.push(sent.url, limits.timeoutMs)
    return Promise.resolve(answer)
  },
})
const real: LiveAnswer = { status: 201, headers: [], body: { text: 'real' } }
const cases = [{ when: { id: '7' }, answer: text('seven') }]

describe('a backend that is asked', () => {
  test('responds as the environment says, whatever its mode', async () => {
    const calls: unknown[] = []
    const given = { ...live(real, calls), answers: { 'orders.example': text('override') } }
    const response = await asked(world({ mode: 'live', cases, answer: text('own') }, given))
    expect(response.canned).toEqual(text('override'))
    expect(response.outcome).toBeUndefined()
    expect(calls).toEqual([])
  })

  test('that is live is sent the request, and no case is looked at', async () => {
    const calls: unknown[] = []
    const response = await asked(world({ mode: 'live', cases }, live(real, calls)), {
      request,
      timeoutMs: 900,
    })
    expect(response.outcome).toMatchObject({ answer: { status: 201 } })
    expect(response.sentence).toBe('orders.example is asked for real')
    expect(calls).toEqual(['https://orders.example/', 900])
  })

  test('that is live fails where nothing can reach the network', async () => {
    const response = await asked(world({ mode: 'live' }))
    expect(response.outcome).toMatchObject({ failure: 'not-live' })
  })

  test('that is live and no URL gives its canned response', async () => {
    const response = await asked(world({ mode: 'live', answer: text('own') }, live(real)), {})
    expect(response.canned).toEqual(text('own'))
    expect(response.sentence).toBe('orders.example gives its canned answer')
  })

  test('gives the first case that fits the event, then its canned response', async () => {
    const fitting = await asked(world({ cases, answer: text('own') }))
    expect(fitting).toMatchObject({
      canned: text('seven'),
      at: ['backends', url.key, 'cases', '0'],
    })
    const other = [{ when: { id: '8' }, answer: text('eight') }]
    const response = await asked(world({ cases: other, answer: text('own') }))
    expect(response).toMatchObject({ canned: text('own'), at: ['backends', url.key] })
  })

  test('has no response and no place where the design does not have it', async () => {
    const response = await asked(world(undefined))
    expect(response).toMatchObject({ canned: undefined, at: undefined })
    expect(response.sentence).toBe('No answer is set for orders.example: an empty one is taken')
  })

  test('that responds too late has timed out, and nobody waits for it', async () => {
    const late = await asked(world({ answer: text('own', 901) }), { timeoutMs: 900 })
    expect(late.outcome).toEqual({
      failure: 'timeout',
      message: 'orders.example responds after 901 ms',
    })
    expect(late.tookMs).toBeUndefined()
    const punctual = await asked(world({ answer: text('own', 900) }), { timeoutMs: 900 })
    expect(punctual.tookMs).toBe(900)
    expect(punctual.outcome).toBeUndefined()
  })
})

describe('a function that is asked', () => {
  const reference = { key: 'lambda:guard', name: 'guard', kind: 'lambda' } as const
  const invoked = async (
    answer: CannedAnswer | undefined,
    environment: Partial<Environment> = {},
  ) => {
    const backend = { ...reference, mode: 'canned', ...(answer && { answer }) }
    const { invocation } = await askFunction(
      {
        design: designOf({}, {}, { [reference.key]: backend }),
        environment: { ...testEnvironment, ...environment },
      },
      reference,
      { uri: 'arn:guard', event: {}, timeoutMs: 100 },
    )
    return invocation
  }
  test.each<[string, CannedAnswer | undefined, unknown]>([
    ['its result as text', { lambda: { result: { ok: true } } }, { text: '{"ok":true}' }],
    ['the body of a response in the words of HTTP', text('{}'), { text: '{}' }],
    [
      'its error',
      { lambda: { error: { errorMessage: 'no' } } },
      { text: '{"errorMessage":"no"}', functionError: 'Unhandled' },
    ],
    ['nothing where nothing is set', undefined, { failure: 'not-set' }],
    ['nothing where it is not reached', { networkError: true }, { failure: 'unreachable' }],
    ['nothing where it is too slow', text('{}', 101), { failure: 'unreachable' }],
  ])('gives %s', async (_what, answer, invocation) => {
    expect(await invoked(answer)).toEqual(invocation)
  })

  test('that Lambda does not run gives the refusal', async () => {
    const headers = { 'x-amzn-ErrorType': 'TooManyRequestsException' }
    const refused = { status: 429, headers, body: '{"message":"Rate exceeded"}' }
    expect(await invoked(refused)).toEqual({
      lambdaRefusal: {
        status: 429,
        errorType: 'TooManyRequestsException',
        message: 'Rate exceeded',
      },
    })
  })

  test('never gives the response that is set for every backend', async () => {
    expect(await invoked(undefined, { answers: { '*': text('{}') } })).toEqual({
      failure: 'not-set',
    })
    const override = { answers: { guard: { lambda: { result: 1 } } } }
    expect(await invoked(undefined, override)).toEqual({ text: '1' })
  })
})
