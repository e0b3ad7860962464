import { describe, expect, test } from 'vitest'
import { designOf, functionUri, mockOf, send, textOf } from './testDesign.ts'

const proxy = { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') }
const design = designOf(
  {
    'POST /things/{id}': { integration: proxy },
    'GET /url': {
      integration: {
        type: 'HTTP',
        httpMethod: 'GET',
        uri: 'https://backend.example.com/x',
        integrationResponses: { 200: { statusCode: '200' } },
      },
    },
    'GET /names': mockOf(
      '#foreach($n in $input.params().header.keySet())$n #end|#foreach($n in $input.params().querystring.keySet())$n #end',
    ),
    'GET /context': mockOf('#foreach($n in $context.keySet())$n #end'),
  },
  { endpointConfiguration: { types: ['REGIONAL'] } },
)

interface Event {
  readonly headers: Record<string, string>
  readonly multiValueHeaders: Record<string, string[]>
  readonly queryStringParameters: Record<string, string>
  readonly requestContext: Record<string, unknown>
}

async function eventOf(headers: readonly (readonly [string, string])[], query = '') {
  const said = await send(design, { method: 'POST', path: '/things/1', headers, query, body: '{}' })
  // the event of a proxy integration, which the simulator made
  return said.lambdaEvent as unknown as Event
}

describe('the event of a REST proxy integration', () => {
  test('has its headers sorted by name without regard to case', async () => {
    const event = await eventOf([
      ['x-span-id', 's'],
      ['User-Agent', 'tool/1'],
      ['Debug', 'no'],
      ['accept', 'text/plain'],
      ['Content-Type', 'application/json'],
    ])
    const sorted = [
      'accept',
      'Content-Type',
      'Debug',
      'Host',
      'User-Agent',
      'X-Amzn-Trace-Id',
      'X-Forwarded-For',
      'X-Forwarded-Port',
      'X-Forwarded-Proto',
      'x-span-id',
    ]
    expect(Object.keys(event.headers)).toEqual(sorted)
    expect(Object.keys(event.multiValueHeaders)).toEqual(sorted)
  })
  test('keeps the values of a repeated header in their order', async () => {
    const event = await eventOf([
      ['X-B', '2'],
      ['X-A', 'z'],
      ['X-B', '1'],
    ])
    expect(event.multiValueHeaders['X-B']).toEqual(['2', '1'])
    expect(event.headers['X-B']).toBe('1')
  })
  test('lists query string parameters and the request context as HashMaps do', async () => {
    const event = await eventOf([], 'foo=1&bar=2&baz=3')
    expect(Object.keys(event.queryStringParameters)).toEqual(['bar', 'foo', 'baz'])
    expect(Object.keys(event.requestContext).join()).toBe(
      'resourceId,resourcePath,httpMethod,extendedRequestId,requestTime,path,accountId,protocol,stage,domainPrefix,requestTimeEpoch,requestId,identity,domainName,deploymentId,apiId',
    )
  })
})

describe('maps in a template', () => {
  test('headers are sorted, query string parameters are in the order of a HashMap', async () => {
    const said = await send(design, {
      path: '/names',
      headers: [
        ['Via', '1'],
        ['accept', 'a'],
        ['Origin', 'o'],
      ],
      query: 'foo=1&bar=2&baz=3',
    })
    expect(textOf(said)).toBe(
      'accept Host Origin Via X-Amzn-Trace-Id X-Forwarded-For X-Forwarded-Port X-Forwarded-Proto |bar foo baz ',
    )
  })
  test('$context is in the order of a HashMap', async () => {
    expect(textOf(await send(design, { path: '/context' }))).toBe(
      'resourceId resourcePath httpMethod extendedRequestId requestTime path accountId protocol requestOverride stage domainPrefix requestTimeEpoch requestId identity domainName deploymentId responseOverride apiId ',
    )
  })
})

describe('the trace id', () => {
  const root = /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/
  test('of an event and of its log is a root alone when the client sent none', async () => {
    const event = await eventOf([])
    expect(event.headers['X-Amzn-Trace-Id']).toMatch(root)
    const said = await send(design, { method: 'POST', path: '/things/1' })
    const logged = said.log.filter((line) => /(?:Method|Endpoint) request headers/.test(line))
    expect(logged).toHaveLength(2)
    for (const line of logged) expect(line).not.toContain(';Parent=')
  })
  test('of an HTTP backend is a root alone when the client sent none', async () => {
    const { backendRequest } = await send(design, { path: '/url' })
    const sent = backendRequest?.headers.find(([name]) => name === 'X-Amzn-Trace-Id')?.[1]
    expect(sent).toMatch(root)
  })
  test("continues the client's", async () => {
    const given = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'
    const event = await eventOf([['X-Amzn-Trace-Id', given]])
    expect(event.headers['X-Amzn-Trace-Id']).toBe(given)
  })
  test("gets a parent when the client's has none", async () => {
    const event = await eventOf([['X-Amzn-Trace-Id', 'Root=1-5759e988-bd862e3fe1be46a994272793']])
    expect(event.headers['X-Amzn-Trace-Id']).toMatch(
      /^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=[0-9a-f]{16};Sampled=0$/,
    )
  })
})
