import type { Json, PoolUser, UserPool, UserPoolClient } from '../../model/index.ts'
import { issuerOf } from '../authorizers/userPools.ts'

/** The moment that a token is issued, and its id. */
export interface Issue {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly tokenId: string
}

/** The claims of a user's token, as a user pool writes them. Source: Cognito developer guide, using tokens. */
export function userClaims(
  pool: UserPool,
  user: PoolUser,
  client: UserPoolClient,
  asked: { readonly use: 'id' | 'access'; readonly scopes: readonly string[] },
  issue: Issue,
): Readonly<Record<string, Json>> {
  const common = {
    sub: user.sub,
    ...(user.groups.length > 0 && { 'cognito:groups': [...user.groups] }),
    ...timedClaims(pool, client, issue),
    token_use: asked.use,
  }
  return asked.use === 'id'
    ? { ...user.attributes, ...common, aud: client.id, 'cognito:username': user.username }
    : {
        ...common,
        version: 2,
        client_id: client.id,
        scope: asked.scopes.join(' '),
        username: user.username,
      }
}

/** The claims of a token that an app client gets for itself. Source: Cognito developer guide, client credentials. */
export function clientClaims(
  pool: UserPool,
  client: UserPoolClient,
  scopes: readonly string[],
  issue: Issue,
): Readonly<Record<string, Json>> {
  return {
    sub: client.id,
    ...timedClaims(pool, client, issue),
    token_use: 'access',
    version: 2,
    client_id: client.id,
    scope: scopes.join(' '),
  }
}

function timedClaims(pool: UserPool, client: UserPoolClient, { now, tokenId }: Issue) {
  const seconds = Math.floor(now / 1000)
  return {
    iss: issuerOf(pool.id),
    auth_time: seconds,
    iat: seconds,
    exp: seconds + client.tokenValidity,
    jti: tokenId,
  }
}
