import type { Json, UserPool, UserPoolClient } from '../../model/index.ts'
import { directScope, grantOf, userTokens } from './issueByGrant.ts'
import type { IssuerRequest, IssuerResponse, IssuerWorld } from './issuer.ts'

/** The header value that names the operation. */
export const initiateAuthTarget = 'AWSCognitoIdentityProviderService.InitiateAuth'

type AuthError =
  | 'InvalidParameterException'
  | 'NotAuthorizedException'
  | 'ResourceNotFoundException'
  | 'UnknownOperationException'

function refusal(type: AuthError, message: string): IssuerResponse {
  return { status: 400, body: { __type: type, message } }
}

/**
 * Direct sign-in by the Amazon Cognito API. Users of a design have no passwords, so none is checked: any enabled user
 * who is named signs in. Source: Cognito API reference, InitiateAuth.
 */
export async function initiateAuth(
  pools: readonly UserPool[],
  request: IssuerRequest,
  world: IssuerWorld,
): Promise<IssuerResponse> {
  if (request.target !== initiateAuthTarget) {
    return refusal('UnknownOperationException', 'Only InitiateAuth is simulated.')
  }
  const input = objectOf(request.body ?? '')
  if (!input) return refusal('InvalidParameterException', 'The request is not a JSON object.')
  const { AuthFlow, ClientId, AuthParameters } = input
  const clientId = typeof ClientId === 'string' ? ClientId : ''
  const pool = pools.find(({ clients }) => Object.hasOwn(clients, clientId))
  const client = pool?.clients[clientId]
  if (!pool || !client) {
    return refusal('ResourceNotFoundException', `User pool client ${clientId} does not exist.`)
  }
  const parameters = isObject(AuthParameters) ? AuthParameters : {}
  switch (AuthFlow) {
    case 'USER_PASSWORD_AUTH':
      return byUsername(pool, client, parameters, world)
    case 'REFRESH_TOKEN_AUTH':
      return byRefreshToken(pool, client, parameters, world)
    default:
      return refusal(
        'InvalidParameterException',
        'AuthFlow has to be USER_PASSWORD_AUTH or REFRESH_TOKEN_AUTH.',
      )
  }
}

async function byUsername(
  pool: UserPool,
  client: UserPoolClient,
  { USERNAME }: { readonly [key: string]: Json },
  world: IssuerWorld,
): Promise<IssuerResponse> {
  const user =
    typeof USERNAME === 'string' && Object.hasOwn(pool.users, USERNAME)
      ? pool.users[USERNAME]
      : undefined
  if (!user) return refusal('NotAuthorizedException', 'Incorrect username or password.')
  const grant = { username: user.username, scopes: [directScope] }
  return resultOf(await userTokens(pool, client, grant, world))
}

async function byRefreshToken(
  pool: UserPool,
  client: UserPoolClient,
  { REFRESH_TOKEN }: { readonly [key: string]: Json },
  world: IssuerWorld,
): Promise<IssuerResponse> {
  const token = typeof REFRESH_TOKEN === 'string' ? REFRESH_TOKEN : ''
  const grant = grantOf(world, token, 'refresh')
  if (!grant || grant.poolId !== pool.id || grant.clientId !== client.id) {
    return refusal('NotAuthorizedException', 'Invalid Refresh Token.')
  }
  return resultOf(await userTokens(pool, client, grant, world, token))
}

function resultOf(tokens: { readonly body: Record<string, Json> } | undefined): IssuerResponse {
  if (!tokens) return refusal('NotAuthorizedException', 'User is disabled.')
  const { id_token, access_token, refresh_token, expires_in } = tokens.body
  return {
    status: 200,
    body: {
      AuthenticationResult: {
        AccessToken: access_token ?? null,
        ExpiresIn: expires_in ?? null,
        ...(id_token !== undefined && { IdToken: id_token }),
        ...(refresh_token !== undefined && { RefreshToken: refresh_token }),
        TokenType: 'Bearer',
      },
      ChallengeParameters: {},
    },
  }
}

function objectOf(text: string): { readonly [key: string]: Json } | undefined {
  try {
    const value = JSON.parse(text) as Json // JSON.parse returns what JSON holds
    return isObject(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
