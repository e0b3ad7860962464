import {
  newPoolClient,
  newPoolUser,
  putUserPool,
  scopesRequiredOf,
  userPoolAccountOf,
  userPoolIdOf,
} from '../../model/index.ts'
import type { Authorizer, Design, IdSource, Result, UserPool } from '../../model/index.ts'

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
    const user = Object.values(before?.users ?? {}).find(({ enabled }) => enabled)
    // tokens are good only where the ARN's account is the pool's
    const accountId = userPoolAccountOf(arn)
    const isOfAccount = before?.accountId === undefined || before.accountId === accountId
    if (client && user && isOfAccount) continue
    const clients = client ? [client] : [newPoolClient(nextId, scopesRequiredOf(design, id))]
    const users = user ? [user] : [newPoolUser(nextId)]
    const pool: UserPool = {
      id,
      name: before?.name ?? authorizer.name,
      ...(accountId !== undefined && { accountId }),
      clients: { ...before?.clients, ...byKey(clients, ({ id: key }) => key) },
      users: { ...before?.users, ...byKey(users, ({ username }) => username) },
      publicKeys: before?.publicKeys ?? [],
      ...(before?.signingKey !== undefined && { signingKey: before.signingKey }),
    }
    const operation = (present: Design) => putUserPool(present, { pool })
    // an ARN that no user pool can have is left to the form of the authorizer
    if (!operation(design).ok) continue
    const [clientId = ''] = Object.keys(pool.clients)
    const username = users[0]?.username ?? ''
    const caller = { kind: 'poolUser', poolId: id, username, clientId } as const
    return { authorizerName: authorizer.name, operation, caller }
  }
  return undefined
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, T> {
  return Object.fromEntries(items.map((item) => [keyOf(item), item]))
}
