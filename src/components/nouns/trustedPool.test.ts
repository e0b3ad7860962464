import { describe, expect, it } from 'vitest'
import { countingIds, emptyDesign, exportApi, openDesign } from '../../model/index.ts'
import type { Authorizer, Design } from '../../model/index.ts'
import { missingPoolOf } from './trustedPool.ts'

const arnOf = (id: string) => `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${id}`

function guarded(...arns: string[]): { readonly design: Design; readonly authorizer: Authorizer } {
  const api = {
    protocol: 'REST',
    id: 'a',
    name: 'shop',
    rootResourceId: 'r',
    authorizers: {
      g: {
        id: 'g',
        name: 'Members',
        type: 'COGNITO_USER_POOLS',
        providerARNs: arns,
        identitySource: 'method.request.header.Authorization',
      },
    },
    resources: {
      r: {
        id: 'r',
        methods: {
          GET: {
            httpMethod: 'GET',
            authorizationType: 'COGNITO_USER_POOLS',
            authorizerId: 'g',
            authorizationScopes: ['shop/read'],
          },
        },
      },
    },
  }
  const opened = openDesign({ ...emptyDesign('shop', countingIds()), apis: { a: api } })
  if (!opened.ok) throw new Error(opened.problems[0]?.message)
  const { a } = opened.value.apis
  const authorizer = a?.protocol === 'REST' ? a.authorizers['g'] : undefined
  if (!authorizer) throw new Error('there is no authorizer')
  return { design: opened.value, authorizer }
}

describe('the user pool that an authorizer trusts', () => {
  it('is added under the id that the authorizer names, with a user and the scopes of its methods', () => {
    const { design, authorizer } = guarded(arnOf('eu-west-1_Real12345'))
    const missing = missingPoolOf(design, authorizer, countingIds('new'))
    const added = missing?.operation(design)
    if (!missing || !added?.ok) throw new Error('no pool was added')
    const pool = added.value.identities.userPools['eu-west-1_Real12345']
    expect(pool).toMatchObject({ name: 'Members', accountId: '123456789012' })
    expect(Object.keys(pool?.users ?? {})).toEqual([missing.caller.username])
    expect(pool?.clients[missing.caller.clientId]?.allowedScopes).toEqual(['shop/read'])
    const options = { format: 'json' } as const
    expect(exportApi(added.value, 'openapi-3.0', 'a', options)).toEqual(
      exportApi(design, 'openapi-3.0', 'a', options),
    )
    expect(missingPoolOf(added.value, authorizer, countingIds('new'))).toBeUndefined()
  })

  it('is completed where the design has it without a user, and keeps what it has', () => {
    const { design, authorizer } = guarded(arnOf('eu-west-1_Real12345'))
    const client = { id: 'web', name: 'web', allowedScopes: ['openid'], tokenValidity: 60 }
    const pool = {
      id: 'eu-west-1_Real12345',
      name: 'people',
      clients: { web: client },
      users: {},
      publicKeys: [{ kid: 'k' }],
    }
    const userPools = { [pool.id]: pool }
    const before: Design = { ...design, identities: { ...design.identities, userPools } }
    const completed = missingPoolOf(before, authorizer, countingIds('new'))?.operation(before)
    if (!completed?.ok) throw new Error('the pool was not completed')
    expect(completed.value.identities.userPools[pool.id]).toMatchObject({
      ...pool,
      users: { 'ana@example.com': { enabled: true } },
    })
  })

  it('is not made up for an ARN that no pool can have', () => {
    const { design, authorizer } = guarded('UNRESOLVED', arnOf('nowhere'))
    expect(missingPoolOf(design, authorizer, countingIds('new'))).toBeUndefined()
  })
})
