import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { importDocument } from '../index.ts'

function opened(text: string) {
  const result = importDocument(text, { nextId: countingIds('id') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const { design, problems } = result.value
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('no REST API was read')
  return { design, api, problems }
}

function methodIn(api: RestApi, name: string) {
  const found = methodsOf(api).find(({ path, method }) => `${method.httpMethod} ${path}` === name)
  if (!found) throw new Error(`there is no ${name}`)
  return found.method
}

const template = (api: string, resources: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
${api}
${resources}`

const withEvents = (api: string, events: string) =>
  template(
    api,
    `  Serve:
    Type: AWS::Serverless::Function
    Properties:
      Events:
${events}`,
  )

const pool = `      Auth:
        DefaultAuthorizer: Members
        Authorizers:
          Members:
            UserPoolArn: arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_members
            AuthorizationScopes: [shop/read, shop/list]`

describe('the settings of a SAM template', () => {
  it('give methods the scopes of their authorizer unless their event lists its own', () => {
    const { api } = opened(
      withEvents(
        pool,
        `        Items: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /items, Method: get } }
        Named: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /named, Method: get, Auth: { Authorizer: Members } } }
        Orders: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /orders, Method: get, Auth: { AuthorizationScopes: [shop/orders] } } }
        Any: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /any, Method: get, Auth: { Authorizer: Members, AuthorizationScopes: [] } } }
        Open: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /open, Method: get, Auth: { Authorizer: NONE } } }`,
      ),
    )
    const scopes = methodsOf(api).map(({ path, method }) => [path, method.authorizationScopes])
    expect(Object.fromEntries(scopes)).toEqual({
      '/items': ['shop/read', 'shop/list'],
      '/named': ['shop/read', 'shop/list'],
      '/orders': ['shop/orders'],
      '/any': [],
      '/open': [],
    })
    expect(methodIn(api, 'GET /open').authorizationType).toBe('NONE')
  })

  it('write model names in lower case and declare the variables of paths', () => {
    const { api } = opened(
      withEvents(
        '      Models: { Item: { type: object } }',
        '        Put: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: "/items/{item}/{rest+}", Method: put, RequestModel: { Model: Item, Required: true } } }',
      ),
    )
    expect(Object.keys(api.models)).toEqual(['item'])
    expect(methodIn(api, 'PUT /items/{item}/{rest+}')).toMatchObject({
      requestModels: { 'application/json': 'item' },
      requestParameters: { 'method.request.path.item': true, 'method.request.path.rest': true },
    })
  })

  it('complete a method of the definition with MergeDefinitions', () => {
    const definition = `      MergeDefinitions: true
      DefinitionBody:
        openapi: 3.0.1
        info: { title: shop, version: '1' }
        paths:
          /items:
            get: { summary: all items, responses: { '200': { description: items } } }`
    const { api, problems } = opened(
      withEvents(
        definition,
        '        Get: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /items, Method: get } }',
      ),
    )
    expect(methodIn(api, 'GET /items').integration).toMatchObject({ type: 'AWS_PROXY' })
    expect(Object.keys(api.deployments)).toHaveLength(1)
    expect(problems.filter(({ code }) => code === 'cloudformation/refused')).toEqual([])
  })

  it('start a state machine with a role of the event and an error for every other status', () => {
    const { api } = opened(
      template(
        '',
        `  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Events:
        Begin: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /flow, Method: post } }`,
      ),
    )
    const { integration } = methodIn(api, 'POST /flow')
    expect(integration).toMatchObject({
      credentials: 'arn:aws:iam::123456789012:role/FlowBeginRole',
    })
    const patterns = Object.values(integration?.integrationResponses ?? {}).map(
      ({ statusCode, selectionPattern }) => [statusCode, selectionPattern],
    )
    expect(patterns).toEqual([
      ['200', '200'],
      ['400', '400'],
    ])
  })

  it('give a domain its kind of addresses and tags to all that the transform makes', () => {
    const { design, api } = opened(
      withEvents(
        `      PropagateTags: true
      Tags: { team: web }
      Auth: { UsagePlan: { CreateUsagePlan: PER_API, Tags: { plan: basic } } }
      Domain:
        DomainName: shop.example.com
        CertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/1
        IpAddressType: dualstack`,
        '        Get: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /, Method: get } }',
      ),
    )
    expect(design.access.domainNames['shop.example.com']).toMatchObject({
      endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'dualstack' },
      tags: { team: 'web' },
    })
    expect(api.stages['live']?.tags).toEqual({ team: 'web' })
    const [plan] = Object.values(design.access.usagePlans)
    expect(plan?.tags).toEqual({ team: 'web', plan: 'basic' })
  })

  it('leave an authorizer without credentials for FunctionInvokeRole NONE', () => {
    const { api } = opened(
      template(
        `      Auth:
        Authorizers:
          Token: { FunctionArn: !GetAtt Check.Arn, FunctionInvokeRole: NONE }
          Role: { FunctionArn: !GetAtt Check.Arn, FunctionInvokeRole: 'arn:aws:iam::123456789012:role/invoke' }`,
        '  Check: { Type: AWS::Serverless::Function, Properties: {} }',
      ),
    )
    const credentials = Object.values(api.authorizers).map(({ name, authorizerCredentials }) => [
      name,
      authorizerCredentials,
    ])
    expect(credentials).toEqual([
      ['Token', undefined],
      ['Role', 'arn:aws:iam::123456789012:role/invoke'],
    ])
  })

  it('add the resource policy of an event for the methods of its path', () => {
    const { api } = opened(
      withEvents(
        "      Auth: { ResourcePolicy: { IpRangeBlacklist: ['192.0.2.0/24'] } }",
        `        Get: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: "/items/{item}", Method: get, Auth: { ResourcePolicy: { AwsAccountWhitelist: ['444455556666'] } } } }`,
      ),
    )
    const policy = JSON.parse(api.policy ?? '{}') as { Statement: { Resource: string[] }[] }
    const resources = policy.Statement.flatMap(({ Resource }) => Resource)
    expect(resources.some((resource) => resource.endsWith('/live/GET/items/*'))).toBe(true)
    expect(api.policy).toContain('444455556666')
    expect(api.policy).toContain('192.0.2.0/24')
  })

  it('read a path that ends with a slash as the one without', () => {
    const { api, problems } = opened(
      withEvents(
        '',
        `        All: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /items/, Method: get } }
        One: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: "/items/{item}/", Method: get } }`,
      ),
    )
    expect(methodsOf(api).map(({ path }) => path)).toEqual(['/items', '/items/{item}'])
    expect(problems.filter(({ code }) => code === 'cloudformation/refused')).toEqual([])
  })
})
