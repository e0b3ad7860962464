import { describe, expect, test } from 'vitest'
import type { Design } from '../../model/index.ts'
import {
  codesOf,
  designOf,
  functionUri,
  headerOf,
  mockOf,
  send,
  textOf,
} from '../pipeline/rest/testDesign.ts'

const echo =
  '$context.apiId $context.stage $context.path $context.resourcePath $context.domainName $context.domainPrefix'
const methods = { 'GET /': mockOf(echo), 'GET /{proxy+}': mockOf(echo) }
const stages = { prod: { stageName: 'prod' }, dev: { stageName: 'dev' } }
const one = designOf(methods, { stages })
const two = designOf(methods, { id: 'api2', stages }).apis['api1']
const mapping = (basePath: string, apiId: string, stage?: string) => ({
  basePath,
  apiId,
  ...(stage !== undefined && { stage }),
})
const domain = (name: string, basePathMappings: readonly object[], more: object = {}) => ({
  [name]: { domainName: name, basePathMappings, tags: {}, ...more },
})
const design = {
  ...one,
  apis: { ...one.apis, api2: two },
  access: {
    ...one.access,
    domainNames: {
      ...domain('api.example.com', [
        mapping('', 'api1', 'prod'),
        mapping('orders/v1', 'api2', 'prod'),
        mapping('orders/v1/items', 'api2', 'dev'),
        mapping('free', 'api2'),
      ]),
      ...domain('*.example.org', [mapping('only', 'api1', 'prod')]),
      ...domain('sure.example.com', [mapping('', 'api1', 'prod')], {
        mutualTlsAuthentication: { truststoreUri: 's3://b/t.pem' },
      }),
      ...domain('gone.example.com', [mapping('', 'api9', 'prod')]),
    },
  },
} as unknown as Design // put together from checked parts
const at = (host: string, path: string) => send(design, { path, headers: [['Host', host]] })

describe('a custom domain', () => {
  test.each([
    ['/customers', 'api1 prod /customers /{proxy+} api.example.com api'],
    ['/', 'api1 prod / / api.example.com api'],
    ['/orders/v1/7', 'api2 prod /orders/v1/7 /{proxy+} api.example.com api'],
    ['/orders/v1/items/7', 'api2 dev /orders/v1/items/7 /{proxy+} api.example.com api'],
    ['/orders/v1', 'api2 prod /orders/v1 / api.example.com api'],
    ['/orders/v2', 'api1 prod /orders/v2 /{proxy+} api.example.com api'],
    ['/free/dev/x', 'api2 dev /free/dev/x /{proxy+} api.example.com api'],
  ])('leads %s by the longest base path', async (path, text) => {
    const answer = await at('API.example.com', path)
    expect([answer.status, textOf(answer).toLowerCase()]).toEqual([200, text.toLowerCase()])
  })
  test('with a wildcard takes every name below', async () => {
    expect((await at('a.example.org', '/only/x')).status).toBe(200)
  })
  test.each([
    ['a.example.org', '/other', 'host/no-mapping'],
    ['gone.example.com', '/', 'host/no-mapping'],
    ['sure.example.com', '/', 'host/client-certificate'],
    ['api.example.com', '/free/nowhere/x', 'stage/missing'],
  ])('%s%s that leads nowhere is forbidden', async (host, path, code) => {
    const answer = await at(host, path)
    expect([
      answer.status,
      textOf(answer),
      headerOf(answer, 'x-amzn-ErrorType'),
      codesOf(answer),
    ]).toEqual([403, '{"message":"Forbidden"}', 'ForbiddenException', [code]])
  })
  test('keeps its base path in the event of a function', async () => {
    const integration = { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') }
    const proxied = designOf({ 'GET /{proxy+}': { integration } }, { stages })
    const domainNames = domain('api.example.com', [mapping('base', 'api1', 'prod')])
    const access = { ...proxied.access, domainNames } as unknown as Design['access'] // checked parts
    const answer = await send(
      { ...proxied, access },
      { path: '/base/x', headers: [['Host', 'api.example.com']] },
    )
    expect(answer.lambdaEvent).toMatchObject({
      path: '/base/x',
      pathParameters: { proxy: 'x' },
      requestContext: { path: '/base/x', stage: 'prod' },
    })
  })
})

describe('the default endpoint', () => {
  test('is forbidden where it is disabled, except to test calls', async () => {
    const closed = designOf({ 'GET /': mockOf('x') }, { disableExecuteApiEndpoint: true })
    const answer = await send(closed, {})
    expect([answer.status, codesOf(answer)]).toEqual([403, ['host/endpoint-disabled']])
    expect((await send(closed, {}, { call: { asTestInvoke: true } })).status).toBe(200)
  })
  test('has no stage that the API has not', async () => {
    const answer = await send(one, {}, { call: { stageName: 'nowhere' } })
    expect([answer.status, textOf(answer), codesOf(answer)]).toEqual([
      403,
      '{"message":"Forbidden"}',
      ['stage/missing'],
    ])
  })
})

test('a private API without a policy lets nobody in', async () => {
  const closed = designOf(
    { 'GET /': mockOf('x') },
    { endpointConfiguration: { types: ['PRIVATE'] } },
  )
  const answer = await send(closed, {})
  expect(answer.status).toBe(403)
  expect(codesOf(answer)).toContain('policy/private-without')
})

test('a private API can be called from the network that its policy names', async () => {
  const Statement = [
    { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 'execute-api:Invoke',
      Resource: 'execute-api:/*',
      Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    },
  ]
  const guarded = designOf(
    { 'GET /': mockOf('x') },
    {
      endpointConfiguration: { types: ['PRIVATE'] },
      policy: JSON.stringify({ Statement }),
    },
  )
  expect((await send(guarded, {})).status).toBe(403)
  expect((await send(guarded, {}, { call: { source: { vpcId: 'vpc-1' } } })).status).toBe(200)
})

test.each([
  ['/ping', ['host/reserved-path']],
  ['/sping/', ['host/reserved-path']],
  ['/ping/x', []],
])('the path %s of a custom domain is remarked on as %j', async (path, codes) => {
  expect(codesOf(await at('api.example.com', path))).toEqual(codes)
})
