import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import { importDocument } from '../index.ts'

function read(text: string, now?: () => number) {
  return importDocument(text, { nextId: countingIds('id'), ...(now && { now }) })
}

function opened(text: string, now?: () => number) {
  const result = read(text, now)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const { design, problems } = result.value
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('no REST API was read')
  return { design, api, codes: problems.map(({ code }) => code) }
}

const body = `      Body:
        swagger: '2.0'
        info: { title: diary, version: '1' }
        paths:
          /days:
            get:
              responses: { '200': { description: days } }
              x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '{"statusCode": 200}' }, responses: { default: { statusCode: '200' } } }
`

const template = (properties: string, rest = '') => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Diary:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: diary
${properties}${rest}`

describe('a template that CloudFormation deploys', () => {
  it('opens with an empty description, which is none', () => {
    const { api, codes } = opened(
      template(
        `      Description: ''\n${body}`,
        `  Release:
    Type: AWS::ApiGateway::Deployment
    Properties: { RestApiId: !Ref Diary, Description: '', StageName: live }
  Entry:
    Type: AWS::ApiGateway::Model
    Properties: { RestApiId: !Ref Diary, Name: Entry, ContentType: application/json, Description: '', Schema: {} }
`,
      ),
    )
    expect(api.description).toBeUndefined()
    expect(methodsOf(api).map(({ path }) => path)).toEqual(['/days'])
    expect(Object.keys(api.stages)).toEqual(['live'])
    expect(Object.keys(api.models)).toContain('Entry')
    expect(codes).not.toContain('cloudformation/refused')
  })

  it('opens with the slashes of its binary media types', () => {
    const { api } = opened(template('      BinaryMediaTypes: ["image~1gif", "*~1*", audio/ogg]\n'))
    expect(api.binaryMediaTypes).toEqual(['image/gif', '*/*', 'audio/ogg'])
  })

  it('opens with the source of API keys that stands beside a body', () => {
    const { api } = opened(template(`      ApiKeySourceType: AUTHORIZER\n${body}`))
    expect(api.apiKeySource).toBe('AUTHORIZER')
  })

  it('opens with a key whose value only a deployment knows', () => {
    const parameters = 'Parameters:\n  Secret: { Type: String, NoEcho: true }\nResources:'
    const text = template(
      body,
      `  Release: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Diary, StageName: live } }
  Plan: { Type: AWS::ApiGateway::UsagePlan, DependsOn: Release, Properties: { UsagePlanName: basic, ApiStages: [{ ApiId: !Ref Diary, Stage: live }] } }
  Key: { Type: AWS::ApiGateway::ApiKey, Properties: { Name: partner, Enabled: true, Value: !Sub '\${Secret}' } }
  Link: { Type: AWS::ApiGateway::UsagePlanKey, Properties: { KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan } }
`,
    ).replace('Resources:', parameters)
    const { design, codes } = opened(text)
    const [key] = Object.values(design.access.apiKeys)
    expect(key).toMatchObject({ name: 'partner', enabled: true })
    expect(key?.value.length).toBeGreaterThanOrEqual(20)
    expect(Object.values(design.access.usagePlans)[0]?.keyIds).toEqual([key?.id])
    expect(codes).not.toContain('cloudformation/refused')
    expect(codes).toContain('cloudformation/unknown-value')
  })

  it('keeps what needs an unknown value with its stand-in, once', () => {
    const parameters = 'Parameters:\n  Backend: { Type: String }\nResources:'
    const text = template(
      '',
      `  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Diary
      ResourceId: !GetAtt Diary.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration: { Type: HTTP, IntegrationHttpMethod: GET, Uri: !Ref Backend }
`,
    ).replace('Resources:', parameters)
    const { api, codes } = opened(text)
    expect(methodsOf(api).map(({ method }) => method.integration)).toMatchObject([
      { type: 'HTTP', uri: 'Backend' },
    ])
    expect(codes).not.toContain('cloudformation/refused')
    expect(codes.filter((code) => code === 'cloudformation/unknown-value')).toHaveLength(1)
  })

  it('still has a known value refused', () => {
    const text = template(
      '',
      '  Key: { Type: AWS::ApiGateway::ApiKey, Properties: { Name: partner, Value: short } }\n',
    )
    const { design, codes } = opened(text)
    expect(codes).toContain('cloudformation/refused')
    expect(design.access.apiKeys).toEqual({})
  })

  it('dates its deployments with the time at which it is opened', () => {
    const { api } = opened(
      template(
        body,
        '  Release: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Diary } }\n',
      ),
      () => Date.UTC(2026, 4, 1),
    )
    expect(Object.values(api.deployments).map(({ createdDate }) => createdDate)).toEqual([
      expect.stringMatching(/^2026-05-01T00:00:00/),
    ])
  })

  it('keeps its comments, so nothing says that they are lost', () => {
    expect(opened(`# about the diary\n${template(body)}`).codes).not.toContain('document/comments')
  })
})

describe('a template without a REST API to open', () => {
  it('names the reason for which its API cannot be made', () => {
    const result = read(template('      EndpointConfiguration: { Types: [NOWHERE] }\n'))
    expect(result.problems[0]?.code).toBe('cloudformation/no-api')
    expect(result.problems[0]?.message).toMatch(/^The REST API Diary cannot be opened: .*would be/)
  })

  it('names the resources that belong to an API of another stack', () => {
    const result = read(`AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Weeks:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !ImportValue diary-api, ParentId: !ImportValue diary-root, PathPart: weeks }
  Get:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !ImportValue diary-api, ResourceId: !Ref Weeks, HttpMethod: GET, AuthorizationType: NONE }
`)
    expect(result.problems[0]).toMatchObject({
      code: 'cloudformation/other-stack',
      message:
        'Weeks and Get belong to a REST API that is not in this template (Fn::ImportValue diary-api). Open the template that creates the API.',
      position: { line: 2 },
    })
  })
})
