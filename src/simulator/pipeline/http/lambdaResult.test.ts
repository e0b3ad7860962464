import { describe, expect, it } from 'vitest'
import { readHttpLambdaResult } from './lambdaResult.ts'

const read = (value: unknown, version: '1.0' | '2.0' = '2.0') =>
  readHttpLambdaResult(typeof value === 'string' ? value : JSON.stringify(value), version)

describe('the result of a function in format 2.0', () => {
  it.each([
    ['{"message":"hi"}', '{"message":"hi"}'],
    ['"Hello from Lambda!"', 'Hello from Lambda!'],
    ['true', 'true'],
    ['[1, 2]', '[1, 2]'],
    ['null', 'null'],
    ['{"statusCode":null,"a":1}', '{"statusCode":null,"a":1}'],
  ])('%s without a status is the body of a 200', (text, body) => {
    expect(read(text)).toEqual({
      status: 200,
      headers: [['content-type', 'application/json']],
      body,
      isBase64Encoded: false,
      isInferred: true,
    })
  })

  it('sets each cookie in a header of its own', () => {
    const result = read({
      statusCode: 201,
      cookies: ['a=1', 'b=2; Secure'],
      headers: { 'X-Own': 5, 'Content-Type': 'text/plain', gone: null },
      body: 'created',
    })
    expect(result).toMatchObject({
      status: 201,
      headers: [
        ['X-Own', '5'],
        ['Content-Type', 'text/plain'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2; Secure'],
      ],
      body: 'created',
    })
  })

  it('is of type application/json unless it says otherwise, and an object as body becomes its text', () => {
    expect(read({ statusCode: '200', body: { a: 1 } })).toMatchObject({
      status: 200,
      headers: [['content-type', 'application/json']],
      body: '{"a":1}',
    })
  })

  it.each([
    ['{"statusCode":99}', /statusCode/],
    ['{"statusCode":"abc"}', /statusCode/],
    ['{"statusCode":200.5}', /statusCode/],
    ['{"statusCode":200,"headers":[]}', /headers/],
    ['{"statusCode":200,"headers":{"a":{}}}', /header a/],
    ['{"statusCode":200,"cookies":"a=1"}', /cookies/],
    ['{"statusCode":200,"isBase64Encoded":"true"}', /isBase64Encoded/],
    ['not json', /not valid JSON/],
  ])('%s is malformed', (text, reason) => {
    expect(read(text)).toEqual({ malformed: expect.stringMatching(reason) as string })
  })
})

describe('the result of a function in format 1.0', () => {
  it('has several values of a header in multiValueHeaders, which win over headers', () => {
    expect(
      read(
        {
          statusCode: 200,
          headers: { 'X-A': '1', 'X-B': '2' },
          multiValueHeaders: { 'x-a': ['3', 4] },
          body: 'b',
        },
        '1.0',
      ),
    ).toEqual({
      status: 200,
      headers: [
        ['X-B', '2'],
        ['x-a', '3'],
        ['x-a', '4'],
      ],
      body: 'b',
      isBase64Encoded: false,
      isInferred: false,
    })
  })

  it.each(['"text"', '{"message":"hi"}', '[]', 'null', '{"statusCode":null}'])(
    '%s without a status is malformed',
    (text) => {
      expect(read(text, '1.0')).toHaveProperty('malformed')
    },
  )
})
