import { expect, test } from 'vitest'
import { backendReference } from './backendKey.ts'
import { invocationUri, isStreamed, isStreamingInvocation } from './streaming.ts'

const arn = 'arn:aws:lambda:us-east-1:111111111111:function:chat:live'
const whole = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`
const streaming = `arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${arn}/response-streaming-invocations`

test('the URI of a function is written for the way its answer is transferred, and back', () => {
  expect(invocationUri(whole, 'STREAM')).toBe(streaming)
  expect(invocationUri(streaming, 'BUFFERED')).toBe(whole)
  expect(invocationUri(whole, 'BUFFERED')).toBe(whole)
  expect(invocationUri('https://example.com/', 'STREAM')).toBe('https://example.com/')
  expect([isStreamingInvocation(whole), isStreamingInvocation(streaming)]).toEqual([false, true])
})

test('a function is the same backend in either way', () => {
  const integration = { type: 'AWS_PROXY', uri: streaming } as Parameters<
    typeof backendReference
  >[0]
  expect(backendReference(integration)).toEqual({
    key: 'lambda:chat',
    kind: 'lambda',
    name: 'chat',
  })
})

test('only proxies stream, and only in the mode STREAM', () => {
  const integration = (more: object) =>
    ({ type: 'HTTP_PROXY', uri: '', ...more }) as Parameters<typeof isStreamed>[0]
  expect(isStreamed(integration({}))).toBe(false)
  expect(isStreamed(integration({ responseTransferMode: 'BUFFERED' }))).toBe(false)
  expect(isStreamed(integration({ responseTransferMode: 'STREAM' }))).toBe(true)
  expect(isStreamed(integration({ type: 'HTTP', responseTransferMode: 'STREAM' }))).toBe(false)
  expect(isStreamed(integration({ type: 'AWS', responseTransferMode: 'STREAM' }))).toBe(false)
})
