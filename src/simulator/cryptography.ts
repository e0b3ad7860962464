import type { Json } from '../model/index.ts'

/** A JSON Web Key, as it stands in a design or in a key set. */
export type WebKey = Json

/** What came of checking a token. */
export type TokenCheck =
  | { readonly claims: Readonly<Record<string, Json>> }
  | {
      readonly refusal: 'malformed' | 'signature' | 'issuer' | 'expired' | 'not-yet'
      readonly message: string
    }

/** What came of checking the signature of a token, without regard to its claims. */
export type SignatureCheck =
  | { readonly claims: Readonly<Record<string, Json>> }
  | {
      readonly refusal: 'malformed' | 'algorithm' | 'key' | 'signature'
      /** In the words of the service's `error_description`. */
      readonly message: string
    }

/** What authorization needs of a platform. The core asks for it only when a design wants it. */
export interface Cryptography {
  readonly sha256: (bytes: Uint8Array) => Promise<Uint8Array>
  readonly hmacSha256: (key: Uint8Array, bytes: Uint8Array) => Promise<Uint8Array>
  /** Make a key that can sign tokens: private, RSA. */
  readonly createSigningKey: () => Promise<WebKey>
  /** The key of a pool that has none of its own: made once, the same as long as this object lives. */
  readonly sessionKey: (poolId: string) => Promise<WebKey>
  readonly signToken: (claims: Readonly<Record<string, Json>>, key: WebKey) => Promise<string>
  /** Check signature, issuer and times of a token. `now` is in milliseconds since 1970. */
  readonly checkToken: (
    token: string,
    against: { readonly keys: readonly WebKey[]; readonly issuer: string; readonly now: number },
  ) => Promise<TokenCheck>
  /** Check the signature alone: RS256, RS384 or RS512, by the one key that has the token's `kid`. */
  readonly verifySignature: (token: string, keys: readonly WebKey[]) => Promise<SignatureCheck>
}
