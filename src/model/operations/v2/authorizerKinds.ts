import { lambdaFunctionNames } from '../../queries/lambdaFunctions.ts'
import { userPoolIssuer } from '../../queries/userPools.ts'
import type { Design } from '../../schema/design.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import { lambdaUri } from '../integrations.ts'
import type { Changes } from '../within.ts'

type Settings = Changes<Omit<RouteAuthorizer, 'id' | 'name' | 'retained'>> &
  Pick<RouteAuthorizer, 'authorizerType' | 'identitySource'>

/**
 * The settings of a JWT authorizer, complete enough for the service to accept it: it trusts the first user pool of the
 * design, else the first OpenID Connect issuer, else an example. The settings of Lambda authorizers are removed.
 */
export function jwtAuthorizer({ identities }: Pick<Design, 'identities'>): Settings {
  const [pool] = Object.values(identities.userPools)
  const [other] = Object.values(identities.openIdConnectIssuers)
  const clients = Object.keys(pool?.clients ?? {})
  return {
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration: {
      issuer: pool ? userPoolIssuer(pool.id) : (other?.issuer ?? 'https://issuer.example.com'),
      audience: clients.length > 0 ? clients : ['audience'],
    },
    authorizerUri: undefined,
    authorizerCredentialsArn: undefined,
    authorizerPayloadFormatVersion: undefined,
    enableSimpleResponses: undefined,
    authorizerResultTtlInSeconds: undefined,
  }
}

/**
 * The settings of a Lambda authorizer with simple responses, as the console creates it. It calls the function whose name
 * contains "auth", else one named `authorizer`. The settings of JWT authorizers are removed.
 */
export function lambdaAuthorizer(design: Pick<Design, 'apis' | 'backends'>): Settings {
  const name = lambdaFunctionNames(design).find((each) => /auth/i.test(each)) ?? 'authorizer'
  return {
    authorizerType: 'REQUEST',
    identitySource: ['$request.header.Authorization'],
    authorizerUri: lambdaUri(name),
    authorizerPayloadFormatVersion: '2.0',
    enableSimpleResponses: true,
    authorizerResultTtlInSeconds: 300,
    jwtConfiguration: undefined,
  }
}
