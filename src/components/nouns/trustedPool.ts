import {
  newPoolClient,
  newPoolUser,
  putUserPool,
  scopesRequiredOf,
  userPoolAccountOf,
  userPoolIdOf,
} from '../../model/index.ts'
import type {
  Authorizer,
  Design,
  HttpApi,
  IdSource,
  Result,
  RouteAuthorizer,
  UserPool,
  UserPoolClient,
} from '../../model/index.ts'

/** A user pool that an authorizer trusts and that nobody can sign in to yet, with what is missing. */
export interface MissingPool {
  readonly authorizerName: string
  readonly operation: (design: Design) => Result<Design>
  /** Who can sign in once the pool is put. */
  readonly caller: {
    readonly kind: 'poolUser'
    readonly poolId: string
    readonly username: string
    readonly clientId: string
  }
}

/**
 * The first pool that the authorizer trusts and that lacks an app client or a user, or is not in the design at all;
 * `undefined` when there is none. Its ARN stays as it is, so the authorizer and its exports do not change.
 */
export function missingPoolOf(
  design: Design,
  authorizer: Authorizer | undefined,
  nextId: IdSource,
): MissingPool | undefined {
  if (authorizer?.type !== 'COGNITO_USER_POOLS') return undefined
  for (const arn of authorizer.providerARNs) {
    const id = userPoolIdOf(arn)
    if (id === undefined) continue
    const { userPools } = design.identities
    const before = Object.hasOwn(userPools, id) ? userPools[id] : undefined
    const client = Object.values(before?.clients ?? {})[0]
    // tokens are good only where the ARN's account is the pool's
    const accountId = userPoolAccountOf(arn)
    const isOfAccount = before?.accountId === undefined || before.accountId === accountId
    if (client && enabledUserOf(before) && isOfAccount) continue
    const pool = completedPool(before, nextId, {
      id,
      name: authorizer.name,
      ...(accountId !== undefined && { accountId }),
      client: client ?? newPoolClient(nextId, scopesRequiredOf(design, id)),
    })
    const missing = missingPool(design, authorizer.name, pool)
    if (missing) return missing
  }
  return undefined
}

/**
 * The user pool that a JWT authorizer trusts, when the design does not have it or it lacks an app client of the audience
 * or a user; `undefined` when there is nothing to add, or the issuer is not a user pool.
 */
export function missingPoolOfIssuer(
  design: Design,
  api: HttpApi,
  authorizer: RouteAuthorizer | undefined,
  nextId: IdSource,
): MissingPool | undefined {
  const { issuer = '', audience = [] } = authorizer?.jwtConfiguration ?? {}
  const id = /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/([\w-]+)$/.exec(issuer)?.[1]
  const [clientId] = audience
  if (!authorizer || id === undefined || clientId === undefined) return undefined
  const { userPools } = design.identities
  const before = Object.hasOwn(userPools, id) ? userPools[id] : undefined
  const clients = before?.clients ?? {}
  const client = audience
    .map((each) => (Object.hasOwn(clients, each) ? clients[each] : undefined))
    .find((each) => each !== undefined)
  if (client && enabledUserOf(before)) return undefined
  const scopes = Object.values(api.routes)
    .filter(({ authorizerId }) => authorizerId === authorizer.id)
    .flatMap(({ authorizationScopes }) => authorizationScopes)
  const pool = completedPool(before, nextId, {
    id,
    name: authorizer.name,
    client: client ?? {
      ...newPoolClient(nextId, [...new Set(['openid', ...scopes])]),
      id: clientId,
    },
  })
  return missingPool(design, authorizer.name, pool)
}

function enabledUserOf(pool: UserPool | undefined) {
  return Object.values(pool?.users ?? {}).find(({ enabled }) => enabled)
}

/** The pool with the client and with a user who can sign in. */
function completedPool(
  before: UserPool | undefined,
  nextId: IdSource,
  {
    id,
    name,
    accountId,
    client,
  }: Pick<UserPool, 'id' | 'name' | 'accountId'> & { readonly client: UserPoolClient },
): Completed {
  const user = enabledUserOf(before) ?? newPoolUser(nextId)
  return {
    clientId: client.id,
    username: user.username,
    pool: {
      id,
      name: before?.name ?? name,
      ...(accountId !== undefined && { accountId }),
      clients: { ...before?.clients, [client.id]: client },
      users: { ...before?.users, [user.username]: user },
      publicKeys: before?.publicKeys ?? [],
      ...(before?.signingKey !== undefined && { signingKey: before.signingKey }),
    },
  }
}

/** A pool that somebody can sign in to. */
interface Completed {
  readonly pool: UserPool
  readonly clientId: string
  readonly username: string
}

/** What is missing; `undefined` for an id that no user pool can have, which is left to the form of the authorizer. */
function missingPool(
  design: Design,
  authorizerName: string,
  { pool, clientId, username }: Completed,
): MissingPool | undefined {
  const operation = (present: Design) => putUserPool(present, { pool })
  if (!operation(design).ok) return undefined
  const caller = { kind: 'poolUser', poolId: pool.id, username, clientId } as const
  return { authorizerName, operation, caller }
}
