import { describe, expect, it } from 'vitest'
import { randomIds, seededRandom } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { putIntegration } from '../../operations/integrations.ts'
import { addMethod, removeMethod, updateMethod } from '../../operations/methods.ts'
import { addResourcePath, removeResource, renameResource } from '../../operations/resources.ts'
import { removeApi, updateRestApi } from '../../operations/restApis.ts'
import { guardOf } from '../../queries/comparableApi.ts'
import { methodsOf, resourcesByPath } from '../../queries/resourceTree.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { integration as integrationSchema } from '../../schema/integrations/index.ts'
import type { HttpMethod } from '../../schema/method.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { exportApi } from '../index.ts'

function opened(text: string): Design {
  const result = importDocument(text, { nextId: randomIds(seededRandom(4)) })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.design
}

function done(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function apiOf(design: Design): RestApi {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  return api
}

function resourceAt(design: Design, path: string) {
  const api = apiOf(design)
  const found = resourcesByPath(api).find((each) => each.path === path)
  if (!found) throw new Error(`the design has ${path}`)
  return { apiId: api.id, resourceId: found.resource.id }
}

function methodAt(design: Design, path: string, httpMethod: HttpMethod) {
  return { ...resourceAt(design, path), httpMethod }
}

function written(design: Design, apiId = apiOf(design).id) {
  const result = exportApi(design, 'sam', apiId, { format: 'yaml' })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return { text: result.value[0]?.text ?? '', problems: result.problems }
}

/** Lines of either text that the other one does not have. */
function changedLines(before: string, after: string) {
  const only = (left: string, right: string) => {
    const lines = new Set(right.split('\n'))
    return left.split('\n').filter((line) => !lines.has(line))
  }
  return { removed: only(before, after), added: only(after, before) }
}

/** The routes of an API with how they are protected. */
function guards(design: Design) {
  const api = apiOf(design)
  return methodsOf(api)
    .map(({ path, method }) => `${method.httpMethod} ${path} ${guardOf(api, method)}`)
    .sort()
}

const tickets = `Transform: AWS::Serverless-2016-10-31
Globals:
  Api:
    Auth:
      DefaultAuthorizer: Members
      AddDefaultAuthorizerToCorsPreflight: false
      Authorizers:
        Members: {UserPoolArn: !GetAtt People.Arn}
      UsagePlan: {CreateUsagePlan: PER_API, Quota: {Limit: 500, Period: DAY}}
    Cors: {AllowOrigin: "'*'", AllowMethods: "'GET,DELETE'"}
Resources:
  People: {Type: AWS::Cognito::UserPool}
  Desk:   # the API
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
  Read:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: read/
      Events:
        One:
          Type: Api
          Properties:
            RestApiId: !Ref Desk
            Path: /tickets/{id}
            Method: get
  Drop:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: drop/
      Events:
        One:
          Type: Api
          Properties:
            RestApiId: !Ref Desk
            Path: /tickets/{id}
            Method: delete
        Nightly:
          Type: Schedule
          Properties: {Schedule: rate(1 day)}
`

describe('a SAM template whose routes come from the events of functions', () => {
  it('loses the event of a route that is deleted, and nothing else', () => {
    const design = opened(tickets)
    const edited = done(removeMethod(design, methodAt(design, '/tickets/{id}', 'DELETE')))
    const { text, problems } = written(edited)
    expect(problems).toEqual([])
    expect(changedLines(tickets, text)).toEqual({
      removed: ['            Method: delete'],
      added: [],
    })
    expect(text).toContain('Nightly')
    expect(guards(opened(text))).toEqual(guards(edited))
  })

  it('has the Path of the events rewritten where a resource is renamed', () => {
    const design = opened(tickets)
    const place = resourceAt(design, '/tickets')
    const edited = done(renameResource(design, { ...place, pathPart: 'cases' }))
    const { text, problems } = written(edited)
    expect(problems).toEqual([])
    expect(changedLines(tickets, text)).toEqual({
      removed: Array(2).fill('            Path: /tickets/{id}'),
      added: Array(2).fill('            Path: /cases/{id}'),
    })
    expect(guards(opened(text))).toEqual(guards(edited))
  })

  it('has one line added for a description', () => {
    const design = opened(tickets)
    const change = { description: 'Help for members' }
    const edited = done(updateRestApi(design, { apiId: apiOf(design).id, change }))
    const { text, problems } = written(edited)
    expect(problems).toEqual([])
    expect(changedLines(tickets, text)).toEqual({
      removed: [],
      added: ['      Description: Help for members'],
    })
    expect(apiOf(opened(text)).description).toBe('Help for members')
  })

  it('gets an event for a new route that calls one of its functions, and no permission beside it', () => {
    let design = opened(tickets)
    const { integration } =
      methodsOf(apiOf(design)).find(({ method }) => method.httpMethod === 'GET')?.method ?? {}
    if (!integration) throw new Error('GET has an integration')
    const { id: apiId } = apiOf(design)
    design = done(
      addResourcePath(design, { apiId, path: '/queue', nextId: randomIds(seededRandom(9)) }),
    )
    const place = methodAt(design, '/queue', 'GET')
    design = done(putIntegration(done(addMethod(design, place)), { ...place, integration }))
    const { text } = written(design)
    expect(changedLines(tickets, text)).toEqual({
      removed: [],
      added: [
        '        GetQueue:',
        '            Path: /queue',
        '            Auth:',
        '              Authorizer: NONE',
      ],
    })
    expect(text).not.toContain('AWS::Lambda::Permission')
    expect(guards(opened(text)).filter((route) => !route.startsWith('OPTIONS'))).toEqual(
      guards(design).filter((route) => !route.startsWith('OPTIONS')),
    )
  })

  it('has the Auth of an event changed with the authorization of its method', () => {
    const design = opened(tickets)
    const place = methodAt(design, '/tickets/{id}', 'DELETE')
    const edited = done(updateMethod(design, { ...place, change: { apiKeyRequired: true } }))
    const { text, problems } = written(edited)
    expect(problems).toEqual([])
    expect(changedLines(tickets, text)).toEqual({
      removed: [],
      added: [
        '            Auth:',
        '              Authorizer: Members',
        '              ApiKeyRequired: true',
      ],
    })
    expect(guards(opened(text))).toEqual(guards(edited))
  })

  it('gets a DefinitionBody for what events cannot say, keeps its usage plan, and reports it', () => {
    const design = opened(tickets)
    const place = methodAt(design, '/tickets/{id}', 'GET')
    const integration = integrationSchema.parse({
      type: 'HTTP_PROXY',
      httpMethod: 'GET',
      uri: 'https://desk.example.com/{id}',
    })
    const edited = done(putIntegration(design, { ...place, integration }))
    const { text, problems } = written(edited)
    expect(problems).toMatchObject([{ code: 'sam/written-out', severity: 'info' }])
    expect(text).toContain('DefinitionBody:')
    expect(text).not.toContain('Cors:')
    expect(text).not.toContain('DefaultAuthorizer')
    expect(text).toContain('UsagePlan')
    const again = opened(text)
    expect(guards(again)).toEqual(guards(edited))
    expect(Object.values(again.access.usagePlans)).toMatchObject([{ quota: { limit: 500 } }])
  })

  it('has the settings of its usage plan edited where they are', () => {
    const design = opened(tickets)
    const [plan] = Object.values(design.access.usagePlans)
    if (!plan) throw new Error('the transform makes a usage plan')
    const quota = { limit: 900, offset: 0, period: 'DAY' as const }
    const edited = {
      ...design,
      access: { ...design.access, usagePlans: { [plan.id]: { ...plan, quota } } },
    }
    const { text, problems } = written(edited)
    expect(problems).toEqual([])
    expect(text).not.toContain('AWS::ApiGateway::UsagePlan')
    expect(changedLines(tickets, text).removed).toHaveLength(1)
    expect(Object.values(opened(text).access.usagePlans)).toMatchObject([{ quota }])
  })

  it('makes no usage plan where that is deleted', () => {
    const design = opened(tickets)
    const edited = { ...design, access: { ...design.access, usagePlans: {} } }
    const { text, problems } = written(edited)
    expect(problems).toEqual([])
    expect(opened(text).access.usagePlans).toEqual({})
  })

  it('loses its events with an API that is deleted, so that no other API is made of them', () => {
    const design = opened(tickets)
    const other = `${tickets}  Other:\n    Type: AWS::Serverless::Api\n    Properties: {StageName: live, DefinitionBody: {openapi: 3.0.1, paths: {}}}\n`
    const both = opened(other)
    const desk = Object.values(both.apis).find(({ name }) => name === 'Desk')
    const kept = Object.values(both.apis).find(({ name }) => name === 'Other')
    const edited = done(removeApi(both, { apiId: desk?.id ?? '' }))
    const { text } = written(edited, kept?.id)
    expect(methodsOf(apiOf(design))).not.toEqual([])
    expect(Object.values(opened(text).apis).map(({ name }) => name)).toEqual(['Other'])
  })
})

const shared = `Transform: AWS::Serverless-2016-10-31
Globals:
  Api: {TracingEnabled: true, BinaryMediaTypes: [image~1png]}
Resources:
  List:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: list/
      Events:
        All:
          Type: Api
          Properties:
            Path: /boats
            Method: get
Outputs:
  Id: {Value: !Ref ServerlessRestApi}
`

describe('a SAM template with the API that functions share', () => {
  it('gets that API as a resource for a description, with the name of the stack and no definition', () => {
    const design = opened(shared)
    const change = { description: 'Boats for hire' }
    const edited = done(updateRestApi(design, { apiId: apiOf(design).id, change }))
    const { text, problems } = written(edited)
    expect(problems).toEqual([])
    expect(changedLines(shared, text)).toEqual({
      removed: ['  Id: {Value: !Ref ServerlessRestApi}'],
      added: [
        '            RestApiId: !Ref RestApi',
        '  RestApi:',
        '    Type: AWS::Serverless::Api',
        '      Name: !Ref AWS::StackName',
        '      StageName: Prod',
        '      Description: Boats for hire',
        '  Id:',
        '    Value: !Ref RestApi',
      ],
    })
  })
})

const defined = `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Cors: "'*'"
      DefinitionBody:
        openapi: 3.0.1
        info: {title: parts}
        paths:
          /parts:
            get:
              x-amazon-apigateway-integration: {type: mock}
            post:
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Events:
        Post:
          Type: Api
          Properties: {RestApiId: !Ref Api, Path: /parts, Method: post}
        Ghost:
          Type: Api
          Properties: {RestApiId: !Ref Api, Path: /ghost, Method: get}
`

describe('a SAM template whose API has a DefinitionBody', () => {
  it('gets no route from an event whose path is not in it, and the import reports that', () => {
    const read = importDocument(defined, { nextId: randomIds(seededRandom(4)) })
    if (!read.ok) throw new Error(read.problems[0]?.message)
    expect(guards(read.value.design).map((route) => route.split(' ', 2).join(' '))).toEqual([
      'GET /parts',
      'OPTIONS /parts',
      'POST /parts',
    ])
    expect(read.problems).toContainEqual(
      expect.objectContaining({
        code: 'cloudformation/event-without-route',
        message: 'The event Ghost adds no route: GET /ghost is not in the definition of Api.',
      }),
    )
  })

  it('loses the event of a route that is deleted from it', () => {
    const design = opened(defined)
    const edited = done(removeMethod(design, methodAt(design, '/parts', 'POST')))
    const { text } = written(edited)
    expect(text).not.toContain('Post:')
    expect(text).toContain('Ghost:')
    expect(guards(opened(text))).toEqual(guards(edited))
  })

  it('has the answer to preflight requests written out where Cors would no longer add it', () => {
    const design = opened(defined)
    let edited = design
    for (const verb of ['GET', 'POST'] as const) {
      edited = done(removeMethod(edited, methodAt(edited, '/parts', verb)))
    }
    expect(guards(edited)).toHaveLength(1)
    expect(guards(opened(written(edited).text))).toEqual(guards(edited))
  })

  it('loses a resource with the events that led to it', () => {
    const design = opened(defined)
    const edited = done(removeResource(design, resourceAt(design, '/parts')))
    const { text } = written(edited)
    expect(text).not.toContain('/parts')
  })
})
