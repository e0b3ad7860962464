import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countingIds } from '../../../ids.ts'
import { importDocument } from '../../../import/index.ts'
import { emptyDesign } from '../../../operations/designs.ts'
import { updateHttpApi } from '../../../operations/v2/httpApis.ts'
import { updateRoute } from '../../../operations/v2/routes.ts'
import { comparableRoutedApi } from '../../../queries/comparableRoutedApi.ts'
import type { Design } from '../../../schema/design.ts'
import type { Json } from '../../../schema/json.ts'
import { httpApi } from '../../../schema/v2/apis.ts'
import type { HttpApi } from '../../../schema/v2/apis.ts'
import { exportApi } from '../../index.ts'
import type { ExportOptions } from '../../index.ts'

const designOf = (api: HttpApi): Design => ({
  ...emptyDesign('design', () => 'design'),
  apis: { [api.id]: api },
})

function written(design: Design, options: Partial<ExportOptions> = {}) {
  const [apiId = ''] = Object.keys(design.apis)
  const result = exportApi(design, 'openapi-3.0', apiId, {
    format: 'json',
    createdDate: '2026-01-31T00:00:00Z',
    ...options,
  })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return { text: result.value[0]?.text ?? '', problems: result.problems }
}

function opened(text: string): { readonly design: Design; readonly api: HttpApi } {
  const result = importDocument(text, { nextId: countingIds('read') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const [api] = Object.values(result.value.design.apis)
  if (api?.protocol !== 'HTTP') throw new Error(`the API is a ${api?.protocol ?? 'missing'} one`)
  return { design: result.value.design, api }
}

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const texts = (key: fc.Arbitrary<string>) => fc.dictionary(key, fc.string({ maxLength: 12 }))
const role = fc.constantFrom('arn:aws:iam::111122223333:role/caller')

const integration = fc.record(
  {
    integrationType: fc.constantFrom('AWS_PROXY', 'HTTP_PROXY'),
    integrationSubtype: fc.constantFrom('SQS-SendMessage', 'EventBridge-PutEvents'),
    description: name,
    integrationUri: fc.webUrl(),
    integrationMethod: fc.constantFrom('GET', 'POST', 'ANY'),
    payloadFormatVersion: fc.constantFrom('1.0', '2.0'),
    connectionType: fc.constantFrom('INTERNET', 'VPC_LINK'),
    connectionId: name,
    credentialsArn: role,
    requestParameters: texts(name.map((each) => `append:header.${each}`)),
    responseParameters: fc.dictionary(
      fc.constantFrom('200', '404'),
      texts(name.map((each) => `overwrite:header.${each}`)),
    ),
    timeoutInMillis: fc.integer({ min: 50, max: 30_000 }),
    tlsConfig: fc.record({ serverNameToVerify: fc.domain() }),
  },
  { requiredKeys: ['integrationType', 'payloadFormatVersion'] },
)

const authorizer = fc.oneof(
  fc.record(
    {
      authorizerType: fc.constant('JWT'),
      identitySource: fc.constant(['$request.header.Authorization']),
      jwtConfiguration: fc.record(
        { issuer: fc.webUrl(), audience: fc.array(name) },
        { requiredKeys: ['audience'] },
      ),
    },
    { requiredKeys: ['authorizerType', 'jwtConfiguration'] },
  ),
  fc.record(
    {
      authorizerType: fc.constant('REQUEST'),
      identitySource: fc.uniqueArray(
        fc.constantFrom('$request.header.a', '$request.querystring.b'),
      ),
      authorizerUri: fc.webUrl(),
      authorizerCredentialsArn: role,
      authorizerPayloadFormatVersion: fc.constantFrom('1.0', '2.0'),
      enableSimpleResponses: fc.boolean(),
      authorizerResultTtlInSeconds: fc.integer({ min: 0, max: 3600 }),
    },
    { requiredKeys: ['authorizerType'] },
  ),
)

const routeKey = fc.constantFrom(
  ...['$default', 'GET /', 'ANY /', 'GET /pets', 'POST /pets', 'ANY /pets/{id}', 'GET /{proxy+}'],
  ...['DELETE /pets/{id}/toys', 'PATCH /__proto__', 'GET /constructor'],
)

/** HTTP APIs as the schema allows them, with routes that share integrations and authorizers. */
const httpApis = fc
  .record({
    settings: fc.record(
      {
        description: name,
        version: name,
        tags: fc.dictionary(name, name),
        disableExecuteApiEndpoint: fc.boolean(),
        ipAddressType: fc.constantFrom('ipv4', 'dualstack'),
        corsConfiguration: fc.record(
          {
            allowCredentials: fc.boolean(),
            allowHeaders: fc.array(name),
            allowMethods: fc.array(fc.constantFrom('GET', '*')),
            allowOrigins: fc.array(fc.constantFrom('https://app.example.com')),
            exposeHeaders: fc.array(name),
            maxAge: fc.integer({ min: -1, max: 86_400 }),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['version'] },
    ),
    integrations: fc.array(integration, { maxLength: 3 }),
    authorizers: fc.array(authorizer, { maxLength: 3 }),
    routes: fc.uniqueArray(
      fc.record({
        routeKey,
        operationName: optional(name),
        guard: fc.oneof(fc.constantFrom('NONE', 'AWS_IAM'), fc.nat(2)),
        scopes: fc.uniqueArray(name, { maxLength: 2 }),
        target: optional(fc.nat(2)),
      }),
      { selector: (each) => each.routeKey, maxLength: 8 },
    ),
  })
  .map(({ settings, integrations, authorizers, routes }) => {
    const numbered = <T extends object>(items: readonly T[], start: string) =>
      Object.fromEntries(items.map((each, i) => [start + i, { ...each, id: start + i }]))
    return httpApi.parse({
      protocol: 'HTTP',
      id: 'api',
      name: 'Pets',
      ...settings,
      integrations: numbered(integrations, 'integration'),
      authorizers: numbered(
        authorizers.map((each, i) => ({ ...each, name: `authorizer-${i}` })),
        'authorizer',
      ),
      routes: numbered(
        routes.map(({ guard, scopes, target, ...route }) => {
          const authorizerId = typeof guard === 'number' ? `authorizer${guard}` : ''
          const type = typeof guard === 'number' ? authorizers[guard]?.authorizerType : undefined
          return {
            ...route,
            authorizationType:
              type === undefined
                ? guard === 'AWS_IAM'
                  ? guard
                  : 'NONE'
                : type === 'JWT'
                  ? 'JWT'
                  : 'CUSTOM',
            ...(type !== undefined && { authorizerId }),
            authorizationScopes: type === 'JWT' ? scopes : [],
            ...(target !== undefined && integrations[target] && { target: `integration${target}` }),
          }
        }),
        'route',
      ),
      stages: { $default: { stageName: '$default', autoDeploy: true } },
    })
  })

const meaningOf = (design: Design, api: HttpApi) =>
  Object.fromEntries([...comparableRoutedApi(design, api)].sort())

describe('an HTTP API that is written as OpenAPI and opened again', () => {
  it.each(['json', 'yaml'] as const)('is the same API but for its ids, in %s', (format) => {
    fc.assert(
      fc.property(httpApis, (api) => {
        const design = designOf(api)
        const again = opened(written(design, { format }).text)
        expect(meaningOf(again.design, again.api)).toEqual(meaningOf(design, api))
      }),
      { numRuns: 150 },
    )
  })

  it('shares the integrations that it shared', () => {
    fc.assert(
      fc.property(httpApis, (api) => {
        const again = opened(written(designOf(api)).text).api
        expect(Object.keys(again.integrations)).toHaveLength(Object.keys(api.integrations).length)
      }),
      { numRuns: 50 },
    )
  })

  it('comes back word for word when nothing was changed', () => {
    fc.assert(
      fc.property(httpApis, (api) => {
        const { text } = written(designOf(api))
        expect(written(opened(text).design).text).toBe(text)
      }),
      { numRuns: 50 },
    )
  })
})

const source = {
  openapi: '3.0.1',
  info: { title: 'Shop', version: '3', contact: { name: 'the team' } },
  'x-team': { floor: 2 },
  'x-amazon-apigateway-cors': { allowOrigins: ['https://a.example.com'] },
  paths: {
    '/carts/{id}': {
      summary: 'Carts',
      get: {
        operationId: 'readCart',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'a cart' } },
        'x-amazon-apigateway-integration': {
          type: 'http_proxy',
          httpMethod: 'GET',
          uri: 'https://backend.example.com/carts/{id}',
          payloadFormatVersion: '1.0',
          passthroughBehavior: 'when_no_match',
        },
      },
    },
  },
  components: { schemas: { Cart: { type: 'object' } } },
} satisfies Json

describe('a document of an HTTP API that was opened', () => {
  it('keeps what the model does not have when something else is changed', () => {
    const { design, api } = opened(JSON.stringify(source))
    const [route] = Object.values(api.routes)
    const change = { operationName: 'getCart' }
    const renamed = updateRoute(design, { apiId: api.id, id: route?.id ?? '', change })
    if (!renamed.ok) throw new Error(renamed.problems[0]?.message)
    const expected = structuredClone(source)
    expected.paths['/carts/{id}'].get.operationId = 'getCart'
    expect(JSON.parse(written(renamed.value).text)).toEqual(expected)
  })

  it('gets new settings and loses removed ones', () => {
    const { design, api } = opened(JSON.stringify(source))
    const change = { corsConfiguration: undefined, description: 'All carts' }
    const changed = updateHttpApi(design, { apiId: api.id, change })
    if (!changed.ok) throw new Error(changed.problems[0]?.message)
    const document = JSON.parse(written(changed.value).text) as typeof source
    expect(document).not.toHaveProperty('x-amazon-apigateway-cors')
    expect(document.info).toMatchObject({ title: 'Shop', description: 'All carts' })
  })

  it('is written without the extensions that are not asked for', () => {
    const { design } = opened(JSON.stringify(source))
    const { text } = written(design, { extensions: [] })
    expect(text).not.toContain('x-amazon-apigateway')
    expect(text).toContain('x-team')
    const { text: integrations } = written(design, { extensions: ['integrations'] })
    expect(integrations).toContain('x-amazon-apigateway-integration')
    expect(integrations).not.toContain('x-amazon-apigateway-cors')
  })
})

describe('an HTTP API that was drawn', () => {
  const api = httpApi.parse({
    protocol: 'HTTP',
    id: 'api',
    name: 'Drawn',
    authorizers: {
      a: { id: 'a', name: 'my guard', authorizerType: 'REQUEST' },
      b: { id: 'b', name: 'my_guard', authorizerType: 'REQUEST' },
    },
    routes: {
      r: { id: 'r', routeKey: 'GET /', authorizationType: 'CUSTOM', authorizerId: 'b' },
    },
  })

  it('has names of security schemes that OpenAPI allows, and says which were changed', () => {
    const { text, problems } = written(designOf(api))
    const document = JSON.parse(text) as { components: { securitySchemes: object }; paths: Json }
    expect(Object.keys(document.components.securitySchemes)).toEqual(['my_guard', 'my_guard-2'])
    expect(document.paths).toMatchObject({ '/': { get: { security: [{ 'my_guard-2': [] }] } } })
    expect(problems.filter(({ code }) => code === 'openapi/authorizer-name')).toHaveLength(2)
  })

  it('has a version, which is reported', () => {
    const { text, problems } = written(designOf(api))
    expect(JSON.parse(text)).toMatchObject({ info: { version: '2026-01-31T00:00:00Z' } })
    expect(problems.map(({ code }) => code)).toContain('openapi/version-supplied')
  })

  it('without extensions has nothing of the service', () => {
    expect(written(designOf(api), { extensions: [] }).text).not.toContain('x-amazon')
  })

  it('is not written as Swagger 2.0', () => {
    const result = exportApi(designOf(api), 'swagger-2.0', 'api', { format: 'json' })
    expect(result.problems.map(({ code }) => code)).toEqual(['export/protocol'])
  })
})
