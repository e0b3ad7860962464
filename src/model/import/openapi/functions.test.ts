import { describe, expect, it } from 'vitest'
import { exportApi } from '../../export/index.ts'
import { countingIds } from '../../ids.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import { importDocument } from '../index.ts'

const document = {
  openapi: '3.0.1',
  info: { title: 'letters', version: '1' },
  paths: {
    '/letters': {
      post: {
        responses: { '200': { description: 'sent' } },
        'x-amazon-apigateway-integration': {
          type: 'aws',
          httpMethod: 'POST',
          uri: {
            'Fn::Sub':
              'arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution',
          },
          credentials: { 'Fn::GetAtt': ['Sender', 'Arn'] },
          requestTemplates: {
            'application/json': {
              'Fn::Sub': '{"input": "$input.body", "stateMachineArn": "${Send}", "who": "${!who}"}',
            },
          },
          responses: { default: { statusCode: '200' } },
        },
      },
      get: {
        responses: { '200': { description: 'all' } },
        'x-amazon-apigateway-integration': {
          type: 'aws_proxy',
          httpMethod: 'POST',
          uri: {
            'Fn::Sub':
              'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${List.Arn}/invocations',
          },
        },
      },
    },
  },
  components: {
    schemas: { Entry: { type: 'object', properties: { Ref: { type: 'string' } } } },
    securitySchemes: {
      people: {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'cognito_user_pools',
        'x-amazon-apigateway-authorizer': {
          type: 'cognito_user_pools',
          providerARNs: [{ 'Fn::GetAtt': 'Pool.Arn' }],
        },
      },
    },
  },
}

function opened(value: unknown) {
  const result = importDocument(JSON.stringify(value), { nextId: countingIds('id') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const { design, problems } = result.value
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('no REST API was read')
  return { design, api, problems }
}

describe('an OpenAPI document with functions of CloudFormation', () => {
  it('has the values of a deployment in their place', () => {
    const { api } = opened(document)
    const [get, post] = ['GET', 'POST'].map(
      (verb) => methodsOf(api).find(({ method }) => method.httpMethod === verb)?.method,
    )
    expect(post?.integration).toMatchObject({
      uri: 'arn:aws:apigateway:us-east-1:states:action/StartExecution',
      credentials: 'arn:aws:iam::123456789012:role/Sender',
      requestTemplates: {
        'application/json':
          '{"input": "$input.body", "stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Send", "who": "${who}"}',
      },
    })
    expect(get?.integration).toMatchObject({
      uri: expect.stringContaining(
        'arn:aws:lambda:us-east-1:123456789012:function:List/',
      ) as string,
    })
    expect(Object.values(api.authorizers)[0]?.providerARNs).toEqual([
      'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pool',
    ])
  })

  it('says so once, and leaves a property that is called Ref alone', () => {
    const { api, problems } = opened(document)
    const told = problems.filter(({ code }) => code === 'openapi/reference-function')
    expect(told).toMatchObject([{ severity: 'warning', fate: 'translated' }])
    expect(told[0]?.message).toMatch(/^5 values are written with functions/)
    expect(api.models['Entry']?.schema).toContain('"Ref"')
  })

  it('comes back with its functions', () => {
    const { design, api } = opened(document)
    const written = exportApi(design, 'openapi-3.0', api.id, { format: 'json' })
    expect(written.ok && JSON.parse(written.value[0]?.text ?? '')).toEqual(document)
  })

  it('names a value that only a deployment knows', () => {
    const [{ paths }] = [structuredClone(document)]
    const integration = paths['/letters'].get['x-amazon-apigateway-integration']
    Object.assign(integration, { uri: { 'Fn::ImportValue': 'shared-uri' } })
    const { problems } = opened({ ...document, paths })
    expect(problems.find(({ code }) => code === 'openapi/not-a-text')?.message).toContain(
      'Fn::ImportValue shared-uri',
    )
  })
})
