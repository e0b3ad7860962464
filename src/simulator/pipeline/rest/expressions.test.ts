import { expect, test } from 'vitest'
import { GatewayFailure } from '../../exchange/failure.ts'
import { mappedValue } from './expressions.ts'
import type { MappingSources } from './expressions.ts'

const sources = (body = ''): MappingSources => ({
  headers: [
    ['X-One', 'a'],
    ['X-One', 'b'],
  ],
  query: [
    ['q', '1'],
    ['q', '2'],
  ],
  pathParameters: { id: '7' },
  stageVariables: { host: 'h' },
  context: { apiId: 'api', identity: { sourceIp: '192.0.2.1', user: null }, list: [1] },
  body: () => body,
})

test.each([
  ["'text'", 'text'],
  ["''", ''],
  ['method.request.path.id', '7'],
  ['method.request.path.none', undefined],
  ['method.request.querystring.q', '2'],
  ['method.request.multivaluequerystring.q', ['1', '2']],
  ['method.request.header.X-One', 'b'],
  ['method.request.header.x-one', undefined],
  ['method.request.multivalueheader.X-One', 'a,b'],
  ['method.request.multivalueheader.x-one', undefined],
  ['integration.response.header.x-one', 'b'],
  ['integration.response.multivalueheader.x-one', 'a,b'],
  ['stageVariables.host', 'h'],
  ['stageVariables.toString', undefined],
  ['context.apiId', 'api'],
  ['context.identity.sourceIp', '192.0.2.1'],
  ['context.identity.user', undefined],
  ['context.list', undefined],
  ['nonsense', undefined],
])('%s gives %j', (expression, value) => {
  expect(mappedValue(expression, sources())).toEqual(value)
})

test.each([
  ['method.request.body', '', '{}'],
  ['method.request.body', 'text', 'text'],
  ['method.request.body', '{"a": 1}', '{"a": 1}'],
  ['integration.response.body', 'text', 'text'],
  ['method.request.body.a', '', undefined],
  ['method.request.body.a', 'text', undefined],
  ['method.request.body.a[0].b', '{"a":[{"b":"c"}]}', 'c'],
  ['method.request.body.a', '{"a":{"b":[1,true]}}', '{"b":[1,true]}'],
  ['method.request.body.a', '{"a":1.5}', '1.5'],
  ['method.request.body.a', '{"a":null}', undefined],
  ['integration.response.body.a', '{"a":"b"}', 'b'],
])('%s of %j gives %j', (expression, body, value) => {
  expect(mappedValue(expression, sources(body))).toEqual(value)
})

test.each([
  ['method.request.body.a', '{"a":', 400, 'Invalid JSON in request body'],
  ['method.request.body', '{"a":', 400, 'Invalid JSON in request body'],
  ['integration.response.body', '{"a":', 500, 'Internal server error'],
  ['integration.response.body.a', '{"a":', 500, 'Internal server error'],
  ['integration.response.body.a', 'text', 500, 'Internal server error'],
])('%s of %j is refused with %i', (expression, body, status, message) => {
  let failure: unknown
  try {
    mappedValue(expression, sources(body))
  } catch (error) {
    failure = error
  }
  expect(failure).toBeInstanceOf(GatewayFailure)
  expect(failure).toMatchObject({ status, message })
})
