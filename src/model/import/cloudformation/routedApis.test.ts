import { describe, expect, it } from 'vitest'
import { randomIds, seededRandom } from '../../ids.ts'
import type { Problem } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { HttpApi, WebSocketApi } from '../../schema/v2/apis.ts'
import { importDocument } from '../index.ts'

function read(template: Json) {
  return importDocument(JSON.stringify(template), {
    nextId: randomIds(seededRandom(31)),
    now: () => 0,
  })
}

function opened(template: Json): {
  readonly design: Design
  readonly problems: readonly Problem[]
} {
  const result = read(template)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return { design: result.value.design, problems: result.value.problems }
}

function httpApi(template: Json): HttpApi {
  const [api] = Object.values(opened(template).design.apis)
  if (api?.protocol !== 'HTTP') throw new Error('the template makes an HTTP API')
  return api
}

function webSocketApi(template: Json): WebSocketApi {
  const [api] = Object.values(opened(template).design.apis)
  if (api?.protocol !== 'WEBSOCKET') throw new Error('the template makes a WebSocket API')
  return api
}

/** What was refused or needs attention. */
function complaints(template: Json): string[] {
  return opened(template)
    .problems.filter(({ severity }) => severity !== 'info')
    .map(({ message }) => message)
}

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:Stock'
const invocation = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`

const warehouse: { readonly Resources: { readonly [logicalId: string]: Json } } = {
  Resources: {
    Warehouse: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'warehouse',
        ProtocolType: 'HTTP',
        Description: 'Stock',
        CorsConfiguration: { AllowOrigins: ['https://shop.example.com'], MaxAge: '60' },
        Tags: { team: 'stock' },
      },
    },
    Stock: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler' } },
    Call: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Warehouse' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Stock', 'Arn'] },
        PayloadFormatVersion: 2,
        ResponseParameters: {
          '404': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '204' }] },
        },
      },
    },
    Partners: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Warehouse' },
        Name: 'partners',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: 'https://login.example.com', Audience: ['stock'] },
      },
    },
    ListItems: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Warehouse' },
        RouteKey: 'GET /items/{sku}',
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: 'Partners' },
        AuthorizationScopes: ['stock/read'],
        Target: { 'Fn::Sub': 'integrations/${Call}' },
      },
    },
    Live: {
      Type: 'AWS::ApiGatewayV2::Stage',
      DependsOn: 'ListItems',
      Properties: {
        ApiId: { Ref: 'Warehouse' },
        StageName: 'live',
        DeploymentId: { Ref: 'Release' },
        DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
        RouteSettings: { 'GET /items/{sku}': { ThrottlingRateLimit: 1 } },
        AccessLogSettings: { DestinationArn: 'arn:aws:logs:us-east-1:1:log-group:a', Format: 'x' },
        StageVariables: { color: 'blue' },
      },
    },
    Release: {
      Type: 'AWS::ApiGatewayV2::Deployment',
      DependsOn: ['ListItems'],
      Properties: { ApiId: { Ref: 'Warehouse' }, Description: 'first' },
    },
  },
}

describe('an HTTP API of AWS::ApiGatewayV2 resources', () => {
  it('opens with its routes, integrations, authorizers, stages and deployments', () => {
    const api = httpApi(warehouse)
    const [integration] = Object.values(api.integrations)
    const [authorizer] = Object.values(api.authorizers)
    const [deployment] = Object.values(api.deployments)
    expect(api).toMatchObject({
      name: 'warehouse',
      description: 'Stock',
      tags: { team: 'stock' },
      corsConfiguration: { allowOrigins: ['https://shop.example.com'], maxAge: 60 },
    })
    expect(integration).toMatchObject({
      integrationType: 'AWS_PROXY',
      integrationUri: functionArn,
      payloadFormatVersion: '2.0',
      responseParameters: { '404': { 'overwrite:statuscode': '204' } },
    })
    expect(authorizer).toMatchObject({
      name: 'partners',
      jwtConfiguration: { issuer: 'https://login.example.com', audience: ['stock'] },
    })
    expect(Object.values(api.routes)).toMatchObject([
      {
        routeKey: 'GET /items/{sku}',
        authorizationType: 'JWT',
        authorizerId: authorizer?.id,
        authorizationScopes: ['stock/read'],
        target: integration?.id,
      },
    ])
    expect(api.stages['live']).toMatchObject({
      deploymentId: deployment?.id,
      autoDeploy: false,
      defaultRouteSettings: { throttlingRateLimit: 10, throttlingBurstLimit: 20 },
      routeSettings: { 'GET /items/{sku}': { throttlingRateLimit: 1 } },
      stageVariables: { color: 'blue' },
    })
    expect(complaints(warehouse)).toEqual([])
  })

  it('keeps an authorizer that the service would refuse, so that its route stays protected', () => {
    const template = {
      Resources: {
        ...warehouse.Resources,
        Partners: {
          Type: 'AWS::ApiGatewayV2::Authorizer',
          Properties: {
            ApiId: { Ref: 'Warehouse' },
            Name: 'partners',
            AuthorizerType: 'JWT',
            IdentitySource: ['$request.header.Authorization'],
            JwtConfiguration: { Issuer: 'login.example.com', Audience: ['stock'] },
          },
        },
      },
    }
    expect(Object.values(httpApi(template).routes)).toMatchObject([{ authorizationType: 'JWT' }])
    expect(complaints(template)).toEqual([
      'CreateAuthorizer of Partners would be refused: Invalid issuer: login.example.com. Issuer must be a valid HTTPS URL',
    ])
  })

  it('is made of the target of quick create, with the overrides of what it made', () => {
    const api = httpApi({
      Resources: {
        Quick: {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: {
            Name: 'quick',
            ProtocolType: 'HTTP',
            Target: functionArn,
            RouteKey: 'ANY /{proxy+}',
          },
        },
        Overrides: {
          Type: 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides',
          Properties: {
            ApiId: { Ref: 'Quick' },
            Integration: { TimeoutInMillis: 4000 },
            Stage: { StageVariables: { color: 'red' } },
            Route: { OperationName: 'everything' },
          },
        },
      },
    })
    expect(Object.values(api.routes)).toMatchObject([
      { routeKey: 'ANY /{proxy+}', operationName: 'everything' },
    ])
    expect(Object.values(api.integrations)).toMatchObject([
      { integrationUri: functionArn, timeoutInMillis: 4000 },
    ])
    expect(api.stages).toMatchObject({
      $default: { autoDeploy: true, stageVariables: { color: 'red' } },
    })
  })

  it('is reached through a domain name, and reaches a VPC through a link', () => {
    const { design, problems } = opened({
      Resources: {
        ...warehouse.Resources,
        Host: {
          Type: 'AWS::ApiGatewayV2::DomainName',
          Properties: {
            DomainName: 'stock.example.com',
            DomainNameConfigurations: [
              {
                CertificateArn: 'arn:aws:acm:us-east-1:1:certificate/a',
                SecurityPolicy: 'TLS_1_2',
              },
            ],
            MutualTlsAuthentication: { TruststoreUri: 's3://trust/store.pem' },
          },
        },
        Mapping: {
          Type: 'AWS::ApiGatewayV2::ApiMapping',
          Properties: {
            ApiId: { Ref: 'Warehouse' },
            DomainName: { Ref: 'Host' },
            Stage: { Ref: 'Live' },
            ApiMappingKey: 'stock/v1',
          },
        },
        Link: {
          Type: 'AWS::ApiGatewayV2::VpcLink',
          Properties: { Name: 'inner', SubnetIds: ['subnet-1'] },
        },
        Private: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: { Ref: 'Warehouse' },
            IntegrationType: 'HTTP_PROXY',
            IntegrationMethod: 'ANY',
            IntegrationUri: 'arn:aws:elasticloadbalancing:us-east-1:1:listener/app/a/b/c',
            ConnectionType: 'VPC_LINK',
            ConnectionId: { Ref: 'Link' },
            PayloadFormatVersion: '1.0',
            TlsConfig: { ServerNameToVerify: 'inner.example.com' },
          },
        },
      },
    })
    const [api] = Object.values(design.apis)
    expect(design.access.domainNames['stock.example.com']).toMatchObject({
      regionalCertificateArn: 'arn:aws:acm:us-east-1:1:certificate/a',
      mutualTlsAuthentication: { truststoreUri: 's3://trust/store.pem' },
      basePathMappings: [{ basePath: 'stock/v1', apiId: api?.id, stage: 'live' }],
    })
    const [link] = Object.values(design.access.vpcLinksV2)
    expect(link).toMatchObject({ name: 'inner', subnetIds: ['subnet-1'] })
    expect(Object.values(api?.protocol === 'HTTP' ? api.integrations : {})).toContainEqual(
      expect.objectContaining({
        connectionId: link?.id,
        tlsConfig: { serverNameToVerify: 'inner.example.com' },
      }),
    )
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  it('says which API a template without one belongs to', () => {
    const result = read({
      Resources: {
        Route: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: { ApiId: { 'Fn::ImportValue': 'SharedApi' }, RouteKey: 'GET /' },
        },
      },
    })
    expect(result.ok ? [] : result.problems).toMatchObject([
      {
        code: 'cloudformation/other-stack',
        message:
          'Route belongs to an HTTP or WebSocket API that is not in this template (Fn::ImportValue SharedApi). Open the template that creates the API.',
      },
    ])
  })
})

describe('a WebSocket API of AWS::ApiGatewayV2 resources', () => {
  it('opens whole, with models and responses', () => {
    const api = webSocketApi({
      Resources: {
        Chat: {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: {
            Name: 'chat',
            ProtocolType: 'WEBSOCKET',
            RouteSelectionExpression: '$request.body.kind',
          },
        },
        Message: {
          Type: 'AWS::ApiGatewayV2::Model',
          Properties: { ApiId: { Ref: 'Chat' }, Name: 'Message', Schema: { type: 'object' } },
        },
        Echo: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: { Ref: 'Chat' },
            IntegrationType: 'MOCK',
            RequestTemplates: { '200': '{"statusCode": 200}' },
            TemplateSelectionExpression: '200',
          },
        },
        EchoResponse: {
          Type: 'AWS::ApiGatewayV2::IntegrationResponse',
          Properties: {
            ApiId: { Ref: 'Chat' },
            IntegrationId: { Ref: 'Echo' },
            IntegrationResponseKey: '$default',
            ResponseTemplates: { '200': '{}' },
          },
        },
        Say: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: {
            ApiId: { Ref: 'Chat' },
            RouteKey: 'say',
            RequestModels: { $default: 'Message' },
            ModelSelectionExpression: '$default',
            RouteResponseSelectionExpression: '$default',
            Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Echo' }]] },
          },
        },
        SayResponse: {
          Type: 'AWS::ApiGatewayV2::RouteResponse',
          Properties: {
            ApiId: { Ref: 'Chat' },
            RouteId: { Ref: 'Say' },
            RouteResponseKey: '$default',
          },
        },
      },
    })
    expect(api).toMatchObject({ routeSelectionExpression: '$request.body.kind' })
    expect(Object.keys(api.models)).toEqual(['Message'])
    const [integration] = Object.values(api.integrations)
    expect(Object.values(integration?.integrationResponses ?? {})).toMatchObject([
      { integrationResponseKey: '$default', responseTemplates: { '200': '{}' } },
    ])
    expect(Object.values(api.routes)).toMatchObject([
      { routeKey: 'say', requestModels: { $default: 'Message' }, target: integration?.id },
    ])
    const [route] = Object.values(api.routes)
    expect(Object.values(route?.routeResponses ?? {})).toMatchObject([
      { routeResponseKey: '$default' },
    ])
  })

  it('is made of the routes of AWS::Serverless::WebSocketApi', () => {
    const api = webSocketApi({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Chat: {
          Type: 'AWS::Serverless::WebSocketApi',
          Properties: {
            RouteSelectionExpression: '$request.body.kind',
            StageName: 'live',
            Auth: { AuthType: 'AWS_IAM' },
            Routes: {
              $connect: { FunctionArn: functionArn },
              say: { FunctionArn: functionArn, IntegrationTimeout: 900 },
            },
          },
        },
      },
    })
    expect(Object.values(api.routes)).toMatchObject([
      { routeKey: '$connect', authorizationType: 'AWS_IAM' },
      { routeKey: 'say', authorizationType: 'NONE' },
    ])
    expect(Object.values(api.integrations)).toMatchObject([
      { integrationUri: invocation },
      { integrationUri: invocation, timeoutInMillis: 900 },
    ])
    expect(api.stages).toMatchObject({ live: { autoDeploy: true } })
  })
})

const serverless = (
  resources: { readonly [logicalId: string]: Json },
  globals: Json = {},
): Json => ({
  Transform: 'AWS::Serverless-2016-10-31',
  Globals: globals,
  Resources: resources,
})

const stockWith = (Events: Json): Json => ({
  Type: 'AWS::Serverless::Function',
  Properties: { Handler: 'index.handler', Events },
})

const event = (properties: Json): Json => ({ Type: 'HttpApi', Properties: properties })

describe('an HTTP API of the serverless transform', () => {
  it('is shared by the events that name none; one without a path receives every other request', () => {
    const api = httpApi(
      serverless(
        {
          Stock: stockWith({
            Rest: { Type: 'HttpApi' },
            Item: event({ Path: '/items/{sku}', Method: 'get' }),
            Any: event({ Path: '/any', PayloadFormatVersion: '1.0', TimeoutInMillis: 900 }),
          }),
        },
        { HttpApi: { StageVariables: { color: 'green' } } },
      ),
    )
    expect(Object.values(api.routes).map(({ routeKey }) => routeKey)).toEqual([
      '$default',
      'GET /items/{sku}',
      'ANY /any',
    ])
    expect(Object.values(api.integrations)).toMatchObject([
      { integrationUri: invocation, payloadFormatVersion: '2.0' },
      { integrationUri: invocation, payloadFormatVersion: '2.0' },
      { integrationUri: invocation, payloadFormatVersion: '1.0', timeoutInMillis: 900 },
    ])
    expect(api.stages).toMatchObject({
      $default: { autoDeploy: true, stageVariables: { color: 'green' } },
    })
  })

  const guarded = (auth: Json): Json =>
    serverless({
      Warehouse: {
        Type: 'AWS::Serverless::HttpApi',
        Properties: {
          StageName: 'live',
          CorsConfiguration: true,
          Tags: { team: 'stock' },
          Auth: {
            DefaultAuthorizer: 'Partners',
            EnableIamAuthorizer: true,
            Authorizers: {
              Partners: {
                AuthorizationScopes: ['stock/read'],
                IdentitySource: '$request.header.Authorization',
                JwtConfiguration: { Issuer: 'https://login.example.com', audience: 'stock' },
              },
              Custom: {
                FunctionArn: functionArn,
                AuthorizerPayloadFormatVersion: 2,
                EnableSimpleResponses: true,
                Identity: { Headers: ['X-Key'], QueryStrings: ['key'], ReauthorizeEvery: 30 },
              },
            },
          },
        },
      },
      Stock: stockWith({
        Item: event({
          ApiId: { Ref: 'Warehouse' },
          Path: '/items',
          Method: 'GET',
          RouteSettings: { ThrottlingRateLimit: 3 },
          ...(auth !== null && { Auth: auth }),
        }),
      }),
    })

  it('protects the routes of events by the default authorizer, with its scopes', () => {
    const api = httpApi(guarded(null))
    const [partners, custom] = Object.values(api.authorizers)
    expect(partners).toMatchObject({
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: 'https://login.example.com', audience: ['stock'] },
    })
    expect(custom).toMatchObject({
      authorizerType: 'REQUEST',
      authorizerUri: invocation,
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      authorizerResultTtlInSeconds: 30,
      identitySource: ['$request.header.X-Key', '$request.querystring.key'],
    })
    expect(Object.values(api.routes)).toMatchObject([
      {
        authorizationType: 'JWT',
        authorizerId: partners?.id,
        authorizationScopes: ['stock/read'],
      },
    ])
    expect(api).toMatchObject({
      corsConfiguration: { allowOrigins: ['*'] },
      tags: { team: 'stock' },
      stages: {
        live: {
          tags: { team: 'stock' },
          routeSettings: { 'GET /items': { throttlingRateLimit: 3 } },
        },
      },
    })
  })

  it.each<[string, Json, string, string[]]>([
    ['nothing where the event says NONE', { Authorizer: 'NONE' }, 'NONE', []],
    ['AWS_IAM', { Authorizer: 'AWS_IAM' }, 'AWS_IAM', []],
    ['a Lambda authorizer', { Authorizer: 'Custom' }, 'CUSTOM', []],
    ['scopes of the event', { AuthorizationScopes: ['stock/write'] }, 'JWT', ['stock/write']],
  ])('protects the route of an event by %s', (_what, auth, type, scopes) => {
    expect(Object.values(httpApi(guarded(auth)).routes)).toMatchObject([
      { authorizationType: type, authorizationScopes: scopes },
    ])
  })

  it('does not open a route whose authorizer the API does not have', () => {
    const template = guarded({ Authorizer: 'Nobody' })
    expect(httpApi(template).routes).toEqual({})
    expect(complaints(template)).toContain('The API has no authorizer Nobody.')
  })

  it('has no events of state machines', () => {
    expect(
      complaints(
        serverless({
          Stock: stockWith({ Rest: { Type: 'HttpApi' } }),
          Flow: {
            Type: 'AWS::Serverless::StateMachine',
            Properties: { Events: { Start: event({ Path: '/start', Method: 'POST' }) } },
          },
        }),
      ),
    ).toEqual(['The event Start adds no route: HTTP APIs have no events of state machines.'])
  })

  it('maps the paths of its domain to its stage', () => {
    const { design } = opened(
      serverless({
        Warehouse: {
          Type: 'AWS::Serverless::HttpApi',
          Properties: {
            Domain: {
              DomainName: 'stock.example.com',
              CertificateArn: 'arn:aws:acm:us-east-1:1:certificate/a',
              BasePath: ['/one', 'two/three'],
            },
          },
        },
      }),
    )
    expect(design.access.domainNames['stock.example.com']).toMatchObject({
      regionalCertificateArn: 'arn:aws:acm:us-east-1:1:certificate/a',
      endpointConfiguration: { types: ['REGIONAL'] },
      basePathMappings: [
        { basePath: 'one', stage: '$default' },
        { basePath: 'two/three', stage: '$default' },
      ],
    })
  })
})

describe('a template with APIs of every kind', () => {
  it('opens with all of them', () => {
    const { design } = opened(
      serverless({
        ...warehouse.Resources,
        Old: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'old' } },
        Chat: {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: {
            Name: 'chat',
            ProtocolType: 'WEBSOCKET',
            RouteSelectionExpression: '$request.body.kind',
          },
        },
        New: { Type: 'AWS::Serverless::HttpApi', Properties: { Name: 'new' } },
      }),
    )
    expect(Object.values(design.apis).map(({ name, protocol }) => `${name} ${protocol}`)).toEqual([
      'warehouse HTTP',
      'old REST',
      'chat WEBSOCKET',
      'new HTTP',
    ])
  })
})
