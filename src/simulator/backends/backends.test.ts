import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { utf8Text } from '../context/index.ts'
import type { BackendRequest } from '../trace.ts'
import { httpOutcome, lambdaText } from './canned.ts'
import { fetchLive } from './platform/fetch.ts'

const limits = { timeoutMs: 2000, bodyBytes: 100 }
let base = ''
const server = createServer((request, response) => {
  if (request.url === '/slow') return
  response.setHeader('x-method', request.method ?? '')
  response.setHeader('x-saw', request.headers['x-custom'] ?? '')
  if (request.url === '/large') {
    response.end('x'.repeat(1_000_000))
    return
  }
  request.pipe(response)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // listens on a port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const requestOf = (path: string, body = ''): BackendRequest => ({
  method: body === '' ? 'GET' : 'POST',
  url: base + path,
  headers: [
    ['X-Custom', 'yes'],
    ['Content-Length', '999'],
  ],
  body: { text: body },
})

test('a real endpoint gets method, headers and body, and answers', async () => {
  const answer = await fetchLive(requestOf('/echo', 'hello'), limits)
  expect(answer).toMatchObject({ status: 200, body: { base64: 'aGVsbG8=' } })
  expect('headers' in answer && Object.fromEntries(answer.headers)).toMatchObject({
    'x-method': 'POST',
    'x-saw': 'yes',
  })
})

test('a large answer is cut one byte behind the limit', async () => {
  const answer = await fetchLive(requestOf('/large'), limits)
  const base64 = 'body' in answer && 'base64' in answer.body ? answer.body.base64 : ''
  expect(atob(base64)).toHaveLength(101)
})

test('an endpoint that is too slow times out', async () => {
  const answer = await fetchLive(requestOf('/slow'), { timeoutMs: 50, bodyBytes: 100 })
  expect(answer).toMatchObject({ failure: 'timeout' })
})

test('an endpoint that is not there is a network failure', async () => {
  const request = { ...requestOf('/'), url: 'http://127.0.0.1:1/' }
  expect(await fetchLive(request, limits)).toMatchObject({ failure: 'network' })
})

test('an address that is none is a failure, not an exception', async () => {
  const request = { ...requestOf('/'), url: 'nonsense' }
  expect(await fetchLive(request, limits)).toMatchObject({ failure: 'network' })
})

test('a backend without an answer gives an empty object', () => {
  const outcome = httpOutcome(undefined, new Uint8Array())
  expect('answer' in outcome && utf8Text(outcome.answer.bytes)).toBe('{}')
})

test('a failed function returns its error, marked', () => {
  expect(lambdaText({ lambda: { error: { errorMessage: 'x' } } })).toEqual({
    text: '{"errorMessage":"x"}',
    functionError: 'Unhandled',
  })
})
