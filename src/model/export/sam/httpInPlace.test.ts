import { describe, expect, it } from 'vitest'
import { randomIds, seededRandom } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { updateRouteAuthorizer } from '../../operations/v2/authorizers.ts'
import { addRouteIntegration, updateRouteIntegration } from '../../operations/v2/integrations.ts'
import { addRoute, removeRoute, updateRoute } from '../../operations/v2/routes.ts'
import { updateHttpApi } from '../../operations/v2/httpApis.ts'
import { differingParts } from '../../queries/comparableApi.ts'
import { comparableRoutedApi } from '../../queries/comparableRoutedApi.ts'
import type { Problem, Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import type { Route } from '../../schema/v2/route.ts'
import { exportApi } from '../index.ts'

const template = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x # for all
Resources:
  Orders:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: live
      CorsConfiguration: true
      Auth:
        Authorizers:
          Customers:
            IdentitySource: $request.header.Authorization
            AuthorizationScopes: [orders]
            JwtConfiguration:
              issuer: https://login.example.com/
              audience: [shop]
        DefaultAuthorizer: Customers
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: list.handler
      Events:
        All:
          Type: HttpApi
          Properties:
            ApiId: !Ref Orders
            Path: /orders
            Method: get
        Health:
          Type: HttpApi
          Properties:
            ApiId: !Ref Orders
            Path: /health
            Method: get
            Auth:
              Authorizer: NONE
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ship.handler
Outputs:
  Url:
    Value: !Sub https://\${Orders}.execute-api.\${AWS::Region}.amazonaws.com/live
`

const implicit = `Transform: AWS::Serverless-2016-10-31
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      Handler: greet.handler
      Events:
        Rest:
          Type: HttpApi
`

function opened(text: string): Design {
  const read = importDocument(text, { nextId: randomIds(seededRandom(8)), now: () => 0 })
  if (!read.ok) throw new Error(read.problems[0]?.message)
  return read.value.design
}

function apiOf(design: Design): HttpApi {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'HTTP') throw new Error('an HTTP API was read')
  return api
}

function routeOf(design: Design, routeKey: string): Route {
  const route = Object.values(apiOf(design).routes).find((each) => each.routeKey === routeKey)
  if (!route) throw new Error(`the API has the route ${routeKey}`)
  return route
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function exported(design: Design): {
  readonly text: string
  readonly problems: readonly Problem[]
} {
  const result = exportApi(design, 'sam', apiOf(design).id, { format: 'yaml' })
  return { text: done(result)[0]?.text ?? '', problems: result.problems }
}

/** The lines that an edit takes out of a template and puts into it. */
function changedLines(before: string, after: string) {
  const [left, right] = [before.split('\n'), after.split('\n')]
  return {
    gone: left.filter((line) => !right.includes(line)).map((line) => line.trim()),
    added: right.filter((line) => !left.includes(line)).map((line) => line.trim()),
  }
}

function edited(text: string, edit: (design: Design) => Result<Design>) {
  const design = done(edit(opened(text)))
  const written = exported(design)
  const again = opened(written.text)
  return {
    ...written,
    ...changedLines(text, written.text),
    differing: differingParts(
      comparableRoutedApi(design, apiOf(design)),
      comparableRoutedApi(again, apiOf(again)),
    ),
  }
}

describe('an AWS::Serverless::HttpApi that is filled by events', () => {
  it('comes back unchanged without an edit', () => {
    expect(exported(opened(template))).toEqual({ text: template, problems: [] })
    expect(exported(opened(implicit))).toEqual({ text: implicit, problems: [] })
  })

  it('changes the path of the event when its route gets another key', () => {
    const result = edited(template, (design) =>
      updateRoute(design, {
        apiId: apiOf(design).id,
        id: routeOf(design, 'GET /health').id,
        change: { routeKey: 'HEAD /health' },
      }),
    )
    expect(result).toMatchObject({ added: ['Method: HEAD'], differing: [], problems: [] })
  })

  it('loses the event of a route that is removed', () => {
    const result = edited(template, (design) =>
      removeRoute(design, { apiId: apiOf(design).id, id: routeOf(design, 'GET /health').id }),
    )
    expect(result).toMatchObject({
      gone: ['Health:', 'Path: /health', 'Auth:', 'Authorizer: NONE'],
      added: [],
    })
  })

  it('gains an event for a new route to a function of the template', () => {
    const uri =
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:Ship/invocations'
    const result = edited(template, (design) => {
      const apiId = apiOf(design).id
      const integrated = done(
        addRouteIntegration(design, {
          apiId,
          integration: {
            id: 'i1',
            integrationType: 'AWS_PROXY',
            integrationUri: uri,
            integrationMethod: 'POST',
            payloadFormatVersion: '2.0',
          },
        }),
      )
      const route = { id: 'r1', routeKey: 'POST /orders/{id}/shipment', target: 'i1' }
      return addRoute(integrated, { apiId, route })
    })
    expect(result).toMatchObject({
      gone: [],
      differing: [],
      problems: [],
      added: ['POSTOrdersIdShipment:', 'Path: /orders/{id}/shipment', 'Method: POST'],
    })
  })

  it('writes another authorization of a route into its event', () => {
    const result = edited(template, (design) =>
      updateRoute(design, {
        apiId: apiOf(design).id,
        id: routeOf(design, 'GET /orders').id,
        change: { authorizationType: 'AWS_IAM', authorizerId: undefined, authorizationScopes: [] },
      }),
    )
    expect(result.differing).toEqual([])
    expect(result.gone).toEqual([])
    expect(result.added).toEqual(['EnableIamAuthorizer: true', 'Authorizer: AWS_IAM'])
  })

  it('renames the authorizer that DefaultAuthorizer names', () => {
    const result = edited(template, (design) => {
      const [authorizer] = Object.values(apiOf(design).authorizers)
      return updateRouteAuthorizer(design, {
        apiId: apiOf(design).id,
        id: authorizer?.id ?? '',
        change: { name: 'Buyers' },
      })
    })
    expect(result.differing).toEqual([])
    expect(result.added).toContain('DefaultAuthorizer: Buyers')
  })

  it('keeps its other settings when CORS is changed', () => {
    const result = edited(template, (design) =>
      updateHttpApi(design, {
        apiId: apiOf(design).id,
        change: { corsConfiguration: { allowOrigins: ['https://shop.example.com'] } },
      }),
    )
    expect(result).toMatchObject({ gone: ['CorsConfiguration: true'], differing: [] })
  })

  it('makes the API that functions share a resource when its settings are changed', () => {
    const result = edited(implicit, (design) =>
      updateHttpApi(design, { apiId: apiOf(design).id, change: { description: 'Greetings' } }),
    )
    expect(result.gone).toEqual([])
    expect(result.added).toEqual(
      expect.arrayContaining(['HttpApi:', 'Description: Greetings', 'ApiId: !Ref HttpApi']),
    )
  })

  it('sets the timeout of an integration in its event', () => {
    const result = edited(template, (design) =>
      updateRouteIntegration(design, {
        apiId: apiOf(design).id,
        id: routeOf(design, 'GET /orders').target ?? '',
        change: { timeoutInMillis: 5000 },
      }),
    )
    expect(result).toMatchObject({ gone: [], added: ['TimeoutInMillis: 5000'], differing: [] })
  })
})

const defined = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Host: { Type: String, Default: shop.example.com }
Resources:
  Shop:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          Customers:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: { issuer: https://login.example.com/, audience: [shop] }
      DefinitionBody:
        openapi: 3.0.1
        info: { title: shop, version: "1" }
        paths:
          /orders:
            get: # all of them
              security: [{ Customers: [] }]
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: GET
                uri: !Sub https://\${Host}/orders
                payloadFormatVersion: "1.0"
          /health:
            get:
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: GET
                uri: !Sub https://\${Host}/health
                payloadFormatVersion: "1.0"
`

describe('an AWS::Serverless::HttpApi with its definition', () => {
  it('opens with the authorizers of Auth, and comes back unchanged without an edit', () => {
    const design = opened(defined)
    const [authorizer] = Object.values(apiOf(design).authorizers)
    expect(routeOf(design, 'GET /orders')).toMatchObject({
      authorizationType: 'JWT',
      authorizerId: authorizer?.id,
    })
    expect(exported(design).text).toBe(defined)
  })

  it('changes the path of the definition that was edited', () => {
    const result = edited(defined, (design) =>
      updateRoute(design, {
        apiId: apiOf(design).id,
        id: routeOf(design, 'GET /health').id,
        change: { routeKey: 'GET /alive' },
      }),
    )
    expect(result.differing).toEqual([])
    expect(result.text).toContain('get: # all of them')
    expect(result.text).toContain('uri: !Sub https://${Host}/orders')
    expect(result.added).toContain('/alive:')
  })
})
