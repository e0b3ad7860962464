import { describe, expect, it } from 'vitest'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import { emptyDesign } from '../designs.ts'
import { addRouteAuthorizer, removeRouteAuthorizer, updateRouteAuthorizer } from './authorizers.ts'
import { addHttpApi, updateHttpApi } from './httpApis.ts'
import {
  addRouteIntegration,
  removeRouteIntegration,
  updateRouteIntegration,
} from './integrations.ts'
import { addRoute, removeRoute, updateRoute } from './routes.ts'
import { addRouteStage, deployHttpApi, removeRouteStage, updateRouteStage } from './stages.ts'

const apiId = 'h1'
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders'
const authorizerUri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`

function carriedOut(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

/** Code, message and the end of the address of a refusal. */
function refusal(result: Result<Design>): unknown {
  const [problem] = result.problems
  return result.ok ? 'accepted' : [problem?.code, problem?.message, problem?.at.slice(2).join('/')]
}

function apiOf(design: Design): HttpApi {
  const api = design.apis[apiId]
  if (api?.protocol !== 'HTTP') throw new Error('an HTTP API was added')
  return api
}

const started = [
  (design: Design) => addHttpApi(design, { apiId, name: 'orders' }),
  (design: Design) =>
    addRouteIntegration(design, {
      apiId,
      integration: {
        id: 'i1',
        integrationType: 'AWS_PROXY',
        integrationUri: functionArn,
        payloadFormatVersion: '2.0',
      },
    }),
  (design: Design) =>
    addRouteAuthorizer(design, {
      apiId,
      authorizer: {
        id: 'jwt',
        name: 'users',
        authorizerType: 'JWT',
        identitySource: ['$request.header.Authorization'],
        jwtConfiguration: { issuer: 'https://issuer.example.com', audience: ['app'] },
      },
    }),
  (design: Design) =>
    addRoute(design, {
      apiId,
      route: {
        id: 'r1',
        routeKey: 'GET /orders/{id}',
        target: 'i1',
        authorizationType: 'JWT',
        authorizerId: 'jwt',
      },
    }),
].reduce(
  (design, edit) => carriedOut(edit(design)),
  emptyDesign('d', () => 'd'),
)

describe('an HTTP API', () => {
  it('starts with a $default stage that deploys automatically', () => {
    expect(apiOf(started).stages).toMatchObject({
      $default: { stageName: '$default', autoDeploy: true },
    })
  })

  it.each([
    [
      { allowCredentials: true, allowOrigins: ['*'] },
      ['cors/credentials', "allow-credentials is not supported if 'allow-origin' is *"],
    ],
    [{ allowOrigins: ['https://a.example/path'] }, ['cors/origin', /without a path/]],
    [{ allowMethods: ['FETCH'] }, ['cors/method', 'Invalid HTTP method FETCH']],
    [{ maxAge: 86_401 }, ['cors/max-age', /between -1 and 86400/]],
  ])('refuses the CORS settings %j', (corsConfiguration, [code, message]) => {
    const result = updateHttpApi(started, { apiId, change: { corsConfiguration } })
    expect(result.problems[0]).toMatchObject({
      code,
      message:
        typeof message === 'string' ? message : (expect.stringMatching(message ?? '') as string),
    })
  })

  it.each(['*', 'https://*', 'http://localhost:3000', 'capacitor://localhost', 'null'])(
    'takes the origin %s',
    (origin) => {
      const corsConfiguration = { allowOrigins: [origin], allowMethods: ['GET', 'put'] }
      expect(updateHttpApi(started, { apiId, change: { corsConfiguration } }).ok).toBe(true)
    },
  )
})

describe('a route', () => {
  const add = (routeKey: string, more: object = {}) =>
    addRoute(started, { apiId, route: { id: 'r2', routeKey, ...more } })

  it.each([
    [
      add('GET /orders/{id}'),
      [
        'route/exists',
        'Route with key GET /orders/{id} already exists for this API',
        'routes/r2/routeKey',
      ],
    ],
    [
      add('GET /orders/{orderId}'),
      [
        'route/conflicting-variable',
        'The provided route key "GET /orders/{orderId}" has a conflicting variable on the same hierarchical level as "GET /orders/{id}"',
        'routes/r2/routeKey',
      ],
    ],
    [
      add('GET /a', { authorizationType: 'JWT', authorizerId: 'unknown' }),
      [
        'route/authorizer',
        'Invalid authorizer ID specified. Setting the authorization type to JWT requires a valid JWT authorizer.',
        'routes/r2/authorizerId',
      ],
    ],
    [
      add('GET /a', { authorizationType: 'CUSTOM', authorizerId: 'jwt' }),
      [
        'route/authorizer',
        'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
        'routes/r2/authorizerId',
      ],
    ],
    [
      add('GET /a', { target: 'nothing' }),
      ['route/target', 'Invalid Integration identifier specified', 'routes/r2/target'],
    ],
  ])('is refused (%#)', (result, expected) => {
    expect(refusal(result)).toEqual(expected)
  })

  it('with a malformed key is refused with the form of a key', () => {
    expect(add('/orders').problems[0]?.message).toMatch(
      /^The provided route key is not formatted properly for HTTP protocol\./,
    )
  })

  it('takes its settings along when its key changes, and away when it is removed', () => {
    const routeSettings = { 'GET /orders/{id}': { throttlingRateLimit: 5 } }
    const limited = carriedOut(
      updateRouteStage(started, { apiId, stageName: '$default', change: { routeSettings } }),
    )
    const renamed = carriedOut(
      updateRoute(limited, { apiId, id: 'r1', change: { routeKey: 'GET /orders/{orderId}' } }),
    )
    expect(apiOf(renamed).stages['$default']?.routeSettings).toEqual({
      'GET /orders/{orderId}': { throttlingRateLimit: 5 },
    })
    const removed = carriedOut(removeRoute(renamed, { apiId, id: 'r1' }))
    expect(apiOf(removed).routes).toEqual({})
    expect(apiOf(removed).stages['$default']?.routeSettings).toEqual({})
  })
})

describe('an integration', () => {
  const add = (integration: object) =>
    addRouteIntegration(started, {
      apiId,
      integration: { id: 'i2', integrationType: 'HTTP_PROXY', ...integration },
    })
  const http = { integrationUri: 'https://example.com/{proxy}', integrationMethod: 'ANY' }
  const queue = {
    integrationType: 'AWS_PROXY',
    integrationSubtype: 'SQS-SendMessage',
    payloadFormatVersion: '1.0',
    credentialsArn: 'arn:aws:iam::123456789012:role/r',
    requestParameters: { QueueUrl: 'https://q', MessageBody: '$request.body' },
  }

  it.each([
    [{ integrationType: 'AWS' }, 'integration/type'],
    [{ integrationType: 'MOCK' }, 'integration/type'],
    [{ ...http, timeoutInMillis: 49 }, 'integration/timeout'],
    [{ ...http, timeoutInMillis: 30_001 }, 'integration/timeout'],
    [{ ...http, integrationMethod: undefined }, 'integration/method'],
    [{ ...http, integrationUri: 'ftp://x' }, 'integration/uri'],
    [{ ...http, payloadFormatVersion: '2.0' }, 'integration/payload-format'],
    [{ ...http, tlsConfig: { serverNameToVerify: 'x' } }, 'integration/connection'],
    [
      {
        ...http,
        integrationUri: 'arn:aws:servicediscovery:us-east-1:123456789012:service/srv-1',
        connectionType: 'VPC_LINK',
        connectionId: 'none',
      },
      'integration/connection',
    ],
    [{ integrationType: 'AWS_PROXY', integrationUri: functionArn }, 'integration/payload-format'],
    [{ integrationType: 'AWS_PROXY', integrationUri: 'orders' }, 'integration/uri'],
    [{ ...queue, integrationSubtype: 'SQS-Nothing' }, 'integration/subtype'],
    [{ ...queue, credentialsArn: undefined }, 'integration/credentials'],
    [{ ...queue, requestParameters: { QueueUrl: 'q' } }, 'integration/mapping'],
    [
      { ...queue, requestParameters: { ...queue.requestParameters, Other: 'q' } },
      'integration/mapping',
    ],
    [{ ...http, requestParameters: { 'append:header.Via': 'x' } }, 'integration/mapping'],
    [{ ...http, requestParameters: { 'append:header.x': '$nothing' } }, 'integration/mapping'],
    [{ ...http, responseParameters: { 600: {} } }, 'integration/mapping'],
    [{ ...http, responseParameters: { 200: { 'overwrite:path': '/' } } }, 'integration/mapping'],
  ])('%j is refused', (integration, code) => {
    expect(add(integration).problems[0]?.code).toBe(code)
  })

  it.each([
    [http],
    [queue],
    [{ ...http, requestParameters: { 'overwrite:path': '$request.path' } }],
  ])('%j is accepted', (integration) => {
    expect(refusal(add(integration))).toBe('accepted')
  })

  it('cannot be removed while a route targets it', () => {
    expect(refusal(removeRouteIntegration(started, { apiId, id: 'i1' }))).toEqual([
      'integration/in-use',
      "Cannot delete Integration 'i1', is referenced in route: GET /orders/{id}",
      'integrations/i1',
    ])
  })

  it('is checked again when it changes', () => {
    const change = { timeoutInMillis: 10 }
    expect(updateRouteIntegration(started, { apiId, id: 'i1', change }).problems[0]?.code).toBe(
      'integration/timeout',
    )
  })
})

describe('an authorizer', () => {
  const request = {
    authorizerType: 'REQUEST' as const,
    authorizerUri,
    authorizerPayloadFormatVersion: '2.0' as const,
    identitySource: ['$request.header.Authorization'],
  } satisfies Partial<RouteAuthorizer>
  const add = (authorizer: object) =>
    addRouteAuthorizer(started, {
      apiId,
      authorizer: { id: 'a2', name: 'second', ...request, ...authorizer },
    })
  const jwt = {
    authorizerType: 'JWT',
    jwtConfiguration: { issuer: 'https://issuer.example.com', audience: ['a'] },
  }

  it.each([
    [{ name: 'users' }, 'authorizer/exists'],
    [{ name: ' ' }, 'authorizer/name-blank'],
    [{ authorizerUri: functionArn }, 'authorizer/uri'],
    [{ authorizerPayloadFormatVersion: undefined }, 'authorizer/payload-format'],
    [
      { authorizerPayloadFormatVersion: '1.0', enableSimpleResponses: true },
      'authorizer/payload-format',
    ],
    [{ authorizerResultTtlInSeconds: 3601 }, 'authorizer/ttl'],
    [{ authorizerResultTtlInSeconds: 300, identitySource: [] }, 'authorizer/identity-source'],
    [{ identitySource: ['method.request.header.A'] }, 'authorizer/identity-source'],
    [{ ...jwt, identitySource: [] }, 'authorizer/identity-source'],
    [{ ...jwt, identitySource: ['$context.x'] }, 'authorizer/identity-source'],
    [{ ...jwt, jwtConfiguration: { issuer: 'http://x', audience: ['a'] } }, 'authorizer/issuer'],
    [
      { ...jwt, jwtConfiguration: { issuer: 'https://x.example', audience: [] } },
      'authorizer/audience',
    ],
  ])('%j is refused', (authorizer, code) => {
    expect(add(authorizer).problems[0]?.code).toBe(code)
  })

  it.each([
    [{}],
    [{ identitySource: ['$context.routeKey', '$stageVariables.x', '$request.querystring.q'] }],
    [{ identitySource: [] }],
    [jwt],
  ])('%j is accepted', (authorizer) => {
    expect(refusal(add(authorizer))).toBe('accepted')
  })

  it('keeps its type, and stays, while a route uses it', () => {
    expect(removeRouteAuthorizer(started, { apiId, id: 'jwt' }).problems[0]?.message).toBe(
      "Cannot delete authorizer 'users', is referenced in route: GET /orders/{id}",
    )
    const change = request
    expect(updateRouteAuthorizer(started, { apiId, id: 'jwt', change }).problems[0]?.code).toBe(
      'authorizer/in-use',
    )
  })
})

describe('a stage', () => {
  const add = (stage: object) =>
    addRouteStage(started, { apiId, stage: { stageName: 'dev', ...stage } })

  it.each([
    [{ stageName: 'a b' }, 'stage/name'],
    [{ stageName: '$default' }, 'stage/exists'],
    [{ deploymentId: 'none' }, 'stage/deployment'],
    [{ stageVariables: { 'a-b': '1' } }, 'stage/variables'],
    [{ stageVariables: { a: 'ü' } }, 'stage/variables'],
    [{ routeSettings: { 'GET /none': {} } }, 'stage/route-settings'],
    [{ defaultRouteSettings: { throttlingRateLimit: -1 } }, 'stage/route-settings'],
    [{ defaultRouteSettings: { loggingLevel: 'INFO' } }, 'stage/route-settings'],
    [{ accessLogSettings: { destinationArn: 'arn:aws:logs:x', format: '' } }, 'stage/access-log'],
  ])('%j is refused', (stage, code) => {
    expect(add(stage).problems[0]?.code).toBe(code)
  })

  it('serves what was deployed to it', () => {
    const deployed = carriedOut(
      deployHttpApi(started, {
        apiId,
        stageName: 'dev',
        deploymentId: 'd1',
        createdDate: '2026-01-01T00:00:00Z',
      }),
    )
    const api = apiOf(deployed)
    expect(api.stages['dev']).toMatchObject({ deploymentId: 'd1', autoDeploy: false })
    expect(api.deployments['d1']?.snapshot?.routes).toEqual(api.routes)
    expect(api.deployments['d1']?.snapshot).not.toHaveProperty('stages')
    expect(
      apiOf(carriedOut(removeRouteStage(deployed, { apiId, stageName: 'dev' }))).stages,
    ).not.toHaveProperty('dev')
  })

  it('that deploys automatically takes no deployment by hand', () => {
    const result = deployHttpApi(started, {
      apiId,
      stageName: '$default',
      deploymentId: 'd1',
      createdDate: '2026-01-01T00:00:00Z',
    })
    expect(result.problems[0]?.code).toBe('stage/auto-deploy')
  })
})
