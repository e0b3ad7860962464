import { describe, expect, test } from 'vitest'
import type { CannedAnswer, Design } from '../../../model/index.ts'
import { guardAnswer, guardedDesign, policyText } from '../../authorizers/testIdentities.ts'
import type { Simulation } from '../../trace.ts'
import { designOf, functionUri, mockOf, send } from './testDesign.ts'

const id = '0f8fad5b-d9cb-469f-a165-70867728950e'

/** The lines without their prefix. */
function linesOf({ log }: Simulation): string[] {
  return log.map((line) => line.slice(id.length + 3))
}

/** The lines with what varies left out: what stands behind the first colon or brace of the long ones. */
function shortLinesOf(said: Simulation): string[] {
  return linesOf(said).map((line) =>
    /^(Method request|Endpoint|Method response|Extended|HTTP Method|Incoming)/.test(line)
      ? (line.split(':')[0] ?? '')
      : line,
  )
}

const start = ['Extended Request Id']
const open = (method: string) => [
  `Verifying Usage Plan for request: ${id}. API Key:  API Stage: api1/dev`,
  `API Key  authorized because method '${method}' does not require API Key. Request will not contribute to throttle or quota limits`,
  'Usage Plan check succeeded for API Key  and API Stage api1/dev',
]
const request = [
  `Starting execution for request: ${id}`,
  'HTTP Method',
  'Method request path',
  'Method request query string',
  'Method request headers',
  'Method request body before transformations',
]
const url =
  'https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:'
const asked = (name: string) => [
  'Endpoint request URI',
  'Endpoint request headers',
  'Endpoint request body after transformations',
  `Sending request to ${url}${name}/invocations`,
]
const answered = (type: string, status: number, body: string, headers = '{}') => [
  `Gateway response type: ${type} with status code: ${status}`,
  `Gateway response body: ${body}`,
  `Gateway response headers: ${headers}`,
  `Method completed with status: ${status}`,
]
const failed = '{"message": "Internal server error"}'
const traced = [
  `AWS Integration Endpoint RequestId : ${id}`,
  'X-ray Tracing ID : 1-697deec0-0f8fad5bd9cb469fa1657086',
]

const proxy = { integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') } }
const http = (more: object = {}) => ({
  integration: {
    type: 'HTTP',
    uri: 'https://example.com/',
    httpMethod: 'GET',
    integrationResponses: { 200: { statusCode: '200' } },
    ...more,
  },
})
const answer = (canned: CannedAnswer) => ({ answer: canned })

describe('the log of a call whose backend fails', () => {
  test.each<[string, CannedAnswer, string[]]>([
    [
      'by not answering in time',
      { timeout: true },
      [
        'Execution failed due to a timeout error',
        ...answered('INTEGRATION_TIMEOUT', 504, '{"message": "Endpoint request timed out"}'),
      ],
    ],
    [
      'by not being there',
      { networkError: true },
      [
        'Execution failed due to a network error communicating with endpoint',
        ...answered(
          'INTEGRATION_FAILURE',
          504,
          '{"message": "Network error communicating with endpoint"}',
        ),
      ],
    ],
    [
      'with an error of its function',
      { lambda: { error: { errorMessage: 'boom' } } },
      [
        'Received response. Status: 200, Integration latency: 0 ms',
        'Endpoint response headers',
        'Endpoint response body before transformations',
        `Lambda execution failed with status 200 due to customer function error: boom. Lambda request id: ${id}`,
        ...answered('DEFAULT_5XX', 502, failed),
        ...traced,
      ],
    ],
    [
      'with a result that is none',
      { lambda: { result: 'text' } },
      [
        'Received response. Status: 200, Integration latency: 0 ms',
        'Endpoint response headers',
        'Endpoint response body before transformations',
        'Execution failed due to configuration error: Malformed Lambda proxy response',
        ...answered('DEFAULT_5XX', 502, failed),
        ...traced,
      ],
    ],
  ])('%s', async (_how, canned, end) => {
    const said = await send(designOf({ 'GET /': proxy }), {}, answer(canned))
    expect(shortLinesOf(said)).toEqual([
      ...start,
      ...open('GET /'),
      ...request,
      ...asked('f'),
      ...end,
    ])
  })

  test('by its configuration ends where it cannot go on', async () => {
    const said = await send(designOf({ 'GET /': http({ uri: 'https://' }) }), {})
    expect(shortLinesOf(said)).toEqual([
      ...start,
      ...open('GET /'),
      ...request,
      'Execution failed due to configuration error: Invalid endpoint address',
      ...answered('API_CONFIGURATION_ERROR', 500, failed),
    ])
  })

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'no integration response',
      http({ integrationResponses: {} }),
      'No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 200',
    ],
    [
      'a status that is not declared',
      http({ integrationResponses: { 201: { statusCode: '201' } } }),
      'Output mapping refers to an invalid method response: 201',
    ],
    [
      'a MOCK without a status',
      { integration: { type: 'MOCK', requestTemplates: { 'application/json': '{}' } } },
      'statusCode should be an integer which defined in request template',
    ],
    [
      'a request template that fails',
      { integration: { type: 'MOCK', requestTemplates: { 'application/json': '#if(' } } },
      'Unable to transform request',
    ],
    ['a response template that fails', mockOf('#if('), 'Unable to transform response'],
    [
      'a header that is set already',
      http({ requestParameters: { 'integration.request.header.Content-Length': "'1'" } }),
      'Content-Length header already present',
    ],
  ])('by %s says so', async (_what, method, reason) => {
    const said = await send(designOf({ 'GET /': method }), {})
    expect(linesOf(said)).toContain(`Execution failed due to configuration error: ${reason}`)
    expect(linesOf(said).at(-1)).toBe('Method completed with status: 500')
  })
})

describe('the log of a call that is not valid', () => {
  const design = designOf(
    {
      'POST /': {
        ...mockOf('x'),
        requestValidatorId: 'v',
        requestModels: { 'application/json': 'Pet' },
        requestParameters: { 'method.request.querystring.q': true },
      },
    },
    {
      requestValidators: {
        v: { id: 'v', name: 'v', validateRequestBody: true, validateRequestParameters: true },
      },
      models: {
        Pet: {
          id: 'Pet',
          name: 'Pet',
          contentType: 'application/json',
          schema: '{"type": "object", "required": ["name", "id"]}',
        },
      },
    },
  )
  const end = (line: string, type: string, message: string) => [
    ...start,
    ...open('POST /'),
    ...request,
    line,
    ...answered(type, 400, `{"message": "${message}"}`),
  ]

  test('names the parameters that are missing', async () => {
    const said = await send(design, { method: 'POST' })
    const message = 'Missing required request parameters: [q]'
    expect(shortLinesOf(said)).toEqual(
      end(`Request failed validation: ${message}`, 'BAD_REQUEST_PARAMETERS', message),
    )
  })
  test.each([
    ['{}', '[object has missing required properties (["id","name"])]'],
    ['{"id":', '[Unknown error parsing request body]'],
  ])('says what is wrong with the body %s', async (body, detail) => {
    const said = await send(design, { method: 'POST', query: 'q=1', body })
    const line = `Request body does not match model schema for content type application/json: ${detail}`
    expect(shortLinesOf(said)).toEqual(end(line, 'BAD_REQUEST_BODY', 'Invalid request body'))
  })
})

describe('the log of a call with an authorizer', () => {
  const policyDocument = JSON.parse(policyText('Allow', '*')) as unknown
  const headers = [['Authorization', 'token-of-zoe-123']] as const
  const designWith = (said: unknown, authorizer: Readonly<Record<string, unknown>> = {}): Design =>
    guardedDesign('CUSTOM', { backends: guardAnswer(said), authorizer })
  const ask = (said: unknown) => send(designWith(said), { path: '/open', headers })
  const asking = [
    `Starting authorizer: guard for request: ${id}`,
    'Incoming identity',
    ...asked('guard'),
  ]
  const result = (value: unknown) =>
    `Authorizer result body before parsing: ${JSON.stringify(value)}`

  test('that allows goes on to the usage plan', async () => {
    const value = { principalId: 'user-of-the-api', policyDocument }
    expect(shortLinesOf(await ask({ result: value }))).toEqual([
      ...start,
      ...asking,
      result(value),
      'Using valid authorizer policy for principal: *********he-api',
      'Successfully completed authorizer execution',
      ...open('GET /open'),
      ...request,
      'Method response body after transformations',
      'Method response headers',
      'Successfully completed execution',
      'Method completed with status: 200',
      'X-ray Tracing ID : 1-697deec0-0f8fad5bd9cb469fa1657086',
    ])
  })
  test('that says Unauthorized ends with the request', async () => {
    const error = { errorMessage: 'Unauthorized' }
    expect(shortLinesOf(await ask({ error }))).toEqual([
      ...start,
      ...asking,
      result(error),
      `Unauthorized request: ${id}`,
      ...answered('UNAUTHORIZED', 401, '{"message":"Unauthorized"}'),
    ])
  })
  test.each([
    [
      'fails with a type',
      { error: { errorType: 'Error', errorMessage: 'oh' } },
      'Invalid JSON in response: Unrecognized field "errorType" , not marked as ignorable',
    ],
    ['fails without a type', { error: { errorMessage: 'oh' } }, 'Authorizer error'],
    [
      'returns another member',
      { result: { principalId: 'u', statusCode: 200 } },
      'Invalid JSON in response: Unrecognized field "statusCode" , not marked as ignorable',
    ],
  ])('that %s names the exception', async (_how, said, reason) => {
    expect(shortLinesOf(await ask(said)).slice(8)).toEqual([
      `Execution failed due to configuration error: ${reason}`,
      'AuthorizerConfigurationException',
      ...answered('AUTHORIZER_CONFIGURATION_ERROR', 500, '{"message":null}'),
    ])
  })
  test('that denies tells what the client got', async () => {
    const deny = JSON.parse(policyText('Deny', '*')) as unknown
    const said = await ask({ result: { principalId: 'u', policyDocument: deny } })
    expect(linesOf(said).slice(-4)).toEqual(
      answered(
        'ACCESS_DENIED',
        403,
        '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}',
      ),
    )
  })
  test('shows the end of a token, and each value of a request', async () => {
    const token = await ask({ result: {} })
    expect(linesOf(token)).toContain('Incoming identity: **********oe-123')
    const authorizer = {
      type: 'REQUEST',
      identitySource: 'method.request.header.Hash, method.request.querystring.k',
    }
    const said = await send(designWith({ result: {} }, authorizer), {
      path: '/open',
      query: 'k=ab',
      headers: [['Hash', 'secret-aaaaaa']],
    })
    expect(linesOf(said)).toContain(
      'Incoming identity: {method.request.header.Hash=*******aaaaaa, method.request.querystring.k=*b}',
    )
  })
  test('asks in the name of the authorizer', async () => {
    const said = await ask({ result: {} })
    expect(linesOf(said).join('\n')).toContain(
      'X-Amz-Source-Arn=arn:aws:execute-api:us-east-1:111111111111:api1/authorizers/guard',
    )
  })
})

describe('the log of a call with an API key', () => {
  const value = 'abcdefghijklmnopqrst'
  const masked = '**************opqrst'
  const design = (limit: object = {}): Design =>
    designOf(
      { 'ANY /{p+}': { ...mockOf('x'), apiKeyRequired: true } },
      {},
      {},
      {
        access: {
          apiKeys: { k1: { id: 'k1', value, enabled: true } },
          usagePlans: {
            p1: {
              id: 'p1',
              name: 'basic',
              keyIds: ['k1'],
              apiStages: [{ apiId: 'api1', stage: 'dev' }],
              ...limit,
            },
          },
        },
      },
    )
  const withKey = { path: '/a', headers: [['x-api-key', value]] } as const

  test('shows its end and no more', async () => {
    const said = await send(design(), withKey)
    expect(linesOf(said).slice(1, 6)).toEqual([
      `Verifying Usage Plan for request: ${id}. API Key: ${masked} API Stage: api1/dev`,
      `Usage Plan check succeeded for API Key ${masked} and API Stage api1/dev`,
      `Starting execution for request: ${id}`,
      'HTTP Method: GET, Resource Path: /a',
      `API Key: ${masked}`,
    ])
    expect(said.log.join('\n')).not.toContain(value)
  })
  test('that is not known says which method wanted it', async () => {
    const said = await send(design(), { path: '/a' })
    expect(linesOf(said).slice(1)).toEqual([
      `Verifying Usage Plan for request: ${id}. API Key:  API Stage: api1/dev`,
      "API Key  not authorized because method 'ANY /{p+}' requires API Key and API Key is not associated with a Usage Plan for API Stage api1/dev: No Usage Plan found for key and API Stage",
      ...answered('INVALID_API_KEY', 403, '{"message":"Forbidden"}'),
    ])
  })
  test('that is throttled names its limit', async () => {
    const limited = design({ throttle: { rateLimit: 0, burstLimit: 0 } })
    expect(linesOf(await send(limited, withKey)).slice(1)).toEqual([
      `Verifying Usage Plan for request: ${id}. API Key: ${masked} API Stage: api1/dev`,
      'Key throttle limit exceeded for RestApi api1, Stage dev, Resource {p+}, HttpMethod GET. Limit: 0.00 Burst: 0',
      ...answered('THROTTLED', 429, '{"message":"Too Many Requests"}'),
    ])
  })
  test('whose quota is used up names its limit', async () => {
    const limited = design({ quota: { limit: 0, period: 'DAY' } })
    expect(linesOf(await send(limited, withKey)).slice(-5)).toEqual([
      'Key quota limit exceeded for RestApi api1, Stage dev, Resource {p+}, HttpMethod GET. Limit: 0 Period: DAY',
      ...answered('QUOTA_EXCEEDED', 429, '{"message":"Limit Exceeded"}'),
    ])
  })
})

test('the log says which headers a customised answer has', async () => {
  const gatewayResponses = {
    DEFAULT_5XX: {
      responseType: 'DEFAULT_5XX',
      responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
    },
  }
  const said = await send(designOf({ 'GET /': mockOf('#if(') }, { gatewayResponses }), {})
  expect(linesOf(said).slice(-4)).toEqual(
    answered('API_CONFIGURATION_ERROR', 500, failed, '{Access-Control-Allow-Origin=*}'),
  )
})

test.each([
  ['shows no identity', []],
  ['shows one of another form', [['Authorization', 'abc']] as const],
])('a call that %s leaves no line', async (_how, headers) => {
  const design = guardedDesign('CUSTOM', { authorizer: { identityValidationExpression: 'x+' } })
  const said = await send(design, { path: '/open', headers })
  expect([said.status, said.log]).toEqual([401, []])
})

test('a call that found no method leaves no line', async () => {
  expect((await send(designOf({}), { path: '/nowhere' })).log).toEqual([])
})

test('the log of a failed test call has neither a usage plan nor the gateway response', async () => {
  const said = await send(
    designOf({ 'GET /': http({ uri: 'https://' }) }),
    {},
    { call: { asTestInvoke: true } },
  )
  expect(said.log.slice(1).map((line) => line.slice(31))).toEqual([
    `Starting execution for request: ${id}`,
    'HTTP Method: GET, Resource Path: /',
    'Method request path: {}',
    'Method request query string: {}',
    'Method request headers: {}',
    'Method request body before transformations: ',
    'Execution failed due to configuration error: Invalid endpoint address',
    'Method completed with status: 500',
  ])
})

test('the log shows no secret of the client', async () => {
  const headers = [
    ['Authorization', 'Bearer very-secret-token'],
    ['x-api-key', 'key-of-somebody-else'],
  ] as const
  const { log } = await send(designOf({ 'GET /': mockOf('x') }), { headers })
  const text = log.join('\n')
  expect(text).toContain('Authorization=******************-token, x-api-key=**************y-else')
  expect(text).not.toMatch(/very-secret|somebody/)
})

test('an event of the log is cut behind 1024 bytes, not within a character', async () => {
  const { log } = await send(designOf({ 'POST /': mockOf('x') }), {
    method: 'POST',
    body: 'ä'.repeat(2000),
  })
  const line = log.find((text) => text.includes('body before')) ?? ''
  const bytes = new TextEncoder().encode(line.replace(' [TRUNCATED]', '')).length
  expect(line.endsWith('ä [TRUNCATED]')).toBe(true)
  expect([1023, 1024]).toContain(bytes)
})
