import { fail, ok } from '../../model/index.ts'
import type { Address, Design, Json, Result } from '../../model/index.ts'
import { tokenPart } from '../authorizers/keySet.ts'
import type { Environment } from '../environment.ts'
import { freshState } from '../world/state.ts'
import { queryOf } from './authorizeUser.ts'
import { initiateAuthTarget } from './initiateAuth.ts'
import type { IssuerRequest, IssuerResponse } from './issuer.ts'
import { challengeOf } from './issueByGrant.ts'
import { poolEndpoints } from './issuerEndpoints.ts'
import { respondAsIssuer } from './respondAsIssuer.ts'

/** How a client gets tokens from a user pool. */
export type SignInRequest = { readonly poolId: string; readonly clientId: string } & (
  | {
      /** The OAuth 2.0 authorization code grant with PKCE. */
      readonly flow: 'authorizationCode'
      readonly username: string
      /** Absent: all that the client may request. */
      readonly scopes?: readonly string[]
    }
  | { readonly flow: 'clientCredentials'; readonly scopes?: readonly string[] }
  /** Directly, by the Amazon Cognito API. */
  | { readonly flow: 'direct'; readonly username: string }
  | { readonly flow: 'refresh'; readonly refreshToken: string }
)

/** One request of a sign-in and its response, as the client saw them. */
export interface SignInStep {
  readonly title: string
  readonly method: string
  readonly url: string
  readonly body?: string
  readonly status: number
  /** JSON, or the address that a redirect leads to. */
  readonly response: string
}

/** The tokens that a client got. */
export interface SignedIn {
  readonly accessToken: string
  readonly idToken?: string
  readonly refreshToken?: string
}

/** What came of a sign-in: its steps, and the tokens or the reason why there are none. */
export interface SignIn {
  readonly steps: readonly SignInStep[]
  readonly outcome: Result<SignedIn>
}

/** What a sign-in takes from the world. */
type SignInEnvironment = Pick<Environment, 'now' | 'nextRequestId' | 'cryptography' | 'state'>

/** Where the simulated client is sent back to. Nothing is loaded from there. */
const redirectUri = 'https://app.example/callback'

/**
 * Get tokens from a user pool of the design as an OAuth 2.0 client would: each request goes to the endpoints that the
 * simulator serves.
 */
export async function signIn(
  design: Design,
  request: SignInRequest,
  environment: SignInEnvironment,
): Promise<SignIn> {
  const at: Address = ['identities', 'userPools', request.poolId]
  const steps: SignInStep[] = []
  const ended = (outcome: Result<SignedIn>): SignIn => ({ steps, outcome })
  const refuse = (code: string, message: string) => ended(fail(code, message, at))
  if (!Object.hasOwn(design.identities.userPools, request.poolId)) {
    return refuse('sign-in/unknown-pool', `The design has no user pool ${request.poolId}.`)
  }
  if (!environment.cryptography) {
    return refuse('sign-in/no-cryptography', 'Tokens cannot be signed here.')
  }
  const cryptography = await environment.cryptography()
  const world = { environment, cryptography, state: environment.state ?? { value: freshState } }
  const send = async (title: string, sent: IssuerRequest): Promise<IssuerResponse> => {
    const response = (await respondAsIssuer(design, sent, world)) ?? { status: 404, body: null }
    steps.push({
      title,
      method: sent.method,
      url: sent.url,
      ...(sent.body !== undefined && { body: sent.body }),
      status: response.status,
      response: response.location ?? JSON.stringify(response.body),
    })
    return response
  }
  const endpoints = poolEndpoints(request.poolId)
  const { clientId } = request
  const post = (title: string, fields: readonly (readonly [string, string])[]) =>
    send(title, {
      method: 'POST',
      url: endpoints.token,
      body: queryOf([...fields, ['client_id', clientId]]),
    })
  const scopeField = (scopes: readonly string[] | undefined) =>
    scopes ? [['scope', scopes.join(' ')] as const] : []
  switch (request.flow) {
    case 'clientCredentials': {
      const fields = [['grant_type', 'client_credentials'] as const, ...scopeField(request.scopes)]
      return ended(tokensOf(await post('Request a token', fields), at))
    }
    case 'refresh': {
      const fields = [
        ['grant_type', 'refresh_token'],
        ['refresh_token', request.refreshToken],
      ] as const
      return ended(tokensOf(await post('Refresh the tokens', fields), at))
    }
    case 'direct': {
      const response = await send('Sign in', {
        method: 'POST',
        url: endpoints.api,
        target: initiateAuthTarget,
        body: JSON.stringify({
          AuthFlow: 'USER_PASSWORD_AUTH',
          ClientId: clientId,
          AuthParameters: { USERNAME: request.username, PASSWORD: '' },
        }),
      })
      return ended(tokensOf(response, at))
    }
    case 'authorizationCode': {
      const [verifier, stateValue] = [
        `${environment.nextRequestId()}-${environment.nextRequestId()}`,
        environment.nextRequestId(),
      ]
      const query = queryOf([
        ['response_type', 'code'],
        ['client_id', clientId],
        ['redirect_uri', redirectUri],
        ...scopeField(request.scopes),
        ['state', stateValue],
        ['code_challenge', await challengeOf(verifier, cryptography)],
        ['code_challenge_method', 'S256'],
      ])
      const authorized = await send(`Sign in as ${request.username}`, {
        method: 'GET',
        url: `${endpoints.authorize}?${query}`,
        signsInAs: request.username,
      })
      const code = authorized.location && /[?&]code=([^&]+)/.exec(authorized.location)?.[1]
      if (code === undefined) return ended(refusalOf(authorized, at))
      const fields = [
        ['grant_type', 'authorization_code'],
        ['code', code],
        ['redirect_uri', redirectUri],
        ['code_verifier', verifier],
      ] as const
      return ended(tokensOf(await post('Exchange the code for tokens', fields), at))
    }
  }
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The tokens of a response of the token endpoint or of the Amazon Cognito API. */
function tokensOf(response: IssuerResponse, at: Address): Result<SignedIn> {
  const { body } = response
  if (response.status !== 200 || !isObject(body)) return refusalOf(response, at)
  const result = isObject(body['AuthenticationResult']) ? body['AuthenticationResult'] : body
  const textOf = (...names: readonly string[]) => {
    const found = names.map((name) => result[name]).find((value) => typeof value === 'string')
    return typeof found === 'string' ? found : undefined
  }
  const accessToken = textOf('access_token', 'AccessToken')
  if (accessToken === undefined) return refusalOf(response, at)
  const idToken = textOf('id_token', 'IdToken')
  const refreshToken = textOf('refresh_token', 'RefreshToken')
  return ok({
    accessToken,
    ...(idToken !== undefined && { idToken }),
    ...(refreshToken !== undefined && { refreshToken }),
  })
}

/** Why an endpoint gave no tokens, in its own words. */
function refusalOf({ status, body }: IssuerResponse, at: Address): Result<SignedIn> {
  const given = isObject(body) ? (body['error_description'] ?? body['message']) : undefined
  const reason = typeof given === 'string' ? given : `The endpoint returned ${status}.`
  return fail('sign-in/refused', reason, at)
}

/** The claims of a token, for reading only: nothing is verified. `undefined` for a text that is not a token. */
export function claimsOfToken(token: string): Readonly<Record<string, Json>> | undefined {
  return token.split('.').length === 3 ? tokenPart(token, 'claims') : undefined
}
