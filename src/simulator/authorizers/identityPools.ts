import { fail, ok } from '../../model/index.ts'
import type { Design, Json, Principal, Result } from '../../model/index.ts'
import { base64Decode, base64Encode, strictUtf8Text, utf8Bytes } from '../context/index.ts'
import type { Cryptography } from '../cryptography.ts'

/** The Cognito identity that signs with credentials of a role, as `$context.identity` has it. */
export interface CognitoIdentity {
  readonly cognitoIdentityId: string
  readonly cognitoIdentityPoolId: string
  readonly cognitoAuthenticationType: 'authenticated' | 'unauthenticated'
  /** The user pool and the user in it; `null` for a guest. */
  readonly cognitoAuthenticationProvider: string | null
}

/** A principal that signs a request, with the Cognito identity that its session belongs to. */
export type SigningPrincipal = Principal & { readonly cognitoIdentity?: CognitoIdentity }

/** Who gets credentials from an identity pool: a user of a user pool, or a guest. */
export interface IdentityPoolCaller {
  readonly identityPoolId: string
  /** Absent: a guest. */
  readonly user?: { readonly poolId: string; readonly username: string }
}

/** Milliseconds that credentials of an identity pool are good for. Source: Cognito developer guide, identity pools. */
const sessionMs = 60 * 60 * 1000

function own<T>(map: Readonly<Record<string, T>>, key: string | undefined): T | undefined {
  return key !== undefined && Object.hasOwn(map, key) ? map[key] : undefined
}

/** The role with the temporary credentials that an identity pool gives a caller. */
export async function identityCredentials(
  design: Design,
  { identityPoolId, user: named }: IdentityPoolCaller,
  now: number,
  cryptography: Cryptography,
): Promise<Result<SigningPrincipal>> {
  const { identityPools = {}, userPools, principals } = design.identities
  const at = ['identities', 'identityPools', identityPoolId]
  const pool = own(identityPools, identityPoolId)
  if (!pool) {
    const message = `The design has no identity pool ${identityPoolId}.`
    return fail('caller/unknown-identity-pool', message, at)
  }
  const user = named && own(own(userPools, named.poolId)?.users ?? {}, named.username)
  if (named && (!user?.enabled || !pool.userPoolIds.includes(named.poolId))) {
    const message = `The identity pool ${pool.name} does not know the user ${named.username}: the user has to be enabled, in one of its user pools.`
    return fail('caller/identity', message, [...at, 'userPoolIds'])
  }
  if (!named && !pool.allowUnauthenticatedIdentities) {
    const message = `The identity pool ${pool.name} gives guests no credentials.`
    return fail('caller/identity', message, [...at, 'allowUnauthenticatedIdentities'])
  }
  const field = named ? 'authenticatedRoleId' : 'unauthenticatedRoleId'
  const role = own(principals, pool[field])
  if (role?.type !== 'ROLE') {
    const message = `The identity pool ${pool.name} has no role for ${named ? 'signed-in users' : 'guests'}.`
    return fail('caller/identity-role', message, [...at, field])
  }
  const [region = ''] = pool.id.split(':')
  const provider = named && user ? providerOf(named.poolId, user.sub) : null
  const digest = await cryptography.sha256(utf8Bytes(`${pool.id} ${provider ?? 'guest'}`))
  const payload = JSON.stringify([
    pool.id,
    `${region}:${uuidOf(digest)}`,
    provider,
    now + sessionMs,
  ])
  const sessionToken = await tokenOf(payload, role, cryptography)
  return ok({
    ...role,
    sessionToken,
    sessionExpires: new Date(now + sessionMs).toISOString(),
    sessionIssued: new Date(now).toISOString(),
    cognitoIdentity: identityOf(pool.id, `${region}:${uuidOf(digest)}`, provider),
  })
}

/**
 * The session that a session token of an identity pool stands for, if this role gave it out; `undefined` for any other
 * token.
 */
export async function identitySession(
  role: Principal,
  sessionToken: string,
  cryptography: Cryptography,
): Promise<SigningPrincipal | undefined> {
  const [encoded = ''] = sessionToken.split('.')
  const bytes = role.type === 'ROLE' ? base64Decode(encoded) : undefined
  const payload = bytes && strictUtf8Text(bytes)
  if (payload === undefined) return undefined
  if ((await tokenOf(payload, role, cryptography)) !== sessionToken) return undefined
  // only identityCredentials writes payloads with this signature
  const [poolId, identityId, provider, expires] = JSON.parse(payload) as [
    string,
    string,
    string | null,
    number,
  ]
  return {
    ...role,
    sessionToken,
    sessionExpires: new Date(expires).toISOString(),
    sessionIssued: new Date(expires - sessionMs).toISOString(),
    cognitoIdentity: identityOf(poolId, identityId, provider),
  }
}

/** What a policy may ask of a Cognito identity, in lower case. Source: Cognito developer guide, role trust and permissions. */
export function cognitoKeys(
  identity: CognitoIdentity | undefined,
): Record<string, readonly string[]> {
  if (!identity) return {}
  return {
    'cognito-identity.amazonaws.com:aud': [identity.cognitoIdentityPoolId],
    'cognito-identity.amazonaws.com:sub': [identity.cognitoIdentityId],
    'cognito-identity.amazonaws.com:amr': amrOf(identity),
  }
}

/** `requestContext.authorizer.iam.cognitoIdentity` of an event of format 2.0. */
export function cognitoIdentityEvent(identity: CognitoIdentity | undefined): Json {
  return identity
    ? {
        amr: amrOf(identity),
        identityId: identity.cognitoIdentityId,
        identityPoolId: identity.cognitoIdentityPoolId,
      }
    : null
}

/** How an identity was authenticated: `authenticated` with its provider, or `unauthenticated`. */
function amrOf(identity: CognitoIdentity): string[] {
  const providers = identity.cognitoAuthenticationProvider?.split(',') ?? []
  return [identity.cognitoAuthenticationType, ...providers]
}

function identityOf(
  cognitoIdentityPoolId: string,
  cognitoIdentityId: string,
  provider: string | null,
): CognitoIdentity {
  return {
    cognitoIdentityId,
    cognitoIdentityPoolId,
    cognitoAuthenticationType: provider === null ? 'unauthenticated' : 'authenticated',
    cognitoAuthenticationProvider: provider,
  }
}

function providerOf(poolId: string, sub: string): string {
  const [region = ''] = poolId.split('_')
  const issuer = `cognito-idp.${region}.amazonaws.com/${poolId}`
  return `${issuer},${issuer}:CognitoSignIn:${sub}`
}

async function tokenOf(
  payload: string,
  role: Principal,
  cryptography: Cryptography,
): Promise<string> {
  const mac = await cryptography.hmacSha256(utf8Bytes(role.secretAccessKey), utf8Bytes(payload))
  return `${base64Encode(utf8Bytes(payload))}.${base64Encode(mac)}`
}

/** A UUID of the first bytes of a digest. */
function uuidOf(digest: Uint8Array): string {
  const digits = [...digest.subarray(0, 16)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  return [0, 8, 12, 16, 20].map((from, i, all) => digits.slice(from, all[i + 1] ?? 32)).join('-')
}
