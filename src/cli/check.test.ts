import { expect, test } from 'vitest'
import { currentVersion } from '../model/index.ts'
import type { Problem } from '../model/index.ts'
import type { CommandIo } from './io.ts'
import { main } from './main.ts'

const integration = (template: string) => ({
  type: 'http',
  httpMethod: 'POST',
  uri: 'http://a.example/pets',
  requestTemplates: { 'application/json': template },
  responses: { default: { statusCode: '200' } },
})
const documentWith = (template: string) =>
  JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'pets', version: '1' },
    paths: {
      '/pets': {
        get: {
          responses: { 200: { description: 'ok' } },
          'x-amazon-apigateway-integration': integration(template),
        },
      },
    },
  })

/** Check a document in memory. */
async function check(text: string, ...options: string[]) {
  const lines: string[] = []
  const io: CommandIo = {
    readInput: () => Promise.resolve(''),
    readFile: () => text,
    writeFile: () => undefined,
    listFolder: () => [],
    isFolder: () => false,
    exists: () => true,
    write: (line) => lines.push(line),
    writeError: (line) => lines.push(`error: ${line}`),
    now: () => 0,
    elapsed: () => 0,
    random: () => Math.random(),
  }
  return { code: await main(['check', 'input.json', ...options], io), lines }
}

test('what lint finds is told a line each, and is no error by itself', async () => {
  const { code, lines } = await check(documentWith('{}'))
  expect(code).toBe(0)
  expect(lines.some((line) => line.startsWith('warning lint/plainHttpBackend '))).toBe(true)
})

test('a template that cannot be read is an error with its line and column', async () => {
  const { code, lines } = await check(documentWith('{\n#if($a'))
  expect(code).toBe(1)
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^error \S+ \S+requestTemplates\S+ The mapping template.*\(line 2, column \d+\)$/,
    ),
  )
})

test('--json gives a problem a line, with code, message, severity and address', async () => {
  const { lines } = await check(documentWith('{\n#if($a'), '--json')
  const problems = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(problems).toContainEqual(
    expect.objectContaining({ severity: 'error', position: { line: 2, column: 7 } }),
  )
  for (const problem of problems) {
    expect(problem).toEqual(expect.objectContaining({ code: expect.anything() as string }))
    expect(Array.isArray(problem['at'])).toBe(true)
  }
})

test('a document that cannot be opened is refused with exit code 2', async () => {
  expect(await check('{')).toMatchObject({ code: 2 })
})

test('what CloudFormation would refuse is an error, also in JSON', async () => {
  const template = (format: string) =>
    JSON.stringify({
      Resources: {
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'pets' } },
        Pets: {
          Type: 'AWS::ApiGateway::Method',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
            HttpMethod: 'GET',
            AuthorizationType: 'NONE',
            Integration: { Type: 'MOCK' },
          },
        },
        Deployment: {
          Type: 'AWS::ApiGateway::Deployment',
          DependsOn: 'Pets',
          Properties: { RestApiId: { Ref: 'Api' } },
        },
        Live: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: {
            RestApiId: { Ref: 'Api' },
            DeploymentId: { Ref: 'Deployment' },
            StageName: 'live',
            AccessLogSetting: {
              DestinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:pets',
              Format: format,
            },
          },
        },
      },
    })
  const refusals = async (format: string, ...options: string[]) => {
    const { code, lines } = await check(template(format), ...options)
    return { code, lines: lines.filter((line) => line.includes('cloudformation/refused')) }
  }
  expect(await refusals('$context.requestId\n')).toEqual({ code: 0, lines: [] })
  expect((await refusals('{\n}')).lines).toEqual([
    expect.stringMatching(/^error cloudformation\/refused .*Access Log format must be single line/),
  ])
  expect(await refusals('', '--json')).toMatchObject({
    code: 1,
    lines: [expect.stringMatching(/^\{.*Access Log value must not be empty/)],
  })
})

test('a mapping of a parameter or a header that the method does not declare is an error', async () => {
  const document = (query: string, header: string) => ({
    openapi: '3.0.1',
    info: { title: 'pets', version: '1' },
    paths: {
      '/pets': {
        get: {
          parameters: [{ name: 'page', in: 'query', schema: { type: 'string' } }],
          responses: {
            200: { description: 'ok', headers: { 'X-Page': { schema: { type: 'string' } } } },
          },
          'x-amazon-apigateway-integration': {
            ...integration('{}'),
            uri: 'https://a.example/pets',
            requestParameters: {
              'integration.request.querystring.p': `method.request.querystring.${query}`,
            },
            responses: {
              default: {
                statusCode: '200',
                responseParameters: { [`method.response.header.${header}`]: "'1'" },
              },
            },
          },
        },
      },
    },
  })
  const errors = async (query: string, header: string) => {
    const { code, lines } = await check(JSON.stringify(document(query, header)))
    return [
      code,
      ...lines.filter((line) => line.startsWith('error ')).map((line) => line.split(' ')[1]),
    ]
  }
  expect(await errors('page', 'X-Page')).toEqual([0])
  expect(await errors('size', 'X-Page')).toEqual([1, 'lint/undeclaredRequestParameter'])
  expect(await errors('page', 'X-Size')).toEqual([1, 'lint/undeclaredResponseHeader'])
})

test('a value of a gateway response that is not text is reported', async () => {
  const document = {
    openapi: '3.0.1',
    info: { title: 'pets', version: '1' },
    'x-amazon-apigateway-gateway-responses': {
      THROTTLED: { responseParameters: { 'gatewayresponse.header.Retry-After': 60 } },
    },
    paths: {},
  }
  const { lines } = await check(JSON.stringify(document))
  expect(lines).toContainEqual(
    expect.stringMatching(/^(?:error: )?warning openapi\/not-a-text .*Retry-After.* but got '60'/),
  )
})

test('an HTTP API is checked, and each problem has its address', async () => {
  const design = {
    format: 'gatewright-design',
    version: currentVersion,
    id: 'd',
    name: 'shop',
    apis: {
      h: {
        protocol: 'HTTP',
        id: 'h',
        name: 'orders',
        routes: { r: { id: 'r', routeKey: 'GET /orders', authorizationType: 'JWT' } },
        stages: { $default: { stageName: '$default', autoDeploy: true } },
      },
    },
  }
  const { code, lines } = await check(JSON.stringify(design), '--json')
  expect(code).toBe(1)
  const problems = lines.map((line) => JSON.parse(line) as Problem)
  expect(problems.map(({ code: name, at }) => `${name} ${at.join('/')}`)).toEqual([
    'lint/refusedRoute apis/h/routes/r/authorizerId',
    'lint/routeWithoutIntegration apis/h/routes/r/target',
    'lint/deployedStageWithoutLog apis/h/stages/$default/accessLogSettings',
  ])
})
