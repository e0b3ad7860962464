import type { Json } from '../../model/index.ts'
import type { WebKey } from '../cryptography.ts'
import type { Environment } from '../environment.ts'
import { withEntry } from '../world/state.ts'
import type { StateHolder } from '../world/state.ts'
import { isJwtAlgorithm, tokenPart, verifyingKey } from './keySet.ts'

/** Who remembers: the run with its state and its clock. */
interface Rememberer {
  readonly state: StateHolder
  readonly environment: Pick<Environment, 'now'>
}

/** Longer tokens are verified every time: headers of a request have at most 10,240 bytes. */
const rememberedCharacters = 10_240

/** Tokens that are remembered: they are large, and few callers share a design. */
const rememberedTokens = 100

/**
 * The claims of a token that was verified before, as long as it has not expired and its issuer still has the key that
 * verified it. Its claims have to be checked for each request all the same.
 */
export function rememberedClaims(
  { state, environment }: Rememberer,
  token: string,
  keys: readonly WebKey[],
): Readonly<Record<string, Json>> | undefined {
  const { verifiedTokens } = state.value
  const known = Object.hasOwn(verifiedTokens, token) ? verifiedTokens[token] : undefined
  if (!known || known.expiresAt <= environment.now()) return undefined
  const key = verifyingKey(keys, known.algorithm, known.key.kid)
  return key?.n === known.key.n && key.e === known.key.e ? known.claims : undefined
}

/** Remember that a key has verified a token. A token that does not expire is not remembered. */
export function rememberToken(
  { state }: Rememberer,
  token: string,
  keys: readonly WebKey[],
  claims: Readonly<Record<string, Json>>,
): void {
  const { exp } = claims
  const { alg: algorithm, kid } = tokenPart(token, 'header') ?? {}
  if (typeof exp !== 'number' || !isJwtAlgorithm(algorithm)) return
  const key = verifyingKey(keys, algorithm, kid)
  if (!key || token.length > rememberedCharacters) return
  const entry = { expiresAt: exp * 1000, algorithm, key, claims }
  state.value = withEntry(state.value, 'verifiedTokens', token, entry, rememberedTokens)
}
