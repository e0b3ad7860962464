import { describe, expect, test } from 'vitest'
import { countingIds } from '../ids.ts'
import type { Result } from '../result.ts'
import { openDesign } from '../saved/open.ts'
import { saveDesign } from '../saved/save.ts'
import { domainName } from '../schema/access.ts'
import type { Design } from '../schema/design.ts'
import { principal, userPool } from '../schema/identities.ts'
import { emptyDesign } from './designs.ts'
import {
  putDomainName,
  putPrincipal,
  putUserPool,
  removeDomainName,
  removePrincipal,
  removeUserPool,
} from './identities.ts'
import { addRestApi } from './restApis.ts'

const empty = emptyDesign('d', countingIds())
const ann = principal.parse({ id: 'ann', name: 'ann', accessKeyId: 'A', secretAccessKey: 's' })
const pool = userPool.parse({
  id: 'us-east-1_Pool1',
  name: 'people',
  users: { zoe: { username: 'zoe', sub: 's' } },
  clients: { web: { id: 'web', name: 'web' } },
})

function taken(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}
const codeOf = (result: Result<Design>) => (result.ok ? 'ok' : result.problems[0]?.code)

describe('principals', () => {
  const design = taken(putPrincipal(empty, { principal: ann }))
  test('are added, changed and removed', () => {
    expect(design.identities.principals['ann']).toBe(ann)
    const renamed = taken(putPrincipal(design, { principal: { ...ann, name: 'anna' } }))
    expect(renamed.identities.principals['ann']?.name).toBe('anna')
    expect(taken(removePrincipal(renamed, { id: 'ann' })).identities.principals).toEqual({})
  })
  test.each([
    [{ name: ' ' }, 'principal/name-blank'],
    [{ accessKeyId: '' }, 'principal/key-blank'],
    [{ secretAccessKey: '' }, 'principal/key-blank'],
    [{ id: 'bob' }, 'principal/key-in-use'],
    [{ sessionExpires: 'soon' }, 'principal/session-expires'],
  ])('with %j are refused', (change, code) => {
    expect(codeOf(putPrincipal(design, { principal: { ...ann, ...change } }))).toBe(code)
  })
  test('that are not there cannot be removed', () => {
    expect(codeOf(removePrincipal(design, { id: 'constructor' }))).toBe('principal/unknown')
  })
})

describe('user pools', () => {
  const design = taken(putUserPool(empty, { pool }))
  test('are added and removed', () => {
    expect(design.identities.userPools[pool.id]).toBe(pool)
    expect(taken(removeUserPool(design, { id: pool.id })).identities.userPools).toEqual({})
    expect(codeOf(removeUserPool(design, { id: 'x' }))).toBe('user-pool/unknown')
  })
  test.each([
    [{ id: 'people' }, 'user-pool/id'],
    [{ name: '' }, 'user-pool/name-blank'],
    [{ users: { other: pool.users['zoe'] } }, 'user-pool/username'],
    [{ clients: { other: pool.clients['web'] } }, 'user-pool/client'],
  ])('with %j are refused', (change, code) => {
    expect(codeOf(putUserPool(empty, { pool: { ...pool, ...change } as typeof pool }))).toBe(code)
  })
})

describe('custom domains', () => {
  const withApi = taken(addRestApi(empty, { apiId: 'api1', rootResourceId: 'root', name: 'pets' }))
  const apiId = 'api1'
  const domain = domainName.parse({
    domainName: 'api.example.com',
    basePathMappings: [{ apiId }, { basePath: 'orders/v1', apiId, stage: 'prod' }],
  })
  test('are added and removed', () => {
    const design = taken(putDomainName(withApi, { domain }))
    expect(design.access.domainNames['api.example.com']).toBe(domain)
    const { domainNames } = taken(removeDomainName(design, domain)).access
    expect(domainNames).toEqual({})
    expect(codeOf(removeDomainName(withApi, domain))).toBe('domain/unknown')
  })
  test.each([
    [{ domainName: 'API' }, 'domain/name'],
    [
      {
        basePathMappings: [
          { basePath: '', apiId },
          { basePath: '', apiId },
        ],
      },
      'domain/base-path-in-use',
    ],
    [{ basePathMappings: [{ basePath: '/a', apiId }] }, 'domain/base-path'],
    [{ basePathMappings: [{ basePath: 'a', apiId: 'gone' }] }, 'domain/unknown-api'],
  ])('with %j are refused', (change, code) => {
    expect(codeOf(putDomainName(withApi, { domain: { ...domain, ...change } }))).toBe(code)
  })
})

test('identities are saved with the design and opened again', () => {
  const design = taken(putUserPool(taken(putPrincipal(empty, { principal: ann })), { pool }))
  const opened = openDesign(JSON.parse(saveDesign(design)))
  expect(opened.ok && opened.value).toEqual(design)
})

test('a saved principal without its key is refused with its place', () => {
  const broken = {
    ...empty,
    identities: { ...empty.identities, principals: { ann: { id: 'ann', name: 'ann' } } },
  }
  const opened = openDesign(broken)
  expect(!opened.ok && opened.problems[0]?.at).toEqual([
    'identities',
    'principals',
    'ann',
    'accessKeyId',
  ])
})
