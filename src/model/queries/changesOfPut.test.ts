import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import { importDocument } from '../import/index.ts'
import { putDesign } from '../operations/putDesign.ts'
import type { Design } from '../schema/design.ts'
import { changesOfPut } from './changesOfPut.ts'

function opened(text: string, prefix: string): Design {
  const result = importDocument(text, { nextId: countingIds(prefix) })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.design
}

const path = (verb: string, type = 'mock') => ({
  [verb]: { responses: {}, 'x-amazon-apigateway-integration': { type, responses: {} } },
})

const before = opened(
  JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'shop', version: '1' },
    paths: { '/items': { ...path('get'), ...path('post') }, '/old': path('get') },
    components: { schemas: { Item: { type: 'object' } } },
  }),
  'a',
)
const [apiId = ''] = Object.keys(before.apis)

const template = opened(
  `Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        UsagePlan: { CreateUsagePlan: PER_API, UsagePlanName: basic }
        Authorizers: { Members: { UserPoolArn: !GetAtt Pool.Arn } }
  Pool: { Type: AWS::Cognito::UserPool, Properties: {} }
  Orders: { Type: AWS::DynamoDB::Table, Properties: {} }
  Serve:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Items: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /items, Method: get } }
        New: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /new, Method: get } }
`,
  'b',
)

function review(mode: 'merge' | 'overwrite') {
  const result = changesOfPut(before, { apiId, from: template, mode })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

describe('what putting a template over an API changes', () => {
  it('is listed by kind: what comes, what is replaced and what goes', () => {
    const { changes } = review('overwrite')
    const of = (heading: string) => changes.find((change) => change.heading === heading)
    expect(of('Methods')).toMatchObject({
      added: ['GET /new'],
      replaced: ['GET /items'],
      removed: ['POST /items', 'GET /old'],
    })
    expect(of('Models')?.removed).toEqual(['Item'])
    expect(of('Authorizers')?.added).toEqual(['Members'])
    expect(of('Backends')?.added).toEqual(['Serve'])
    expect(of('Usage plans')?.added).toEqual(['basic'])
    expect(of('User pools')?.added).toEqual(['Pool'])
  })

  it('removes nothing in a merge', () => {
    expect(review('merge').changes.flatMap(({ removed }) => removed)).toEqual([])
  })

  it('lists what is left behind', () => {
    expect(review('overwrite').leftBehind).toEqual([
      'Stage live',
      'Pool (AWS::Cognito::UserPool)',
      'Orders (AWS::DynamoDB::Table)',
      'Serve (AWS::Serverless::Function)',
    ])
  })

  it('is nothing for the document that was opened', () => {
    expect(changesOfPut(before, { apiId, from: before, mode: 'merge' })).toEqual({
      ok: true,
      value: { changes: [], leftBehind: [] },
      problems: [],
    })
  })

  it('is what happens: the companions come along, the stage of the usage plan is the one of the API', () => {
    const put = putDesign(before, { apiId, from: template, mode: 'overwrite' })
    if (!put.ok) throw new Error(put.problems[0]?.message)
    const { access, identities, apis } = put.value
    expect(Object.keys(apis)).toEqual([apiId])
    expect(Object.values(access.usagePlans)).toMatchObject([
      { name: 'basic', apiStages: [{ apiId, stage: 'dev' }] },
    ])
    expect(Object.keys(access.apiKeys)).toHaveLength(1)
    expect(Object.keys(identities.userPools)).toEqual(['us-east-1_Pool'])
  })

  it('keeps what the design has under the same name or id', () => {
    const once = putDesign(before, { apiId, from: template, mode: 'merge' })
    if (!once.ok) throw new Error(once.problems[0]?.message)
    const pool = once.value.identities.userPools['us-east-1_Pool']
    if (!pool) throw new Error('there is no user pool')
    const own = { ...pool, name: 'mine' }
    const userPools = { [pool.id]: own }
    const changed = { ...once.value, identities: { ...once.value.identities, userPools } }
    const twice = putDesign(changed, { apiId, from: template, mode: 'merge' })
    if (!twice.ok) throw new Error(twice.problems[0]?.message)
    expect(twice.value.identities.userPools[pool.id]).toEqual(own)
    expect(twice.value.access).toEqual(once.value.access)
  })

  it('refuses a document of several APIs', () => {
    const [api] = Object.values(template.apis)
    if (!api) throw new Error('there is no API')
    const from = { ...template, apis: { ...template.apis, other: { ...api, id: 'other' } } }
    const result = changesOfPut(before, { apiId, from, mode: 'merge' })
    expect(result.problems[0]?.code).toBe('document/several-apis')
  })
})
