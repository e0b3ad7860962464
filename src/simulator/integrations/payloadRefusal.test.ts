import { describe, expect, test } from 'vitest'
import type { CannedAnswer } from '../../model/index.ts'
import { codesOf, designOf, functionUri, send, textOf } from '../pipeline/rest/testDesign.ts'
import { jsonRefusal } from './jsonRefusal.ts'

const responses = {
  200: { statusCode: '200' },
  400: { statusCode: '400', selectionPattern: '.*parse request body[\\s\\S]*|4\\d{2}' },
}
const methodResponses = { 200: { statusCode: '200' }, 400: { statusCode: '400' } }

/** An API whose only method sends the payload `$input.path('$.text')` to a service. */
function sending(uri: string, integrationResponses: object = responses) {
  return designOf({
    'POST /': {
      methodResponses,
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri,
        requestTemplates: { 'application/json': "$input.path('$.text')" },
        integrationResponses,
      },
    },
  })
}

const answer: CannedAnswer = { lambda: { result: { done: true } } }
const sent = (uri: string, text: string, integrationResponses?: object) =>
  send(
    sending(uri, integrationResponses),
    { method: 'POST', body: JSON.stringify({ text }) },
    { answer },
  )

describe('a function that is sent a payload that is not JSON', () => {
  test.each([
    ['an unescaped quotation mark', '{"note":"she said "hi""}'],
    ['a line break in a string', '{"note":"two\nlines"}'],
    ['an escaped apostrophe', '{"note":"it\\\'s"}'],
    ['a bare word', 'note'],
    ['a form', 'a=1&b=2'],
    ['a missing brace', '{"note":1'],
    ['something after the value', '{"note":1} 2'],
  ])('is not invoked: %s', async (_what, payload) => {
    const said = await sent(functionUri('notes'), payload, { 200: { statusCode: '200' } })
    expect(said.status).toBe(200)
    const body = JSON.parse(textOf(said)) as { readonly Type: string; readonly message: string }
    expect(body.Type).toBe('User')
    expect(body.message).toMatch(/^Could not parse request body into json: /)
    expect(said.log.join('\n')).toContain(
      'Endpoint response body before transformations: {"Type":"User","message":"Could not parse request body into json: ',
    )
    expect(codesOf(said)).toEqual(['backend/payload-refused'])
  })
  test("has its refusal matched by the integration's patterns", async () => {
    expect((await sent(functionUri('notes'), 'note')).status).toBe(400)
  })
  test('is not invoked asynchronously either', async () => {
    const design = designOf({
      'POST /': {
        integration: {
          type: 'AWS',
          httpMethod: 'POST',
          uri: functionUri('notes'),
          requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
          requestTemplates: { 'application/json': 'note' },
          integrationResponses: { 200: { statusCode: '200' } },
        },
      },
    })
    expect(textOf(await send(design, { method: 'POST' }, { answer }))).toContain('"Type":"User"')
  })
  test.each(['"text"', '5', 'null', '[1]', '{"a":"\\u00e9"}', '  {"a": 1}\n'])(
    'is invoked with %s, which is JSON',
    async (payload) => {
      const said = await sent(functionUri('notes'), payload)
      expect(textOf(said)).toBe('{"done":true}')
      expect(codesOf(said)).toEqual([])
    },
  )
})

describe('a service of the JSON protocol', () => {
  test.each([
    ['states', 'StartExecution'],
    ['dynamodb', 'PutItem'],
    ['kinesis', 'PutRecord'],
  ])('%s refuses a payload that is not a JSON object', async (service, action) => {
    const uri = `arn:aws:apigateway:us-east-1:${service}:action/${action}`
    for (const payload of ['{"input":"it\\\'s"}', '[1]', 'Action=x']) {
      const said = await sent(uri, payload)
      expect(said.status).toBe(400)
      expect(textOf(said)).toBe('{"__type":"com.amazon.coral.service#SerializationException"}')
      expect(codesOf(said)).toEqual(['backend/payload-refused'])
    }
    expect((await sent(uri, '{"input":"its"}')).status).toBe(200)
  })
  test('is known by a mapped X-Amz-Target', async () => {
    const design = designOf({
      'POST /': {
        integration: {
          type: 'AWS',
          httpMethod: 'POST',
          uri: 'arn:aws:apigateway:us-east-1:events:action/PutEvents',
          requestParameters: { 'integration.request.header.X-Amz-Target': "'AWSEvents.PutEvents'" },
          requestTemplates: { 'application/json': '{"Entries":' },
          integrationResponses: { 200: { statusCode: '200' } },
        },
      },
    })
    expect(textOf(await send(design, { method: 'POST' }))).toContain('SerializationException')
  })
  test('is not a queue that is sent a form', async () => {
    const uri = 'arn:aws:apigateway:us-east-1:sqs:path/111111111111/jobs'
    expect((await sent(uri, 'Action=SendMessage&MessageBody=x')).status).toBe(200)
  })
})

describe('a function that is sent no payload', () => {
  const design = designOf({
    'GET /': {
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri: functionUri('notes'),
        integrationResponses: { 200: { statusCode: '200' } },
      },
    },
  })
  test('gets an empty object', async () => {
    const said = await send(design, {}, { answer: { echoBody: true } })
    expect(said.backendRequest?.body).toEqual({ text: '{}' })
    expect(said.backendRequest?.headers).toContainEqual(['Content-Length', '2'])
    expect(textOf(said)).toBe('{}')
  })
})

describe('the words of the parser', () => {
  test.each([
    [
      '{"a":"she said "hi""}',
      "Unexpected character ('h' (code 104)): was expecting comma to separate Object entries",
      17,
    ],
    ['{"a":"it\\\'s"}', "Unrecognized character escape ''' (code 39)", 10],
    [
      '{"a":"\n"}',
      'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
      7,
    ],
    [
      '{a:1}',
      "Unexpected character ('a' (code 97)): was expecting double-quote to start field name",
      2,
    ],
    ['{"a":1', 'Unexpected end-of-input: expected close marker for Object', 7],
    [
      '[1 2]',
      "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries",
      4,
    ],
    [
      'it',
      "Unrecognized token 'it': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      3,
    ],
    [
      '[01]',
      "Unexpected character ('0' (code 48)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      2,
    ],
  ])('name the fault of %j', (text, reason, column) => {
    expect(jsonRefusal(text)).toBe(
      `${reason}\n at [Source: (byte[])"${text}"; line: 1, column: ${column}]`,
    )
  })
  test('are ready for a payload of any depth', () => {
    expect(jsonRefusal('['.repeat(200_000))).toContain('Unexpected end-of-input')
  })
  test('say nothing of JSON', () => {
    for (const text of [
      '{}',
      '[]',
      ' [{"a":[1,{"b":null}]}] ',
      '-1.5e+3',
      '"\\u00e9\\n"',
      'true',
    ]) {
      expect(jsonRefusal(text)).toBeUndefined()
    }
  })
})
