import type { Json } from '../../model/index.ts'
import type { PublicKey } from '../authorizers/keySet.ts'
import type { ContextValue } from '../context/index.ts'
import type { WebKey } from '../cryptography.ts'
import type { HttpAuthorizerResult } from '../pipeline/http/authorizerResult.ts'
import type { HeaderList } from '../trace.ts'

/** A token bucket: how many requests may come at once, as of a moment. */
export interface Bucket {
  readonly tokens: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** When it is full again, if nothing more is taken: milliseconds since 1970. */
  readonly fullAt: number
}

/** How much of a quota is used up. */
export interface QuotaUse {
  /** Milliseconds since 1970: when the period began that is counted. */
  readonly periodStart: number
  /** When the next period begins: milliseconds since 1970. */
  readonly periodEnd: number
  readonly used: number
}

/** What a Lambda authorizer said, as long as it is remembered. */
export interface CachedAuthorization {
  readonly expiresAt: number
  readonly principalId: string
  /** The text of the policy. */
  readonly policy: string
  readonly context: Readonly<Record<string, ContextValue>>
  readonly usageIdentifierKey?: string
}

/** What a Lambda authorizer of an HTTP API decided, as long as it is remembered. */
export interface CachedRouteAuthorization {
  readonly expiresAt: number
  readonly result: HttpAuthorizerResult
}

/** An answer in the cache of a stage. */
export interface CachedResponse {
  readonly expiresAt: number
  readonly status: number
  readonly headers: HeaderList
  readonly base64: string
}

/** A token whose signature was verified, until it expires. */
export interface VerifiedToken {
  readonly expiresAt: number
  readonly algorithm: string
  /** The key that verified it: the token is verified again when the issuer no longer has it. */
  readonly key: PublicKey
  readonly claims: Readonly<Record<string, Json>>
}

/** The key set of an issuer outside the design, as it was fetched. */
export interface FetchedKeySet {
  readonly expiresAt: number
  readonly keys: readonly WebKey[]
}

/** A right to tokens that an issuer has given out: an authorization code, good once, or a refresh token. */
export interface TokenGrant {
  readonly kind: 'code' | 'refresh'
  readonly expiresAt: number
  readonly poolId: string
  readonly clientId: string
  readonly username: string
  readonly scopes: readonly string[]
  /** Codes only. */
  readonly redirectUri?: string
  /** Codes only: the S256 challenge of PKCE. */
  readonly codeChallenge?: string
}

/** What the gateway remembers between calls. A plain value: it can be kept, compared, sent and thrown away. */
export interface GatewayState {
  readonly buckets: Readonly<Record<string, Bucket>>
  readonly quotas: Readonly<Record<string, QuotaUse>>
  readonly authorizations: Readonly<Record<string, CachedAuthorization>>
  readonly routeAuthorizations: Readonly<Record<string, CachedRouteAuthorization>>
  readonly responses: Readonly<Record<string, CachedResponse>>
  /** By the text of the token. */
  readonly verifiedTokens: Readonly<Record<string, VerifiedToken>>
  /** By issuer. */
  readonly keySets: Readonly<Record<string, FetchedKeySet>>
  /** By code or refresh token. The issuers of the design remember them. */
  readonly grants: Readonly<Record<string, TokenGrant>>
}

/** A gateway that has not been called yet. */
export const freshState: GatewayState = {
  buckets: {},
  quotas: {},
  authorizations: {},
  routeAuthorizations: {},
  responses: {},
  verifiedTokens: {},
  keySets: {},
  grants: {},
}

/** Holds a state while runs read and change it. Whoever holds it resets it by putting `freshState` in. */
export interface StateHolder {
  value: GatewayState
}

/** Entries of a kind that are kept unless it says otherwise; the oldest go first. */
const keptEntries = 2000

/** The state with an entry of a kind; `undefined` takes it away. */
export function withEntry<K extends keyof GatewayState>(
  state: GatewayState,
  kind: K,
  key: string,
  entry: GatewayState[K][string] | undefined,
  most = keptEntries,
): GatewayState {
  const others = Object.entries(state[kind]).filter(([other]) => other !== key)
  const kept = others.slice(Math.max(0, others.length - most + 1))
  return {
    ...state,
    [kind]: Object.fromEntries(entry === undefined ? others : [...kept, [key, entry]]),
  }
}

/** The state after the cache of a stage was flushed. */
export function flushedCache(state: GatewayState, apiId: string, stageName: string): GatewayState {
  const prefix = `${apiId}/${stageName}/`
  return {
    ...state,
    responses: Object.fromEntries(
      Object.entries(state.responses).filter(([key]) => !key.startsWith(prefix)),
    ),
  }
}
