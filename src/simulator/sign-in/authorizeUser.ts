import type { UserPool, UserPoolClient } from '../../model/index.ts'
import { withEntry } from '../world/state.ts'
import { oauthError } from './oauthError.ts'
import type { IssuerResponse, IssuerWorld } from './issuer.ts'

/** Milliseconds that an authorization code is good for. Source: Cognito developer guide, authorize endpoint. */
const codeMs = 5 * 60 * 1000

/**
 * The authorization endpoint: the user signs in, and the browser is sent back with a code. Users of a design have no
 * passwords, so any enabled user who is named signs in. Source: RFC 6749 section 4.1, RFC 7636.
 */
export function authorizeUser(
  pool: UserPool,
  fields: ReadonlyMap<string, string>,
  username: string | undefined,
  { environment, state }: IssuerWorld,
): IssuerResponse {
  const client = clientOf(pool, fields.get('client_id'))
  if (!client) return oauthError('invalid_client', 'The user pool has no such app client.')
  const redirectUri = fields.get('redirect_uri') ?? ''
  if (!isRedirectUri(redirectUri)) {
    return oauthError('invalid_request', 'redirect_uri has to be https, or http on localhost.')
  }
  if (fields.get('response_type') !== 'code') {
    return oauthError('unsupported_response_type', 'response_type has to be code.')
  }
  const codeChallenge = fields.get('code_challenge')
  if (codeChallenge !== undefined && fields.get('code_challenge_method') !== 'S256') {
    return oauthError('invalid_request', 'code_challenge_method has to be S256.')
  }
  const scopes = requestedScopes(client, fields.get('scope'))
  if ('refused' in scopes) return notAllowed(client, scopes.refused)
  const user =
    username !== undefined && Object.hasOwn(pool.users, username) ? pool.users[username] : undefined
  if (!user) return oauthError('access_denied', 'Incorrect username or password.')
  if (!user.enabled) return oauthError('access_denied', 'User is disabled.')
  const code = environment.nextRequestId()
  const grant = {
    kind: 'code' as const,
    expiresAt: environment.now() + codeMs,
    poolId: pool.id,
    clientId: client.id,
    username: user.username,
    scopes: scopes.scopes,
    redirectUri,
    ...(codeChallenge !== undefined && { codeChallenge }),
  }
  state.value = withEntry(state.value, 'grants', code, grant)
  const sent = new Map([['code', code]])
  const returned = fields.get('state')
  if (returned !== undefined) sent.set('state', returned)
  return { status: 302, body: null, location: `${redirectUri}?${queryOf(sent)}` }
}

/** The app client with this id. */
export function clientOf(pool: UserPool, id: string | undefined): UserPoolClient | undefined {
  return id !== undefined && Object.hasOwn(pool.clients, id) ? pool.clients[id] : undefined
}

/** The scopes of a request: all that the client may request when it names none. */
export function requestedScopes(
  client: UserPoolClient,
  text: string | undefined,
): { readonly scopes: readonly string[] } | { readonly refused: string } {
  const asked = (text ?? '').split(' ').filter((scope) => scope !== '')
  const refused = asked.find((scope) => !client.allowedScopes.includes(scope))
  if (refused !== undefined) return { refused }
  return { scopes: asked.length === 0 ? client.allowedScopes : asked }
}

/** The refusal of a scope. */
export function notAllowed(client: UserPoolClient, scope: string): IssuerResponse {
  return oauthError('invalid_scope', `The app client ${client.name} may not request ${scope}.`)
}

/** A form or a query string of these fields. */
export function queryOf(fields: Iterable<readonly [string, string]>): string {
  return [...fields]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
}

function isRedirectUri(uri: string): boolean {
  return /^https:\/\/[^/?#\s]+[^?#\s]*$|^http:\/\/localhost(?::\d+)?(?:\/[^?#\s]*)?$/.test(uri)
}
