import type { Address } from '../address.ts'
import { authorizer as authorizerSchema } from '../schema/authorizer.ts'
import type { Authorizer } from '../schema/authorizer.ts'
import type { RouteAuthorizer } from '../schema/v2/authorizer.ts'
import { methodExpression } from './expressions.ts'
import type { Losses } from './losses.ts'

/** An authorizer of an HTTP API, as a REST API can have it. `undefined`: a REST API has nothing like it, which is reported. */
export function restAuthorizerOf(
  authorizer: RouteAuthorizer,
  accountId: string,
  at: Address,
  losses: Losses,
): Authorizer | undefined {
  return authorizer.authorizerType === 'JWT'
    ? poolAuthorizer(authorizer, accountId, at, losses)
    : requestAuthorizer(authorizer, at, losses)
}

function poolAuthorizer(
  { id, name, jwtConfiguration, identitySource }: RouteAuthorizer,
  accountId: string,
  at: Address,
  losses: Losses,
): Authorizer | undefined {
  const { issuer = '', audience = [] } = jwtConfiguration ?? {}
  const [, region, poolId] =
    /^https:\/\/cognito-idp\.([^./]+)\.amazonaws\.com\/([^/]+)$/.exec(issuer) ?? []
  if (region === undefined || poolId === undefined) {
    losses.dropped(
      'jwt-authorizer',
      `The authorizer ${name} is left out: a REST API has no JWT authorizers, and ${issuer} is not a Cognito user pool. Check its tokens with a Lambda authorizer.`,
      at,
    )
    return undefined
  }
  if (audience.length > 0) {
    losses.changed(
      'audience',
      `The authorizer ${name} accepts tokens of every app client of the user pool ${poolId}, not only of ${audience.join(', ')}.`,
      [...at, 'jwtConfiguration', 'audience'],
    )
  }
  return authorizerSchema.parse({
    id,
    name,
    type: 'COGNITO_USER_POOLS',
    identitySource: sourcesOf(name, identitySource, at, losses),
    providerARNs: [`arn:aws:cognito-idp:${region}:${accountId}:userpool/${poolId}`],
  })
}

function requestAuthorizer(authorizer: RouteAuthorizer, at: Address, losses: Losses): Authorizer {
  const { id, name, identitySource, authorizerResultTtlInSeconds = 0 } = authorizer
  if (authorizer.authorizerPayloadFormatVersion === '2.0') {
    losses.changed(
      'payload-format',
      `The function of the authorizer ${name} gets an event in payload format 1.0 instead of 2.0.`,
      [...at, 'authorizerPayloadFormatVersion'],
    )
  }
  if (authorizer.enableSimpleResponses === true) {
    losses.changed(
      'simple-responses',
      `The function of the authorizer ${name} must return a policy instead of isAuthorized: REST APIs have no simple responses.`,
      [...at, 'enableSimpleResponses'],
    )
  }
  const sources = sourcesOf(name, identitySource, at, losses)
  return authorizerSchema.parse({
    id,
    name,
    type: 'REQUEST',
    ...(sources !== '' && { identitySource: sources }),
    authorizerResultTtlInSeconds: sources === '' ? 0 : authorizerResultTtlInSeconds,
    ...(authorizer.authorizerUri !== undefined && { authorizerUri: authorizer.authorizerUri }),
    ...(authorizer.authorizerCredentialsArn !== undefined && {
      authorizerCredentials: authorizer.authorizerCredentialsArn,
    }),
  })
}

function sourcesOf(name: string, sources: readonly string[], at: Address, losses: Losses): string {
  return sources
    .flatMap((source) => {
      const expression = methodExpression(source)
      if (expression !== undefined && !expression.startsWith("'")) return [expression]
      const message = `The authorizer ${name} loses the identity source ${source}: a REST API cannot read it.`
      losses.dropped('identity-source', message, [...at, 'identitySource'])
      return []
    })
    .join(',')
}
