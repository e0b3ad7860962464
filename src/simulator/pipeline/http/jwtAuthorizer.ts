import type { Address, Design, RouteAuthorizer } from '../../../model/index.ts'
import { issuerOf, signingKeyOf } from '../../authorizers/userPools.ts'
import type { Cryptography, WebKey } from '../../cryptography.ts'
import type { Guard } from '../../exchange/guard.ts'
import { utf8Length } from '../payload.ts'
import type { StepDraft } from '../recorder.ts'
import { httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { identityValue } from './identitySource.ts'
import { claimTexts, claimsRefusal, invalidToken, missingToken, tokenScopes } from './jwtClaims.ts'
import type { JwtRefusal } from './jwtClaims.ts'

const rule = 'JWT authorizers'

/** Bytes that a key set may have. Source: developer guide, JWT authorizers for HTTP APIs. */
const keySetBytes = 150_000

/**
 * JWT: the token's signature is checked by a key of its issuer, then its claims and its scopes. An issuer without keys in
 * the design lets nobody through.
 */
export async function authorizeJwt(
  exchange: HttpExchange,
  guard: Guard,
  authorizer: RouteAuthorizer,
  at: Address,
  draft: StepDraft,
): Promise<void> {
  const source = authorizer.identitySource[0] ?? '$request.header.Authorization'
  const token = (identityValue(source, exchange) ?? '').replace(/^Bearer(?:\s+|$)/i, '').trim()
  draft.input = { identitySource: source, scopes: [...guard.scopes] }
  if (token === '') {
    const sourceAt = [...at, 'identitySource']
    throw refused(missingToken, 'jwt/missing', `The request has no token in ${source}.`, sourceAt)
  }
  const { issuer, audience = [] } = authorizer.jwtConfiguration ?? {}
  const issuerAt = [...at, 'jwtConfiguration', 'issuer']
  const { cryptography } = exchange.environment
  if (!cryptography) {
    const message = 'Tokens cannot be checked here, so nobody is let through.'
    throw refused(invalidToken('token cannot be verified'), 'jwt/no-cryptography', message, at)
  }
  const tools = await cryptography()
  const keys =
    issuer === undefined || issuer === ''
      ? { refusal: `The authorizer ${authorizer.name} has no issuer` }
      : await keysOfIssuer(exchange.design, issuer, tools)
  if ('refusal' in keys) {
    const refusal = invalidToken('unable to retrieve the keys of the issuer')
    const message = `${keys.refusal}, so nobody is let through.`
    throw refused(refusal, 'jwt/no-keys', message, issuerAt)
  }
  const check = await tools.verifySignature(token, keys.keys)
  if ('refusal' in check) {
    const message = `The token is refused: ${check.message}.`
    throw refused(invalidToken(check.message), `jwt/${check.refusal}`, message, issuerAt)
  }
  const { claims } = check
  draft.decide(`The signature is by a key of ${keys.name}`, keys.at, rule)
  const refusal = claimsRefusal(claims, {
    issuer: issuer ?? '',
    audience,
    scopes: guard.scopes,
    now: exchange.environment.now(),
  })
  if (refusal) {
    const claim = refusal.claim ?? ''
    const place =
      refusal.status === 403
        ? [...guard.at, 'authorizationScopes']
        : claim === 'aud' || claim === 'client_id'
          ? [...at, 'jwtConfiguration', 'audience']
          : issuerAt
    const message = `The token is refused by its claim ${claim}: ${refusal.reason}.`
    throw refused(refusal, `jwt/${claim}`, message, place)
  }
  const hasScopes = guard.scopes.length > 0
  exchange.authorizer = {
    kind: 'jwt',
    claims: claimTexts(claims),
    scopes: hasScopes ? tokenScopes(claims) : null,
  }
  draft.decide(`The token of ${String(claims['sub'] ?? 'an unnamed subject')} is valid`, at, rule)
}

function refused(refusal: JwtRefusal, code: string, message: string, at: Address) {
  return httpFailure(refusal.status, { code, message, at }, [
    ['www-authenticate', refusal.wwwAuthenticate],
  ])
}

/** Public keys of an issuer, and where the design has them. */
type IssuerKeys =
  | { readonly keys: readonly WebKey[]; readonly name: string; readonly at: Address }
  | { readonly refusal: string }

/** The keys of an issuer: a user pool of the design, or one whose key set was pasted. */
async function keysOfIssuer(
  { identities }: Design,
  issuer: string,
  cryptography: Cryptography,
): Promise<IssuerKeys> {
  const pool = Object.values(identities.userPools).find(({ id }) => issuerOf(id) === issuer)
  if (pool) {
    return {
      keys: [await signingKeyOf(pool, cryptography), ...pool.publicKeys],
      name: `the user pool ${pool.name}`,
      at: ['identities', 'userPools', pool.id],
    }
  }
  const [key, external] =
    Object.entries(identities.openIdConnectIssuers).find(([, one]) => one.issuer === issuer) ?? []
  if (key === undefined || !external) {
    return {
      refusal: `The issuer ${issuer} is not a user pool of the design, and the design has no key set for it`,
    }
  }
  if (utf8Length(JSON.stringify(external.jwks)) > keySetBytes) {
    return { refusal: `The key set of ${issuer} has more than ${keySetBytes} bytes` }
  }
  return {
    keys: external.jwks.keys,
    name: `the issuer ${issuer}`,
    at: ['identities', 'openIdConnectIssuers', key],
  }
}
