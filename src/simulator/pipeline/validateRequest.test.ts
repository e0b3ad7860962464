import { expect, test } from 'vitest'
import { missingParameters } from './validateRequest.ts'

test('what is missing or blank is named by its whole key: headers, path, query string, each by name', () => {
  const declared = {
    'method.request.querystring.b': true,
    'method.request.header.X-Last': true,
    'method.request.querystring.a': true,
    'method.request.header.B.c': true,
    'method.request.path.id': true,
    'method.request.header.Optional': false,
  }
  const request = { headers: [['x-last', '1'] as const], query: [], pathParameters: {} }
  expect(missingParameters(declared, request)).toEqual(['B.c', 'X-Last', 'id', 'a', 'b'])
  const given = {
    headers: [['X-Last', '1'] as const, ['B.c', ' '] as const],
    query: [['a', 'x'] as const, ['a', ''] as const, ['b', '1'] as const],
    pathParameters: { id: '7' },
  }
  expect(missingParameters(declared, given)).toEqual(['B.c', 'a'])
})
