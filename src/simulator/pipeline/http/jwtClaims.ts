import type { Json } from '../../../model/index.ts'

/** The claims of a token, as its payload has them. */
export type Claims = Readonly<Record<string, Json>>

/** What a JWT authorizer requires of a token whose signature is good. */
export interface JwtRequirements {
  readonly issuer: string
  readonly audience: readonly string[]
  /** The scopes of the route: the token needs one of them. Empty: none is required. */
  readonly scopes: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Why a token is refused, with the status and the `www-authenticate` header that say so. */
export interface JwtRefusal {
  readonly status: 401 | 403
  readonly message: 'Unauthorized' | 'Forbidden'
  readonly wwwAuthenticate: string
  /** The reason in the words of `error_description`. */
  readonly reason: string
  /** The claim that decided; absent for a token that cannot be read. */
  readonly claim?: string
}

/** The refusal of a request without a token: `www-authenticate: Bearer` alone. */
export const missingToken: JwtRefusal = {
  status: 401,
  message: 'Unauthorized',
  wwwAuthenticate: 'Bearer',
  reason: 'the request has no token',
}

/** The refusal of a token that cannot be trusted, in the service's form. */
export function invalidToken(reason: string, claim?: string): JwtRefusal {
  return {
    status: 401,
    message: 'Unauthorized',
    wwwAuthenticate: `Bearer scope="" error="invalid_token" error_description="${reason}"`,
    reason,
    ...(claim !== undefined && { claim }),
  }
}

/**
 * Check claims in the service's order: `iss`, `aud` or else `client_id`, `exp`, `nbf`, `iat`, `scope` or `scp`.
 * Returns the refusal of the first that fails. A token without `exp` is refused: nothing says how long it is valid.
 * Source: developer guide, JWT authorizers for HTTP APIs.
 */
export function claimsRefusal(
  claims: Claims,
  requirements: JwtRequirements,
): JwtRefusal | undefined {
  const { issuer, audience, scopes, now } = requirements
  const seconds = now / 1000
  if (claims['iss'] !== issuer) {
    return invalidToken('the token does not have a valid issuer', 'iss')
  }
  if (!hasAudience(claims, audience)) {
    return invalidToken(
      'the token does not have a valid audience',
      claims['aud'] === undefined ? 'client_id' : 'aud',
    )
  }
  const { exp, nbf, iat } = claims
  if (typeof exp !== 'number' || !Number.isFinite(exp)) {
    return invalidToken('the token does not have a valid expiration', 'exp')
  }
  if (exp <= seconds) return invalidToken('the token has expired', 'exp')
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= seconds)) {
    return invalidToken('the token is not valid yet', 'nbf')
  }
  if (iat !== undefined && !(typeof iat === 'number' && iat <= seconds)) {
    return invalidToken('the token was issued in the future', 'iat')
  }
  if (scopes.length === 0) return undefined
  const held = tokenScopes(claims)
  return scopes.some((scope) => held.includes(scope))
    ? undefined
    : {
        status: 403,
        message: 'Forbidden',
        wwwAuthenticate: `Bearer scope="${scopes.join(' ')}" error="insufficient_scope" error_description="the token does not have a required scope"`,
        reason: 'the token does not have a required scope',
        claim: claims['scope'] === undefined ? 'scp' : 'scope',
      }
}

/** `aud` may be a string or a list; `client_id` counts only when there is no `aud`. */
function hasAudience(claims: Claims, audience: readonly string[]): boolean {
  const given = claims['aud'] ?? claims['client_id']
  const values = Array.isArray(given) ? given : [given]
  return values.some((value) => typeof value === 'string' && audience.includes(value))
}

/** The scopes of a token: `scope` as words, or `scp` as words or a list. */
export function tokenScopes(claims: Claims): string[] {
  const given = claims['scope'] ?? claims['scp']
  if (typeof given === 'string') return given.split(' ').filter((scope) => scope !== '')
  return Array.isArray(given)
    ? given.filter((scope): scope is string => typeof scope === 'string')
    : []
}

/** Claims as functions and mappings get them: strings, lists as `[a b]`, numbers without a fraction where they have none. */
export function claimTexts(claims: Claims): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)]))
}

function claimText(value: Json): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}
