import { describe, expect, test } from 'vitest'
import type { CannedAnswer } from '../../../model/index.ts'
import { base64Encode, utf8Bytes } from '../../context/index.ts'
import { freshState } from '../../world/state.ts'
import { streamedResult } from './readProxyResult.ts'
import {
  codesOf,
  designOf,
  functionUri,
  headerOf,
  send,
  testEnvironment,
  textOf,
} from './testDesign.ts'

const streamingUri = functionUri('chat')
  .replace('2015-03-31', '2021-11-15')
  .replace(/\/invocations$/, '/response-streaming-invocations')
const zeros = '\u0000'.repeat(8)

const streamed = (more: object = {}, api: object = {}) =>
  designOf(
    {
      'GET /': {
        integration: {
          type: 'AWS_PROXY',
          httpMethod: 'POST',
          uri: streamingUri,
          responseTransferMode: 'STREAM',
          ...more,
        },
      },
    },
    { ...api },
  )
const proxied = (api: object = {}) =>
  designOf(
    {
      'GET /': {
        integration: {
          type: 'HTTP_PROXY',
          uri: 'https://films.example.com/',
          responseTransferMode: 'STREAM',
        },
      },
    },
    { ...api },
  )
const returned = (rawResult: string): CannedAnswer => ({ lambda: { rawResult } })

describe('a function whose answer is streamed', () => {
  test('gives status and headers in its metadata, and the body behind eight bytes of zero', async () => {
    const metadata = {
      statusCode: 201,
      headers: { 'Content-Type': 'text/event-stream' },
      multiValueHeaders: { 'X-Two': ['1', '2'] },
      cookies: ['a=1', 'b=2'],
    }
    const answer = await send(
      streamed(),
      {},
      { answer: returned(`${JSON.stringify(metadata)}${zeros}data: {"statusCode": 1}\n`) },
    )
    expect([answer.status, textOf(answer)]).toEqual([201, 'data: {"statusCode": 1}\n'])
    expect(
      answer.headers.filter(([name]) => /^(X-Two|Set-Cookie|Content-Type)$/.test(name)),
    ).toEqual([
      ['X-Two', '1'],
      ['X-Two', '2'],
      ['Content-Type', 'text/event-stream'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ])
    expect(answer.lambdaEvent).toMatchObject({ httpMethod: 'GET' })
  })

  test.each([
    ['a whole proxy result', '{"statusCode": 200, "body": "x"}'],
    ['seven bytes of zero', `{"statusCode":200}${'\u0000'.repeat(7)}x`],
    ['no metadata', `${zeros}x`],
    ['metadata that are a list', `[]${zeros}x`],
    ['a body in its metadata', `{"statusCode":200,"body":"x"}${zeros}`],
    ['a status that is none', `{"statusCode":"x"}${zeros}`],
    ['cookies that are a text', `{"cookies":"a=1"}${zeros}`],
    ['metadata longer than 16 KiB', `{"headers":{"a":"${'x'.repeat(16_384)}"}}${zeros}`],
  ])('that returns %s is a 502', async (_what, raw) => {
    const answer = await send(streamed(), {}, { answer: returned(raw) })
    expect([answer.status, codesOf(answer)]).toEqual([502, ['lambda/malformed-response']])
  })

  test('may be set as an answer in the words of HTTP, bytes and all', async () => {
    const bodyBase64 = base64Encode(new Uint8Array([0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 1]))
    const answer = await send(
      streamed(),
      {},
      { answer: { status: 206, headers: { 'X-Part': ['1', '2'] }, bodyBase64 } },
    )
    expect(answer.status).toBe(206)
    expect(answer.body).toEqual({ base64: bodyBase64 })
    expect(answer.headers.filter(([name]) => name === 'X-Part')).toHaveLength(2)
  })

  test('without an answer gives an empty 200, and an echo gives the body', async () => {
    expect((await send(streamed(), {})).status).toBe(200)
    const echoed = await send(streamed(), { body: 'ping' }, { answer: { echoBody: true } })
    expect(textOf(echoed)).toBe('ping')
  })

  test('that fails is a 502 as ever', async () => {
    const failed = { lambda: { error: { errorMessage: 'boom' } } }
    const answer = await send(streamed(), {}, { answer: failed })
    expect([answer.status, codesOf(answer)]).toEqual([502, ['lambda/function-error']])
  })

  test('and whose URI invokes it for a whole answer is remarked on', async () => {
    const answer = await send(
      streamed({ uri: functionUri('chat') }),
      {},
      { answer: { status: 200, headers: {} } },
    )
    expect([answer.status, codesOf(answer)]).toEqual([200, ['integration/transfer-mode']])
    const back = await send(streamed({ responseTransferMode: 'BUFFERED' }), {})
    expect(codesOf(back)).toEqual(['integration/transfer-mode'])
  })
})

describe('a streamed answer', () => {
  test('may be larger than the service takes at once', async () => {
    const environment = { budget: { ...testEnvironment.budget, bodyBytes: 1000 } }
    const answer = { status: 200, headers: {}, body: 'x'.repeat(1001) }
    expect((await send(proxied(), {}, { answer, environment })).status).toBe(200)
    expect((await send(streamed(), {}, { answer, environment })).status).toBe(200)
  })

  test('is binary without binary media types', async () => {
    const bodyBase64 = base64Encode(new Uint8Array([255, 254, 0]))
    const answer = { status: 200, headers: { 'Content-Type': 'image/png' }, bodyBase64 }
    expect((await send(proxied(), {}, { answer })).body).toEqual({ base64: bodyBase64 })
  })

  test('is not packed, whatever the client accepts', async () => {
    const answer = { status: 200, headers: {}, body: 'x'.repeat(500) }
    const got = await send(
      proxied({ minimumCompressionSize: 0 }),
      { headers: [['Accept-Encoding', 'gzip']] },
      { answer },
    )
    expect(headerOf(got, 'Content-Encoding')).toBeUndefined()
    expect(textOf(got)).toBe('x'.repeat(500))
  })

  test('is not cached', async () => {
    const stages = { dev: { stageName: 'dev', cacheClusterEnabled: true } }
    const state = { value: freshState }
    const got = await send(proxied({ stages }), {}, { environment: { state } })
    expect(got.status).toBe(200)
    expect(state.value.responses).toEqual({})
    const cache = got.trace.steps.find(({ name }) => name === 'lookUpCache')
    expect(cache?.decisions[0]?.text).toBe('An answer that is streamed is not cached')
  })

  test.each([
    ['EDGE', '30 seconds'],
    ['REGIONAL', '5 minutes'],
  ])('of an API of the kind %s may pause for %s', async (type, words) => {
    const got = await send(proxied({ endpointConfiguration: { types: [type] } }), {})
    const backend = got.trace.steps.find(({ name }) => name === 'callBackend')
    expect(backend?.decisions.map(({ text }) => text).join()).toContain(words)
  })
})

test.each([
  [`x${zeros}`, 'its metadata are not JSON'],
  [`[]${zeros}`, 'its metadata are not an object'],
  [`{"a":1}${zeros}`, 'its metadata have the member a'],
])('what is wrong with %j is said of the metadata', (raw, malformed) => {
  expect(streamedResult(utf8Bytes(raw))).toEqual({ malformed })
})

test('metadata may be as long as 16 KiB', () => {
  const metadata = `{"headers":{"a":"${'x'.repeat(16_384 - 20)}"}}`
  expect(metadata).toHaveLength(16_384)
  expect(streamedResult(utf8Bytes(metadata + zeros))).toMatchObject({ status: 200 })
})
