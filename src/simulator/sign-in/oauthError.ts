import type { IssuerResponse } from './issuer.ts'

/** The errors of the OAuth 2.0 endpoints. Source: RFC 6749, sections 4.1.2.1 and 5.2. */
export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied'

/** A refusal of an OAuth 2.0 endpoint, with its reason. */
export function oauthError(error: OAuthError, reason: string): IssuerResponse {
  return { status: 400, body: { error, error_description: reason } }
}
