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
    ['a header that is an object', '{"statusCode": 200, "headers": {"X-A": {}}}'],
    ['a header that is a list', '{"statusCode": 200, "headers": {"X-A": ["a"]}}'],
    ['a body that is an object', '{"statusCode": 200, "body": {"a": 1}}'],
    ['a body that is a list', '{"statusCode": 200, "body": [1]}'],
    ['a status that is a fraction', '{"statusCode": 200.5}'],
    ['a list of headers that holds an object', '{"multiValueHeaders": {"X-A": [{}]}}'],
    ['isBase64Encoded that is no boolean', '{"statusCode": 200, "isBase64Encoded": "perhaps"}'],
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
  test.each([
    ['a number', '{"headers": {"Retry-After": 120}}', 'Retry-After', ['120']],
    ['zero', '{"headers": {"Age": 0}}', 'Age', ['0']],
    ['a fraction', '{"headers": {"X-Rate": 1.5}}', 'X-Rate', ['1.5']],
    ['false', '{"headers": {"X-Cached": false}}', 'X-Cached', ['false']],
    ['null', '{"headers": {"X-Gone": null, "X-Kept": "k"}}', 'X-Gone', []],
    [
      'numbers in a list',
      '{"multiValueHeaders": {"X-N": [1, true, null, "t"]}}',
      'X-N',
      ['1', 'true', 't'],
    ],
    ['null for a list', '{"multiValueHeaders": {"X-N": null}}', 'X-N', []],
    [
      'a number of 20 digits',
      '{"headers": {"X-Id": 12345678901234567890}}',
      'X-Id',
      ['12345678901234567890'],
    ],
    ['a fraction of zero', '{"headers": {"X-Rate": 1.0}}', 'X-Rate', ['1.0']],
    [
      'a list of long numbers',
      '{"multiValueHeaders": {"X-N": [9007199254740993, 2]}, "body": "{\\"a\\": 1.0}"}',
      'X-N',
      ['9007199254740993', '2'],
    ],
  ])(
    'sends a header that is %s as text, or leaves it out',
    async (_what, rawResult, name, values) => {
      const said = await returned(rawResult)
      expect(said.status).toBe(200)
      expect(said.headers.filter(([key]) => key === name).map(([, value]) => value)).toEqual(values)
    },
  )
  test('keeps the default Content-Type when the function returns null for it', async () => {
    const said = await returned('{"headers": {"Content-Type": null}, "body": "b"}')
    expect([said.status, headerOf(said, 'Content-Type')]).toEqual([200, 'application/json'])
  })
  test.each([
    ['a number', '{"body": 42}', '42'],
    ['a long number', '{"body": 12345678901234567890}', '12345678901234567890'],
    ['a boolean', '{"body": true}', 'true'],
    ['null', '{"body": null}', ''],
    ['text with isBase64Encoded null', '{"body": "b", "isBase64Encoded": null}', 'b'],
    ['text with isBase64Encoded as text', '{"body": "YQ==", "isBase64Encoded": "true"}', 'YQ=='],
    ['text with a status as padded text', '{"statusCode": " 200 ", "body": "b"}', 'b'],
    ['text with a status as a float', '{"statusCode": 200.0, "body": "b"}', 'b'],
  ])('sends a body that is %s', async (_what, rawResult, text) => {
    const said = await returned(rawResult)
    expect([said.status, textOf(said)]).toEqual([200, text])
  })
})
