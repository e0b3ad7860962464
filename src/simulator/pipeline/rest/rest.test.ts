import { describe, expect, test } from 'vitest'
import { codesOf, designOf, functionUri, headerOf, mockOf, send, textOf } from './testDesign.ts'

const lambdaProxy = {
  integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') },
}
const lambda = (more: object = {}) => ({
  integration: {
    type: 'AWS',
    httpMethod: 'POST',
    uri: functionUri('f'),
    integrationResponses: { 200: { statusCode: '200' } },
    ...more,
  },
})
const http = (more: object = {}) => ({
  integration: {
    type: 'HTTP',
    httpMethod: 'ANY',
    uri: 'https://backend.example/items',
    integrationResponses: { 200: { statusCode: '200' } },
    ...more,
  },
})
const proxyAnswer = (result: object) => ({ answer: { lambda: { result: result as never } } })

describe('the trace', () => {
  test('names every stage in its order with its station', async () => {
    const { trace } = await send(designOf({ 'GET /pets': mockOf('{}') }), { path: '/pets' })
    expect(trace.steps.map(({ name, station, outcome }) => [name, station, outcome])).toEqual([
      ['resolveHost', 'client', 'passed'],
      ['readRequest', 'client', 'passed'],
      ['chooseStage', 'client', 'passed'],
      ['matchRoute', 'methodRequest', 'passed'],
      ['authorize', 'authorizer', 'passed'],
      ['checkApiKey', 'methodRequest', 'skipped'],
      ['throttle', 'methodRequest', 'passed'],
      ['validateRequest', 'methodRequest', 'skipped'],
      ['lookUpCache', 'methodRequest', 'skipped'],
      ['mapRequest', 'integrationRequest', 'passed'],
      ['assembleRequest', 'integrationRequest', 'skipped'],
      ['callBackend', 'backend', 'skipped'],
      ['selectResponse', 'integrationResponse', 'passed'],
      ['mapResponse', 'integrationResponse', 'passed'],
      ['methodResponse', 'methodResponse', 'passed'],
    ])
  })

  test('a template that fails is a 500 whose problem leads to its line', async () => {
    const answer = await send(designOf({ 'GET /': mockOf('{\n  #if(\n') }), {})
    expect(answer.status).toBe(500)
    expect(textOf(answer)).toBe('{"message": "Internal server error"}')
    const problem = answer.trace.steps.flatMap(({ problems }) => problems)[0]
    expect(problem?.code).toMatch(/^vtl\//)
    expect(problem?.position?.line).toBeGreaterThan(1)
    expect(problem?.at.slice(-4)).toEqual([
      'integrationResponses',
      '200',
      'responseTemplates',
      'application/json',
    ])
    expect(answer.log).toContain(
      '(0f8fad5b-d9cb-469f-a165-70867728950e) Execution failed due to configuration error: Unable to transform response',
    )
  })

  test('the same call in the same world gives the same answer', async () => {
    const design = designOf({ 'GET /': http() })
    expect(await send(design, {})).toEqual(await send(design, {}))
  })
})

describe('authorization', () => {
  test.each([
    ['AWS_IAM', 403, '{"message":"Missing Authentication Token"}'],
    ['CUSTOM', 401, '{"message":"Unauthorized"}'],
    ['COGNITO_USER_POOLS', 401, '{"message":"Unauthorized"}'],
  ])('a call without credentials is refused by %s', async (authorizationType, status, body) => {
    const type = authorizationType === 'COGNITO_USER_POOLS' ? authorizationType : 'TOKEN'
    const authorizers = { a1: { id: 'a1', name: 'guard', type } }
    const design = designOf(
      { 'GET /': { ...mockOf('{}'), authorizationType, authorizerId: 'a1' } },
      { authorizers },
    )
    const answer = await send(design, {})
    expect([answer.status, textOf(answer)]).toEqual([status, body])
  })

  test('an authorizer without a function lets nobody through', async () => {
    const authorizers = { a1: { id: 'a1', name: 'guard', type: 'TOKEN' } }
    const guarded = { ...mockOf('{}'), authorizationType: 'CUSTOM', authorizerId: 'a1' }
    const answer = await send(designOf({ 'GET /': guarded }, { authorizers }), {
      headers: [['Authorization', 'x']],
    })
    expect([answer.status, textOf(answer)]).toEqual([500, '{"message":null}'])
    expect(headerOf(answer, 'x-amzn-ErrorType')).toBe('AuthorizerConfigurationException')
    expect(codesOf(answer)).toContain('authorizer/invalid-uri')
  })

  test('a missing and an unknown API key are forbidden', async () => {
    const design = designOf({ 'GET /': { ...mockOf('{}'), apiKeyRequired: true } })
    expect((await send(design, {})).status).toBe(403)
    const answer = await send(design, { headers: [['x-api-key', 'k']] })
    expect([answer.status, textOf(answer)]).toEqual([403, '{"message":"Forbidden"}'])
    expect(codesOf(answer)).toContain('api-key/unknown')
  })

  test('a resource policy lets through whom it names', async () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }
    const statement = {
      Effect: 'Allow',
      Principal: '*',
      Action: 'execute-api:Invoke',
      Resource: '*',
    }
    const policyOf = (more: object) => JSON.stringify({ Statement: [{ ...statement, ...more }] })
    const guarded = designOf({ 'GET /': mockOf('{}') }, { policy: policyOf({ Condition }) })
    const refused = await send(guarded, {})
    expect([refused.status, textOf(refused)]).toEqual([
      403,
      '{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********1111:api1/dev/GET/ because no resource-based policy allows the execute-api:Invoke action"}',
    ])
    const near = { call: { source: { ip: '198.51.100.7' } } }
    expect((await send(guarded, {}, near)).status).toBe(200)
    const open = designOf({ 'GET /': mockOf('{}') }, { policy: policyOf({}) })
    expect((await send(open, {})).status).toBe(200)
  })

  test('a test call passes by authorizers and keys', async () => {
    const guarded = { ...mockOf('{}'), authorizationType: 'AWS_IAM', apiKeyRequired: true }
    const answer = await send(designOf({ 'GET /': guarded }), {}, { call: { asTestInvoke: true } })
    expect(answer.status).toBe(200)
  })

  test('an unrouted call with a foreign Authorization header is told about its signature', async () => {
    const headers = [['Authorization', 'Bearer x']] as const
    const answer = await send(designOf({}), { path: '/nowhere', headers })
    expect(textOf(answer)).toMatch(/Invalid key=value pair \(missing equal-sign\)/)
  })
})

describe('hostile input', () => {
  test('an endless template is stopped by its budget', async () => {
    const loop =
      '#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])x#end#end#end'
    const budget = { templateSteps: 50_000, outputCharacters: 1e6, templateMs: 1e4, bodyBytes: 1e6 }
    const answer = await send(designOf({ 'GET /': mockOf(loop) }), {}, { environment: { budget } })
    expect(answer.status).toBe(500)
    expect(codesOf(answer)[0]).toMatch(/^vtl\//)
  })

  test('a body over the limit is refused as plain text', async () => {
    const body = 'x'.repeat(10_485_761)
    const answer = await send(designOf({ 'POST /': mockOf('{}') }), { method: 'POST', body })
    expect([answer.status, textOf(answer)]).toEqual([
      413,
      'HTTP content length exceeded 10485760 bytes.',
    ])
  })

  test('an answer over the limit is a 500 that says so', async () => {
    const answer = await send(
      designOf({ 'GET /': http() }),
      {},
      { answer: { status: 200, headers: {}, body: 'x'.repeat(10_485_761) } },
    )
    expect(answer.status).toBe(500)
    expect(codesOf(answer)).toEqual(['backend/answer-too-large'])
    const shown = JSON.stringify(answer.trace)
    expect(shown.length).toBeLessThan(300_000)
  })

  test.each([
    ['of the client', { headers: [['x', 'a\r\nSet-Cookie: b']] as const }, {}],
    [
      'of a mapping',
      { query: 'q=a%0d%0aX:%20b' },
      { 'integration.request.header.x': 'method.request.querystring.q' },
    ],
  ])('a line break in a header %s is refused', async (_whose, request, requestParameters) => {
    const answer = await send(designOf({ 'GET /': http({ requestParameters }) }), request)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(codesOf(answer)[0]).toMatch(/header-injection$/)
    expect(answer.backendRequest?.headers.some(([, value]) => /[\r\n]/.test(value))).not.toBe(true)
  })

  test('a line break in a mapped response header is refused', async () => {
    const responseParameters = { 'method.response.header.x': 'integration.response.body.a' }
    const integrationResponses = { 200: { statusCode: '200', responseParameters } }
    const answer = await send(
      designOf({ 'GET /': http({ integrationResponses }) }),
      {},
      { answer: { status: 200, headers: {}, body: '{"a": "1\\r\\nSet-Cookie: b"}' } },
    )
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.headers)).not.toContain('Set-Cookie')
  })

  test('a line break in a path parameter cannot split the request line', async () => {
    const design = designOf({
      'GET /{id}': http({
        uri: 'https://backend.example/{id}',
        requestParameters: { 'integration.request.path.id': 'method.request.path.id' },
      }),
    })
    const { backendRequest } = await send(design, { path: '/a\r\nHost: b' })
    expect(backendRequest?.url).toBe('https://backend.example/a%0D%0AHost:%20b')
  })

  test('names of the prototype are ordinary names', async () => {
    const requestParameters = {
      'integration.request.header.a': 'stageVariables.constructor',
      'integration.request.header.b': 'method.request.path.toString',
      'integration.request.header.c': 'context.__proto__.x',
    }
    const design = designOf(
      {
        'GET /': {
          ...http({ requestParameters }),
          requestParameters: { 'method.request.path.toString': true },
        },
      },
      { requestValidators: { v: { id: 'v', name: 'v', validateRequestParameters: true } } },
    )
    const { status, backendRequest } = await send(design, {})
    expect(status).toBe(200)
    expect(backendRequest?.headers.filter(([name]) => name.length === 1)).toEqual([])
  })
})

describe('a method whose request validator is missing', () => {
  test.each(['gone', 'constructor'])('refuses every request: %s', async (requestValidatorId) => {
    const answer = await send(designOf({ 'GET /': { ...http(), requestValidatorId } }), {})
    expect(answer.status).toBe(500)
    expect(answer.gatewayResponseType).toBe('API_CONFIGURATION_ERROR')
    expect(answer.backendRequest).toBeUndefined()
  })
})

describe('backends', () => {
  test('a backend that never answers is a 504', async () => {
    const answer = await send(designOf({ 'GET /': http() }), {}, { answer: { timeout: true } })
    expect([answer.status, textOf(answer)]).toEqual([
      504,
      '{"message": "Endpoint request timed out"}',
    ])
    expect(answer.gatewayResponseType).toBe('INTEGRATION_TIMEOUT')
  })

  test('a backend that is not reached is a 504', async () => {
    const answer = await send(designOf({ 'GET /': http() }), {}, { answer: { networkError: true } })
    expect(textOf(answer)).toBe('{"message": "Network error communicating with endpoint"}')
  })

  test('a live backend without a network is refused, and the trace says so', async () => {
    const key = 'http:backend.example'
    const live = { [key]: { key, name: 'backend.example', kind: 'http', mode: 'live' } }
    const answer = await send(designOf({ 'GET /': http() }, {}, live), {})
    expect(answer.status).toBe(504)
    expect(codesOf(answer)).toEqual(['backend/not-live'])
  })

  test('a live backend is asked with the integration timeout', async () => {
    const key = 'http:backend.example'
    const live = { [key]: { key, name: 'backend.example', kind: 'http', mode: 'live' } }
    const asked: unknown[] = []
    const answer = await send(
      designOf({ 'GET /': http({ timeoutInMillis: 500 }) }, {}, live),
      {},
      {
        environment: {
          fetchLive: (request, limits) => {
            asked.push(request.url, limits.timeoutMs)
            return Promise.resolve({ status: 200, headers: [], body: { text: 'real' } })
          },
        },
      },
    )
    expect(textOf(answer)).toBe('real')
    expect(asked).toEqual(['https://backend.example/items', 500])
  })

  test('an asynchronous invocation is accepted at once', async () => {
    const requestParameters = { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" }
    const answer = await send(
      designOf({ 'POST /': lambda({ requestParameters }) }),
      { method: 'POST' },
      proxyAnswer({ a: 1 }),
    )
    expect([answer.status, textOf(answer)]).toEqual([200, ''])
  })
})

describe('Lambda proxy results', () => {
  test.each([
    [{ statusCode: 200 }, 200],
    [{ body: 'x' }, 200],
    [{ statusCode: '201' }, 201],
    [{ statusCode: 'test' }, 502],
    [{ statusCode: 999 }, 502],
    [{ statusCode: 200, other: 1 }, 502],
    [{ statusCode: 200, headers: null }, 200],
    [{ statusCode: 200, headers: { a: { b: 1 } } }, 502],
    [{ statusCode: 200, multiValueHeaders: { a: 'b' } }, 502],
    [{ statusCode: 200, body: { a: 1 } }, 502],
    ['text', 502],
    [[], 502],
  ])('%j gives %i', async (result, status) => {
    const answer = await send(designOf({ 'GET /': lambdaProxy }), {}, proxyAnswer(result as object))
    expect(answer.status).toBe(status)
    if (status === 502) expect(textOf(answer)).toBe('{"message": "Internal server error"}')
  })

  test('a function that fails is a 502 with its message in the log', async () => {
    const answer = await send(
      designOf({ 'GET /': lambdaProxy }),
      {},
      { answer: { lambda: { error: { errorMessage: 'broken' } } } },
    )
    expect(answer.status).toBe(502)
    expect(answer.log.join('\n')).toContain('due to customer function error: broken.')
  })

  test('an answer in the words of HTTP stands for the proxy result', async () => {
    const answer = await send(
      designOf({ 'GET /': lambdaProxy }),
      {},
      { answer: { status: 404, headers: { a: ['1', '2'] }, body: 'none' } },
    )
    expect([answer.status, textOf(answer)]).toEqual([404, 'none'])
    expect(answer.headers.filter(([name]) => name === 'a')).toHaveLength(2)
  })
})

describe('responses', () => {
  test('a pattern that cannot be used matches nothing and is a problem', async () => {
    const integrationResponses = {
      200: { statusCode: '200' },
      400: { statusCode: '400', selectionPattern: '(?=4)4' },
    }
    const answer = await send(designOf({ 'GET /': http({ integrationResponses }) }), {})
    expect(answer.status).toBe(200)
    expect(codesOf(answer)).toEqual(['response/pattern-unusable'])
  })

  test('a dot in a pattern does not match a line break', async () => {
    const integrationResponses = {
      200: { statusCode: '200' },
      500: { statusCode: '500', selectionPattern: '.+' },
    }
    const methodResponses = { 200: { statusCode: '200' }, 500: { statusCode: '500' } }
    const design = designOf({ 'GET /': { ...lambda({ integrationResponses }), methodResponses } })
    const failing = (errorMessage: string) => ({ answer: { lambda: { error: { errorMessage } } } })
    expect((await send(design, {}, failing('one'))).status).toBe(500)
    expect((await send(design, {}, failing('one\ntwo'))).status).toBe(200)
  })

  test('a status that the method does not declare is a 500', async () => {
    const integrationResponses = { 201: { statusCode: '201' } }
    const answer = await send(designOf({ 'GET /': http({ integrationResponses }) }), {})
    expect(answer.status).toBe(500)
    expect(answer.log.join('\n')).toContain(
      'Output mapping refers to an invalid method response: 201',
    )
  })

  test('a member of a JSON errorMessage can be mapped to a header', async () => {
    const responseParameters = {
      'method.response.header.x': 'integration.response.body.errorMessage.code',
    }
    const integrationResponses = { 200: { statusCode: '200', responseParameters } }
    const answer = await send(
      designOf({ 'GET /': lambda({ integrationResponses }) }),
      {},
      { answer: { lambda: { error: { errorMessage: '{"code": "E1"}' } } } },
    )
    expect(headerOf(answer, 'x')).toBe('E1')
  })

  test('a template overrides status and headers', async () => {
    const template =
      '#set($context.responseOverride.status = 418)#set($context.responseOverride.header.X = "y")tea'
    const answer = await send(designOf({ 'GET /': mockOf(template) }), {})
    expect([answer.status, headerOf(answer, 'x'), textOf(answer)]).toEqual([418, 'y', 'tea'])
  })

  test('HEAD is answered without a body', async () => {
    const answer = await send(designOf({ 'ANY /': mockOf('{}') }), { method: 'HEAD' })
    expect([answer.status, textOf(answer)]).toEqual([200, ''])
  })
})

describe('gateway responses', () => {
  const responseTemplates = {
    'application/json':
      '{"m":$context.error.messageString,"t":"$context.error.responseType","p":"$context.path","v":"$stageVariables.none"}',
  }

  test('a customised type has its status, headers and template', async () => {
    const gatewayResponses = {
      MISSING_AUTHENTICATION_TOKEN: {
        responseType: 'MISSING_AUTHENTICATION_TOKEN',
        statusCode: '404',
        responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
        responseTemplates,
      },
    }
    const answer = await send(designOf({}, { gatewayResponses }), { path: '/none' })
    expect(answer.status).toBe(404)
    expect(headerOf(answer, 'Access-Control-Allow-Origin')).toBe('*')
    expect(JSON.parse(textOf(answer))).toEqual({
      m: 'Missing Authentication Token',
      t: 'MISSING_AUTHENTICATION_TOKEN',
      p: '/dev/none',
      v: '',
    })
  })

  test('DEFAULT_5XX answers for what nobody customised, and leaves 4XX alone', async () => {
    const gatewayResponses = {
      DEFAULT_5XX: { responseType: 'DEFAULT_5XX', statusCode: '599', responseTemplates },
    }
    const design = designOf({ 'GET /': mockOf('#if(') }, { gatewayResponses })
    expect((await send(design, {})).status).toBe(599)
    expect((await send(design, { path: '/none' })).status).toBe(403)
  })
})

test('a run that nobody waits for any more is given up', async () => {
  const design = designOf({ 'GET /': mockOf('{}') })
  const run = send(design, {}, { environment: { cancelled: () => true } })
  await expect(run).rejects.toThrow('cancelled')
})

test('the execution log of a proxy call has the lines of the service', async () => {
  const { log } = await send(designOf({ 'POST /pay': lambdaProxy }), {
    method: 'POST',
    path: '/pay',
    body: '{}',
  })
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
  expect(log.every((line) => line.startsWith(`(${id}) `))).toBe(true)
  expect(
    log.map((line) =>
      line
        .slice(id.length + 3)
        .split(/[:={]/)[0]
        ?.trim(),
    ),
  ).toEqual([
    'Extended Request Id',
    'Verifying Usage Plan for request',
    "API Key  authorized because method 'POST /pay' does not require API Key. Request will not contribute to throttle or quota limits",
    'Usage Plan check succeeded for API Key  and API Stage api1/dev',
    'Starting execution for request',
    'HTTP Method',
    'Method request path',
    'Method request query string',
    'Method request headers',
    'Method request body before transformations',
    'Endpoint request URI',
    'Endpoint request headers',
    'Endpoint request body after transformations',
    'Sending request to https',
    'Received response. Status',
    'Endpoint response headers',
    'Endpoint response body before transformations',
    'Method response body after transformations',
    'Method response headers',
    'Successfully completed execution',
    'Method completed with status',
    'AWS Integration Endpoint RequestId',
    'X-ray Tracing ID',
  ])
})
