import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { readText } from '../../import/readText.ts'
import { exportApi } from '../index.ts'
import { unresolvedReferences } from './referenceCheck.ts'

const queue = { Type: 'AWS::SQS::Queue' }

function messages(template: Parameters<typeof unresolvedReferences>[0], before?: typeof template) {
  return unresolvedReferences(template, before).map(({ severity, message }) => [severity, message])
}

describe('the references of a template', () => {
  it('may name resources, parameters, conditions and pseudo parameters', () => {
    const template = {
      Parameters: { Size: { Type: 'String' } },
      Conditions: {
        IsLarge: { 'Fn::Equals': [{ Ref: 'Size' }, 'large'] },
        Both: { 'Fn::And': [{ Condition: 'IsLarge' }, { Condition: 'IsLarge' }] },
      },
      Resources: {
        Queue: { ...queue, Condition: 'Both' },
        Other: {
          ...queue,
          DependsOn: ['Queue'],
          Properties: {
            QueueName: { 'Fn::Sub': ['${Queue.Arn}-${AWS::Region}-${own}-${!Text}', { own: 'x' }] },
            DelaySeconds: { 'Fn::If': ['IsLarge', { Ref: 'Size' }, { Ref: 'AWS::NoValue' }] },
          },
        },
      },
    }
    expect(messages(template)).toEqual([])
  })

  it.each([
    ['Ref', { Ref: 'Gone' }, 'Gone'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Gone', 'Arn'] }, 'Gone'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Gone.Arn' }, 'Gone'],
    ['Fn::Sub', { 'Fn::Sub': 'a-${Gone.Arn}' }, 'Gone'],
    ['Fn::If', { 'Fn::If': ['Gone', 1, 2] }, 'the condition Gone'],
  ])('are errors where %s names nothing of the template', (_function, value, what) => {
    const template = { Resources: { Queue: { ...queue, Properties: { QueueName: value } } } }
    expect(messages(template)).toEqual([
      ['error', `Resources.Queue refers to ${what}, which is not in the template.`],
    ])
  })

  it('are errors in DependsOn, Condition and Outputs too', () => {
    const template = {
      Resources: { Queue: { ...queue, DependsOn: 'Gone', Condition: 'IsGone' } },
      Outputs: { Url: { Value: { Ref: 'Gone' } } },
    }
    expect(messages(template).map(([, message]) => message)).toEqual([
      'Resources.Queue refers to the condition IsGone, which is not in the template.',
      'Resources.Queue refers to Gone, which is not in the template.',
      'Outputs.Url refers to Gone, which is not in the template.',
    ])
  })

  it('are warnings where the template that was opened has them already', () => {
    const template = { Resources: { Queue: { ...queue, DependsOn: 'Gone' } } }
    expect(messages(template, template)).toEqual([
      [
        'warning',
        'Resources.Queue refers to Gone, which is not in the template that was opened either.',
      ],
    ])
  })

  it('may name what the serverless transform makes, and nothing else that looks like it', () => {
    const template = {
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Fn: { Type: 'AWS::Serverless::Function' },
        Api: { Type: 'AWS::Serverless::Api' },
      },
      Outputs: {
        Role: { Value: { 'Fn::GetAtt': ['FnRole', 'Arn'] } },
        Stage: { Value: { Ref: 'ApiProdStage' } },
        Deployment: { Value: { Ref: 'Api.Deployment' } },
        Implicit: { Value: { Ref: 'ServerlessRestApi' } },
        Authorizer: { Value: { Ref: 'ApiAuthorizer' } },
      },
    }
    expect(messages(template)).toEqual([
      ['error', 'Outputs.Authorizer refers to ApiAuthorizer, which is not in the template.'],
    ])
  })

  it('are not checked where a macro may add what they name', () => {
    expect(
      messages({
        Transform: 'Company::Macro',
        Resources: { Queue: { ...queue, DependsOn: 'Made' } },
      }),
    ).toEqual([])
  })
})

const guarded = `openapi: 3.0.1
info: { title: lockers, version: "1" }
paths:
  /lockers:
    get:
      security: [{ keys: [] }]
      responses: { "200": { description: open } }
      x-amazon-apigateway-integration: { type: mock }
components:
  securitySchemes:
    keys:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:keys/invocations
`

describe('the permission of a Lambda authorizer', () => {
  it.each([
    ['sam', '/authorizers/*'],
    ['cloudformation', '/authorizers/${KeysAuthorizer}'],
  ] as const)('names what a %s template has', (kind, source) => {
    const read = importDocument(guarded, { nextId: countingIds('id') })
    if (!read.ok) throw new Error(read.problems[0]?.message)
    const { design } = read.value
    const [apiId = ''] = Object.keys(design.apis)
    const result = exportApi(design, kind, apiId, { format: 'yaml' })
    if (!result.ok) throw new Error(result.problems[0]?.message)
    const text = result.value[0]?.text ?? ''
    expect(text).toContain(source)
    const template = readText(text)
    expect(template.ok && unresolvedReferences(template.value.value)).toEqual([])
  })
})
