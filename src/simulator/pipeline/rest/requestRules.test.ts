import { describe, expect, test } from 'vitest'
import type { SimulationCall } from '../../exchange/call.ts'
import { codesOf, designOf, functionUri, headerOf, mockOf, send, textOf } from './testDesign.ts'

const bytesUpTo = (total: number) => {
  // names and values count: "X-Large", and the Host that every client names is not sent here
  const name = 'X-Large'
  return [[name, 'x'.repeat(total - name.length)]] as const
}

describe('headers', () => {
  test.each([
    ['EDGE', 10_240, 200],
    ['EDGE', 10_241, 431],
    ['REGIONAL', 10_240, 200],
    ['REGIONAL', 10_241, 431],
    ['PRIVATE', 8000, 200],
    ['PRIVATE', 8001, 431],
  ])('of a call of an API that is %s with %i bytes give %i', async (type, size, status) => {
    const statement = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }
    const design = designOf(
      { 'GET /': mockOf('ok') },
      {
        endpointConfiguration: { types: [type] },
        policy: JSON.stringify({ Statement: [statement] }),
      },
    )
    expect((await send(design, { headers: bytesUpTo(size) })).status).toBe(status)
  })
  test('are counted in bytes', async () => {
    const design = designOf({ 'GET /': mockOf('ok') })
    expect((await send(design, { headers: [['X', 'ä'.repeat(5119)]] })).status).toBe(200)
    expect((await send(design, { headers: [['X', 'ä'.repeat(5120)]] })).status).toBe(431)
  })
  test('of a signature that no method asked for are dropped, other authorizations are not', async () => {
    const http = { type: 'HTTP_PROXY', uri: 'https://example.com/', httpMethod: 'GET' }
    const design = designOf({ 'GET /': { integration: http } })
    const sentOn = async (value: string) =>
      (await send(design, { headers: [['Authorization', value]] })).backendRequest?.headers.some(
        ([name]) => name === 'Authorization',
      )
    expect(await sentOn('AWS4-HMAC-SHA256 Credential=x')).toBe(false)
    expect(await sentOn('Bearer x')).toBe(true)
  })
  test.each([
    'Connection',
    'Content-Length',
    'Content-MD5',
    'Expect',
    'Max-Forwards',
    'Proxy-Authenticate',
    'Server',
    'TE',
    'Transfer-Encoding',
    'Trailer',
    'Upgrade',
    'WWW-Authenticate',
  ])('named %s are not seen by templates, mappings and backends', async (name) => {
    const integration = {
      type: 'HTTP_PROXY',
      uri: 'https://example.com/',
      httpMethod: 'GET',
      requestParameters: { 'integration.request.header.X-Copy': `method.request.header.${name}` },
    }
    const design = designOf({
      'GET /t': mockOf(`[$input.params('${name}')]`),
      'GET /p': { integration },
    })
    const headers = [[name, 'gone']] as const
    expect(textOf(await send(design, { path: '/t', headers }))).toBe('[]')
    const sent = (await send(design, { path: '/p', headers })).backendRequest?.headers ?? []
    expect(sent.filter(([, value]) => value === 'gone')).toEqual([])
  })
  test('that are required, or mapped, have to have the very name', async () => {
    const method = {
      ...mockOf('ok'),
      requestValidatorId: 'v',
      requestParameters: { 'method.request.header.X-Who': true },
    }
    const requestValidators = { v: { id: 'v', name: 'v', validateRequestParameters: true } }
    const design = designOf({ 'GET /': method }, { requestValidators })
    expect((await send(design, { headers: [['X-Who', 'me']] })).status).toBe(200)
    expect((await send(design, { headers: [['x-who', 'me']] })).status).toBe(400)
  })
})

test('X-HTTP-Method-Override makes the method another, and does not reach the backend unmapped', async () => {
  const integration = { type: 'HTTP', uri: 'https://example.com/', httpMethod: 'ANY' }
  const design = designOf({ 'DELETE /': { integration } })
  const { backendRequest } = await send(design, {
    method: 'POST',
    headers: [['X-HTTP-Method-Override', 'delete']],
  })
  expect(backendRequest?.method).toBe('DELETE')
  expect(backendRequest?.headers.map(([name]) => name)).not.toContain('X-HTTP-Method-Override')
})

describe('a path parameter', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
  test.each(names)('may be called %s', async (name) => {
    const proxy = { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') }
    const path = `/a/{${name}}`
    const design = designOf({ [`GET ${path}`]: { integration: proxy } })
    const said = await send(design, { path: '/a/x' })
    const event = JSON.stringify(said.lambdaEvent)
    expect(event).toContain(`"pathParameters":{"${name}":"x"}`)
    const tested = await send(
      design,
      { path: '/a/y' },
      { call: { asTestInvoke: true, resourceId: `a/{${name}}` } },
    )
    expect(JSON.stringify(tested.lambdaEvent)).toContain(`"pathParameters":{"${name}":"y"}`)
    expect(Object.prototype).not.toHaveProperty('y')
  })
  test.each(names)('may have the value %s', async (value) => {
    const design = designOf({ 'GET /{id}': mockOf("$input.params('id') $input.params().path.id") })
    expect(textOf(await send(design, { path: `/${value}` }))).toBe(`${value} ${value}`)
  })
})

describe('a parameter that a template overrides', () => {
  const overriding = (template: string) =>
    designOf({
      'GET /': {
        integration: {
          type: 'HTTP',
          uri: 'https://example.com/',
          httpMethod: 'GET',
          requestParameters: { 'integration.request.header.X': "'mapped'" },
          requestTemplates: { 'application/json': template },
          integrationResponses: { 200: { statusCode: '200' } },
        },
      },
    })
  const set = (value: string, name = 'X') =>
    `#set($context.requestOverride.header.${name} = "${value}")`
  test('wins over its mapping, once the whole template has run', async () => {
    const said = await send(overriding(`${set('late')}x`), {})
    expect(said.backendRequest?.headers.find(([name]) => name === 'X')?.[1]).toBe('late')
  })
  test('a list becomes several values with commas', async () => {
    const template = '#set($context.requestOverride.header.X = ["a", "b"])'
    const said = await send(overriding(template), {})
    expect(said.backendRequest?.headers.find(([name]) => name === 'X')?.[1]).toBe('a,b')
  })
  test('may be overridden once', async () => {
    const said = await send(overriding(set('a') + set('b')), {})
    expect([said.status, codesOf(said)]).toEqual([500, ['override/repeated']])
    expect((await send(overriding(set('a') + set('b', 'Y')), {})).status).toBe(200)
  })
  test('in a response is held to the same', async () => {
    const twice =
      '#set($context.responseOverride.header.A = "1")#set($context.responseOverride.header.A = "2")'
    expect((await send(designOf({ 'GET /': mockOf(twice) }), {})).status).toBe(500)
  })
})

describe('a web ACL', () => {
  const guarded = {
    ...mockOf('$context.wafResponseCode $context.webaclArn'),
    authorizationType: 'NONE',
  }
  const design = designOf(
    { 'GET /': guarded },
    {
      stages: {
        dev: {
          stageName: 'dev',
          webAclArn: 'arn:acl',
          accessLogSettings: {
            format: '$context.requestId $context.waf.status $context.wafResponseCode',
          },
        },
      },
    },
  )
  const call = (webAcl: SimulationCall['webAcl']) => ({ call: { ...(webAcl && { webAcl }) } })
  test('that blocks is a 403 of its own, before anything else is looked at', async () => {
    const said = await send(design, { path: '/nowhere' }, call('BLOCK'))
    expect([said.status, textOf(said), said.gatewayResponseType]).toEqual([
      403,
      '{"message":"Forbidden"}',
      'WAF_FILTERED',
    ])
    expect(codesOf(said)).toEqual(['web-acl/blocked'])
    expect(said.accessLog).toContain(' 403 WAF_BLOCK')
  })
  test('that allows can be read by templates', async () => {
    const said = await send(design, {}, call('ALLOW'))
    expect([textOf(said), codesOf(said)]).toEqual(['WAF_ALLOW arn:acl', []])
    expect(said.accessLog).toContain(' 200 WAF_ALLOW')
  })
})

describe('mutual TLS', () => {
  const domainName = {
    domainName: 'a.example.com',
    mutualTlsAuthentication: { truststoreUri: 's3://b/k' },
    basePathMappings: [{ basePath: '', apiId: 'api1', stage: 'dev' }],
  }
  const design = designOf(
    { 'GET /': mockOf('$context.identity.clientCert.subjectDN') },
    {},
    {},
    { access: { domainNames: { 'a.example.com': domainName } } },
  )
  const validity = {
    notBefore: 'Jan  1 00:00:00 2026 GMT',
    notAfter: 'Jan  1 00:00:00 2027 GMT',
  }
  const show = (dates: Partial<typeof validity>) =>
    send(
      design,
      { headers: [['Host', 'a.example.com']] },
      {
        call: {
          source: {
            clientCertificate: {
              clientCertPem: '-----BEGIN CERTIFICATE-----',
              subjectDN: 'CN=me',
              issuerDN: 'CN=us',
              serialNumber: '1',
              validity: { ...validity, ...dates },
            },
          },
        },
      },
    )
  test('lets in whoever shows a certificate that is good, and templates know whose it is', async () => {
    const said = await show({})
    expect([said.status, textOf(said)]).toEqual([200, 'CN=me'])
  })
  test.each([
    ['that has expired', { notAfter: 'Jan 30 00:00:00 2026 GMT' }],
    ['that is not good yet', { notBefore: 'Feb  1 00:00:00 2026 GMT' }],
    ['without dates that could be read', { notAfter: 'some day' }],
  ])('refuses a certificate %s', async (_what, dates) => {
    const said = await show(dates)
    expect([said.status, textOf(said), headerOf(said, 'x-amzn-ErrorType')]).toEqual([
      403,
      '{"message":"Forbidden"}',
      'ForbiddenException',
    ])
  })
})

describe('a method whose binary media types are everything', () => {
  const preflight = (contentHandling?: string) =>
    designOf(
      {
        'OPTIONS /': {
          integration: {
            type: 'MOCK',
            requestTemplates: { 'application/json': '{"statusCode": 200}' },
            integrationResponses: { 200: { statusCode: '200' } },
            ...(contentHandling !== undefined && { contentHandling }),
          },
        },
      },
      { binaryMediaTypes: ['*/*'] },
    )
  test('cannot answer a preflight by its template, and the log shows binary data', async () => {
    const said = await send(preflight(), { method: 'OPTIONS' })
    expect(said.status).toBe(500)
    const log = said.log.join('\n')
    expect(log).toContain('Method request body before transformations: [Binary Data]')
    expect(log).toContain(
      'Execution failed due to configuration error: Unable to transform request',
    )
  })
  test('can where the body is converted to text', async () => {
    const said = await send(preflight('CONVERT_TO_TEXT'), { method: 'OPTIONS' })
    expect(said.status).toBe(200)
  })
})
