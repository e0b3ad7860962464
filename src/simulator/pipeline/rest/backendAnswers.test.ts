import { describe, expect, test } from 'vitest'
import type { CannedAnswer } from '../../../model/index.ts'
import { codesOf, designOf, functionUri, headerOf, send, textOf } from './testDesign.ts'

const http = (more: object = {}) => ({
  integration: { type: 'HTTP_PROXY', uri: 'https://example.com/', httpMethod: 'GET', ...more },
})
const proxy = { integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') } }
const custom = {
  integration: {
    type: 'AWS',
    httpMethod: 'POST',
    uri: functionUri('f'),
    integrationResponses: { 200: { statusCode: '200' } },
  },
}
const slow = (latencyMs: number): { readonly answer: CannedAnswer } => ({
  answer: { status: 200, headers: {}, body: 'late', latencyMs },
})

describe('a backend that takes its time', () => {
  test.each([
    [undefined, 29_000, 200],
    [undefined, 29_001, 504],
    [50, 50, 200],
    [50, 51, 504],
  ])('with a timeout of %s answers after %i ms with %i', async (timeoutInMillis, ms, status) => {
    const method = http(timeoutInMillis === undefined ? {} : { timeoutInMillis })
    const said = await send(designOf({ 'GET /': method }), {}, slow(ms))
    expect(said.status).toBe(status)
    if (status === 200) {
      expect(said.log.join('\n')).toContain(`Status: 200, Integration latency: ${ms} ms`)
      return
    }
    expect(said.gatewayResponseType).toBe('INTEGRATION_TIMEOUT')
    expect(said.trace.steps.flatMap(({ problems }) => problems)[0]?.message).toBe(
      `example.com responds after ${ms} ms; the integration waits ${timeoutInMillis ?? 29_000} ms.`,
    )
  })
  test('may be a function', async () => {
    const answer: CannedAnswer = { lambda: { result: { statusCode: 200 } }, latencyMs: 30_000 }
    expect((await send(designOf({ 'GET /': proxy }), {}, { answer })).status).toBe(504)
  })
})

describe('Lambda that does not run the function', () => {
  const refusing = (status: number, errorType: string, message: string) => ({
    answer: {
      status,
      headers: { 'x-amzn-ErrorType': errorType },
      body: JSON.stringify({ message }),
    },
  })
  test.each([
    ['AWS_PROXY', proxy],
    ['AWS', custom],
  ])('for want of a permission gives a 500 that says so, for %s', async (_type, method) => {
    const refusal = refusing(403, 'AccessDeniedException', 'User is not authorized')
    const said = await send(designOf({ 'GET /': method }), {}, refusal)
    expect([said.status, textOf(said), headerOf(said, 'x-amzn-ErrorType')]).toEqual([
      500,
      '{"message": "Internal server error"}',
      'InternalServerErrorException',
    ])
    expect(codesOf(said)).toEqual(['lambda/not-permitted'])
    expect(said.log.join('\n')).toContain(
      'Execution failed due to configuration error: Invalid permissions on Lambda function',
    )
  })
  test('for too many requests gives a 500 with the status of Lambda in the log', async () => {
    const refusal = refusing(429, 'TooManyRequestsException', 'Rate Exceeded.')
    const said = await send(designOf({ 'GET /': proxy }), {}, refusal)
    expect([said.status, codesOf(said)]).toEqual([500, ['lambda/refused']])
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
    expect(said.log).toContain(
      `(${id}) Lambda invocation failed with status: 429. Lambda request id: ${id}`,
    )
    expect(said.log).toContain(
      `(${id}) Execution failed due to configuration error: Rate Exceeded.`,
    )
  })
  test('is not what an answer in the words of HTTP means without an error type', async () => {
    const answer = { status: 403, headers: {}, body: 'no' }
    expect((await send(designOf({ 'GET /': proxy }), {}, { answer })).status).toBe(403)
  })
})

test('a function answers by the first case that its event fits', async () => {
  const result = (body: string) => ({ lambda: { result: { statusCode: 200, body } } })
  const design = designOf(
    { 'GET /{id}': proxy },
    {},
    {
      'lambda:f': {
        key: 'lambda:f',
        name: 'f',
        kind: 'lambda',
        answer: result('else'),
        cases: [
          { when: { 'pathParameters.id': '1' }, answer: result('one') },
          { when: { 'queryStringParameters.q': 'a*' }, answer: result('query') },
        ],
      },
    },
  )
  expect(textOf(await send(design, { path: '/1', query: 'q=abc' }))).toBe('one')
  expect(textOf(await send(design, { path: '/2', query: 'q=abc' }))).toBe('query')
  const said = await send(design, { path: '/2' })
  expect(textOf(said)).toBe('else')
})
