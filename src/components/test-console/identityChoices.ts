import type { Design } from '../../model/index.ts'
import type { Caller } from '../../simulator/index.ts'

type IdentityCaller = Extract<Caller, { kind: 'identityPool' }>
type Identities = Design['identities']

/** One caller of an identity pool among the choices of the form. */
export function identityChoice({ identityPoolId, user }: IdentityCaller): string {
  return `identity ${identityPoolId} ${user ? `${user.poolId} ${user.username}` : 'guest'}`
}

/** Who can sign with credentials of the identity pools: users of their user pools, and guests where they are allowed. */
export function identityPoolChoices(
  identityPools: NonNullable<Identities['identityPools']>,
  userPools: Identities['userPools'],
): readonly { readonly value: string; readonly label: string; readonly caller: IdentityCaller }[] {
  return Object.values(identityPools).flatMap((pool) => {
    const users = pool.userPoolIds.flatMap((poolId) => {
      const known = Object.hasOwn(userPools, poolId) ? userPools[poolId] : undefined
      return Object.keys(known?.users ?? {}).map((username) => ({
        label: `${username}, through ${pool.name}`,
        caller: {
          kind: 'identityPool',
          identityPoolId: pool.id,
          user: { poolId, username },
        } as const,
      }))
    })
    const guest = {
      label: `A guest of ${pool.name}`,
      caller: { kind: 'identityPool', identityPoolId: pool.id } as const,
    }
    const callers: readonly { readonly label: string; readonly caller: IdentityCaller }[] = [
      ...users,
      ...(pool.allowUnauthenticatedIdentities ? [guest] : []),
    ]
    return callers.map(({ label, caller }) => ({ value: identityChoice(caller), label, caller }))
  })
}
