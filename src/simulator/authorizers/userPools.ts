import type { UserPool } from '../../model/index.ts'
import type { Cryptography, WebKey } from '../cryptography.ts'

/** The key that signs a pool's tokens: its own, else one for the session. */
export async function signingKeyOf(pool: UserPool, cryptography: Cryptography): Promise<WebKey> {
  return pool.signingKey ?? cryptography.sessionKey(pool.id)
}

/** Who issues the tokens of a pool: its id begins with its region. */
export function issuerOf(poolId: string): string {
  return `https://cognito-idp.${poolId.split('_')[0] ?? ''}.amazonaws.com/${poolId}`
}
