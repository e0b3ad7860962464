import { describe, expect, it } from 'vitest'
import { countingIds, randomIds, seededRandom } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { emptyDesign } from '../../operations/designs.ts'
import { addRestApi } from '../../operations/restApis.ts'
import { createHttpApi } from '../../operations/v2/httpApis.ts'
import { updateRouteIntegration } from '../../operations/v2/integrations.ts'
import { addRoute, removeRoute, updateRoute } from '../../operations/v2/routes.ts'
import { addRouteStage, updateRouteStage } from '../../operations/v2/stages.ts'
import { convertApi } from '../../conversion/convertApi.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import { differingParts } from '../../queries/comparableApi.ts'
import { comparableRoutedApi } from '../../queries/comparableRoutedApi.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi, WebSocketApi } from '../../schema/v2/apis.ts'
import { exportApi } from '../index.ts'
import type { ExporterId } from '../index.ts'

const parts = `# the stock of the team
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Rate: { Type: Number, Default: 10 }
Resources:
  Warehouse:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: warehouse, ProtocolType: HTTP }
  Stock:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler }
  Call:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Warehouse
      IntegrationType: AWS_PROXY
      IntegrationUri: !GetAtt Stock.Arn
      PayloadFormatVersion: "2.0"
  ListItems:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Warehouse
      RouteKey: GET /items
      Target: !Join [/, [integrations, !Ref Call]]
  Rollout1a2b3c4d:
    Type: AWS::ApiGatewayV2::Deployment
    DependsOn: ListItems
    Properties: { ApiId: !Ref Warehouse }
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Warehouse
      StageName: live
      DeploymentId: !Ref Rollout1a2b3c4d
      DefaultRouteSettings: { ThrottlingRateLimit: !Ref Rate } # per second
`

const quick = `Resources:
  Quick:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: quick
      ProtocolType: HTTP
      Target: https://shop.example.com/
`

const chat = `Resources:
  Chat:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: chat
      ProtocolType: WEBSOCKET
      RouteSelectionExpression: $request.body.kind
  Echo:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Chat
      IntegrationType: MOCK
      RequestTemplates: { "200": '{"statusCode": 200}' }
      TemplateSelectionExpression: "200"
  EchoResponse:
    Type: AWS::ApiGatewayV2::IntegrationResponse
    Properties:
      ApiId: !Ref Chat
      IntegrationId: !Ref Echo
      IntegrationResponseKey: $default
      ResponseTemplates: { "200": "{}" }
  Message:
    Type: AWS::ApiGatewayV2::Model
    Properties: { ApiId: !Ref Chat, Name: Message, Schema: { type: object } }
  Say:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Chat
      RouteKey: say
      RequestModels: { $default: Message }
      ModelSelectionExpression: $default
      RouteResponseSelectionExpression: $default
      Target: !Sub integrations/\${Echo}
  SayResponse:
    Type: AWS::ApiGatewayV2::RouteResponse
    Properties: { ApiId: !Ref Chat, RouteId: !Ref Say, RouteResponseKey: $default }
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref Chat, StageName: live, AutoDeploy: true }
`

const body = `Resources:
  Shop:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      CorsConfiguration: { AllowOrigins: ["*"] }
      Body:
        openapi: 3.0.1
        info: { title: shop, version: "1" } # of the shop
        paths:
          /orders:
            get:
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: GET
                uri: !Sub https://\${AWS::Region}.example.com/orders
                payloadFormatVersion: "1.0"
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref Shop, StageName: $default, AutoDeploy: true }
`

const stored = `Resources:
  Shop:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: shop
      BodyS3Location: { Bucket: documents, Key: shop.yaml }
`

function opened(text: string): Design {
  const read = importDocument(text, { nextId: randomIds(seededRandom(23)), now: () => 0 })
  if (!read.ok) throw new Error(read.problems[0]?.message)
  return read.value.design
}

function routedApis(design: Design): (HttpApi | WebSocketApi)[] {
  return Object.values(design.apis).flatMap((api) => (api.protocol === 'REST' ? [] : [api]))
}

function apiOf(design: Design): HttpApi | WebSocketApi {
  const [api] = routedApis(design)
  if (!api) throw new Error('an HTTP or WebSocket API was read')
  return api
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function exported(design: Design, kind: ExporterId = 'cloudformation') {
  const result = exportApi(design, kind, apiOf(design).id, { format: 'yaml' })
  return { text: done(result)[0]?.text ?? '', problems: result.problems }
}

/** The parts of the design's APIs that a template makes differently. */
function differing(design: Design, text: string): string[] {
  const again = opened(text)
  return routedApis(design).flatMap((api) => {
    const twin = routedApis(again).find(({ name }) => name === api.name)
    if (!twin) return [api.name]
    return differingParts(comparableRoutedApi(design, api), comparableRoutedApi(again, twin))
  })
}

function edited(text: string, edit: (design: Design) => Result<Design>) {
  const design = done(edit(opened(text)))
  const written = exported(design)
  const [left, right] = [text.split('\n'), written.text.split('\n')]
  return {
    ...written,
    gone: left.filter((line) => !right.includes(line)).map((line) => line.trim()),
    added: right.filter((line) => !left.includes(line)).map((line) => line.trim()),
    differing: differing(design, written.text),
  }
}

function routeId(design: Design, routeKey: string): string {
  const route = Object.values(apiOf(design).routes).find((each) => each.routeKey === routeKey)
  if (!route) throw new Error(`the API has the route ${routeKey}`)
  return route.id
}

describe('a template of HTTP and WebSocket APIs, written in place', () => {
  it.each([
    ['resources', parts],
    ['quick create', quick],
    ['a WebSocket API', chat],
    ['an OpenAPI body', body],
    ['an OpenAPI body in S3', stored],
  ])('comes back unchanged without an edit: %s', (_what, text) => {
    expect(exported(opened(text))).toEqual({ text, problems: [] })
  })

  it('changes the resource of the edited route, and deploys the API again', () => {
    const result = edited(parts, (design) =>
      updateRoute(design, {
        apiId: apiOf(design).id,
        id: routeId(design, 'GET /items'),
        change: { routeKey: 'GET /stock/{sku}' },
      }),
    )
    expect(result.differing).toEqual([])
    expect(result.added).toContain('RouteKey: GET /stock/{sku}')
    const names = [...result.text.matchAll(/Rollout\w+/g)].map(([name]) => name)
    expect(new Set(names).size).toBe(1)
    expect(names[0]).not.toBe('Rollout1a2b3c4d')
    expect(result.text).toContain('{ ThrottlingRateLimit: !Ref Rate } # per second')
  })

  it('adds a route with its permission', () => {
    const result = edited(parts, (design) => {
      const api = apiOf(design)
      const [target] = Object.keys(api.integrations)
      const route = { id: 'new', routeKey: 'PUT /items/{sku}', ...(target && { target }) }
      return addRoute(design, { apiId: api.id, route })
    })
    expect(result.differing).toEqual([])
    expect(result.added).toContain('Target: !Sub integrations/${Call}')
    expect(result.added.join(' ')).toContain('${Warehouse}/*/PUT/items/*')
  })

  it('removes the resource of a route', () => {
    const result = edited(parts, (design) =>
      removeRoute(design, { apiId: apiOf(design).id, id: routeId(design, 'GET /items') }),
    )
    expect(result.text).not.toContain('ListItems')
    expect(result.text).toContain('Call:')
  })

  it('changes the settings of a stage without another deployment', () => {
    const result = edited(parts, (design) =>
      updateRouteStage(design, {
        apiId: apiOf(design).id,
        stageName: 'live',
        change: { stageVariables: { color: 'blue' } },
      }),
    )
    expect(result).toMatchObject({ gone: [], differing: [] })
    expect(result.text).toContain('Rollout1a2b3c4d')
  })

  it('changes the target of quick create where that expresses the edit', () => {
    const result = edited(quick, (design) => {
      const api = apiOf(design)
      const [id = ''] = Object.keys(api.integrations)
      const change = { integrationUri: 'https://other.example.com/' }
      return updateRouteIntegration(design, { apiId: api.id, id, change })
    })
    expect(result).toMatchObject({
      gone: ['Target: https://shop.example.com/'],
      added: ['Target: https://other.example.com/'],
      differing: [],
      problems: [],
    })
  })

  it('writes what quick create made as resources where the target cannot express the edit', () => {
    const result = edited(quick, (design) => {
      const api = apiOf(design)
      const [target] = Object.keys(api.integrations)
      const route = { id: 'new', routeKey: 'GET /items', ...(target && { target }) }
      return addRoute(design, { apiId: api.id, route })
    })
    expect(result.gone).toEqual(['Target: https://shop.example.com/'])
    expect(result.differing).toEqual([])
    expect(result.problems).toMatchObject([{ code: 'cloudformation/quick-create-written-out' }])
  })

  it('writes the edit of a route into the OpenAPI body', () => {
    expect(apiOf(opened(body))).toMatchObject({
      name: 'shop',
      version: '1',
      corsConfiguration: { allowOrigins: ['*'] },
    })
    const result = edited(body, (design) =>
      updateRoute(design, {
        apiId: apiOf(design).id,
        id: routeId(design, 'GET /orders'),
        change: { routeKey: 'GET /orders/{id}' },
      }),
    )
    expect(result.differing).toEqual([])
    expect(result.added).toContain('/orders/{id}:')
    expect(result.text).toContain('# of the shop')
    expect(result.text).not.toContain('x-amazon-apigateway-cors')
  })

  it('writes the OpenAPI body into the template where it was in S3', () => {
    const result = edited(stored, (design) =>
      addRoute(design, { apiId: apiOf(design).id, route: { id: 'new', routeKey: 'GET /orders' } }),
    )
    expect(result.gone).toEqual(['BodyS3Location: { Bucket: documents, Key: shop.yaml }'])
    expect(result.problems).toMatchObject([{ code: 'cloudformation/body-inside' }])
    expect(result.differing).toEqual([])
  })

  it('writes an edit of a WebSocket API', () => {
    const result = edited(chat, (design) =>
      updateRoute(design, {
        apiId: apiOf(design).id,
        id: routeId(design, 'say'),
        change: { routeKey: 'tell' },
      }),
    )
    expect(result).toMatchObject({
      gone: ['RouteKey: say'],
      added: ['RouteKey: tell'],
      differing: [],
      problems: [],
    })
  })
})

describe('a new template', () => {
  const bare = (text: string): Design => ({ ...opened(text), templates: {} })

  it.each<[string, string, ExporterId]>([
    ['an HTTP API', parts, 'cloudformation'],
    ['an HTTP API', parts, 'sam'],
    ['an API of quick create', quick, 'cloudformation'],
    ['a WebSocket API', chat, 'cloudformation'],
    ['a WebSocket API', chat, 'sam'],
  ])('makes %s again', (_what, text, kind) => {
    const design = bare(text)
    const written = exported(design, kind)
    expect(written.problems).toEqual([])
    expect(differing(design, written.text)).toEqual([])
  })

  it('has all APIs of a design under names of their own', () => {
    const nextId = countingIds('id')
    const start = emptyDesign('Shop', nextId)
    const rest = done(addRestApi(start, { apiId: 'rest', rootResourceId: 'root', name: 'shop' }))
    const http = ['one', 'two'].reduce((design, apiId) => {
      const made = done(createHttpApi(design, { apiId, name: 'shop' }))
      return done(addRouteStage(made, { apiId, stage: { stageName: 'live', autoDeploy: true } }))
    }, rest)
    const all = exportApi(http, 'cloudformation', 'one', { format: 'json' })
    const read = opened(done(all)[0]?.text ?? '')
    expect(Object.values(read.apis).map(({ protocol }) => protocol)).toEqual([
      'REST',
      'HTTP',
      'HTTP',
    ])
    expect(routedApis(read).map(({ stages }) => Object.keys(stages))).toEqual([['live'], ['live']])
  })

  it('has an OpenAPI body where a resource for each part would be too many', () => {
    const apiId = 'large'
    const start = done(createHttpApi(emptyDesign('Shop', countingIds('id')), { apiId, name: 'a' }))
    const design = Array.from({ length: 501 }, (_, i) => `GET /${i}`).reduce(
      (before, routeKey) => done(addRoute(before, { apiId, route: { id: routeKey, routeKey } })),
      start,
    )
    const { text, problems } = exported(design)
    expect(problems.map(({ code }) => code)).toContain('cloudformation/body')
    expect(text).not.toContain('AWS::ApiGatewayV2::Route')
    expect(Object.keys(apiOf(opened(text)).routes)).toHaveLength(501)
  })

  it('has the chosen API alone when it is narrowed', () => {
    const start = emptyDesign('Shop', countingIds('id'))
    const design = ['one', 'two'].reduce(
      (before, apiId) => done(createHttpApi(before, { apiId, name: apiId })),
      start,
    )
    const result = exportApi(design, 'cloudformation', 'two', { format: 'json', isNarrowed: true })
    const read = opened(done(result)[0]?.text ?? '')
    expect(Object.values(read.apis).map(({ name }) => name)).toEqual(['two'])
  })

  it('adds APIs that the opened template does not have to it', () => {
    const design = done(createHttpApi(opened(parts), { apiId: 'added', name: 'added' }))
    const { text } = exported(design)
    expect(text.startsWith(parts.slice(0, parts.indexOf('Resources:')))).toBe(true)
    expect(Object.values(opened(text).apis).map(({ name }) => name)).toEqual(['warehouse', 'added'])
  })
})

const twins = `Transform: AWS::Serverless-2016-10-31
Resources:
  New:
    Type: AWS::Serverless::HttpApi
    Properties: { Name: new }
  Old:
    Type: AWS::Serverless::Api
    Properties: { Name: old, StageName: live }
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        New: { Type: HttpApi, Properties: { ApiId: !Ref New, Path: /hello, Method: get } }
        Old: { Type: Api, Properties: { RestApiId: !Ref Old, Path: /hello, Method: get } }
Outputs:
  Stage: { Value: !Ref NewApiGatewayDefaultStage }
`

describe('a template of another kind', () => {
  it('has every API, with names of their own for parts that have the same path', () => {
    const design = opened(twins)
    const { text, problems } = exported(design, 'cloudformation')
    expect(problems).toEqual([])
    expect(differing(design, text)).toEqual([])
    const again = opened(text)
    expect(Object.values(again.apis).map(({ name, protocol }) => `${name} ${protocol}`)).toEqual([
      'new HTTP',
      'old REST',
    ])
    const rest = Object.values(again.apis).flatMap((api) => (api.protocol === 'REST' ? [api] : []))
    const [old] = rest
    expect(old && methodsOf(old).map(({ path, method }) => `${method.httpMethod} ${path}`)).toEqual(
      ['GET /hello'],
    )
    expect(text.match(/AWS::Lambda::Permission/g)).toHaveLength(2)
    expect(text).not.toContain('Events:')
    expect(text).toMatch(/Stage:\n {4}Value: !Ref \w*Stage/)
  })

  it('has an API that was converted to another protocol under its logical id', () => {
    const design = opened(parts)
    const { id } = apiOf(design)
    const converted = done(
      convertApi(design, { apiId: id, protocol: 'REST', nextId: countingIds('new') }),
    )
    const result = exportApi(converted, 'cloudformation', id, { format: 'yaml' })
    const text = done(result)[0]?.text ?? ''
    expect(text).not.toContain('ApiGatewayV2')
    expect(Object.values(opened(text).apis)).toMatchObject([
      { protocol: 'REST', name: 'warehouse' },
    ])
    expect(text).toMatch(/^ {2}Warehouse:$/m)
  })
})
