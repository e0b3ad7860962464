import { describe, expect, it } from 'vitest'
import { countingIds } from '../../ids.ts'
import { exportApi } from '../../export/index.ts'
import { putUserPool } from '../../operations/identities.ts'
import { updateBackend } from '../../operations/backends.ts'
import { backendsOf } from '../../queries/backends.ts'
import type { Design } from '../../schema/design.ts'
import { importDocument } from '../index.ts'

const text = `# the shop of the team
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Api:
    Auth:
      UsagePlan: { CreateUsagePlan: PER_API, Throttle: { RateLimit: 50 } }
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Members
        Authorizers:
          Members: { UserPoolArn: !GetAtt Members.Arn, AuthorizationScopes: [shop/read] }
  Members:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: !Sub '\${AWS::StackName}-members'
      LambdaConfig: { PostConfirmation: !GetAtt Welcome.Arn }
  Rights:
    Type: AWS::Cognito::UserPoolResourceServer
    Properties:
      UserPoolId: !Ref Members
      Identifier: shop
      Scopes: [{ ScopeName: read }, { ScopeName: write }]
  Welcome:
    Type: AWS::Serverless::Function
    Properties:
      Environment: { Variables: { POOL: !Ref Members } }
  Serve:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub '\${AWS::StackName}-serve'
      Events:
        Items: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: /items, Method: get } }
`

const withClients = `${text}  Web:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref Members
      ClientName: web
      AllowedOAuthScopes: [shop/read, openid]
      IdTokenValidity: 30
      TokenValidityUnits: { IdToken: minutes }
  Editors:
    Type: AWS::Cognito::UserPoolGroup
    Properties: { UserPoolId: !Ref Members, GroupName: editors }
  Bea:
    Type: AWS::Cognito::UserPoolUser
    Properties:
      UserPoolId: !Ref Members
      Username: bea@example.com
      UserAttributes: [{ Name: email, Value: bea@example.com }, { Name: 'custom:role', Value: buyer }]
  BeaEdits:
    Type: AWS::Cognito::UserPoolUserToGroupAttachment
    Properties: { UserPoolId: !Ref Members, Username: !Ref Bea, GroupName: !Ref Editors }
`

function opened(source: string) {
  const result = importDocument(source, { nextId: countingIds('id') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const { design, problems } = result.value
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('no REST API was read')
  return { design, api, problems }
}

function written(design: Design, apiId: string, kind: 'sam' | 'cloudformation'): string {
  const result = exportApi(design, kind, apiId, { format: 'yaml' })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value[0]?.text ?? ''
}

function updated<T>(result: { ok: true; value: T } | { ok: false }): T {
  if (!result.ok) throw new Error('the edit was refused')
  return result.value
}

describe('what a template brings to test with', () => {
  it('is the user pool that the authorizer trusts, with a user and a client of its scopes', () => {
    const { design, api, problems } = opened(text)
    const [authorizer] = Object.values(api.authorizers)
    const [pool, ...others] = Object.values(design.identities.userPools)
    expect(others).toEqual([])
    expect(authorizer?.providerARNs).toEqual([
      `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${pool?.id ?? ''}`,
    ])
    expect(pool).toMatchObject({ id: 'us-east-1_Members', name: 'stack-members' })
    expect(Object.keys(pool?.users ?? {})).toEqual(['ana@example.com'])
    expect(Object.values(pool?.clients ?? {})[0]?.allowedScopes).toEqual([
      'shop/read',
      'shop/write',
    ])
    expect(pool && putUserPool(design, { pool }).ok).toBe(true)
    expect(problems.find(({ message }) => message.startsWith('Members '))).toMatchObject({
      code: 'cloudformation/kept',
      severity: 'info',
    })
  })

  it('has the clients, groups and users of the template where it names them', () => {
    const { design } = opened(withClients)
    const pool = design.identities.userPools['us-east-1_Members']
    expect(pool?.clients).toEqual({
      Web: {
        id: 'Web',
        name: 'web',
        allowedScopes: ['shop/read', 'openid'],
        tokenValidity: 1800,
      },
    })
    expect(pool?.users).toMatchObject({
      'bea@example.com': {
        groups: ['editors'],
        attributes: { email: 'bea@example.com', 'custom:role': 'buyer' },
      },
    })
    expect(pool?.users['bea@example.com']?.sub).toMatch(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    )
  })

  it('is the API key of a usage plan, and functions under their logical ids', () => {
    const { design } = opened(text)
    expect(Object.values(design.access.apiKeys).map(({ enabled }) => enabled)).toEqual([true])
    expect(Object.values(design.backends)).toMatchObject([
      { key: 'lambda:stack-serve', name: 'Serve', kind: 'lambda' },
    ])
    expect(backendsOf(design).map(({ name }) => name)).toEqual(['Serve'])
  })

  it.each(['sam', 'cloudformation'] as const)(
    'leaves the %s export the same, byte for byte, however it is tested',
    (kind) => {
      const { design, api } = opened(withClients)
      const untouched = written(design, api.id, kind)
      if (kind === 'sam') expect(untouched).toBe(withClients)
      const pool = design.identities.userPools['us-east-1_Members']
      if (!pool) throw new Error('there is no user pool')
      const zoe = { username: 'zoe', sub: 's', enabled: true, groups: [], attributes: {} }
      const withUser = updated(
        putUserPool(design, { pool: { ...pool, users: { ...pool.users, zoe } } }),
      )
      const tested = updated(
        updateBackend(withUser, {
          key: 'lambda:stack-serve',
          change: { name: 'Items', answer: { status: 404, headers: {}, body: 'none' } },
        }),
      )
      expect(written(tested, api.id, kind)).toBe(untouched)
    },
  )

  it('has the id of a pool in the form of Cognito, whatever the logical id', () => {
    const long = 'Pool'.repeat(40)
    const { design, api } = opened(text.replaceAll('Members', long))
    const [pool] = Object.values(design.identities.userPools)
    expect(pool && putUserPool(design, { pool }).ok).toBe(true)
    expect(Object.values(api.authorizers)[0]?.providerARNs[0]).toContain(
      `userpool/${pool?.id ?? ''}`,
    )
  })
})
