import { describe, expect, test } from 'vitest'
import type { Design } from '../../model/index.ts'
import { mendingOf } from './mending.ts'
import { designOf, functionUri, mockOf, send, textOf } from '../pipeline/rest/testDesign.ts'
import type { ClientRequest } from '../exchange/call.ts'
import { why } from './why.ts'

const json = 'application/json'
const statusTemplate = { [json]: '{"statusCode": 200}' }
const answers = { 200: { statusCode: '200' } }
const mock = (integration: object) => ({
  integration: {
    type: 'MOCK',
    requestTemplates: statusTemplate,
    integrationResponses: answers,
    ...integration,
  },
})
const proxy = (integration: object = {}) => ({
  integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f'), ...integration },
})
const functionAnswering = (answer: object, more: object = {}) => ({
  'lambda:f': { key: 'lambda:f', name: 'f', kind: 'lambda', answer, ...more },
})
const http = {
  type: 'HTTP',
  httpMethod: 'GET',
  uri: 'https://a.example/',
  integrationResponses: answers,
}
const bytes = { headers: { 'Content-Type': 'image/png' }, body: 'x' }

/** What is wrong, the request, the title of what mends it, and the status after that. */
const faults: [string, Design, Partial<ClientRequest>, string, number][] = [
  [
    'a status that is not declared',
    designOf({ 'GET /': mock({ integrationResponses: { 404: { statusCode: '404' } } }) }),
    {},
    'Declare 404 in the method response',
    404,
  ],
  [
    'no integration response that fits',
    designOf({ 'GET /': mock({ integrationResponses: {} }) }),
    {},
    'Add 200 as the default integration response',
    200,
  ],
  [
    'no integration response that fits, and 200 taken by a pattern',
    designOf({
      'GET /': mock({
        integrationResponses: { 200: { statusCode: '200', selectionPattern: '5\\d{2}' } },
      }),
    }),
    {},
    'Add 500 as the default integration response',
    500,
  ],
  [
    'a MOCK without a status',
    designOf({ 'POST /': mock({ requestTemplates: {} }) }),
    { method: 'POST', body: '{}' },
    'Add the request template {"statusCode": 200}',
    200,
  ],
  [
    'a template that meets bytes',
    designOf({ 'POST /': mock({}) }, { binaryMediaTypes: ['*/*'] }),
    { method: 'POST', body: '{}' },
    'Convert the body to text (CONVERT_TO_TEXT)',
    200,
  ],
  [
    'a template of the answer that meets bytes',
    designOf(
      {
        'GET /': {
          integration: {
            ...http,
            integrationResponses: {
              200: { statusCode: '200', responseTemplates: { [json]: 'a' } },
            },
          },
        },
      },
      { binaryMediaTypes: ['image/png'] },
      {
        'http:a.example': { key: 'http:a.example', name: 'a.example', kind: 'http', answer: bytes },
      },
    ),
    { headers: [['Accept', 'image/png']] },
    'Convert the answer to text (CONVERT_TO_TEXT)',
    200,
  ],
  [
    'a function that is not called with POST',
    designOf(
      { 'GET /': proxy({ httpMethod: 'GET' }) },
      {},
      functionAnswering({ lambda: { result: { statusCode: 200 } } }),
    ),
    {},
    'Call the function with POST',
    200,
  ],
  [
    'a mapping to a header of the service',
    designOf({
      'GET /': {
        integration: {
          ...http,
          requestParameters: { 'integration.request.header.Content-Length': "'1'" },
        },
      },
    }),
    {},
    'Take out the mapping to Content-Length',
    200,
  ],
  [
    'a function that answers with an object of its own',
    designOf({ 'GET /': proxy() }, {}, functionAnswering({ lambda: { result: { pets: [1] } } })),
    {},
    'Let the function answer in the form of a proxy',
    200,
  ],
]

/** The first change that is offered for a failed call. */
async function offered(design: Design, request: Partial<ClientRequest>) {
  const reasons = why(await send(design, request))
  return reasons.map((reason) => mendingOf(reason, design)).find((mending) => mending)
}

describe('what mends a cause', () => {
  test.each(faults)('%s', async (_what, design, request, title, status) => {
    expect((await send(design, request)).status).toBeGreaterThanOrEqual(500)
    const mending = await offered(design, request)
    expect(mending?.title).toBe(title)
    const mended = mending?.apply(design)
    if (!mended?.ok) throw new Error('the change was refused')
    expect((await send(mended.value, request)).status).toBe(status)
    // what was mended is not offered once more, though the old answer still tells of it
    const reasons = why(await send(design, request))
    expect(reasons.map((reason) => mendingOf(reason, mended.value)?.title)).not.toContain(title)
  })

  test('what the function returned is the body of its new answer', async () => {
    const backends = functionAnswering({ lambda: { result: { statusCode: 'x', body: { a: 1 } } } })
    const design = designOf({ 'GET /': proxy() }, {}, backends)
    const mended = (await offered(design, {}))?.apply(design)
    expect(mended?.ok && textOf(await send(mended.value, {}))).toBe('{"a":1}')
  })

  test('the endpoint of an API is enabled again', async () => {
    const design = designOf({ 'GET /': mockOf('a') }, { disableExecuteApiEndpoint: true })
    expect((await send(design, {})).status).toBe(403)
    const mended = (await offered(design, {}))?.apply(design)
    expect(mended?.ok && (await send(mended.value, {})).status).toBe(200)
  })

  test.each([
    [
      'a template that the user wrote',
      designOf({ 'GET /': mock({ requestTemplates: { [json]: '{"status": 200}' } }) }),
    ],
    [
      'a function whose answers depend on the event',
      designOf(
        { 'GET /': proxy() },
        {},
        functionAnswering(
          { lambda: { result: 1 } },
          { cases: [{ when: { a: 'b' }, answer: bytes }] },
        ),
      ),
    ],
    ['a path that is not there', designOf({ 'GET /pets': mockOf('a') })],
  ])('%s is left alone', async (_what, design) => {
    expect((await send(design, {})).status).toBeGreaterThanOrEqual(400)
    expect(await offered(design, {})).toBeUndefined()
  })

  test('an address that leads nowhere is no cause that could be mended', () => {
    const reason = { rule: 'integration/lambda-not-post', role: 'cause' } as const
    const design = designOf({ 'GET /': mockOf('a') })
    for (const at of [[], ['apis'], ['apis', '__proto__', 'resources', 'root', 'methods', 'GET']]) {
      expect(mendingOf({ ...reason, at }, design)).toBeUndefined()
    }
  })
})
