import { gunzipSync, gzipSync, unzlibSync, zlibSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { base64Decode, base64Encode, utf8Bytes, utf8Text } from '../context/index.ts'
import { preferredCoding } from './compression.ts'
import { codesOf, designOf, headerOf, mockOf, send, textOf } from '../pipeline/rest/testDesign.ts'

const echo = {
  integration: { type: 'HTTP_PROXY', uri: 'https://example.com/', httpMethod: 'POST' },
}
const mapped = {
  integration: {
    type: 'HTTP',
    uri: 'https://example.com/',
    httpMethod: 'POST',
    requestTemplates: { 'application/json': "$input.path('$.a')" },
    integrationResponses: { 200: { statusCode: '200' } },
  },
}
const design = designOf({ 'POST /': echo, 'POST /mapped': mapped })
const packed = (bytes: Uint8Array, coding: string, path = '/') => ({
  method: 'POST',
  path,
  headers: [['Content-Encoding', coding]] as const,
  bodyBase64: base64Encode(bytes),
})
const answer = { echoBody: true } as const

describe('a packed request body', () => {
  test.each([
    ['gzip', gzipSync],
    ['deflate', zlibSync],
  ])('of %s is unpacked before anything reads it', async (coding, pack) => {
    const body = pack(utf8Bytes('{"a": "yes"}'))
    expect(textOf(await send(design, packed(body, coding), { answer }))).toBe('{"a": "yes"}')
    expect(textOf(await send(design, packed(body, coding, '/mapped'), { answer }))).toBe('yes')
  })
  test.each([
    ['is not what it says', utf8Bytes('{"a": 1}'), 'gzip'],
    ['is not what it says either', utf8Bytes('{"a": 1}'), 'deflate'],
    ['is cut off', gzipSync(utf8Bytes('x'.repeat(1000))).slice(0, -12), 'gzip'],
    ['has one byte', utf8Bytes('x'), 'gzip'],
    ['is a head alone', gzipSync(utf8Bytes('x')).slice(0, 10), 'gzip'],
    ['lacks its last byte', gzipSync(utf8Bytes('x'.repeat(1000))).slice(0, -1), 'gzip'],
    ['ends with another sum', gzipSync(utf8Bytes('x')).with(-5, 0), 'gzip'],
    ['ends with another sum as well', zlibSync(utf8Bytes('x')).with(-1, 0), 'deflate'],
    ['has a coding that nobody knows', utf8Bytes('x'), 'br'],
  ])('that %s is a 415', async (_what, bytes, coding) => {
    const got = await send(design, packed(bytes, coding), { answer })
    expect([got.status, textOf(got), codesOf(got)]).toEqual([
      415,
      '{"message": "Unsupported Media Type"}',
      ['request/content-encoding'],
    ])
  })
  test('that grows without end is stopped', async () => {
    const bomb = gzipSync(new Uint8Array(60_000_000))
    expect(bomb.length).toBeLessThan(100_000)
    const got = await send(design, packed(bomb, 'gzip'), { answer })
    expect(got.status).toBe(415)
  })
  test('may be packed in two pieces', async () => {
    const pieces = [gzipSync(utf8Bytes('{"a": ')), gzipSync(utf8Bytes('"yes"}'))]
    const body = Uint8Array.from(pieces.flatMap((piece) => [...piece]))
    expect(textOf(await send(design, packed(body, 'gzip'), { answer }))).toBe('{"a": "yes"}')
  })
  test('of identity is left alone', async () => {
    expect(textOf(await send(design, packed(utf8Bytes('x'), 'identity'), { answer }))).toBe('x')
  })
})

describe('a packed answer', () => {
  const text = 'hello '.repeat(50)
  const compressing = (minimumCompressionSize: number | undefined) =>
    designOf({ 'GET /': mockOf(text) }, { minimumCompressionSize })
  const ask = async (minimum: number | undefined, accepted: string | undefined) => {
    const headers = accepted === undefined ? [] : ([['Accept-Encoding', accepted]] as const)
    const got = await send(compressing(minimum), { headers })
    return { coding: headerOf(got, 'Content-Encoding'), got }
  }
  test('is what the client asked for, with its own length', async () => {
    const { coding, got } = await ask(0, 'gzip')
    expect(coding).toBe('gzip')
    const bytes = 'base64' in got.body ? base64Decode(got.body.base64) : undefined
    expect(utf8Text(gunzipSync(bytes ?? new Uint8Array()))).toBe(text)
    expect(headerOf(got, 'Content-Length')).toBe(String(bytes?.length))
    const deflated = (await ask(0, 'deflate, gzip')).got.body
    expect(
      utf8Text(
        unzlibSync(
          ('base64' in deflated ? base64Decode(deflated.base64) : undefined) ?? new Uint8Array(),
        ),
      ),
    ).toBe(text)
  })
  test.each([
    [undefined, 'gzip'],
    [301, 'gzip'],
    [0, undefined],
    [0, '*'],
    [0, 'br, gzip'],
  ])('with a minimum of %s for a client that says %s is not packed', async (minimum, accepted) => {
    expect((await ask(minimum, accepted)).coding).toBeUndefined()
  })
  test('begins at the minimum', async () => {
    expect((await ask(300, 'gzip')).coding).toBe('gzip')
  })
  test('is not made of one that is packed already', async () => {
    const api = { minimumCompressionSize: 0 }
    const proxied = designOf(
      {
        'GET /': {
          integration: {
            type: 'AWS_PROXY',
            httpMethod: 'POST',
            uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:f/invocations',
          },
        },
      },
      api,
    )
    const result = { statusCode: 200, headers: { 'Content-Encoding': 'br' }, body: 'x' }
    const got = await send(
      proxied,
      { headers: [['Accept-Encoding', 'gzip']] },
      { answer: { lambda: { result } } },
    )
    expect(headerOf(got, 'Content-Encoding')).toBe('br')
  })
})

test.each([
  ['deflate,gzip', 'deflate'],
  ['gzip;q=0.5, deflate;q=0.8', 'deflate'],
  ['gzip;q=1.0, identity;q=0.5, *;q=0', 'gzip'],
  ['identity, gzip;q=0.5', undefined],
  ['gzip;q=0', undefined],
  ['gzip;q=x', undefined],
  ['', undefined],
  [undefined, undefined],
])('of %s the first is %s', (accepted, coding) => {
  expect(preferredCoding(accepted)).toBe(coding)
})
