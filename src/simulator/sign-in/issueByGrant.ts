import type { Json, UserPool, UserPoolClient } from '../../model/index.ts'
import { signingKeyOf } from '../authorizers/userPools.ts'
import { base64Encode, utf8Bytes } from '../context/index.ts'
import type { Cryptography } from '../cryptography.ts'
import { withEntry } from '../world/state.ts'
import type { TokenGrant } from '../world/state.ts'
import { clientOf, notAllowed, requestedScopes } from './authorizeUser.ts'
import { oauthError } from './oauthError.ts'
import type { IssuerResponse, IssuerWorld } from './issuer.ts'
import { clientClaims, userClaims } from './tokenClaims.ts'

/** Milliseconds that a refresh token is good for. Source: Cognito developer guide, refresh tokens. */
const refreshMs = 30 * 24 * 60 * 60 * 1000

/** The token endpoint: tokens for an authorization code, for an app client itself, or for a refresh token. */
export async function issueByGrant(
  pool: UserPool,
  fields: ReadonlyMap<string, string>,
  world: IssuerWorld,
): Promise<IssuerResponse> {
  const client = clientOf(pool, fields.get('client_id'))
  if (!client) return oauthError('invalid_client', 'The user pool has no such app client.')
  switch (fields.get('grant_type')) {
    case 'authorization_code':
      return byCode(pool, client, fields, world)
    case 'client_credentials':
      return byClientCredentials(pool, client, fields.get('scope'), world)
    case 'refresh_token':
      return byRefreshToken(pool, client, fields.get('refresh_token'), world)
    default:
      return oauthError(
        'unsupported_grant_type',
        'grant_type has to be authorization_code, client_credentials or refresh_token.',
      )
  }
}

async function byCode(
  pool: UserPool,
  client: UserPoolClient,
  fields: ReadonlyMap<string, string>,
  world: IssuerWorld,
): Promise<IssuerResponse> {
  const code = fields.get('code') ?? ''
  const grant = grantOf(world, code, 'code')
  // a code is good once, whatever comes of it
  world.state.value = withEntry(world.state.value, 'grants', code, undefined)
  if (!grant || grant.poolId !== pool.id || grant.clientId !== client.id) {
    return oauthError('invalid_grant', 'The authorization code is unknown, used or expired.')
  }
  if (fields.get('redirect_uri') !== grant.redirectUri) {
    return oauthError('invalid_grant', 'redirect_uri is not the one of the authorization request.')
  }
  const { codeChallenge } = grant
  const verifier = fields.get('code_verifier')
  if (codeChallenge !== undefined) {
    const given = verifier === undefined ? '' : await challengeOf(verifier, world.cryptography)
    if (given !== codeChallenge) {
      return oauthError('invalid_grant', 'code_verifier does not match the code_challenge.')
    }
  } else if (verifier !== undefined) {
    return oauthError('invalid_grant', 'The authorization request had no code_challenge.')
  }
  const tokens = await userTokens(pool, client, grant, world)
  return tokens ? { status: 200, body: tokens.body } : userGone
}

async function byClientCredentials(
  pool: UserPool,
  client: UserPoolClient,
  scope: string | undefined,
  { cryptography, environment }: IssuerWorld,
): Promise<IssuerResponse> {
  const asked = requestedScopes(client, scope)
  if ('refused' in asked) return notAllowed(client, asked.refused)
  const scopes = asked.scopes.filter(isCustomScope)
  const ofUsers = (scope ?? '').split(' ').find((each) => each !== '' && !isCustomScope(each))
  if (ofUsers !== undefined) {
    const reason = `${ofUsers} is a scope of users: an app client gets scopes of resource servers.`
    return oauthError('invalid_scope', reason)
  }
  if (scopes.length === 0) {
    const reason = `The app client ${client.name} has no scope of a resource server, such as orders/read.`
    return oauthError('invalid_grant', reason)
  }
  const issue = { now: environment.now(), tokenId: environment.nextRequestId() }
  const key = await signingKeyOf(pool, cryptography)
  const token = await cryptography.signToken(clientClaims(pool, client, scopes, issue), key)
  return {
    status: 200,
    body: { access_token: token, expires_in: client.tokenValidity, token_type: 'Bearer' },
  }
}

/** True for a scope of a resource server: `orders/read`. */
function isCustomScope(scope: string): boolean {
  return scope.includes('/')
}

async function byRefreshToken(
  pool: UserPool,
  client: UserPoolClient,
  token: string | undefined,
  world: IssuerWorld,
): Promise<IssuerResponse> {
  const grant = grantOf(world, token ?? '', 'refresh')
  if (!grant || grant.poolId !== pool.id || grant.clientId !== client.id) {
    return oauthError('invalid_grant', 'The refresh token is unknown or expired.')
  }
  const tokens = await userTokens(pool, client, grant, world, token)
  return tokens ? { status: 200, body: tokens.body } : userGone
}

const userGone = oauthError('invalid_grant', 'The user is disabled or no longer in the user pool.')

/** A grant that was given out and has not expired. */
export function grantOf(
  { state, environment }: IssuerWorld,
  text: string,
  kind: TokenGrant['kind'],
): TokenGrant | undefined {
  const { grants } = state.value
  const grant = Object.hasOwn(grants, text) ? grants[text] : undefined
  return grant?.kind === kind && grant.expiresAt > environment.now() ? grant : undefined
}

/**
 * Issue the tokens of a user: an access token, an ID token where the scope `openid` or direct sign-in grants one, and a
 * refresh token unless one was used. `undefined` when the user is disabled or gone.
 */
export async function userTokens(
  pool: UserPool,
  client: UserPoolClient,
  grant: Pick<TokenGrant, 'username' | 'scopes'>,
  { cryptography, environment, state }: IssuerWorld,
  usedRefreshToken?: string,
): Promise<{ readonly body: Record<string, Json> } | undefined> {
  const { username, scopes } = grant
  const user = Object.hasOwn(pool.users, username) ? pool.users[username] : undefined
  if (!user?.enabled) return undefined
  const key = await signingKeyOf(pool, cryptography)
  const sign = (use: 'id' | 'access') => {
    const issue = { now: environment.now(), tokenId: environment.nextRequestId() }
    return cryptography.signToken(userClaims(pool, user, client, { use, scopes }, issue), key)
  }
  const hasIdToken = scopes.includes('openid') || scopes.includes(directScope)
  const idToken = hasIdToken ? await sign('id') : undefined
  const accessToken = await sign('access')
  const refreshToken = usedRefreshToken === undefined ? environment.nextRequestId() : undefined
  if (refreshToken !== undefined) {
    state.value = withEntry(state.value, 'grants', refreshToken, {
      kind: 'refresh',
      expiresAt: environment.now() + refreshMs,
      poolId: pool.id,
      clientId: client.id,
      username,
      scopes,
    })
  }
  return {
    body: {
      ...(idToken !== undefined && { id_token: idToken }),
      access_token: accessToken,
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
      expires_in: client.tokenValidity,
      token_type: 'Bearer',
    },
  }
}

/** The scope of access tokens from the Amazon Cognito API. */
export const directScope = 'aws.cognito.signin.user.admin'

/** The S256 challenge of a code verifier. Source: RFC 7636, section 4.2. */
export async function challengeOf(verifier: string, cryptography: Cryptography): Promise<string> {
  const digest = base64Encode(await cryptography.sha256(utf8Bytes(verifier)))
  return digest.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
