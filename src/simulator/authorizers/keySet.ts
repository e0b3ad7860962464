import type { Json } from '../../model/index.ts'
import { base64Decode, strictUtf8Text } from '../context/index.ts'
import type { WebKey } from '../cryptography.ts'

/** An RSA public key that may verify signatures. */
export interface PublicKey {
  readonly kty: 'RSA'
  readonly n: string
  readonly e: string
  readonly kid?: string
}

/** The algorithms of JWT authorizers. Source: developer guide, JWT authorizers for HTTP APIs. */
const jwtAlgorithms: ReadonlySet<string> = new Set(['RS256', 'RS384', 'RS512'])

/** True for an algorithm that a JWT authorizer accepts: RSA signatures only, never `none` or a shared secret. */
export function isJwtAlgorithm(algorithm: unknown): algorithm is string {
  return typeof algorithm === 'string' && jwtAlgorithms.has(algorithm)
}

/** The public part of an RSA key; `undefined` for a key of another kind or a broken one. */
export function publicKeyOf(key: WebKey): PublicKey | undefined {
  if (typeof key !== 'object' || key === null || Array.isArray(key)) return undefined
  const { kty, n, e, kid } = key
  if (kty !== 'RSA' || typeof n !== 'string' || typeof e !== 'string') return undefined
  return { kty, n, e, ...(typeof kid === 'string' && { kid }) }
}

/** The only public RSA key with this id that may verify this algorithm. */
export function verifyingKey(
  keys: readonly WebKey[],
  algorithm: string,
  keyId: unknown,
): PublicKey | undefined {
  if (typeof keyId !== 'string' || keyId === '') return undefined
  const named = keys.filter((key) => publicKeyOf(key)?.kid === keyId)
  const [key] = named
  if (named.length !== 1 || key === undefined) return undefined
  // publicKeyOf has checked that the key is an object
  const stated = key as { readonly alg?: Json; readonly use?: Json }
  if (stated.alg !== undefined && stated.alg !== algorithm) return undefined
  if (stated.use !== undefined && stated.use !== 'sig') return undefined
  return publicKeyOf(key)
}

/** A part of a token as JSON; `undefined` when it is not an object in base64url. Nothing here checks a signature. */
export function tokenPart(
  token: string,
  part: 'header' | 'claims',
): Readonly<Record<string, Json>> | undefined {
  const text = token.split('.')[part === 'header' ? 0 : 1] ?? ''
  if (!/^[\w-]+$/.test(text)) return undefined
  const bytes = base64Decode(text.replaceAll('-', '+').replaceAll('_', '/'))
  const json = bytes && strictUtf8Text(bytes)
  if (json === undefined) return undefined
  try {
    const value = JSON.parse(json) as Json // JSON.parse returns what JSON holds
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
