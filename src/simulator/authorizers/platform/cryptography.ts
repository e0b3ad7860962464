// Signatures and tokens by the platform: WebCrypto, and jose on top of it.
import {
  SignJWT,
  compactVerify,
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
} from 'jose'
import type { JWK } from 'jose'
import type { Json } from '../../../model/index.ts'
import type { Cryptography, SignatureCheck, TokenCheck, WebKey } from '../../cryptography.ts'
import { isJwtAlgorithm, publicKeyOf, verifyingKey } from '../keySet.ts'

/** Characters that a token may have. */
const tokenCharacters = 20_000

/** Seconds since 1970 at the end of the year 9999: no token lasts longer. */
const latestExpiry = 253_402_300_800

/** Make the cryptography of this platform. */
export function createCryptography(): Cryptography {
  const sessionKeys = new Map<string, Promise<WebKey>>()
  return {
    sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', copied(bytes))),
    hmacSha256: async (key, bytes) => {
      const algorithm = { name: 'HMAC', hash: 'SHA-256' }
      const imported = await crypto.subtle.importKey('raw', copied(key), algorithm, false, ['sign'])
      return new Uint8Array(await crypto.subtle.sign('HMAC', imported, copied(bytes)))
    },
    createSigningKey,
    sessionKey: (poolId) => {
      const known = sessionKeys.get(poolId) ?? createSigningKey()
      sessionKeys.set(poolId, known)
      return known
    },
    signToken: async (claims, key) => {
      const jwk = key as JWK // what it is not, importJWK refuses
      const header = { alg: 'RS256', ...(jwk.kid !== undefined && { kid: jwk.kid }) }
      return new SignJWT({ ...claims })
        .setProtectedHeader(header)
        .sign(await importJWK(jwk, 'RS256'))
    },
    checkToken,
    verifySignature,
  }
}

/** WebCrypto takes bytes of its own only, not a view on shared memory. */
function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}

async function createSigningKey(): Promise<WebKey> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const kid = (jwk.n ?? '').slice(0, 16)
  return { ...jwk, alg: 'RS256', use: 'sig', kid } as Json // a key is a flat map of texts
}

async function checkToken(
  token: string,
  against: { readonly keys: readonly WebKey[]; readonly issuer: string; readonly now: number },
): Promise<TokenCheck> {
  if (token.length > tokenCharacters) {
    return { refusal: 'malformed', message: 'it is too long for a token' }
  }
  const keys = against.keys
    .map(publicKeyOf)
    .filter((key) => key !== undefined)
    .map((key) => ({ ...key, alg: 'RS256', use: 'sig' }))
  try {
    decodeProtectedHeader(token)
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys }), {
      issuer: against.issuer,
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(against.now),
    })
    if (!(Number(payload.exp) < latestExpiry)) {
      return { refusal: 'malformed', message: 'its exp is not a date' }
    }
    return { claims: payload as Readonly<Record<string, Json>> } // it was parsed from JSON
  } catch (error) {
    return { refusal: refusalOf(error), message: error instanceof Error ? error.message : '' }
  }
}

async function verifySignature(token: string, keys: readonly WebKey[]): Promise<SignatureCheck> {
  const malformed = (message: string): SignatureCheck => ({ refusal: 'malformed', message })
  if (token.length > tokenCharacters) return malformed('token is too long')
  if (token.split('.').length !== 3) {
    return malformed('token contains an invalid number of segments')
  }
  let header: ReturnType<typeof decodeProtectedHeader>
  try {
    header = decodeProtectedHeader(token)
  } catch (error) {
    if (error instanceof TypeError) return malformed('token is malformed')
    throw error
  }
  const { alg, kid } = header
  if (!isJwtAlgorithm(alg)) {
    const shown = typeof alg === 'string' && /^[\w-]{1,20}$/.test(alg) ? alg : 'unknown'
    return { refusal: 'algorithm', message: `signing method ${shown} is invalid` }
  }
  const key = verifyingKey(keys, alg, kid)
  if (!key)
    return { refusal: 'key', message: 'unable to find a signing key that matches the token' }
  let payload: Uint8Array
  try {
    // a key of another type, a broken key and a broken signature are all no proof
    payload = (
      await compactVerify(token, await importJWK({ ...key, alg }, alg), { algorithms: [alg] })
    ).payload
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { refusal: 'signature', message: 'token signature is invalid' }
  }
  return claimsOf(payload) ?? malformed('token claims are malformed')
}

function claimsOf(payload: Uint8Array): SignatureCheck | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload)
    const claims = JSON.parse(text) as Json // JSON.parse returns what JSON holds
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims)
      ? { claims }
      : undefined
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

function refusalOf(error: unknown): Exclude<TokenCheck, { claims: unknown }>['refusal'] {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'iss' ? 'issuer' : error.claim === 'nbf' ? 'not-yet' : 'malformed'
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed
  ) {
    return 'signature'
  }
  return 'malformed'
}
