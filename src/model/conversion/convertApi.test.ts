import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import { designSchema } from '../index.ts'
import type { Design } from '../schema/design.ts'
import { addConvertedApi, convertApi } from './convertApi.ts'
import type { ConvertedProtocol } from './convertApi.ts'

const functionUri = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${name}/invocations`

function designOf(parts: object): Design {
  return designSchema.parse({
    format: 'gatewright-design',
    version: 2,
    id: 'design',
    name: 'design',
    ...parts,
  })
}

function converted(design: Design, protocol: ConvertedProtocol, apiId = 'api') {
  const result = convertApi(design, { apiId, protocol, nextId: countingIds('new') })
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'))
  const api = result.value.apis[apiId]
  return { design: result.value, api, losses: result.problems }
}

interface MethodSketch {
  readonly [path: string]: Readonly<Record<string, object>>
}

/** A REST API with methods under `/` and one resource for each other path. */
function restDesign(methods: MethodSketch, more: object = {}, rest: object = {}): Design {
  const paths = Object.keys(methods).filter((path) => path !== '/')
  const methodsAt = (path: string) =>
    Object.fromEntries(
      Object.entries(methods[path] ?? {}).map(([httpMethod, method]) => [
        httpMethod,
        { httpMethod, ...method },
      ]),
    )
  return designOf({
    apis: {
      api: {
        protocol: 'REST',
        id: 'api',
        name: 'Orders',
        endpointConfiguration: { types: ['REGIONAL'] },
        rootResourceId: 'root',
        resources: {
          root: { id: 'root', methods: methodsAt('/') },
          ...Object.fromEntries(
            paths.map((path) => [
              path,
              { id: path, parentId: 'root', pathPart: path.slice(1), methods: methodsAt(path) },
            ]),
          ),
        },
        ...more,
      },
    },
    ...rest,
  })
}

function httpDesign(api: object, rest: object = {}): Design {
  return designOf({
    apis: { api: { protocol: 'HTTP', id: 'api', name: 'Orders', ...api } },
    ...rest,
  })
}

const lambda = (name: string) => ({
  integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri(name) },
})

describe('a REST API as an HTTP API', () => {
  const httpOf = (design: Design) => {
    const { api, ...rest } = converted(design, 'HTTP')
    if (api?.protocol !== 'HTTP') throw new Error('the API is not an HTTP API')
    return { api, ...rest }
  }
  const routes = (design: Design) =>
    Object.fromEntries(
      Object.values(httpOf(design).api.routes).map((route) => [route.routeKey, route]),
    )

  it('has a route for each method, and methods with the same integration share one', () => {
    const design = restDesign({
      '/': { GET: lambda('list') },
      '/orders': { POST: lambda('create'), ANY: lambda('list') },
    })
    const { api, losses } = httpOf(design)
    expect(Object.values(api.routes).map(({ routeKey }) => routeKey)).toEqual([
      'GET /',
      'POST /orders',
      'ANY /orders',
    ])
    expect(Object.values(api.integrations)).toMatchObject([
      {
        integrationType: 'AWS_PROXY',
        payloadFormatVersion: '1.0',
        integrationUri: functionUri('list'),
      },
      { integrationUri: functionUri('create') },
    ])
    expect(losses).toEqual([])
  })

  it('fills in path parameters in the URL and maps the others', () => {
    const integration = {
      type: 'HTTP_PROXY',
      httpMethod: 'GET',
      uri: 'https://example.com/{stock}/{kind}/{zone}',
      requestParameters: {
        'integration.request.path.stock': 'method.request.path.orders',
        'integration.request.path.kind': "'small'",
        'integration.request.path.zone': 'stageVariables.zone',
        'integration.request.header.x-from': 'context.identity.sourceIp',
        'integration.request.querystring.q': 'method.request.querystring.q',
        'integration.request.header.Authorization': "'secret'",
      },
    }
    const { api, losses } = httpOf(restDesign({ '/{orders}': { GET: { integration } } }))
    expect(Object.values(api.integrations)).toMatchObject([
      {
        integrationUri: 'https://example.com/{orders}/small/${stageVariables.zone}',
        requestParameters: { 'overwrite:header.x-from': '$context.identity.sourceIp' },
      },
    ])
    expect(losses.map(({ message }) => message)).toEqual([
      "GET /{orders} loses the mapping of integration.request.header.Authorization from 'secret': an HTTP API cannot express it.",
    ])
  })

  it('answers preflights by its CORS settings instead of OPTIONS methods', () => {
    const headers = (origin: string) => ({
      'method.response.header.Access-Control-Allow-Origin': `'${origin}'`,
      'method.response.header.Access-Control-Allow-Headers': "'Content-Type'",
      'method.response.header.Access-Control-Allow-Methods': "'GET,OPTIONS'",
      'method.response.header.Access-Control-Max-Age': "'600'",
    })
    const preflight = (origin: string) => ({
      integration: {
        type: 'MOCK',
        requestTemplates: { 'application/json': '{"statusCode": 200}' },
        integrationResponses: { '200': { statusCode: '200', responseParameters: headers(origin) } },
      },
    })
    const { api, losses } = httpOf(
      restDesign({ '/a': { OPTIONS: preflight('https://a.example'), GET: lambda('a') } }),
    )
    expect(api.corsConfiguration).toEqual({
      allowOrigins: ['https://a.example'],
      allowHeaders: ['Content-Type'],
      allowMethods: ['GET', 'OPTIONS'],
      maxAge: 600,
    })
    expect(Object.values(api.routes).map(({ routeKey }) => routeKey)).toEqual(['GET /a'])
    expect(losses).toEqual([])
    const two = httpOf(
      restDesign({
        '/a': { OPTIONS: preflight('https://a.example') },
        '/b': { OPTIONS: preflight('https://b.example') },
      }),
    )
    expect(two.losses).toMatchObject([{ code: 'conversion/cors' }])
  })

  it('checks tokens of a user pool with a JWT authorizer, for the app clients of the pool', () => {
    const authorizers = {
      pool: {
        id: 'pool',
        name: 'people',
        type: 'COGNITO_USER_POOLS',
        identitySource: 'method.request.header.Authorization',
        providerARNs: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a'],
      },
    }
    const method = {
      ...lambda('list'),
      authorizationType: 'COGNITO_USER_POOLS',
      authorizerId: 'pool',
      authorizationScopes: ['orders/read'],
    }
    const clients = { c1: { id: 'c1', name: 'web' } }
    const identities = { userPools: { 'eu-west-1_a': { id: 'eu-west-1_a', name: 'p', clients } } }
    const design = restDesign({ '/': { GET: method } }, { authorizers }, { identities })
    expect(httpOf(design).api.authorizers['pool']).toMatchObject({
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: {
        issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a',
        audience: ['c1'],
      },
    })
    expect(routes(design)['GET /']).toMatchObject({
      authorizationType: 'JWT',
      authorizationScopes: ['orders/read'],
    })
    const unknown = httpOf(restDesign({ '/': { GET: method } }, { authorizers }))
    expect(unknown.losses).toMatchObject([{ code: 'conversion/audience' }])
    expect(Object.values(unknown.api.routes)).toMatchObject([{ authorizationType: 'JWT' }])
  })

  it('never opens a route whose authorizer cannot be kept', () => {
    const authorizers = { a: { id: 'a', name: 'a', type: 'TOKEN' } }
    const method = { ...lambda('list'), authorizationType: 'CUSTOM', authorizerId: 'a' }
    const { api, losses } = httpOf(restDesign({ '/': { GET: method } }, { authorizers }))
    expect(Object.values(api.routes)).toMatchObject([{ authorizationType: 'AWS_IAM' }])
    expect(losses.map(({ code }) => code)).toContain('conversion/authorization')
  })

  it('leaves out an authorizer whose user pool is not known, and closes its routes', () => {
    const providerARNs = ['UNRESOLVED']
    const authorizers = { a: { id: 'a', name: 'a', type: 'COGNITO_USER_POOLS', providerARNs } }
    const method = { ...lambda('list'), authorizationType: 'COGNITO_USER_POOLS', authorizerId: 'a' }
    const { api, losses } = httpOf(restDesign({ '/': { GET: method } }, { authorizers }))
    expect(Object.values(api.routes)).toMatchObject([{ authorizationType: 'AWS_IAM' }])
    expect(losses[0]?.message).toBe(
      'The authorizer a is left out: UNRESOLVED is not the ARN of a user pool, so its issuer is not known.',
    )
  })

  it('lists every feature that HTTP APIs do not have', () => {
    const design = restDesign(
      { '/': { GET: { ...lambda('list'), apiKeyRequired: true } } },
      {
        endpointConfiguration: { types: ['PRIVATE'] },
        policy: '{}',
        minimumCompressionSize: 100,
        models: { Order: { name: 'Order', contentType: 'application/json', schema: '{}' } },
        gatewayResponses: { DEFAULT_4XX: { responseType: 'DEFAULT_4XX' } },
        stages: {
          prod: {
            stageName: 'prod',
            cacheClusterEnabled: true,
            tracingEnabled: true,
            webAclArn: 'arn:acl',
            clientCertificateId: 'c',
            canarySettings: {},
            methodSettings: { '*/*': { loggingLevel: 'INFO', throttlingRateLimit: 5 } },
            accessLogSettings: { destinationArn: 'arn:aws:firehose:us-east-1:1:deliverystream/a' },
          },
        },
      },
      {
        access: {
          usagePlans: { p: { id: 'p', name: 'p', apiStages: [{ apiId: 'api', stage: 'prod' }] } },
        },
      },
    )
    const { api, losses, design: next } = httpOf(design)
    expect(losses.map(({ code }) => code.replace('conversion/', '')).sort()).toEqual([
      'api-key',
      'backend-certificates',
      'caching',
      'canary',
      'compression',
      'execution-logs',
      'firehose-logs',
      'gateway-responses',
      'models',
      'private-endpoint',
      'resource-policy',
      'tracing',
      'usage-plans',
      'web-acl',
    ])
    expect(api.stages['prod']).toMatchObject({
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: 5 },
    })
    expect(next.access.usagePlans['p']?.apiStages).toEqual([])
  })

  it('keeps the throttling of one method and of all methods of a path', () => {
    const stages = {
      s: {
        stageName: 's',
        methodSettings: {
          '~1a/*': { throttlingBurstLimit: 9, throttlingRateLimit: 9 },
          '~1a/GET': { throttlingRateLimit: 1 },
          '~1gone/GET': { throttlingRateLimit: 1 },
        },
      },
    }
    const methods = { '/a': { GET: lambda('a'), POST: lambda('a') } }
    const { api, losses } = httpOf(restDesign(methods, { stages }))
    expect(api.stages['s']?.routeSettings).toEqual({
      'GET /a': { throttlingBurstLimit: 9, throttlingRateLimit: 1 },
      'POST /a': { throttlingBurstLimit: 9, throttlingRateLimit: 9 },
    })
    expect(losses).toMatchObject([{ code: 'conversion/method-settings' }])
  })

  it('names each loss of the pet store with the place that has it', () => {
    const text = readFileSync(resolve('public/examples/pet-store.gatewright.json'), 'utf8')
    const file = JSON.parse(text) as { readonly version: number } // the file is ours
    const design = designSchema.parse({ ...file, version: 2 })
    const [apiId = ''] = Object.keys(design.apis)
    const { losses } = converted(design, 'HTTP', apiId)
    const areas = new Set(losses.map(({ code }) => code.replace('conversion/', '')))
    expect([...areas].sort()).toEqual([
      'body-transformation',
      'gateway-responses',
      'mock',
      'models',
      'request-validation',
      'response-transformation',
    ])
    expect(losses.every(({ at }) => at[0] === 'apis' && at[1] === apiId)).toBe(true)
  })
})

describe('an HTTP API as a REST API', () => {
  const restOf = (design: Design) => {
    const { api, ...rest } = converted(design, 'REST')
    if (api?.protocol !== 'REST') throw new Error('the API is not a REST API')
    return { api, ...rest }
  }
  const integrations = {
    f: {
      id: 'f',
      integrationType: 'AWS_PROXY',
      integrationUri: 'arn:aws:lambda:us-east-1:123456789012:function:list',
      payloadFormatVersion: '2.0',
    },
    h: {
      id: 'h',
      integrationType: 'HTTP_PROXY',
      integrationMethod: 'ANY',
      integrationUri: 'https://example.com/{id}',
      payloadFormatVersion: '1.0',
      requestParameters: {
        'append:header.x-a': '$request.header.b',
        'remove:header.x-c': "''",
        'overwrite:path': '/x',
      },
      responseParameters: { '500': { 'overwrite:statuscode': '502' } },
    },
  }
  const routes = {
    r1: { id: 'r1', routeKey: 'GET /orders/{id}', target: 'h' },
    r2: { id: 'r2', routeKey: '$default', target: 'f' },
  }
  const methodNames = (design: Design) => {
    const { api } = restOf(design)
    return Object.values(api.resources).flatMap(({ pathPart = '/', methods }) =>
      Object.keys(methods).map((verb) => `${verb} ${pathPart}`),
    )
  }

  it('has a method for each route, and catches the rest by a greedy one', () => {
    const { api, losses } = restOf(httpDesign({ routes, integrations }))
    expect(methodNames(httpDesign({ routes, integrations })).sort()).toEqual([
      'ANY /',
      'ANY {proxy+}',
      'GET {id}',
    ])
    const proxied = Object.values(api.resources).find(({ pathPart }) => pathPart === '{id}')
    expect(proxied?.methods.GET?.integration).toMatchObject({
      type: 'HTTP_PROXY',
      uri: 'https://example.com/{id}',
      requestParameters: {
        'integration.request.path.id': 'method.request.path.id',
        'integration.request.header.x-a': 'method.request.header.b',
      },
    })
    expect(losses.map(({ code }) => code.replace('conversion/', '')).sort()).toEqual([
      'default-route',
      'parameter-mapping',
      'parameter-mapping',
      'parameter-mapping',
      'payload-format',
      'response-mapping',
    ])
  })

  it('keeps JWT authorizers of user pools and closes routes of other issuers', () => {
    const jwt = (id: string, issuer: string) => ({
      id,
      name: id,
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer, audience: ['web'] },
    })
    const authorizers = {
      pool: jwt('pool', 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a'),
      other: jwt('other', 'https://issuer.example'),
    }
    const guarded = {
      a: { id: 'a', routeKey: 'GET /a', authorizationType: 'JWT', authorizerId: 'pool' },
      b: { id: 'b', routeKey: 'GET /b', authorizationType: 'JWT', authorizerId: 'other' },
    }
    const { api, losses } = restOf(httpDesign({ routes: guarded, authorizers }))
    const typeOf = (part: string) =>
      Object.values(api.resources).find(({ pathPart }) => pathPart === part)?.methods.GET
        ?.authorizationType
    expect([typeOf('a'), typeOf('b')]).toEqual(['COGNITO_USER_POOLS', 'AWS_IAM'])
    expect(losses.map(({ code }) => code)).toEqual([
      'conversion/audience',
      'conversion/jwt-authorizer',
      'conversion/authorization',
    ])
  })

  it('answers preflights by OPTIONS methods and leaves the response headers to backends', () => {
    const corsConfiguration = { allowOrigins: ['https://a.example', 'https://b.example'] }
    const { api, losses } = restOf(httpDesign({ routes, integrations, corsConfiguration }))
    const withOptions = Object.values(api.resources).filter(({ methods }) => methods.OPTIONS)
    expect(withOptions).toHaveLength(3)
    expect(losses.filter(({ code }) => code === 'conversion/cors')).toHaveLength(2)
  })

  it('moves the stage $default into the path, in API mappings too', () => {
    const stages = {
      $default: { stageName: '$default', autoDeploy: true, stageVariables: { a: '1' } },
    }
    const basePathMappings = [{ basePath: '', apiId: 'api', stage: '$default' }]
    const access = { domainNames: { 'a.example': { domainName: 'a.example', basePathMappings } } }
    const { api, design, losses } = restOf(httpDesign({ routes, integrations, stages }, { access }))
    expect(api.stages).toMatchObject({ default: { variables: { a: '1' } } })
    expect(design.access.domainNames['a.example']?.basePathMappings).toMatchObject([
      { stage: 'default' },
    ])
    expect(losses.map(({ code }) => code)).toContain('conversion/default-stage')
  })
})

describe('converting', () => {
  it('to the kind that the API has changes nothing', () => {
    const design = httpDesign({})
    expect(converted(design, 'HTTP')).toEqual({ design, api: design.apis['api'], losses: [] })
  })

  it('beside the original leaves it as it is', () => {
    const design = restDesign({ '/': { GET: lambda('list') } })
    const request = {
      apiId: 'api',
      protocol: 'HTTP',
      newApiId: 'b',
      nextId: countingIds(),
    } as const
    const result = addConvertedApi(design, request)
    expect(result.ok && Object.keys(result.value.apis)).toEqual(['api', 'b'])
    expect(result.ok && result.value.apis['api']).toBe(design.apis['api'])
    expect(result.ok && result.value.apis['b']).toMatchObject({ name: 'Orders (HTTP)', id: 'b' })
  })

  it('refuses WebSocket APIs and APIs that are not there', () => {
    const design = designOf({ apis: { ws: { protocol: 'WEBSOCKET', id: 'ws', name: 'chat' } } })
    const codeOf = (apiId: string) => {
      const result = convertApi(design, { apiId, protocol: 'HTTP', nextId: countingIds() })
      return result.problems[0]?.code
    }
    expect(codeOf('ws')).toBe('conversion/protocol')
    expect(codeOf('__proto__')).toBe('api/not-found')
  })
})
