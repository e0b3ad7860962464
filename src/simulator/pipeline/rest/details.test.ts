import { describe, expect, test } from 'vitest'
import { countingIds } from '../../../model/index.ts'
import { freshState } from '../../world/state.ts'
import {
  codesOf,
  designOf,
  functionUri,
  headerOf,
  mockOf,
  send,
  testEnvironment,
  textOf,
} from './testDesign.ts'

const http = (more: object = {}) => ({
  integration: { type: 'HTTP_PROXY', uri: 'https://nlb.example.com/x', httpMethod: 'GET', ...more },
})
const id = '11111111-2222-4333-8444-555555555555'

describe('a private integration', () => {
  const variables = { stages: { dev: { stageName: 'dev', variables: { link: 'vpc1' } } } }
  const access = { vpcLinks: { vpc1: { id: 'vpc1', name: 'inside' } } }
  test('goes through the VPC link that a stage variable names', async () => {
    const method = http({ connectionType: 'VPC_LINK', connectionId: '${stageVariables.link}' })
    const answer = await send(designOf({ 'GET /': method }, variables, {}, { access }), {})
    expect(answer.status).toBe(200)
    expect(
      answer.trace.steps.flatMap(({ decisions }) => decisions.map(({ text }) => text)),
    ).toContain('The request goes through the VPC link inside')
    expect(answer.backendRequest?.headers).toContainEqual(['Host', 'nlb.example.com'])
  })
  test.each([undefined, '${stageVariables.gone}'])(
    'without a link, %s, is a 500',
    async (connectionId) => {
      const method = http({
        connectionType: 'VPC_LINK',
        ...(connectionId !== undefined && { connectionId }),
      })
      const answer = await send(designOf({ 'GET /': method }, variables), {})
      expect([answer.status, codesOf(answer)]).toEqual([500, ['integration/no-vpc-link']])
    },
  )
})

describe('a role that the gateway has to assume', () => {
  const trust = (Service: string, Effect = 'Allow') =>
    JSON.stringify({ Statement: [{ Effect, Principal: { Service }, Action: 'sts:AssumeRole' }] })
  const withRole = (trustPolicy: string | undefined) =>
    designOf(
      { 'GET /': http({ credentials: 'arn:aws:iam::111111111111:role/service-role/caller' }) },
      {},
      {},
      {
        identities: {
          principals: {
            r: {
              id: 'r',
              name: 'caller',
              type: 'ROLE',
              accessKeyId: 'A',
              secretAccessKey: 's',
              ...(trustPolicy !== undefined && { trustPolicy }),
            },
          },
        },
      },
    )
  test.each([
    ['trusts it', trust('apigateway.amazonaws.com'), 200],
    ['trusts another', trust('lambda.amazonaws.com'), 500],
    ['denies it', trust('apigateway.amazonaws.com', 'Deny'), 500],
    ['has a policy that is none', '{', 500],
    ['says nothing', undefined, 200],
  ])('that %s', async (_what, trustPolicy, status) => {
    const answer = await send(withRole(trustPolicy), {})
    expect(answer.status).toBe(status)
    expect(
      answer.log.some((line) =>
        line.includes('does not have permission to assume the provided role'),
      ),
    ).toBe(status === 500)
  })
})

test('a function that returns more than 6 MiB has failed', async () => {
  const integration = { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') }
  const result = { statusCode: 200, body: 'x'.repeat(6_291_556) }
  const answer = await send(
    designOf({ 'GET /': { integration } }),
    {},
    { answer: { lambda: { result } } },
  )
  expect([answer.status, codesOf(answer)]).toEqual([502, ['lambda/function-error']])
})

test('a client may choose the id of its request, if it is a UUID', async () => {
  const design = designOf({ 'GET /': mockOf('$context.requestId') })
  const ask = async (value: string) =>
    textOf(await send(design, { headers: [['x-amzn-RequestId', value]] }))
  expect([await ask(id), await ask('mine')]).toEqual([id, '0f8fad5b-d9cb-469f-a165-70867728950e'])
})

test.each(['a=|', 'a={', 'a=}'])(
  'the query string %s is a bad request until it is in percent',
  async (query) => {
    const design = designOf({ 'GET /': mockOf('ok') })
    const answer = await send(design, { query })
    expect([answer.status, codesOf(answer)]).toEqual([400, ['request/raw-character']])
    expect((await send(design, { query: encodeURI(query) })).status).toBe(200)
  },
)

test('a web ACL that is not simulated is told', async () => {
  const stages = { dev: { stageName: 'dev', webAclArn: 'arn:aws:wafv2:x' } }
  const answer = await send(designOf({ 'GET /': mockOf('ok') }, { stages }), {})
  expect([answer.status, codesOf(answer)]).toEqual([200, ['stage/web-acl']])
})

test('a test call knows no content type but JSON', async () => {
  const requestTemplates = {
    'text/plain': '{"statusCode": 500}',
    'application/json': '{"statusCode": 200}',
  }
  const integration = {
    type: 'MOCK',
    requestTemplates,
    integrationResponses: {
      200: {
        statusCode: '200',
        selectionPattern: '200',
        responseTemplates: { 'application/json': 'json' },
      },
    },
  }
  const design = designOf({ 'GET /': { integration } })
  const headers = [['Content-Type', 'text/plain']] as const
  expect((await send(design, { headers }, { call: { asTestInvoke: true } })).status).toBe(200)
  expect((await send(design, { headers })).status).toBe(500)
})

test('a customised answer that cannot be written is answered plainly', async () => {
  const gatewayResponses = {
    MISSING_AUTHENTICATION_TOKEN: {
      responseType: 'MISSING_AUTHENTICATION_TOKEN',
      responseParameters: { 'gatewayresponse.header.X-Echo': 'method.request.querystring.q' },
    },
  }
  const design = designOf({ 'GET /': mockOf('ok') }, { gatewayResponses })
  const answer = await send(design, { path: '/nowhere', query: 'q=a%0D%0AX-Bad:%20b' })
  expect([answer.status, textOf(answer)]).toEqual([500, '{"message": "Internal server error"}'])
  expect(headerOf(answer, 'X-Echo')).toBeUndefined()
  expect(codesOf(answer)).toEqual(['route/not-found', 'mapping/header-injection'])
})

describe('the access log', () => {
  const format =
    '$context.requestId "$context.httpMethod $context.resourcePath" $context.status $context.responseLength $context.identity.caller $context.error.responseType $context.authorizer.claims[\'sub\'] $context.nothing'
  const stages = { dev: { stageName: 'dev', accessLogSettings: { format } } }
  const design = designOf({ 'GET /pets': mockOf('four') }, { stages })
  const [first] = ['0f8fad5b-d9cb-469f-a165-70867728950e']
  test('has a line for each call, with a dash for what is not known', async () => {
    expect((await send(design, { path: '/pets' })).accessLog).toBe(
      `${first} "GET /pets" 200 4 - - - -`,
    )
  })
  test('has a line for a call that the gateway itself answers', async () => {
    expect((await send(design, { path: '/nowhere' })).accessLog).toBe(
      `${first} "GET -" 403 42 - MISSING_AUTHENTICATION_TOKEN - -`,
    )
  })
  test('has none for a test call, nor where no format is set', async () => {
    expect(
      (await send(design, { path: '/pets' }, { call: { asTestInvoke: true } })).accessLog,
    ).toBeUndefined()
    expect((await send(designOf({ 'GET /': mockOf('x') }), {})).accessLog).toBeUndefined()
  })
  test('stays one line whatever a client sends', async () => {
    const own = {
      dev: {
        stageName: 'dev',
        accessLogSettings: { format: '{"agent": "$context.identity.userAgent"}' },
      },
    }
    const answer = await send(designOf({ 'GET /': mockOf('x') }, { stages: own }), {
      headers: [['User-Agent', 'a"b\tc']],
    })
    expect(JSON.parse(answer.accessLog ?? '')).toEqual({ agent: 'a"b\tc' })
  })
})

test('a canary takes its share of many calls, and the same ids draw the same', async () => {
  const stages = { dev: { stageName: 'dev', canarySettings: { percentTraffic: 25 } } }
  const design = designOf({ 'GET /': mockOf('$context.isCanaryRequest') }, { stages })
  const draw = async () => {
    const next = countingIds('00000000-0000-4000-8000-')
    const environment = {
      nextRequestId: next,
      state: { value: freshState },
      accountThrottle: { rateLimit: 1e6, burstLimit: 1e6 },
    }
    const drawn: string[] = []
    for (let i = 0; i < 400; i++) drawn.push(textOf(await send(design, {}, { environment })))
    return drawn
  }
  const drawn = await draw()
  const share = drawn.filter((text) => text === 'true').length / drawn.length
  expect(share).toBeGreaterThan(0.18)
  expect(share).toBeLessThan(0.32)
  expect(await draw()).toEqual(drawn)
})

test('time that is told moves caches and dates alike', async () => {
  const design = designOf({ 'GET /': mockOf('$context.requestTimeEpoch') })
  const at = testEnvironment.now() + 86_400_000
  const answer = await send(design, {}, { call: { at } })
  expect([textOf(answer), headerOf(answer, 'Date')]).toEqual([
    String(at),
    'Sun, 01 Feb 2026 12:00:00 GMT',
  ])
})

test('$context lists its members in the order of the service, and no authorizer where none has spoken', async () => {
  const body = '#foreach($key in $context.keySet())$key #end'
  expect(textOf(await send(designOf({ 'GET /': mockOf(body) }), {}))).toBe(
    'resourceId resourcePath httpMethod extendedRequestId requestTime path accountId protocol requestOverride stage domainPrefix requestTimeEpoch requestId identity domainName deploymentId responseOverride apiId ',
  )
})
