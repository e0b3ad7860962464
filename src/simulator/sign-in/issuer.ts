import type { Json } from '../../model/index.ts'
import type { Cryptography } from '../cryptography.ts'
import type { Environment } from '../environment.ts'
import type { StateHolder } from '../world/state.ts'

/** A request to an issuer. */
export interface IssuerRequest {
  readonly method: 'GET' | 'POST'
  /** Absolute, with its query string. */
  readonly url: string
  /** `application/x-www-form-urlencoded` for the token endpoint, JSON for the Amazon Cognito API. */
  readonly body?: string
  /** The value of `X-Amz-Target`. */
  readonly target?: string
  /** The user who signs in at the authorization endpoint. */
  readonly signsInAs?: string
}

/** What an issuer returns. */
export interface IssuerResponse {
  readonly status: number
  readonly body: Json
  /** The `Location` header of a redirect. */
  readonly location?: string
}

/** What issuing tokens takes from the world. */
export interface IssuerWorld {
  readonly environment: Pick<Environment, 'now' | 'nextRequestId'>
  readonly cryptography: Cryptography
  readonly state: StateHolder
}
