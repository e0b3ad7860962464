import { describe, expect, it } from 'vitest'
import { countingIds } from '../../../ids.ts'
import type { HttpApi } from '../../../schema/v2/apis.ts'
import type { Json } from '../../../schema/json.ts'
import { importDocument } from '../../index.ts'
import type { ImportOptions } from '../../options.ts'

const lambda =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:tickets/invocations'

const tickets = `
openapi: 3.0.1
info: { title: Tickets, version: 2.0, description: Support tickets }
servers:
  - url: https://example.com/{basePath}
    variables: { basePath: { default: live } }
    x-amazon-apigateway-endpoint-configuration: { disableExecuteApiEndpoint: true, ipAddressType: dualstack }
tags:
  - { name: team, x-amazon-apigateway-tag-value: support }
  - { name: public }
x-amazon-apigateway-importexport-version: "1.0"
x-amazon-apigateway-cors:
  allowOrigins: [https://app.example.com]
  allowMethods: [GET, POST]
  maxAge: 600
  allowCredentials: true
paths:
  /tickets/{id}:
    get:
      operationId: readTicket
      security: [{ tokens: [tickets.read] }]
      responses: { default: { description: a ticket } }
      x-amazon-apigateway-integration: { $ref: '#/components/x-amazon-apigateway-integrations/shared' }
    post:
      security: [{ checker: [] }]
      responses: { default: { description: done } }
      x-amazon-apigateway-integration: { $ref: '#/components/x-amazon-apigateway-integrations/shared' }
  /{proxy+}:
    x-amazon-apigateway-any-method:
      x-amazon-apigateway-auth: { type: AWS_IAM }
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: ANY
        uri: arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c
        connectionType: VPC_LINK
        connectionId: link1
        tlsConfig: { serverNameToVerify: backend.example.com }
        payloadFormatVersion: 1.0
        timeoutInMillis: 5000
        requestParameters: { 'append:header.team': $context.stage }
        responseParameters: { 500: { 'overwrite:statuscode': 502 } }
  /$default:
    x-amazon-apigateway-any-method:
      isDefaultRoute: true
      x-amazon-apigateway-integration:
        type: AWS_PROXY
        integrationSubtype: SQS-SendMessage
        credentials: arn:aws:iam::111122223333:role/sender
        payloadFormatVersion: "1.0"
        requestParameters: { QueueUrl: $request.header.queue, MessageBody: $request.body }
components:
  x-amazon-apigateway-integrations:
    shared: { type: aws_proxy, httpMethod: POST, uri: '${lambda}', payloadFormatVersion: 2.0 }
  securitySchemes:
    tokens:
      type: openIdConnect
      openIdConnectUrl: https://login.example.com/.well-known/openid-configuration
      x-amazon-apigateway-authorizer:
        type: jwt
        identitySource: $request.header.Authorization
        jwtConfiguration: { audience: [app] }
    checker:
      type: apiKey
      name: Unused
      in: header
      x-amazon-apigateway-authorizer:
        type: request
        identitySource: '$request.header.a, $request.querystring.b'
        authorizerUri: '${lambda}'
        authorizerPayloadFormatVersion: 2.0
        authorizerResultTtlInSeconds: 60
        enableSimpleResponses: true
`

function opened(text: string, options: Partial<ImportOptions> = {}) {
  const result = importDocument(text, { nextId: countingIds('id'), ...options })
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'))
  const [api] = Object.values(result.value.design.apis)
  if (!api) throw new Error('no API was read')
  return { api, ...result.value }
}

function httpApiOf(text: string, options: Partial<ImportOptions> = {}): HttpApi {
  const { api } = opened(text, options)
  if (api.protocol !== 'HTTP') throw new Error(`the API is a ${api.protocol} API`)
  return api
}

const routesOf = ({ routes }: HttpApi) => Object.values(routes).map(({ routeKey }) => routeKey)

describe('an OpenAPI document of an HTTP API', () => {
  it('gives the API its settings', () => {
    const api = httpApiOf(tickets)
    expect(api).toMatchObject({
      name: 'Tickets',
      version: '2.0',
      description: 'Support tickets',
      tags: { team: 'support', public: '' },
      disableExecuteApiEndpoint: true,
      ipAddressType: 'dualstack',
      corsConfiguration: {
        allowOrigins: ['https://app.example.com'],
        allowMethods: ['GET', 'POST'],
        maxAge: 600,
        allowCredentials: true,
      },
      stages: { live: { stageName: 'live', autoDeploy: true } },
    })
  })

  it('opens without problems', () => {
    expect(opened(tickets).problems).toEqual([])
  })

  it('gives routes their keys, guards and shared integrations', () => {
    const { routes, integrations, authorizers } = httpApiOf(tickets)
    const [read, write, proxy, rest] = Object.values(routes)
    expect(Object.values(routes).map(({ routeKey }) => routeKey)).toEqual([
      'GET /tickets/{id}',
      'POST /tickets/{id}',
      'ANY /{proxy+}',
      '$default',
    ])
    expect(read?.operationName).toBe('readTicket')
    expect(read?.target).toBe(write?.target)
    expect(read).toMatchObject({
      authorizationType: 'JWT',
      authorizationScopes: ['tickets.read'],
    })
    expect(write?.authorizationType).toBe('CUSTOM')
    expect(proxy?.authorizationType).toBe('AWS_IAM')
    expect(rest?.authorizationType).toBe('NONE')
    expect(authorizers[read?.authorizerId ?? '']).toMatchObject({
      name: 'tokens',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: 'https://login.example.com', audience: ['app'] },
    })
    expect(authorizers[write?.authorizerId ?? '']).toMatchObject({
      name: 'checker',
      authorizerType: 'REQUEST',
      identitySource: ['$request.header.a', '$request.querystring.b'],
      authorizerPayloadFormatVersion: '2.0',
      authorizerResultTtlInSeconds: 60,
      enableSimpleResponses: true,
    })
    expect(integrations[proxy?.target ?? '']).toMatchObject({
      integrationType: 'HTTP_PROXY',
      connectionType: 'VPC_LINK',
      connectionId: 'link1',
      tlsConfig: { serverNameToVerify: 'backend.example.com' },
      payloadFormatVersion: '1.0',
      timeoutInMillis: 5000,
      requestParameters: { 'append:header.team': '$context.stage' },
      responseParameters: { '500': { 'overwrite:statuscode': '502' } },
    })
    expect(integrations[rest?.target ?? '']).toMatchObject({
      integrationType: 'AWS_PROXY',
      integrationSubtype: 'SQS-SendMessage',
      credentialsArn: 'arn:aws:iam::111122223333:role/sender',
    })
  })

  const document = (paths: Json, others: { readonly [name: string]: Json } = {}) =>
    JSON.stringify({
      openapi: '3.0.1',
      info: { title: 'x', version: '1' },
      'x-amazon-apigateway-importexport-version': '1.0',
      paths,
      ...others,
    })
  const proxy = { type: 'http_proxy', httpMethod: 'GET', uri: 'https://example.com' }
  const integrated = (members: { readonly [name: string]: Json }) => ({
    'x-amazon-apigateway-integration': { ...proxy, payloadFormatVersion: '1.0', ...members },
  })

  it.each([
    ['ignore', ['GET /a']],
    ['prepend', ['GET /v1/shop/a']],
    ['split', ['GET /shop/a']],
  ] as const)('takes the base path over as %s says', (basepath, keys) => {
    const text = document(
      { '/a': { get: integrated({}) } },
      { servers: [{ url: 'https://example.com/v1/shop' }] },
    )
    expect(routesOf(httpApiOf(text, { basepath }))).toEqual(keys)
  })

  it.each<[string, Json, { readonly [name: string]: Json }]>([
    ['integration-type', { '/a': { get: integrated({ type: 'MOCK' }) } }, {}],
    ['unsupported-member', { '/a': { get: integrated({ cacheNamespace: 'a' }) } }, {}],
    ['payload-format', { '/a': { get: integrated({ payloadFormatVersion: '3.0' }) } }, {}],
    ['integration', { '/a': { get: integrated({ timeoutInMillis: 10 }) } }, {}],
    ['timeout', { '/a': { get: integrated({ timeoutInMillis: 1e308 }) } }, {}],
    ['connection-type', { '/a': { get: integrated({ connectionType: 'WIRE' }) } }, {}],
    ['verb', { '/a': { trace: integrated({}) } }, {}],
    ['cors', {}, { 'x-amazon-apigateway-cors': { allowOrigins: ['no origin'] } }],
    ['path', { '/{a}': { get: {} }, '/{b}': { get: {} } }, {}],
    ['path', { '/a/{b+}/c': { get: {} } }, {}],
    ['security-scheme', { '/a': { get: { security: [{ basic: [] }] } } }, {}],
    ['second-authorizer', { '/a': { get: { security: [{ a: [] }, { b: [] }] } } }, {}],
    [
      'missing-reference',
      { '/a': { get: { responses: { 200: { $ref: '#/components/responses/gone' } } } } },
      {},
    ],
    [
      'missing-reference',
      {
        '/a': {
          get: {
            'x-amazon-apigateway-integration': {
              $ref: '#/components/x-amazon-apigateway-integrations/gone',
            },
          },
        },
      },
      {},
    ],
  ])('reports %s with its line', (code, paths, others) => {
    const { problems } = opened(document(paths, others))
    const found = problems.find((problem) => problem.code === `openapi/${code}`)
    expect(found?.severity).not.toBe('info')
    expect(found?.position?.line).toBe(1)
    expect(found?.position?.column).toBeGreaterThan(1)
  })

  it('lets nobody through a route whose security scheme an HTTP API cannot enforce', () => {
    const schemes = { securitySchemes: { basic: { type: 'http', scheme: 'basic' } } }
    const paths = { '/a': { get: { security: [{ basic: [] }] } } }
    const [route] = Object.values(httpApiOf(document(paths, { components: schemes })).routes)
    expect(route?.authorizationType).toBe('CUSTOM')
    expect(route?.authorizerId).toBeUndefined()
  })

  it('is refused as Swagger 2.0', () => {
    const text = JSON.stringify({ swagger: '2.0', info: { title: 'x', version: '1' }, paths: {} })
    const result = importDocument(text, { nextId: countingIds('id'), apiKind: 'HTTP' })
    expect(result.problems.map(({ code }) => code)).toEqual(['openapi/http-swagger'])
  })

  it.each(['__proto__', 'constructor', 'toString'])('has no special name: %s', (name) => {
    const integrations = `{"${name}":${JSON.stringify({ ...proxy, payloadFormatVersion: '1.0' })}}`
    const text = `{"openapi":"3.0.1","info":{"title":"x","version":"1"},"tags":[{"name":"${name}"}],"paths":{"/${name}":{"get":{"security":[{"${name}":[]}],"x-amazon-apigateway-integration":{"$ref":"#/components/x-amazon-apigateway-integrations/${name}"}},"${name}":{}}},"components":{"x-amazon-apigateway-integrations":${integrations}}}`
    const api = httpApiOf(text)
    expect(routesOf(api)).toEqual([`GET /${name}`])
    expect(Object.keys(api.integrations)).toHaveLength(1)
    expect(Object.keys(api.tags)).toEqual([name])
  })
})
