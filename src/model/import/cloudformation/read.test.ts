import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { exportApi } from '../../export/index.ts'
import { resourcesByPath } from '../../queries/resourceTree.ts'
import type { Design } from '../../schema/design.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { importDocument } from '../index.ts'

const shared = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared')

function opened(text: string) {
  const result = importDocument(text, { nextId: countingIds('id') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function restApiOf(design: Design): RestApi {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  return api
}

function refusal(text: string) {
  const result = importDocument(text, { nextId: countingIds('id') })
  if (result.ok) throw new Error('the document should have been refused')
  return result.problems[0]
}

const withResources = (resources: string) => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: pets
${resources}`

describe('opening a CloudFormation template', () => {
  it('has references between the models of a Body carry the id of the API', () => {
    const { design } = opened(`AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        info: { title: shelf }
        paths: {}
        components:
          schemas:
            Shelf: { type: array, items: { $ref: '#/components/schemas/Book' } }
            Book: { type: object }
`)
    const { id, models } = restApiOf(design)
    expect(JSON.parse(models['Shelf']?.schema ?? '')).toEqual({
      type: 'array',
      items: { $ref: `https://apigateway.amazonaws.com/restapis/${id}/models/Book` },
    })
  })

  it('takes numbers for texts and texts for numbers, as templates are written', () => {
    const result = opened(`AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: 2026, MinimumCompressionSize: '0' } }
  V1:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: 1 }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref V1
      HttpMethod: GET
      AuthorizationType: NONE
      OperationName: 7
      Integration: { Type: MOCK }
  Part:
    Type: AWS::ApiGateway::DocumentationPart
    Properties:
      RestApiId: !Ref Api
      Location: { Type: RESPONSE, StatusCode: 200 }
      Properties: '{}'
`)
    const api = restApiOf(result.design)
    expect(api).toMatchObject({ name: '2026', minimumCompressionSize: 0 })
    expect(resourcesByPath(api).map(({ path }) => path)).toEqual(['/', '/1'])
    expect(resourcesByPath(api)[1]?.resource.methods.GET?.operationName).toBe('7')
    expect(Object.values(api.documentationParts)[0]?.location.statusCode).toBe('200')
  })

  it('carries out its functions, short forms and conditions', () => {
    const { design, kind } = opened(`
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Name: { Type: String, Default: pets }
  IsPublic: { Type: String, Default: 'yes' }
Conditions:
  Public: !Equals [!Ref IsPublic, 'yes']
Mappings:
  Parts: { first: { part: dogs } }
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: !Join ['-', [!Ref Name, !Ref AWS::Region]]
      Description: !If [Public, open, closed]
  Dogs:
    Type: AWS::ApiGateway::Resource
    Properties:
      RestApiId: !Ref Api
      ParentId: !GetAtt Api.RootResourceId
      PathPart: !FindInMap [Parts, first, part]
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Dogs
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations
  Fn:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: listDogs }
  Hidden:
    Type: AWS::ApiGateway::Resource
    Condition: Private
    Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: hidden }
`)
    expect(kind).toBe('cloudformation')
    const api = restApiOf(design)
    expect(api).toMatchObject({ name: 'pets-us-east-1', description: 'open' })
    expect(resourcesByPath(api).map(({ path }) => path)).toEqual(['/', '/dogs'])
    const method = resourcesByPath(api)[1]?.resource.methods.GET
    expect(method?.integration).toMatchObject({
      uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:listDogs/invocations',
    })
  })

  it('tells with line and column what it leaves out and what cannot be known', () => {
    const text = withResources(`      Description: !ImportValue shared
  Table:
    Type: AWS::DynamoDB::Table
`)
    const result = importDocument(text, { nextId: countingIds('id') })
    const told = result.problems.map(({ code, position }) => [code, position?.line])
    expect(told).toContainEqual(['cloudformation/unresolved', 7])
    expect(told).toContainEqual(['cloudformation/kept', 8])
  })

  it('goes on where the service would refuse a resource, and says so', () => {
    const text = withResources(`  Bad:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: 'a b' }
`)
    const result = importDocument(text, { nextId: countingIds('id') })
    expect(result.ok).toBe(true)
    expect(
      result.problems.find(({ code }) => code === 'cloudformation/refused')?.message,
    ).toContain('CreateResource of Bad would be refused')
  })

  it('refuses a template without an API at the place of its resources', () => {
    const problem = refusal(`AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: x } }
`)
    expect(problem).toMatchObject({
      code: 'cloudformation/no-api',
      position: { line: 2, column: 1 },
    })
  })

  it.each([
    [
      'resources that need each other',
      '  A:\n    Type: AWS::ApiGateway::Resource\n    Properties: { RestApiId: !Ref Api, ParentId: !Ref B, PathPart: a }\n  B:\n    Type: AWS::ApiGateway::Resource\n    Properties: { RestApiId: !Ref Api, ParentId: !Ref A, PathPart: b }\n',
    ],
    [
      'names of prototypes',
      '  __proto__:\n    Type: AWS::ApiGateway::Model\n    Properties: { RestApiId: !Ref constructor, Schema: { __proto__: { polluted: true } } }\n',
    ],
    ['a condition that leads to itself', 'Conditions:\n  Loop: !Not [{ Condition: Loop }]\n'],
  ])('takes no harm from %s', (_what, text) => {
    const result = importDocument(withResources(text), { nextId: countingIds('id') })
    expect(result.ok).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('orders a long chain of resources without running out of stack', () => {
    const resources = Object.fromEntries(
      Array.from({ length: 1_900 }, (_, i) => [
        `R${i}`,
        { Type: 'AWS::ApiGateway::ApiKey', DependsOn: `R${i + 1}`, Properties: {} },
      ]),
    )
    const template = {
      Resources: {
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'x' } },
        ...resources,
      },
    }
    const { design } = opened(JSON.stringify(template))
    expect(Object.keys(design.access.apiKeys)).toHaveLength(1_900)
  })
})

describe('opening a SAM template', () => {
  it('makes methods of the events of functions, of the API that they share where they name none', () => {
    const { design, kind } = opened(`
Transform: AWS::Serverless-2016-10-31
Globals:
  Api: { Cors: "'*'" }
Resources:
  ListPets:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: { Type: Api, Properties: { Path: /pets, Method: get } }
`)
    expect(kind).toBe('sam')
    const api = restApiOf(design)
    const pets = resourcesByPath(api).find(({ path }) => path === '/pets')
    expect(Object.keys(pets?.resource.methods ?? {})).toEqual(['GET', 'OPTIONS'])
    expect(pets?.resource.methods.GET?.integration).toMatchObject({ type: 'AWS_PROXY' })
    expect(Object.keys(api.stages)).toEqual(['Prod'])
  })

  it('gives methods the default authorizer, or the one of their event', () => {
    const { design } = opened(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Auth:
        DefaultAuthorizer: Pool
        Authorizers:
          Pool: { UserPoolArn: 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/p' }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Closed: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /closed, Method: get } }
        Open: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /open, Method: get, Auth: { Authorizer: NONE } } }
`)
    const types = Object.fromEntries(
      resourcesByPath(restApiOf(design)).map(({ path, resource }) => [
        path,
        resource.methods.GET?.authorizationType,
      ]),
    )
    expect(types).toMatchObject({ '/closed': 'COGNITO_USER_POOLS', '/open': 'NONE' })
  })
})

describe('a template that is written and opened again', () => {
  const examples = new URL('../../../../public/examples/', import.meta.url)
  const names = readdirSync(examples).filter((name) => name.endsWith('.gatewright.json'))
  const shape = (api: RestApi) => ({
    stages: Object.keys(api.stages).sort(),
    models: Object.keys(api.models).sort(),
    gatewayResponses: Object.keys(api.gatewayResponses).sort(),
    methods: resourcesByPath(api).flatMap(({ path, resource }) =>
      Object.values(resource.methods).map((method) => ({
        path,
        ...method,
        integration: { ...method.integration, retained: undefined },
        retained: undefined,
        // an OpenAPI document declares the variables of its paths
        requestParameters: Object.fromEntries(
          Object.entries(method.requestParameters).filter(([name]) => !name.includes('.path.')),
        ),
        requestValidatorId:
          method.requestValidatorId && api.requestValidators[method.requestValidatorId]?.name,
      })),
    ),
  })
  const sorted = (value: ReturnType<typeof shape>) => ({
    ...value,
    methods: [...value.methods].sort((left, right) =>
      `${left.path} ${left.httpMethod}` < `${right.path} ${right.httpMethod}` ? -1 : 1,
    ),
  })
  const restNames = names.filter((name) => {
    const { design } = opened(readFileSync(new URL(name, examples), 'utf8'))
    return Object.values(design.apis)[0]?.protocol === 'REST'
  })
  for (const name of restNames) {
    for (const exporterId of ['cloudformation', 'sam'] as const) {
      it(`${name} as ${exporterId} has the same methods, models, gateway responses and stages`, () => {
        const design = opened(readFileSync(new URL(name, examples), 'utf8')).design
        const api = restApiOf(design)
        const written = exportApi(design, exporterId, api.id, { format: 'yaml' })
        if (!written.ok) throw new Error(written.problems[0]?.message)
        const again = opened(written.value[0]?.text ?? '')
        expect(sorted(shape(restApiOf(again.design)))).toEqual(sorted(shape(api)))
      })
    }
  }
})

const folder = resolve(shared, 'documents')
if (!existsSync(folder)) console.warn(`SKIPPED 1 test: no real documents at ${folder}`)
it.skipIf(!existsSync(folder))(
  'every real template opens, or is refused with a place',
  () => {
    const index = JSON.parse(readFileSync(resolve(folder, 'index.json'), 'utf8')) as {
      file: string
      kind: string
    }[]
    const templates = index.filter(({ kind }) => kind !== 'openapi')
    let count = 0
    for (const { file } of templates) {
      const result = importDocument(readFileSync(resolve(folder, file), 'utf8'), {
        nextId: countingIds('id'),
      })
      if (result.ok) count++
      else expect(result.problems[0]?.position, file).toBeDefined()
    }
    expect(count).toBeGreaterThan(60)
  },
  60_000,
)
