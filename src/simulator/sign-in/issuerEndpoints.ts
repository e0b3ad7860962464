import type { Json } from '../../model/index.ts'
import { publicKeyOf } from '../authorizers/keySet.ts'
import { issuerOf } from '../authorizers/userPools.ts'
import type { WebKey } from '../cryptography.ts'

/** Where a user pool is reached: its issuer URL and the endpoints of its domain. */
export interface PoolEndpoints {
  readonly issuer: string
  /** The Amazon Cognito API: direct sign-in. */
  readonly api: string
  readonly authorize: string
  readonly token: string
}

/** The endpoints of a user pool. The prefix of its domain is its id. */
export function poolEndpoints(poolId: string): PoolEndpoints {
  const [region = ''] = poolId.split('_')
  const prefix = poolId.toLowerCase().replace('_', '')
  const domain = `https://${prefix}.auth.${region}.amazoncognito.com`
  return {
    issuer: issuerOf(poolId),
    api: `https://cognito-idp.${region}.amazonaws.com/`,
    authorize: `${domain}/oauth2/authorize`,
    token: `${domain}/oauth2/token`,
  }
}

/** Where an issuer publishes its discovery document. Source: OpenID Connect Discovery 1.0, section 4. */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/** Where the issuers of a design publish their keys. */
export function keySetUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`
}

/** The discovery document of a user pool, in the form of Amazon Cognito. */
export function poolDiscovery(poolId: string): Json {
  const { issuer, authorize, token } = poolEndpoints(poolId)
  return {
    ...issuerDiscovery(issuer),
    authorization_endpoint: authorize,
    token_endpoint: token,
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  }
}

/** The discovery document of an issuer that has only a key set. */
export function issuerDiscovery(issuer: string): Record<string, Json> {
  return {
    issuer,
    jwks_uri: keySetUrl(issuer),
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
  }
}

/** A key set as it is published: RSA keys without their private parts. */
export function publishedKeySet(keys: readonly WebKey[]): Json {
  return {
    keys: keys.flatMap((key) => {
      const shown = publicKeyOf(key)
      return shown ? [{ ...shown, alg: 'RS256', use: 'sig' }] : []
    }),
  }
}
