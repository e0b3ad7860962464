import type { IdSource } from '../ids.ts'
import type { PoolUser, UserPoolClient } from '../schema/identities.ts'

/** An app client that may request the scopes. */
export function newPoolClient(nextId: IdSource, scopes: readonly string[] = []): UserPoolClient {
  return { id: nextId(), name: 'app', allowedScopes: [...scopes], tokenValidity: 3600 }
}

/** The user that a new pool has, so that somebody can sign in. */
export function newPoolUser(nextId: IdSource): PoolUser {
  const username = 'ana@example.com'
  return {
    username,
    sub: uuidFrom(nextId),
    enabled: true,
    groups: [],
    attributes: { email: username },
  }
}

/** A UUID as Cognito gives its users, from ids of letters and digits. */
export function uuidFrom(nextId: IdSource): string {
  const digits = Array.from({ length: 4 }, nextId)
    .join('')
    .replace(/[^0-9a-f]/g, (letter) => (letter.charCodeAt(0) % 16).toString(16))
    .padEnd(32, '0')
  return [8, 4, 4, 4, 12]
    .reduce<{ readonly at: number; readonly parts: readonly string[] }>(
      ({ at, parts }, length) => ({
        at: at + length,
        parts: [...parts, digits.slice(at, at + length)],
      }),
      { at: 0, parts: [] },
    )
    .parts.join('-')
}
