import type { Address, Json, UserPool } from '../../model/index.ts'
import type { ContextValue } from '../context/index.ts'
import type { TokenCheck } from '../cryptography.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { logAuthorizer } from '../pipeline/rest/log.ts'
import { logDate } from '../message/text.ts'
import type { Authorization, Authorize } from './authorizer.ts'
import { sourcesOf } from './identitySource.ts'
import { authorizerError, cryptographyOf, authorizerOfGuard, unauthorized } from './refusals.ts'
import { issuerOf, poolOfArn, signingKeyOf } from './userPools.ts'

/** COGNITO_USER_POOLS: the token is checked by the keys of the pools that the authorizer trusts. */
export const authorizeCognito: Authorize = async (
  exchange,
  request,
  draft,
): Promise<Authorization> => {
  const { guard } = request
  const authorizer = authorizerOfGuard(request, 'COGNITO_USER_POOLS')
  const at = ['apis', exchange.call.apiId, 'authorizers', authorizer.id]
  draft.at = at
  const source = sourcesOf(authorizer)[0] ?? 'method.request.header.Authorization'
  const given = request.identityOf(source) ?? ''
  if (given === '') {
    draft.decide(`The request has no ${source}`, [...at, 'identitySource'], 'Identity sources')
    throw unauthorized(
      exchange,
      'authorization/missing',
      `The user pool authorizer ${authorizer.name} wants a token, and the request has no ${source}.`,
      [...at, 'identitySource'],
    )
  }
  if (exchange.isTest) logAuthorizer(exchange, authorizer, [[source, given]])
  const token = given.replace(/^Bearer\s+/i, '')
  const { pool, check } = await checkedByPools(exchange, token, authorizer.providerARNs, at)
  if ('refusal' in check) {
    const poolAt = pool ? ['identities', 'userPools', pool.id] : [...at, 'providerARNs']
    throw unauthorized(
      exchange,
      `token/${check.refusal}`,
      refusals[check.refusal](pool?.name ?? 'no pool of the design', check.message),
      poolAt,
      check.refusal === 'expired' ? 'The incoming token has expired' : 'Unauthorized',
    )
  }
  const { claims } = check
  const use = claims['token_use']
  const { scopes } = guard
  const wanted = scopes.length > 0 ? 'access' : 'id'
  if (use !== wanted) {
    const why =
      wanted === 'access'
        ? 'The method has scopes, so it wants an access token'
        : exchange.isTest
          ? 'A test is of no method and so of no scopes: it wants an identity token'
          : 'The method has no scopes, so it wants an identity token'
    throw unauthorized(
      exchange,
      'token/wrong-use',
      `${why}; this token says ${JSON.stringify(use ?? null)} of itself.`,
      [...guard.at, 'authorizationScopes'],
    )
  }
  checkAudience(exchange, authorizer.identityValidationExpression ?? '', claims, at)
  if (wanted === 'access') {
    const has = String(claims['scope'] ?? '').split(' ')
    const found = scopes.find((scope) => has.includes(scope))
    if (found === undefined) {
      throw unauthorized(
        exchange,
        'token/scope',
        `The method wants one of the scopes ${scopes.join(', ')}; the token has ${has.join(', ') || 'none'}.`,
        [...guard.at, 'authorizationScopes'],
      )
    }
    draft.decide(`The token has the scope ${found}`, [...guard.at, 'authorizationScopes'])
  }
  const name = String(claims['cognito:username'] ?? claims['username'] ?? claims['sub'] ?? '')
  draft.decide(
    `The ${wanted === 'id' ? 'identity' : 'access'} token of ${name} is good`,
    at,
    'Cognito user pools',
  )
  return {
    requester: { type: 'anonymous' },
    verdict: undefined,
    identity: {},
    authorizer: { claims: shownClaims(claims) },
    keys: {},
    refusal: () => 'User is not authorized to access this resource',
  }
}

type Refusal = Extract<TokenCheck, { refusal: unknown }>['refusal']

const refusals: Readonly<Record<Refusal, (pool: string, message: string) => string>> = {
  malformed: (_pool, message) => `The token is no token that can be read: ${message}.`,
  signature: (pool) => `The token was not signed by a key of the user pool: ${pool} was asked.`,
  issuer: (pool) => `The token was issued by somebody else than the user pool ${pool}.`,
  expired: () => 'The token has expired.',
  'not-yet': () => 'The token is not good yet.',
}

function checkAudience(
  exchange: Exchange,
  pattern: string,
  claims: Readonly<Record<string, Json>>,
  at: Address,
): void {
  if (pattern === '') return
  const patternAt = [...at, 'identityValidationExpression']
  const compiled = exchange.engine.pattern(pattern)
  if ('refusal' in compiled) {
    throw authorizerError('Authorizer error', {
      code: 'authorizer/pattern-unusable',
      message: `The token validation expression ${JSON.stringify(pattern)} cannot be used: ${compiled.refusal}.`,
      at: patternAt,
    })
  }
  const { aud } = claims
  if (typeof aud === 'string' && compiled.matches(aud)) return
  throw unauthorized(
    exchange,
    'token/audience',
    typeof aud === 'string'
      ? `The audience ${aud} of the token does not match ${pattern}.`
      : `The token has no audience that could match ${pattern}: access tokens have none.`,
    patternAt,
  )
}

/** Check a token by each pool that is trusted, until one says yes. Pools that the design does not have cannot say anything. */
async function checkedByPools(
  exchange: Exchange,
  token: string,
  providers: readonly string[],
  at: Address,
): Promise<{ readonly pool: UserPool | undefined; readonly check: TokenCheck }> {
  const cryptography = await cryptographyOf(exchange, at)
  const { userPools } = exchange.design.identities
  let last: { readonly pool: UserPool | undefined; readonly check: TokenCheck } = {
    pool: undefined,
    check: { refusal: 'signature', message: '' },
  }
  for (const arn of providers) {
    const pool = poolOfArn(arn, userPools, exchange.environment)
    if (!pool) continue
    const check = await cryptography.checkToken(token, {
      keys: [await signingKeyOf(pool, cryptography), ...pool.publicKeys],
      issuer: issuerOf(pool.id),
      now: exchange.environment.now(),
    })
    last = { pool, check }
    if ('claims' in check) return last
  }
  return last
}

/** Claims as templates and functions get them: texts, dates written out, lists with commas. */
function shownClaims(claims: Readonly<Record<string, Json>>): Record<string, ContextValue> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => {
      if ((name === 'exp' || name === 'iat') && typeof value === 'number') {
        return [name, logDate(value * 1000)]
      }
      if (Array.isArray(value)) return [name, value.map(String).join(',')]
      return [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]
    }),
  )
}
