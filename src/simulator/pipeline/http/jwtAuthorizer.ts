import type { Address, RouteAuthorizer } from '../../../model/index.ts'
import { keysOfIssuer } from '../../authorizers/issuerKeys.ts'
import { rememberToken, rememberedClaims } from '../../authorizers/verifiedTokens.ts'
import type { Guard } from '../../exchange/guard.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { identityValue } from './identitySource.ts'
import { claimTexts, claimsRefusal, invalidToken, missingToken, tokenScopes } from './jwtClaims.ts'
import type { JwtRefusal } from './jwtClaims.ts'

const rule = 'JWT authorizers'

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
      : await keysOfIssuer(exchange, issuer, tools)
  if ('refusal' in keys) {
    const refusal = invalidToken('unable to retrieve the keys of the issuer')
    const message = `${keys.refusal}, so nobody is let through.`
    throw refused(refusal, 'jwt/no-keys', message, issuerAt)
  }
  const remembered = rememberedClaims(exchange, token, keys.keys)
  const check = remembered ? { claims: remembered } : await tools.verifySignature(token, keys.keys)
  if ('refusal' in check) {
    const message = `The token is refused: ${check.message}.`
    throw refused(invalidToken(check.message), `jwt/${check.refusal}`, message, issuerAt)
  }
  const { claims } = check
  draft.decide(
    remembered
      ? `A key of ${keys.name} has verified this token before`
      : `The signature is by a key of ${keys.name}`,
    keys.at,
    rule,
  )
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
  if (!remembered) rememberToken(exchange, token, keys.keys, claims)
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
