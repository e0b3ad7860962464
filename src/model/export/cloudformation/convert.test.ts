import { describe, expect, it } from 'vitest'
import { randomIds, seededRandom } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { readText } from '../../import/readText.ts'
import { updateRestApi } from '../../operations/restApis.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { exportApi } from '../index.ts'
import { isObject } from './merge.ts'

function opened(text: string): Design {
  const result = importDocument(text, { nextId: randomIds(seededRandom(6)) })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.design
}

function converted(design: Design, kind: 'sam' | 'cloudformation') {
  const [apiId = ''] = Object.keys(design.apis)
  const result = exportApi(design, kind, apiId, { format: 'yaml' })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const text = result.value[0]?.text ?? ''
  const read = readText(text)
  if (!read.ok || !isObject(read.value.value)) throw new Error('the template is readable')
  const reported = result.problems.filter(({ severity }) => severity !== 'info')
  return { text, template: read.value.value, reported }
}

/** The value at a place of a template. */
function at(value: Json, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (inner, name) => (isObject(inner) ? inner[name] : undefined),
    value,
  )
}

/** Logical ids of a template's resources of a type. */
function idsOfType(template: Json, type: string): string[] {
  const resources = at(template, 'Resources')
  return Object.entries(isObject(resources) ? resources : {}).flatMap(([logicalId, resource]) =>
    at(resource, 'Type') === type ? [logicalId] : [],
  )
}

const library = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Description: Loans of a library
Parameters:
  Certificate: {Type: String}
  Host: {Type: String, Default: books.example.com}
  Level: {Type: String, Default: live}
Mappings:
  Limits: {live: {Rate: 20}}
Conditions:
  IsLive: !Equals [!Ref Level, live]
Rules:
  Known: {Assertions: [{Assert: !Contains [[live, test], !Ref Level]}]}
Resources:
  Books:
    Type: AWS::Serverless::Api
    Condition: IsLive
    Properties:
      Name: !Sub books-\${Level}
      StageName: !Ref Level
      TracingEnabled: !If [IsLive, true, false]
      Variables: {loans: !Ref Loans, host: !Ref Host, link: !Ref Link, shared: !ImportValue shared-host}
      Domain: {DomainName: !Ref Host, CertificateArn: !Ref Certificate, EndpointConfiguration: REGIONAL}
  Loans: {Type: AWS::SQS::Queue}
  Link:
    Type: AWS::ApiGateway::VpcLink
    Properties: {Name: link, TargetArns: [arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/inner/1]}
  Lend:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: lend/
      Events:
        Lend:
          Type: Api
          Properties: {RestApiId: !Ref Books, Path: /loans, Method: post}
`

describe('a SAM template that becomes a CloudFormation template', () => {
  it('keeps the functions with which the author gives the API its values', () => {
    const { template, reported } = converted(opened(library), 'cloudformation')
    const [stageId = ''] = idsOfType(template, 'AWS::ApiGateway::Stage')
    const [domainId = ''] = idsOfType(template, 'AWS::ApiGateway::DomainName')
    expect(reported).toEqual([])
    expect(at(template, 'Resources', 'Books', 'Properties', 'Name')).toEqual({
      'Fn::Sub': 'books-${Level}',
    })
    expect(at(template, 'Resources', stageId, 'Properties')).toMatchObject({
      StageName: { Ref: 'Level' },
      TracingEnabled: { 'Fn::If': ['IsLive', true, false] },
      Variables: {
        loans: { Ref: 'Loans' },
        host: { Ref: 'Host' },
        link: { Ref: 'Link' },
        shared: { 'Fn::ImportValue': 'shared-host' },
      },
    })
    expect(at(template, 'Resources', domainId, 'Properties')).toMatchObject({
      DomainName: { Ref: 'Host' },
      RegionalCertificateArn: { Ref: 'Certificate' },
    })
  })

  it('keeps sections, description, conditions and what stands beside the API', () => {
    const { template } = converted(opened(library), 'cloudformation')
    expect(template['Description']).toBe('Loans of a library')
    for (const section of ['Parameters', 'Mappings', 'Conditions', 'Rules']) {
      expect(template[section]).toEqual(at(readValue(library), section))
    }
    expect(at(template, 'Resources', 'Books', 'Condition')).toBe('IsLive')
    const [methodId = ''] = idsOfType(template, 'AWS::ApiGateway::Method')
    expect(at(template, 'Resources', methodId, 'Condition')).toBe('IsLive')
    expect(at(template, 'Resources', 'Link')).toEqual(at(readValue(library), 'Resources', 'Link'))
  })

  it('has an edit beside the functions that the edit does not touch', () => {
    const design = opened(library)
    const [apiId = ''] = Object.keys(design.apis)
    const edited = updateRestApi(design, { apiId, change: { name: 'reading-room' } })
    if (!edited.ok) throw new Error(edited.problems[0]?.message)
    const { template } = converted(edited.value, 'cloudformation')
    const [stageId = ''] = idsOfType(template, 'AWS::ApiGateway::Stage')
    expect(at(template, 'Resources', 'Books', 'Properties', 'Name')).toBe('reading-room')
    expect(at(template, 'Resources', stageId, 'Properties', 'StageName')).toEqual({ Ref: 'Level' })
  })

  it('reports a value that has to replace a function, with its place', () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Parameters: {Origin: {Type: String, Default: https://a.example.com}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Events:
        Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get}}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Cors: {AllowOrigin: !Sub "'\${Origin}'"}
`
    const { reported } = converted(opened(text), 'cloudformation')
    expect(reported).toEqual([
      expect.objectContaining({
        code: 'cloudformation/stand-in',
        pointer: '/Resources/Api/Properties/Cors/AllowOrigin',
        message: `Resources.Api.Properties.Cors.AllowOrigin: the value "'https://a.example.com'" replaces {"Fn::Sub":"'\${Origin}'"}.`,
      }),
    ])
  })

  it('keeps an account that the author wrote', () => {
    const arn = 'arn:aws:sqs:us-east-1:123456789012:fixed'
    const text = library.replace('host: !Ref Host,', `host: '${arn}',`)
    const { template } = converted(opened(text), 'cloudformation')
    const [stageId = ''] = idsOfType(template, 'AWS::ApiGateway::Stage')
    expect(at(template, 'Resources', stageId, 'Properties', 'Variables', 'host')).toBe(arn)
  })

  it('comes back to the letter where it has no API of the serverless transform, but for its Transform', () => {
    const text = `# queue behind an API
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: jobs}
  Post:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: NONE
      Integration:
        Type: AWS
        IntegrationHttpMethod: POST
        Uri: !Join ['', ['arn:aws:apigateway:', !Ref AWS::Region, ':sqs:path/', !Ref AWS::AccountId, /, !GetAtt Jobs.QueueName]]
`
    const { text: written, reported } = converted(opened(text), 'cloudformation')
    expect(reported).toEqual([])
    expect(written).toBe(text.replace('Transform: AWS::Serverless-2016-10-31\n', ''))
  })

  it('has all APIs of the template, and a usage plan that covers the stages of both', () => {
    const both = `Transform: AWS::Serverless-2016-10-31
Globals: {Api: {Auth: {UsagePlan: {CreateUsagePlan: SHARED}}}}
Resources:
  First: {Type: AWS::Serverless::Api, Properties: {StageName: one, DefinitionBody: {openapi: 3.0.1, paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}}}}
  Second: {Type: AWS::Serverless::Api, Properties: {StageName: two, DefinitionBody: {openapi: 3.0.1, paths: {/b: {get: {x-amazon-apigateway-integration: {type: mock}}}}}}}
`
    const { template } = converted(opened(both), 'cloudformation')
    expect(idsOfType(template, 'AWS::ApiGateway::RestApi')).toEqual(['First', 'Second'])
    const [planId = ''] = idsOfType(template, 'AWS::ApiGateway::UsagePlan')
    expect(at(template, 'Resources', planId, 'Properties', 'ApiStages')).toEqual([
      { ApiId: { Ref: 'First' }, Stage: 'one' },
      { ApiId: { Ref: 'Second' }, Stage: 'two' },
    ])
  })
})

describe('a private custom domain name', () => {
  const inner = `Transform: AWS::Serverless-2016-10-31
Resources:
  Inner:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody: {openapi: 3.0.1, paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}}
      EndpointConfiguration: {Type: PRIVATE, VPCEndpointIds: [vpce-1]}
      Domain:
        DomainName: staff.example.com
        CertificateArn: arn:aws:acm:us-east-1:111122223333:certificate/1
        EndpointConfiguration: PRIVATE
        BasePath: [desk]
`

  it('becomes the types for private names, which open as the same name', () => {
    const design = opened(inner)
    const { template, text, reported } = converted(design, 'cloudformation')
    const [domainId = ''] = idsOfType(template, 'AWS::ApiGateway::DomainNameV2')
    const [mappingId = ''] = idsOfType(template, 'AWS::ApiGateway::BasePathMappingV2')
    expect(reported).toEqual([])
    expect(at(template, 'Resources', mappingId, 'Properties', 'DomainNameArn')).toEqual({
      'Fn::GetAtt': `${domainId}.DomainNameArn`,
    })
    const names = ({ access }: Design) =>
      Object.values(access.domainNames).map(({ basePathMappings, ...name }) => ({
        ...name,
        mappings: basePathMappings.map(({ basePath, stage }) => ({ basePath, stage })),
      }))
    expect(names(opened(text))).toEqual(names(design))
  })
})

const plans = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: plans}}
  Keys:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Api
      Name: keys
      Type: TOKEN
      IdentitySource: method.request.header.Authorization
      AuthorizerUri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations
  Fn: {Type: AWS::Lambda::Function, Properties: {Code: {ZipFile: ''}}}
  Allowed:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Fn
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/authorizers/\${Keys}
  Get:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref Keys, Integration: {Type: MOCK}}
  Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: {RestApiId: !Ref Api}}
  Live: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: live}}
  Plan:
    Type: AWS::ApiGateway::UsagePlan
    DependsOn: [Live, Get]
    Properties: {UsagePlanName: plan, ApiStages: [{ApiId: !Ref Api, Stage: !Ref Live}]}
`

describe('a CloudFormation template that becomes a SAM template', () => {
  it('refers to nothing that is gone, in dependencies and permissions', () => {
    const { template, reported } = converted(opened(plans), 'sam')
    expect(reported).toEqual([])
    expect(at(template, 'Resources', 'Plan', 'DependsOn')).toEqual(['ApiliveStage'])
    expect(at(template, 'Resources', 'Allowed', 'Properties', 'SourceArn')).toEqual({
      'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*',
    })
  })
})

function readValue(text: string): Json {
  const read = readText(text)
  if (!read.ok) throw new Error(read.problems[0]?.message)
  return read.value.value
}
