import { userPoolIssuer } from '../../model/index.ts'
import type { UserPool } from '../../model/index.ts'
import type { Cryptography, WebKey } from '../cryptography.ts'

/** The key that signs a pool's tokens: its own, else one for the session. */
export async function signingKeyOf(pool: UserPool, cryptography: Cryptography): Promise<WebKey> {
  return pool.signingKey ?? cryptography.sessionKey(pool.id)
}

/** Who issues the tokens of a pool: its id begins with its region. */
export function issuerOf(poolId: string): string {
  return userPoolIssuer(poolId)
}

/** The pool of the design that an ARN names: region, account and id have to be its own. */
export function poolOfArn(
  arn: string,
  pools: Readonly<Record<string, UserPool>>,
  place: { readonly region: string; readonly accountId: string },
): UserPool | undefined {
  const [, region, account, id = ''] =
    /^arn:aws[a-z-]*:cognito-idp:([^:]*):([^:]*):userpool\/(.+)$/.exec(arn) ?? []
  const pool = Object.hasOwn(pools, id) ? pools[id] : undefined
  if (!pool) return undefined
  const ownRegion = id.includes('_') ? id.split('_')[0] : place.region
  return region === ownRegion && account === (pool.accountId ?? place.accountId) ? pool : undefined
}
