import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { IdentityPool } from '../schema/identities.ts'
import { own, withMember, withoutMember } from './within.ts'

const poolsAt: Address = ['identities', 'identityPools']

/** Add an identity pool or replace it. Refused: an id without its region, a blank name, a role that is missing or not a role, a missing user pool. */
export function putIdentityPool(
  design: Design,
  { pool }: { readonly pool: IdentityPool },
): Result<Design> {
  const at = [...poolsAt, pool.id]
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(pool.id)) {
    const message = 'The id of an identity pool is its region, a colon and a UUID'
    return fail('identity-pool/id', message, [...at, 'id'])
  }
  if (pool.name.trim() === '') {
    return fail('identity-pool/name-blank', 'An identity pool needs a name', [...at, 'name'])
  }
  const { principals, userPools } = design.identities
  for (const field of ['authenticatedRoleId', 'unauthenticatedRoleId'] as const) {
    const roleId = pool[field]
    if (roleId !== undefined && own(principals, roleId)?.type !== 'ROLE') {
      const message = `The design has no role ${roleId}`
      return fail('identity-pool/role', message, [...at, field])
    }
  }
  const missing = pool.userPoolIds.find((id) => !own(userPools, id))
  if (missing !== undefined) {
    const message = `The design has no user pool ${missing}`
    return fail('identity-pool/user-pool', message, [...at, 'userPoolIds'])
  }
  const identityPools = withMember(design.identities.identityPools ?? {}, pool.id, pool)
  return ok({ ...design, identities: { ...design.identities, identityPools } })
}

/** Remove an identity pool. */
export function removeIdentityPool(
  design: Design,
  { id }: { readonly id: string },
): Result<Design> {
  const { identityPools = {} } = design.identities
  if (!own(identityPools, id)) {
    return fail('identity-pool/unknown', `There is no identity pool ${id}`, poolsAt)
  }
  const rest = withoutMember(identityPools, id)
  return ok({ ...design, identities: { ...design.identities, identityPools: rest } })
}
