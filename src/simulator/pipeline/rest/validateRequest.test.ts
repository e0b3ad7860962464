import { expect, test } from 'vitest'
import { codesOf, designOf, mockOf, send, textOf } from './testDesign.ts'
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

/** A design that validates bodies against a model with one pattern. */
function patternDesign(pattern: string) {
  const models = {
    Pet: { name: 'Pet', schema: JSON.stringify({ properties: { name: { pattern } } }) },
  }
  const validator = {
    id: 'v',
    name: 'v',
    validateRequestBody: true,
    validateRequestParameters: false,
  }
  const method = {
    ...mockOf('ok'),
    requestValidatorId: 'v',
    requestModels: { 'application/json': 'Pet' },
  }
  return designOf({ 'POST /': method }, { requestValidators: { v: validator }, models })
}

test.each(['(', '(?i)max', '(a|b)*'.repeat(20_000)])(
  'a pattern that cannot be matched lets no body pass, and the trace says so: %.20s',
  async (pattern) => {
    const answer = await send(patternDesign(pattern), { method: 'POST', body: '{"name":"max"}' })
    expect([answer.status, textOf(answer)]).toEqual([400, '{"message": "Invalid request body"}'])
    expect(codesOf(answer)).toEqual(['validation/not-simulated'])
  },
)

test('a pattern that looks ahead is matched', async () => {
  const design = patternDesign('^(?=.*[0-9]).{4,}$')
  const statuses = ['max1', 'maxi', '123'].map(async (name) => {
    const answer = await send(design, { method: 'POST', body: JSON.stringify({ name }) })
    return answer.status
  })
  expect(await Promise.all(statuses)).toEqual([200, 400, 400])
})
