import { describe, expect, test } from 'vitest'
import type { Json } from '../../../model/index.ts'
import type { Simulation } from '../../trace.ts'
import { designOf, functionUri, headerOf, mockOf, send, textOf } from './testDesign.ts'

const own = /^1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/
const proxy = { integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') } }
const httpProxy = {
  integration: { type: 'HTTP_PROXY', uri: 'https://b.example/', httpMethod: 'ANY' },
}
const methods = {
  'GET /': mockOf(
    "$input.params('CloudFront-Is-Mobile-Viewer') $input.params('X-Forwarded-For') $input.params('X-Amz-Cf-Id')",
  ),
  'GET /function': proxy,
  'GET /http': httpProxy,
}
const typed = (type: string, more: object = {}) =>
  designOf(methods, { endpointConfiguration: { types: [type] }, ...more })
const edge = typed('EDGE')
const regional = typed('REGIONAL')

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148'

function eventHeader({ lambdaEvent }: Simulation, name: string): Json | undefined {
  const { headers } = lambdaEvent as { readonly headers: Readonly<Record<string, Json>> } // a proxy event
  return headers[name]
}
const sentHeader = ({ backendRequest }: Simulation, name: string) =>
  backendRequest?.headers.find(([key]) => key === name)?.[1]

describe('an edge-optimized endpoint', () => {
  test('shows templates what CloudFront knows of the caller', async () => {
    const said = await send(edge, { headers: [['User-Agent', phone]] })
    expect(textOf(said)).toMatch(/^true 192\.0\.2\.1, 198\.51\.100\.1 [\w+/]{54}==$/)
  })
  test('adds headers to the event of a function', async () => {
    const said = await send(
      edge,
      { path: '/function', headers: [['cloudfront-forwarded-proto', 'forged']] },
      { call: { source: { country: 'DE' } } },
    )
    expect(eventHeader(said, 'CloudFront-Viewer-Country')).toBe('DE')
    expect(eventHeader(said, 'CloudFront-Forwarded-Proto')).toBe('https')
    expect(eventHeader(said, 'cloudfront-forwarded-proto')).toBeUndefined()
    expect(eventHeader(said, 'Via')).toMatch(own)
  })
  test('adds them to what an HTTP proxy hands on, but for Via and the forwarding', async () => {
    const said = await send(edge, { path: '/http' })
    expect(sentHeader(said, 'CloudFront-Is-Desktop-Viewer')).toBe('true')
    expect(sentHeader(said, 'X-Amz-Cf-Id')).toBe(headerOf(said, 'X-Amz-Cf-Id'))
    expect(sentHeader(said, 'Via')).toBeUndefined()
    expect(sentHeader(said, 'X-Forwarded-For')).toBeUndefined()
  })
  test('signs the answer', async () => {
    const said = await send(edge, {})
    expect(headerOf(said, 'X-Cache')).toBe('Miss from cloudfront')
    expect(headerOf(said, 'X-Amz-Cf-Pop')).toBeDefined()
    expect(headerOf(said, 'Via')).toMatch(own)
  })
  test('says of an error that it is one', async () => {
    const said = await send(edge, { path: '/nowhere' })
    expect([said.status, headerOf(said, 'X-Cache')]).toEqual([403, 'Error from cloudfront'])
  })
  test("goes on with the function's Via, and the execution log does not know of it", async () => {
    const result = { statusCode: 200, headers: { Via: '1.0 inner' } }
    const said = await send(edge, { path: '/function' }, { answer: { lambda: { result } } })
    expect(headerOf(said, 'via')).toMatch(/^1\.0 inner, 1\.1 \w+\.cloudfront\.net \(CloudFront\)$/)
    const told = said.log.find((line) => line.includes('Method response headers'))
    expect(told).not.toContain('X-Cache')
    expect(told).not.toContain('X-Amz-Cf')
  })
  test('is not met by a test call', async () => {
    const said = await send(edge, { path: '/' }, { call: { asTestInvoke: true } })
    expect(textOf(said)).toBe('  ')
    expect(headerOf(said, 'X-Cache')).toBeUndefined()
  })
})

test('a regional endpoint adds where a call comes from, and nothing of CloudFront', async () => {
  const said = await send(regional, { headers: [['X-Forwarded-For', '203.0.113.9']] })
  expect(textOf(said)).toBe(' 203.0.113.9, 192.0.2.1 ')
  expect(said.headers.filter(([name]) => /cache|via|cf-/i.test(name))).toEqual([])
})

test.each([
  ['REGIONAL', 'EDGE', undefined],
  ['EDGE', 'REGIONAL', 'Miss from cloudfront'],
  [undefined, 'REGIONAL', 'Miss from cloudfront'],
])(
  'at a domain name of the type %s before an API of the type %s X-Cache is %s',
  async (type, apiType, expected) => {
    const domainName = {
      domainName: 'api.example.com',
      basePathMappings: [{ basePath: '', apiId: 'api1', stage: 'dev' }],
      ...(type !== undefined && { endpointConfiguration: { types: [type] } }),
    }
    const design = designOf(
      methods,
      { endpointConfiguration: { types: [apiType] }, stages: { dev: { stageName: 'dev' } } },
      {},
      { access: { domainNames: { 'api.example.com': domainName } } },
    )
    const said = await send(design, { headers: [['Host', 'api.example.com']] })
    expect([said.status, headerOf(said, 'X-Cache')]).toEqual([200, expected])
  },
)

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64)', 'true false false false'],
  [phone, 'false true false false'],
  ['Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit', 'false true false true'],
  ['Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X)', 'false true false true'],
  ['Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0)', 'false false true false'],
])('the device of %s is told', async (userAgent, expected) => {
  const kinds = ['Desktop', 'Mobile', 'SmartTV', 'Tablet']
  const body = kinds.map((kind) => `$input.params('CloudFront-Is-${kind}-Viewer')`).join(' ')
  const design = designOf({ 'GET /': mockOf(body) })
  expect(textOf(await send(design, { headers: [['User-Agent', userAgent]] }))).toBe(expected)
})
