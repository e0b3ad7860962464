import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import { importDocument } from '../import/index.ts'
import { lint } from '../lint/lint.ts'
import { saveDesign } from '../saved/save.ts'
import { openDesign } from '../saved/open.ts'
import type { Json } from '../schema/json.ts'
import { exportApi, exporters } from './index.ts'
import type { ExporterId } from './index.ts'

/** Names that every object inherits, or that change what it inherits. */
const names = ['constructor', '__proto__']

const integration = {
  type: 'aws',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:us-east-1:sqs:path/123456789012/q',
  requestParameters: { 'integration.request.header.A': 'method.request.header.A' },
  requestTemplates: { 'application/json': '{}' },
  responses: {
    default: { statusCode: '200', responseParameters: { 'method.response.header.A': "'a'" } },
  },
}
const operation = {
  operationId: 'list',
  parameters: [{ name: 'A', in: 'header', schema: { type: 'string' } }],
  requestBody: {
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
  },
  responses: { '200': { description: 'd', headers: { A: { schema: { type: 'string' } } } } },
  security: [{ guard: ['scope'] }],
  'x-amazon-apigateway-request-validator': 'all',
  'x-amazon-apigateway-integration': integration,
}
const openApi: Json = {
  openapi: '3.0.1',
  info: { title: 't', version: '1' },
  paths: { '/pets/{id}': { get: operation } },
  components: {
    schemas: { Pet: { type: 'object', properties: { a: { type: 'string' } } } },
    securitySchemes: {
      guard: {
        type: 'apiKey',
        name: 'A',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: 'arn' },
      },
    },
  },
  'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true } },
  'x-amazon-apigateway-gateway-responses': { DEFAULT_4XX: { responseTemplates: { a: 'b' } } },
}
const cloudFormation: Json = {
  Parameters: { P: { Type: 'String', Default: 'a' } },
  Mappings: { M: { a: { b: 'c' } } },
  Conditions: { C: { 'Fn::Equals': ['a', { Ref: 'P' }] } },
  Resources: {
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Condition: 'C',
      Properties: { Name: { Ref: 'P' }, Description: { 'Fn::FindInMap': ['M', 'a', 'b'] } },
    },
    Pets: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: {
        RestApiId: { Ref: 'Api' },
        ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
        PathPart: 'pets',
      },
    },
    Get: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: { Ref: 'Api' },
        ResourceId: { Ref: 'Pets' },
        HttpMethod: 'GET',
        AuthorizationType: 'NONE',
        Integration: { Type: 'MOCK', RequestTemplates: { a: { 'Fn::GetAtt': ['Q', 'Arn'] } } },
      },
    },
    Q: { Type: 'AWS::SQS::Queue' },
    Deploy: {
      Type: 'AWS::ApiGateway::Deployment',
      DependsOn: 'Get',
      Properties: { RestApiId: { Ref: 'Api' }, StageName: 'dev' },
    },
  },
}
const sam: Json = {
  Transform: 'AWS::Serverless-2016-10-31',
  Globals: { Function: { Runtime: 'nodejs20.x' }, Api: { Cors: { AllowOrigin: "'*'" } } },
  Resources: {
    Api: {
      Type: 'AWS::Serverless::Api',
      Properties: {
        StageName: 'dev',
        Variables: { a: 'b' },
        Auth: { DefaultAuthorizer: 'A', Authorizers: { A: { FunctionArn: 'arn' } } },
      },
    },
    F: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Events: {
          E: {
            Type: 'Api',
            Properties: { Path: '/a', Method: 'get', RestApiId: { Ref: 'Api' }, Auth: {} },
          },
        },
      },
    },
  },
}

/** Every document that differs from a document in one key or one string, which is a name. */
function* changed(value: Json, name: string): Generator<Json> {
  if (typeof value === 'string') yield name
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      for (const other of changed(item, name)) yield value.with(i, other)
    }
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    for (const [i, [key, item]] of entries.entries()) {
      yield Object.fromEntries(entries.with(i, [name, item]))
      for (const other of changed(item, name))
        yield Object.fromEntries(entries.with(i, [key, other]))
    }
  }
}

describe.each([
  ['OpenAPI', openApi],
  ['CloudFormation', cloudFormation],
  ['SAM', sam],
])('a document of %s with the name of an inherited property', (_kind, document) => {
  it.each(names)('%s anywhere is read, checked, saved and exported or refused', (name) => {
    let opened = 0
    for (const value of changed(document, name)) {
      const text = JSON.stringify(value)
      const read = importDocument(text, { nextId: countingIds('id') })
      if (!read.ok) {
        expect(read.problems.map(({ message }) => message).join()).not.toMatch(/is not a function/)
        continue
      }
      opened++
      const { design } = read.value
      lint(design)
      const saved = saveDesign(design)
      const again = openDesign(JSON.parse(saved))
      if (!again.ok) throw new Error(`${again.problems[0]?.message}: ${text}`)
      const isSame = isDeepStrictEqual(JSON.parse(saveDesign(again.value)), JSON.parse(saved))
      expect(isSame, text).toBe(true)
      for (const exporterId of Object.keys(exporters) as ExporterId[]) {
        for (const apiId of Object.keys(design.apis)) {
          exportApi(design, exporterId, apiId, { format: 'json' })
        }
      }
    }
    expect(opened).toBeGreaterThan(10)
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
