import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Simulation } from '../../trace.ts'
import { why } from '../../explain/why.ts'
import { designOf, functionUri, send } from './testDesign.ts'

const odd = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '%',
    '%zz',
    '%C3%28',
    '\r\nX-Injected: 1',
    '\u0000',
    '\uD800',
    '__proto__',
    '{"a":',
    '[]',
    'null',
    '{"id": 1}',
    'a=1&a=2;b&=&==%',
  ),
)
const mediaType = fc.oneof(
  fc.constantFrom('application/json', 'text/plain', 'image/png', '*/*', ';;', 'a/b;charset="'),
  odd,
)
const headers = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('Content-Type', 'Accept'), mediaType),
    fc.tuple(fc.constant('Content-Encoding'), fc.constantFrom('gzip', 'deflate', 'br', '')),
    fc.tuple(
      fc.constantFrom('Accept-Encoding', 'X-Amzn-Trace-Id', 'X-HTTP-Method-Override', 'Cookie'),
      odd,
    ),
    fc.tuple(odd, odd),
  ),
  { maxLength: 6 },
)
// most calls reach a method, in its way
const route = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ['GET', '/a'],
      ['POST', '/a/x'],
      ['PUT', '/p/x/y/'],
      ['HEAD', '/p/%'],
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('GET', 'POST', 'OPTIONS'), odd) },
  { weight: 1, arbitrary: fc.tuple(odd, fc.constantFrom('/', '//', '/a/%2F', '/a/%')) },
  { weight: 1, arbitrary: odd.map((text) => ['POST', `/a/${text}`]) },
)
// text, or bytes that are any or none of UTF-8, or base64 that is none
const body = fc.oneof(
  odd.map((text) => ({ body: text })),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => ({
    bodyBase64: Buffer.from(bytes).toString('base64'),
  })),
  odd.map((text) => ({ bodyBase64: text })),
)
const request = fc
  .tuple(route, odd, headers, body)
  .map(([[method = 'GET', path = '/'], query, sent, given]) => ({
    method,
    path,
    query,
    headers: sent,
    ...given,
  }))

/** What the client got is told by the last stage, and led back to its causes. */
function expectExplained(said: Simulation): void {
  const last = said.trace.steps.at(-1)
  const failed = said.trace.steps.filter(({ outcome }) => outcome === 'failed')
  expect(last?.outcome).toBe('passed')
  expect(last?.output).toMatchObject({ status: said.status })
  expect(last?.name).toBe(failed.length === 0 ? 'methodResponse' : 'gatewayResponse')
  const [first, ...chain] = why(said)
  expect(first?.role).toBe('answer')
  expect(first?.text).toContain(String(said.status))
  expect(chain.some(({ role }) => role === 'cause')).toBe(failed.length > 0)
  for (const { text, rule } of chain) expect(text !== '' && rule !== '').toBe(true)
}

const templates = fc.dictionary(
  fc.constantFrom('application/json', 'text/plain', '$default'),
  fc.constantFrom(
    '',
    '{"statusCode": 200}',
    '$input.body',
    '$input.json("$.id")',
    '#set($context.responseOverride.status = 999)$input.params("q")',
    '#set($context.responseOverride.header.x = $input.body)',
    '#foreach($i in [1..1000000000])$i#end',
    '#if(',
    '$util.base64Decode($input.body)',
  ),
  { maxKeys: 2 },
)
const responses = fc.dictionary(
  fc.constantFrom('200', '404', '500'),
  fc.record(
    {
      statusCode: fc.constantFrom('200', '404', '500'),
      selectionPattern: fc.constantFrom('', '.*', '4\\d{2}', '(a+)+$', '(', '.*Error.*'),
      responseTemplates: templates,
      responseParameters: fc.dictionary(
        fc.constantFrom('method.response.header.X', 'method.response.header.Content-Length'),
        fc.constantFrom(
          "'a'",
          'integration.response.header.X',
          'integration.response.body.id',
          'nonsense',
        ),
        { maxKeys: 2 },
      ),
      contentHandling: fc.constantFrom('CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'),
    },
    { requiredKeys: ['statusCode'] },
  ),
  { maxKeys: 3 },
)
const settings = fc.record(
  {
    requestTemplates: templates,
    integrationResponses: responses,
    requestParameters: fc.dictionary(
      fc.constantFrom(
        'integration.request.header.X',
        'integration.request.querystring.q',
        'integration.request.path.id',
        'integration.request.header.Host',
      ),
      fc.constantFrom(
        "'a\r\nb'",
        'method.request.header.X',
        'method.request.querystring.q',
        'method.request.body.id',
        'context.requestId',
      ),
      { maxKeys: 2 },
    ),
    passthroughBehavior: fc.constantFrom('WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'),
    contentHandling: fc.constantFrom('CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'),
  },
  { requiredKeys: [] },
)
const kind = fc.constantFrom(
  { type: 'MOCK' },
  { type: 'HTTP', httpMethod: 'ANY', uri: 'https://example.com/{id}?q=1' },
  { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://example.com/${stageVariables.x}' },
  { type: 'AWS', httpMethod: 'POST', uri: functionUri('f') },
  { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') },
)
const method = fc
  .tuple(kind, settings)
  .map(([type, more]) => ({ integration: { ...more, ...type } }))
const answer = fc.oneof(
  fc.record({ rawResult: odd }),
  fc
    .oneof(
      fc.jsonValue(),
      fc.record({
        statusCode: fc.oneof(fc.integer(), odd),
        headers: fc.dictionary(odd, fc.jsonValue(), { maxKeys: 3 }),
        multiValueHeaders: fc.jsonValue(),
        body: fc.jsonValue(),
        isBase64Encoded: fc.boolean(),
      }),
    )
    .map((result) => ({ rawResult: JSON.stringify(result) })),
  fc.record({ error: fc.record({ errorMessage: odd, errorType: odd }) }),
)

test(
  'any call of any design ends with an answer, a whole trace and a log',
  { timeout: 120_000 },
  async () => {
    let reached = 0
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(method, method, method),
        request,
        answer,
        fc.subarray(['*/*', 'image/png', 'application/json']),
        fc.boolean(),
        async ([first, second, third], given, lambda, binaryMediaTypes, isTest) => {
          const design = designOf(
            { 'GET /a': first, 'POST /a/{id}': second, 'ANY /p/{rest+}': third },
            { binaryMediaTypes },
          )
          const said = await send(design, given, {
            answer: { lambda },
            ...(isTest && { call: { asTestInvoke: true } }),
          })
          if (said.trace.steps.some(({ name }) => name === 'callBackend')) reached++
          expect(said.log.length).toBeGreaterThanOrEqual(isTest ? 1 : 0)
          expect(said.status).toBeGreaterThanOrEqual(100)
          expect(said.status).toBeLessThan(600)
          expect(said.trace.steps.length).toBeGreaterThan(1)
          expectExplained(said)
          for (const [name, value] of said.headers) expect(name + value).not.toMatch(/[\r\n\0]/)
        },
      ),
      { numRuns: 1500 },
    )
    // the calls that end early must not be all there is
    expect(reached).toBeGreaterThan(100)
  },
)

test('half a character in a query string reaches the backend as a question mark', async () => {
  const proxy = { type: 'HTTP_PROXY', httpMethod: 'ANY', uri: 'https://example.com/' }
  const said = await send(designOf({ 'GET /': { integration: proxy } }), {
    query: 'q=a\ud800b&w=\u{1f600}',
  })
  expect(said.backendRequest?.url).toBe('https://example.com/?q=a%3Fb&w=%F0%9F%98%80')
})

test('a header or a condition key with the name of what objects inherit breaks no call', async () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const proxy = { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') }
    const Statement = {
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { [name]: 'x' } },
    }
    const open = designOf({ 'GET /': { integration: proxy } })
    const answer = { lambda: { result: { statusCode: 200 } } }
    expect((await send(open, { headers: [[name, 'x']] }, { answer })).status).toBe(200)
    const policy = JSON.stringify({ Statement })
    const closed = designOf({ 'GET /': { integration: proxy } }, { policy })
    expect((await send(closed, {}, { answer })).status).toBe(403)
  }
})
