import { isoMilliseconds } from '../isoDate.ts'
import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { multiLevelMappings } from '../queries/quotaOfApi.ts'
import type { DomainName } from '../schema/access.ts'
import type { Design } from '../schema/design.ts'
import type { Principal, UserPool } from '../schema/identities.ts'
import { fixedQuotaRefusal } from './fixedQuotas.ts'
import { tagsRefusal } from './tags.ts'
import { own, withMember, withoutMember } from './within.ts'

/** Add a principal, or put another in its place. Refused: a blank name, keys that are blank or another's. */
export function putPrincipal(
  design: Design,
  { principal }: { readonly principal: Principal },
): Result<Design> {
  const { principals } = design.identities
  const at: Address = ['identities', 'principals', principal.id]
  if (principal.name.trim() === '') {
    return fail('principal/name-blank', 'A principal needs a name', [...at, 'name'])
  }
  if (principal.accessKeyId.trim() === '' || principal.secretAccessKey === '') {
    const message = 'A principal signs with an access key and its secret: both are needed'
    return fail('principal/key-blank', message, [...at, 'accessKeyId'])
  }
  const other = Object.values(principals).find(
    ({ id, accessKeyId }) => id !== principal.id && accessKeyId === principal.accessKeyId,
  )
  if (other) {
    const message = `${other.name} has the access key ${principal.accessKeyId} already`
    return fail('principal/key-in-use', message, [...at, 'accessKeyId'])
  }
  if (
    principal.sessionExpires !== undefined &&
    isoMilliseconds(principal.sessionExpires) === undefined
  ) {
    const message = 'The end of the session is a date such as 2026-01-31T12:00:00Z'
    return fail('principal/session-expires', message, [...at, 'sessionExpires'])
  }
  const identities = {
    ...design.identities,
    principals: withMember(principals, principal.id, principal),
  }
  return ok({ ...design, identities })
}

/** Remove a principal. */
export function removePrincipal(design: Design, { id }: { readonly id: string }): Result<Design> {
  const { principals } = design.identities
  if (!own(principals, id)) {
    return fail('principal/unknown', `There is no principal ${id}`, ['identities', 'principals'])
  }
  const identities = { ...design.identities, principals: withoutMember(principals, id) }
  return ok({ ...design, identities })
}

/** Add a user pool, or put another in its place. Refused: an id without its region, a blank name, members under other names than their own. */
export function putUserPool(design: Design, { pool }: { readonly pool: UserPool }): Result<Design> {
  const at: Address = ['identities', 'userPools', pool.id]
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d_[A-Za-z0-9]{1,55}$/.test(pool.id)) {
    const message = 'The identifier of a user pool begins with its region: us-east-1_AbCdEfGhI'
    return fail('user-pool/id', message, [...at, 'id'])
  }
  if (pool.name.trim() === '') {
    return fail('user-pool/name-blank', 'A user pool needs a name', [...at, 'name'])
  }
  for (const [username, user] of Object.entries(pool.users)) {
    if (username === '' || user.username !== username) {
      const message = `The user under ${username} is called ${user.username}`
      return fail('user-pool/username', message, [...at, 'users', username])
    }
  }
  for (const [id, client] of Object.entries(pool.clients)) {
    if (id === '' || client.id !== id) {
      const message = `The app client under ${id} calls itself ${client.id}`
      return fail('user-pool/client', message, [...at, 'clients', id])
    }
    if (!Number.isInteger(client.tokenValidity) || client.tokenValidity < 1) {
      const message = `Tokens are good for a whole number of seconds, not ${client.tokenValidity}`
      return fail('user-pool/token-validity', message, [...at, 'clients', id, 'tokenValidity'])
    }
  }
  const userPools = withMember(design.identities.userPools, pool.id, pool)
  return ok({ ...design, identities: { ...design.identities, userPools } })
}

/** Remove a user pool. Authorizers that trust it go on naming it, as the service lets them. */
export function removeUserPool(design: Design, { id }: { readonly id: string }): Result<Design> {
  const { userPools } = design.identities
  if (!own(userPools, id)) {
    return fail('user-pool/unknown', `There is no user pool ${id}`, ['identities', 'userPools'])
  }
  const identities = { ...design.identities, userPools: withoutMember(userPools, id) }
  return ok({ ...design, identities })
}

/** Add a custom domain, or put another in its place. Refused: a name that is no host, a base path twice, a mapping to an API that is not there. */
export function putDomainName(
  design: Design,
  { domain }: { readonly domain: DomainName },
): Result<Design> {
  const at: Address = ['access', 'domainNames', domain.domainName]
  if (
    !/^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(domain.domainName)
  ) {
    const message = 'A custom domain is a host in small letters: api.example.com'
    return fail('domain/name', message, [...at, 'domainName'])
  }
  const seen = new Set<string>()
  for (const [i, { basePath, apiId }] of domain.basePathMappings.entries()) {
    const mappingAt = [...at, 'basePathMappings', String(i)]
    if (seen.has(basePath)) {
      const message = 'Base path already exists for this domain name'
      return fail('domain/base-path-in-use', message, mappingAt)
    }
    if (/^\/|\/$|\/\//.test(basePath)) {
      const message = 'A base path has neither a slash at its ends nor two in a row'
      return fail('domain/base-path', message, mappingAt)
    }
    if (basePath.length > 300 || !/^[A-Za-z0-9$\-_.+!*'()/]*$/.test(basePath)) {
      const message = `A base path has at most 300 letters, digits and characters of $-_.+!*'()/`
      return fail('domain/base-path', message, mappingAt)
    }
    if (!own(design.apis, apiId)) {
      return fail('domain/unknown-api', `The design has no API ${apiId}`, mappingAt)
    }
    seen.add(basePath)
  }
  const before = own(design.access.domainNames, domain.domainName)
  const refused =
    tagsRefusal(domain.tags, before?.tags, [...at, 'tags']) ??
    fixedQuotaRefusal(
      'multiLevelMappings',
      multiLevelMappings(domain.basePathMappings),
      multiLevelMappings(before?.basePathMappings ?? []),
      [...at, 'basePathMappings'],
    )
  if (refused) return refused
  const domainNames = withMember(design.access.domainNames, domain.domainName, domain)
  return ok({ ...design, access: { ...design.access, domainNames } })
}

/** Remove a custom domain. */
export function removeDomainName(
  design: Design,
  { domainName }: { readonly domainName: string },
): Result<Design> {
  const { domainNames } = design.access
  if (!own(domainNames, domainName)) {
    const message = `There is no custom domain ${domainName}`
    return fail('domain/unknown', message, ['access', 'domainNames'])
  }
  const access = { ...design.access, domainNames: withoutMember(domainNames, domainName) }
  return ok({ ...design, access })
}
