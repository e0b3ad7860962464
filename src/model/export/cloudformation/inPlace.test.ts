import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countingIds, randomIds, seededRandom } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { addMethod, removeMethod, updateMethod } from '../../operations/methods.ts'
import { putIntegration, updateIntegration } from '../../operations/integrations.ts'
import { addResourcePath } from '../../operations/resources.ts'
import { addStage, updateStage } from '../../operations/stages.ts'
import { methodsOf, resourcesByPath } from '../../queries/resourceTree.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpMethod } from '../../schema/method.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { exportApi } from '../index.ts'
import type { ExporterId } from '../index.ts'

const shared = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared')

const template = `AWSTemplateFormatVersion: '2010-09-09'
Description: Orders   # of the shop
Parameters:
  Stage: {Type: String, Default: live}
Conditions:
  IsLive: !Equals [!Ref Stage, live]
Resources:
  # the function behind it all
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub '\${Stage}-orders'
      Code: {ZipFile: "exports.handler = () => ({})"}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: !Join ['-', [orders, !Ref Stage]]}
  Orders:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders}
  GetOrders:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Orders
      HttpMethod: GET
      AuthorizationType: NONE   # for now
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations
  PostOrders:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Orders
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      Integration: {Type: MOCK}
  Allowed:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Fn
      Principal: apigateway.amazonaws.com
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: [GetOrders, PostOrders]
    Properties: {RestApiId: !Ref Api}
  Live:
    Type: AWS::ApiGateway::Stage
    Condition: IsLive
    Properties:
      RestApiId: !Ref Api
      DeploymentId: !Ref Deployment
      StageName: !Ref Stage
      Variables: {colour: blue}
Outputs:
  Url: {Value: !Sub 'https://\${Api}.execute-api.\${AWS::Region}.amazonaws.com/\${Live}'}
`

function opened(text: string): Design {
  const result = importDocument(text, { nextId: randomIds(seededRandom(3)) })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.design
}

function apiOf(design: Design): RestApi {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  return api
}

function done(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function methodRef(design: Design, path: string, httpMethod: HttpMethod) {
  const api = apiOf(design)
  const found = resourcesByPath(api).find((each) => each.path === path)
  if (!found) throw new Error(`there is ${path}`)
  return { apiId: api.id, resourceId: found.resource.id, httpMethod }
}

function written(design: Design, exporterId: ExporterId = 'cloudformation') {
  const result = exportApi(design, exporterId, apiOf(design).id, { format: 'yaml' })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return { text: result.value[0]?.text ?? '', problems: result.problems }
}

/** Lines of the first text that are not in the second, and the other way round. */
function changedLines(before: string, after: string) {
  const only = (left: string, right: string) => {
    const lines = new Set(right.split('\n'))
    return left.split('\n').filter((line) => !lines.has(line))
  }
  return { gone: only(before, after), come: only(after, before) }
}

describe('a CloudFormation template that was opened', () => {
  it('comes back to the letter while nothing is changed', () => {
    expect(written(opened(template))).toEqual({ text: template, problems: [] })
  })

  it('has one method changed and is deployed anew, and keeps every other line', () => {
    const design = opened(template)
    const ref = methodRef(design, '/orders', 'GET')
    const edited = done(updateMethod(design, { ...ref, change: { apiKeyRequired: true } }))
    const { text, problems } = written(edited)
    const { gone, come } = changedLines(template, text)
    expect(problems).toEqual([])
    expect(gone).toEqual(['  Deployment:', '      DeploymentId: !Ref Deployment'])
    expect(come).toEqual([
      '      ApiKeyRequired: true',
      expect.stringMatching(/^ {2}Deployment[0-9a-f]{10}:$/),
      expect.stringMatching(/^ {6}DeploymentId: !Ref Deployment[0-9a-f]{10}$/),
    ])
    const again = methodRef(opened(text), '/orders', 'GET')
    expect(apiOf(opened(text)).resources[again.resourceId]?.methods.GET?.apiKeyRequired).toBe(true)
  })

  it('is not deployed anew for a change of a stage', () => {
    const design = opened(template)
    const apiId = apiOf(design).id
    const change = { variables: { colour: 'red' } }
    const { text } = written(done(updateStage(design, { apiId, stageName: 'live', change })))
    expect(changedLines(template, text)).toEqual({
      gone: ['      Variables: {colour: blue}'],
      come: ['      Variables:', '        colour: red'],
    })
  })

  it('gives a new method a function of the template by reference, with a permission', () => {
    let design = opened(template)
    const api = apiOf(design)
    design = done(
      addResourcePath(design, { apiId: api.id, path: '/orders/{id}', nextId: countingIds('new') }),
    )
    const ref = methodRef(design, '/orders/{id}', 'GET')
    design = done(addMethod(design, ref))
    const integration = methodsOf(api).find(({ method }) => method.httpMethod === 'GET')?.method
      .integration
    if (!integration) throw new Error('GET /orders has an integration')
    design = done(putIntegration(design, { ...ref, integration }))
    const { text, problems } = written(design)
    expect(problems).toEqual([])
    expect(text).toContain('/functions/${Fn.Arn}/invocations')
    expect(text).toContain('FunctionName: !GetAtt Fn.Arn')
    expect(text).toContain('PathPart: "{id}"')
    expect(text).toMatch(/DependsOn:\n {6}- GetOrders\n {6}- PostOrders\n {6}- OrdersIdGetMethod/)
    expect(text).toContain('Description: Orders   # of the shop')
    expect(methodsOf(apiOf(opened(text))).map(({ path }) => path)).toContain('/orders/{id}')
  })

  it('loses a method that is removed, and what waited for it', () => {
    const design = opened(template)
    const { text, problems } = written(
      done(removeMethod(design, methodRef(design, '/orders', 'POST'))),
    )
    expect(problems).toEqual([])
    expect(text).not.toContain('PostOrders')
    expect(changedLines(template, text).come).toHaveLength(4)
  })

  it('tells of an output that refers to what was removed', () => {
    const output = '  Method: {Value: !Ref PostOrders}\n'
    const design = opened(template + output)
    const { problems } = written(done(removeMethod(design, methodRef(design, '/orders', 'POST'))))
    expect(problems).toMatchObject([
      { code: 'cloudformation/dangling-reference', pointer: '/Outputs/Method' },
    ])
  })

  it('keeps functions in what is changed, where what they yield is not', () => {
    const design = opened(template)
    const ref = methodRef(design, '/orders', 'GET')
    const { text } = written(
      done(updateIntegration(design, { ...ref, change: { timeoutInMillis: 5000 } })),
    )
    expect(text).toContain('TimeoutInMillis: 5000')
    expect(text).toContain('Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path')
  })

  it('gets a stage that was added beside its own', () => {
    const design = opened(template)
    const { text } = written(
      done(addStage(design, { apiId: apiOf(design).id, stage: { stageName: 'test' } })),
    )
    expect(changedLines(template, text).gone).toEqual([])
    expect(Object.keys(apiOf(opened(text)).stages)).toEqual(['live', 'test'])
  })

  it('is carried over into a SAM template, functions, parameters and outputs', () => {
    const { text, problems } = written(opened(template), 'sam')
    expect(problems.filter(({ severity }) => severity !== 'info')).toMatchObject([
      { code: 'cloudformation/condition-left-out', pointer: '/Resources/Live/Condition' },
    ])
    expect(text).toContain('Transform: AWS::Serverless-2016-10-31')
    expect(text).toContain('StageName: !Ref Stage')
    expect(text).toContain('/functions/${Fn.Arn}/invocations')
    expect(text).toContain('Type: AWS::Lambda::Function')
    expect(text).toContain('amazonaws.com/${Api.Stage}')
    expect(methodsOf(apiOf(opened(text)))).toHaveLength(2)
  })
})

const serverless = `Transform: AWS::Serverless-2016-10-31
Globals:
  Api:
    Cors: "'*'"
Resources:
  List:   # lists
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Events:
        Get: {Type: Api, Properties: {Path: /pets, Method: get}}
Outputs:
  Url: {Value: !Sub 'https://\${ServerlessRestApi}.execute-api.\${AWS::Region}.amazonaws.com/Prod'}
`

describe('a SAM template that was opened', () => {
  it('comes back to the letter while nothing is changed', () => {
    expect(written(opened(serverless), 'sam')).toEqual({ text: serverless, problems: [] })
  })

  it('keeps its form where an event can express the change of its method', () => {
    const design = opened(serverless)
    const ref = methodRef(design, '/pets', 'GET')
    const edited = done(updateMethod(design, { ...ref, change: { apiKeyRequired: true } }))
    const { text, problems } = written(edited, 'sam')
    expect(problems).toEqual([])
    expect(text).not.toContain('Type: AWS::Serverless::Api')
    expect(text).toContain('ApiKeyRequired: true')
    expect(text).toContain('Globals')
    const again = apiOf(opened(text))
    expect(methodsOf(again).map(({ path, method }) => `${method.httpMethod} ${path}`)).toEqual([
      'GET /pets',
      'OPTIONS /pets',
    ])
    expect(methodsOf(again)[0]?.method.apiKeyRequired).toBe(true)
  })

  it('has its API written out where a method is changed in a way that no event can express', () => {
    const design = opened(serverless)
    const ref = methodRef(design, '/pets', 'GET')
    const change = { operationName: 'listPets' }
    const { text, problems } = written(done(updateMethod(design, { ...ref, change })), 'sam')
    expect(problems).toMatchObject([{ code: 'sam/written-out', severity: 'info' }])
    expect(text).toContain('Type: AWS::Serverless::Api')
    expect(text).toContain('/functions/${List.Arn}/invocations')
    expect(text).toContain('RestApiId: !Ref RestApi')
    expect(text).toContain('https://${RestApi}.execute-api')
    expect(text).not.toContain('Globals')
    const again = apiOf(opened(text))
    expect(methodsOf(again).map(({ path, method }) => `${method.httpMethod} ${path}`)).toEqual([
      'GET /pets',
      'OPTIONS /pets',
    ])
    expect(methodsOf(again)[0]?.method.operationName).toBe('listPets')
  })

  it('becomes resources of API Gateway in a CloudFormation template, functions and outputs with it', () => {
    const { text, problems } = written(opened(serverless), 'cloudformation')
    expect(problems).toEqual([])
    expect(text).toContain('Type: AWS::ApiGateway::Method')
    expect(text).toContain('Type: AWS::Serverless::Function')
    expect(text).not.toContain('Type: Api,')
    expect(methodsOf(apiOf(opened(text)))).toHaveLength(2)
  })
})

const folder = resolve(shared, 'documents')
if (!existsSync(folder)) console.warn(`SKIPPED 2 tests: no real documents at ${folder}`)
describe.skipIf(!existsSync(folder))('real templates', () => {
  const templates = existsSync(folder)
    ? (
        JSON.parse(readFileSync(resolve(folder, 'index.json'), 'utf8')) as {
          file: string
          kind: string
        }[]
      ).filter(({ kind }) => kind !== 'openapi')
    : []

  it('come back to the letter', () => {
    let count = 0
    for (const { file } of templates) {
      const text = readFileSync(resolve(folder, file), 'utf8')
      const read = importDocument(text, { nextId: randomIds(seededRandom(5)) })
      if (!read.ok) continue
      const { design, kind } = read.value
      if (kind !== 'sam' && kind !== 'cloudformation') continue
      for (const apiId of Object.keys(design.apis)) {
        const format = text.trimStart().startsWith('{') ? 'json' : 'yaml'
        const result = exportApi(design, kind, apiId, { format })
        expect(result.ok && result.value[0]?.text === text, file).toBe(true)
        count++
      }
    }
    expect(count).toBeGreaterThan(90)
  }, 60_000)

  it('keep most of their lines when a method is changed, and mean what was drawn', () => {
    let count = 0
    let kept = 0
    let lines = 0
    for (const { file } of templates) {
      const text = readFileSync(resolve(folder, file), 'utf8')
      const read = importDocument(text, { nextId: randomIds(seededRandom(5)) })
      if (!read.ok) continue
      const { design, kind } = read.value
      if (kind !== 'sam' && kind !== 'cloudformation') continue
      if (Object.values(design.apis)[0]?.protocol !== 'REST') continue
      const api = apiOf(design)
      const [first] = methodsOf(api)
      if (!first) continue
      const { httpMethod, apiKeyRequired } = first.method
      const ref = { apiId: api.id, resourceId: first.resource.id, httpMethod }
      const change = { apiKeyRequired: !apiKeyRequired }
      const edited = done(updateMethod(design, { ...ref, change }))
      const format = text.trimStart().startsWith('{') ? 'json' : 'yaml'
      const result = exportApi(edited, kind, api.id, { format })
      if (!result.ok) throw new Error(`${file}: ${result.problems[0]?.message}`)
      const after = result.value[0]?.text ?? ''
      const again = Object.values(opened(after).apis).find(({ name }) => name === api.name)
      const twin =
        again?.protocol === 'REST'
          ? methodsOf(again).find(
              (each) => each.path === first.path && each.method.httpMethod === httpMethod,
            )
          : undefined
      const told = result.problems.some(({ code }) => code === 'cloudformation/differs')
      expect(told || twin?.method.apiKeyRequired === change.apiKeyRequired, file).toBe(true)
      const { gone } = changedLines(text, after)
      lines += text.split('\n').length
      kept += text.split('\n').length - gone.length
      count++
    }
    expect(count).toBeGreaterThan(45)
    expect(kept / lines).toBeGreaterThan(0.95)
  }, 60_000)
})
