import { describe, expect, test } from 'vitest'
import { designOf, functionUri, headerOf, send, textOf } from './testDesign.ts'

const design = designOf({
  'GET /': { integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') } },
})
const returned = (rawResult: string) => send(design, {}, { answer: { lambda: { rawResult } } })

describe('what a Lambda proxy function returns', () => {
  test.each([
    ['a status alone', '{"statusCode": 200}', 200],
    ['headers without a status', '{"headers": {"X-A": "1"}}', 200],
    ['a status as text', '{"statusCode": "201"}', 201],
    ['no headers', '{"statusCode": 200, "headers": null}', 200],
    ['a header that is a boolean', '{"statusCode": 200, "headers": {"X-A": true}}', 200],
    [
      'the same header single and in a list',
      '{"headers": {"X-A": "s"}, "multiValueHeaders": {"X-A": ["m"]}}',
      200,
    ],
  ])('is an answer with %s', async (_what, rawResult, status) => {
    expect((await returned(rawResult)).status).toBe(status)
  })
  test.each([
    ['a status that is no number', '{"statusCode": "test"}'],
    ['a member that nothing knows', '{"statusCode": 200, "status": 200}'],
    ['a text', '"done"'],
    ['what is no JSON', 'done'],
    ['a header that is a number', '{"statusCode": 200, "headers": {"X-A": 1}}'],
    ['a header that is an object', '{"statusCode": 200, "headers": {"X-A": {}}}'],
    ['a header that is null', '{"statusCode": 200, "headers": {"X-A": null}}'],
    ['several values that are no list', '{"statusCode": 200, "multiValueHeaders": {"X-A": "m"}}'],
  ])('is a 502 with %s', async (_what, rawResult) => {
    const said = await returned(rawResult)
    expect([said.status, textOf(said)]).toEqual([502, '{"message": "Internal server error"}'])
    expect(headerOf(said, 'x-amzn-ErrorType')).toBe('InternalServerErrorException')
    expect(said.log.join('\n')).toContain(
      'Execution failed due to configuration error: Malformed Lambda proxy response',
    )
  })
  test('has a boolean header as text, and several values before a single one', async () => {
    const said = await returned(
      '{"headers": {"x-flag": true, "x-a": "solo"}, "multiValueHeaders": {"X-A": ["one", "two"]}}',
    )
    expect(headerOf(said, 'x-flag')).toBe('true')
    expect(said.headers.filter(([name]) => name === 'X-A').map(([, value]) => value)).toEqual([
      'one',
      'two',
      'solo',
    ])
  })
})
