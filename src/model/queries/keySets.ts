import { json } from '../schema/json.ts'
import type { Json } from '../schema/json.ts'

/** Bytes that the key set of an issuer may have. Source: developer guide, JWT authorizers for HTTP APIs. */
export const keySetBytes = 150_000

/** The properties of a JSON Web Key that only its owner may know. `k` is the secret of a symmetric key. Source: RFC 7518, section 6. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const

/** The private properties that a JSON Web Key has. */
export function privateMembersOf(key: object): string[] {
  return privateMembers.filter((name) => Object.hasOwn(key, name))
}

/** The keys of a parsed key set; `undefined` when the value is not a JSON object with a list of keys. */
export function keysOf(value: unknown): Json[] | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'keys')) return undefined
  const keys = json.array().safeParse((value as { readonly keys: unknown }).keys) // checked above
  return keys.success ? keys.data : undefined
}

/** A key of a key set as a JWT authorizer sees it. */
export interface KeyInSet {
  /** `undefined` for a key without an id. */
  readonly kid: string | undefined
  readonly keyType: string
  readonly algorithm: string | undefined
  /** Why the key never verifies a token; `undefined` when it can. */
  readonly unusable: string | undefined
}

/** The keys of a key set with the reason why an authorizer cannot use one. */
export function describeKeys(keys: readonly Json[]): KeyInSet[] {
  const ids = keys.map((key) => textMember(key, 'kid'))
  return keys.map((key, i) => {
    const kid = ids[i]
    const isShared = ids.filter((id) => id === kid).length > 1
    return {
      kid,
      keyType: textMember(key, 'kty') ?? '',
      algorithm: textMember(key, 'alg'),
      unusable: unusableReason(key, isShared),
    }
  })
}

function unusableReason(key: Json, sharesItsId: boolean): string | undefined {
  const keyType = textMember(key, 'kty') ?? ''
  if (keyType !== 'RSA') return `JWT authorizers verify RSA signatures only, not ${keyType}`
  if (textMember(key, 'kid') === undefined) {
    return 'it has no key ID (kid), so no token can refer to it'
  }
  if (sharesItsId) return 'another key has the same key ID'
  if ((textMember(key, 'use') ?? 'sig') !== 'sig') return 'it is not for signatures (use: sig)'
  if (textMember(key, 'n') === undefined || textMember(key, 'e') === undefined) {
    return 'it has no modulus (n) or no exponent (e)'
  }
  return undefined
}

function textMember(key: Json, name: string): string | undefined {
  if (typeof key !== 'object' || key === null || Array.isArray(key)) return undefined
  const value = Object.hasOwn(key, name) ? key[name] : undefined
  return typeof value === 'string' ? value : undefined
}
