import { describe, expect, test } from 'vitest'
import { codesOf, designOf, functionUri, headerOf, mockOf, send, textOf } from './testDesign.ts'

const design = designOf({
  'POST /': mockOf('ok'),
  'GET /{p+}': mockOf('$input.params().querystring'),
})
const megabytes = 1_048_576

describe('the size of a request', () => {
  test.each([
    [10 * megabytes, 200],
    [10 * megabytes + 1, 413],
  ])('a body of %i bytes gives %i', async (size, status) => {
    const answer = await send(design, { method: 'POST', body: 'x'.repeat(size) })
    expect(answer.status).toBe(status)
    if (status === 413) {
      expect([textOf(answer), headerOf(answer, 'Content-Type')]).toEqual([
        'HTTP content length exceeded 10485760 bytes.',
        'text/plain',
      ])
    }
  })
  test('a body of 10 MiB and a byte in two-byte letters is too large as well', async () => {
    const answer = await send(design, { method: 'POST', body: 'ä'.repeat(5 * megabytes) + 'x' })
    expect(answer.status).toBe(413)
  })
  test('an event of more than 6 MiB is too long for a function', async () => {
    const integration = { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') }
    const proxied = designOf({ 'POST /': { integration } })
    const answer = await send(proxied, { method: 'POST', body: 'x'.repeat(6 * megabytes) })
    expect([answer.status, textOf(answer), headerOf(answer, 'x-amzn-ErrorType')]).toEqual([
      413,
      '{"message":"Request Too Long"}',
      'RequestTooLargeException',
    ])
    expect(codesOf(answer)).toEqual(['lambda/event-too-large'])
  })
  test.each([
    [10_000, 200],
    [10_300, 431],
  ])('headers of %i bytes give %i', async (size, status) => {
    const answer = await send(design, { path: '/x', headers: [['X-Large', 'x'.repeat(size)]] })
    expect(answer.status).toBe(status)
  })
  test.each([
    ['EDGE', 8300, 414],
    ['REGIONAL', 8300, 200],
    ['REGIONAL', 10_300, 414],
  ])('an address of an API that is %s with %i characters gives %i', async (type, size, status) => {
    const api = { endpointConfiguration: { types: [type] } }
    const own = designOf({ 'GET /{p+}': mockOf('ok') }, api)
    expect((await send(own, { path: `/${'x'.repeat(size)}` })).status).toBe(status)
  })
})

describe('a header that would begin another', () => {
  test.each([
    ['X-Bad', 'a\r\nX-Other: b'],
    ['X-Bad', 'a\nb'],
    ['X-Bad\r\nX-Other', 'a'],
    ['X-Bad', 'a\0b'],
  ])('%j: %j is refused', async (name, value) => {
    const answer = await send(design, { path: '/x', headers: [[name, value]] })
    expect([answer.status, codesOf(answer)]).toEqual([400, ['request/header-injection']])
  })
})

test.each(['', 'X Bad', 'X-Bad:', 'X-B\u00e4d'])('the header name %j is refused', async (name) => {
  const answer = await send(design, { path: '/x', headers: [[name, '1']] })
  expect([answer.status, codesOf(answer)]).toEqual([400, ['request/header-name']])
})

test('a semicolon splits a query string as an ampersand does', async () => {
  expect(textOf(await send(design, { path: '/x', query: 'a=1;b=2&c=3' }))).toBe('{a=1, b=2, c=3}')
})

describe('a body that is not what its Content-Type says', () => {
  const integration = {
    type: 'HTTP',
    uri: 'https://example.com/',
    httpMethod: 'POST',
    requestTemplates: { 'application/json': "$input.path('$.a')" },
    integrationResponses: { 200: { statusCode: '200' } },
  }
  const validated = designOf(
    {
      'POST /model': {
        ...mockOf('ok'),
        requestValidatorId: 'v',
        requestModels: { 'application/json': 'Pet' },
      },
      'POST /mapped': {
        integration: {
          ...integration,
          requestTemplates: {},
          requestParameters: { 'integration.request.header.A': 'method.request.body.a' },
        },
      },
    },
    {
      requestValidators: {
        v: { id: 'v', name: 'v', validateRequestBody: true, validateRequestParameters: false },
      },
      models: {
        Pet: {
          id: 'Pet',
          name: 'Pet',
          contentType: 'application/json',
          schema: '{"type": "object"}',
        },
      },
    },
  )
  test.each([
    ['/model', '<pet/>', 400, '{"message": "Invalid request body"}'],
    ['/model', '{"a":', 400, '{"message": "Invalid request body"}'],
    ['/mapped', '{"a":', 400, '{"message": "Invalid JSON in request body"}'],
  ])('%s %s', async (path, body, status, text) => {
    const answer = await send(validated, {
      method: 'POST',
      path,
      body,
      headers: [['Content-Type', 'application/json']],
    })
    expect([answer.status, textOf(answer)]).toEqual([status, text])
  })
})
