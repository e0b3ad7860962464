import type { Address } from '../address.ts'
import type { Authorizer } from '../schema/authorizer.ts'
import type { Design } from '../schema/design.ts'
import type { RouteAuthorizer } from '../schema/v2/authorizer.ts'
import { own } from '../operations/within.ts'
import { routeExpression } from './expressions.ts'
import type { Losses } from './losses.ts'

/** The audience of an authorizer whose app clients are unknown. No token has it. */
const unknownAudience = 'SET_THE_APP_CLIENT_ID'

type NewAuthorizer = Partial<RouteAuthorizer> &
  Pick<RouteAuthorizer, 'id' | 'name' | 'authorizerType'>

/** An authorizer of a REST API, as an HTTP API can have it. `undefined`: its user pool is not known, which is reported. */
export function routeAuthorizerOf(
  design: Design,
  authorizer: Authorizer,
  at: Address,
  losses: Losses,
): NewAuthorizer | undefined {
  const { id, name } = authorizer
  if (authorizer.identityValidationExpression) {
    losses.dropped(
      'token-validation',
      `The authorizer ${name} loses its token validation ${authorizer.identityValidationExpression}: every token reaches it.`,
      [...at, 'identityValidationExpression'],
    )
  }
  if (authorizer.type === 'COGNITO_USER_POOLS') {
    const jwtConfiguration = issuerOf(design, authorizer, at, losses)
    if (!jwtConfiguration) return undefined
    return {
      id,
      name,
      authorizerType: 'JWT',
      identitySource: sourcesOf(authorizer, at, losses).slice(0, 1),
      jwtConfiguration,
    }
  }
  if (authorizer.type === 'TOKEN') {
    losses.changed(
      'token-authorizer',
      `The function of the authorizer ${name} gets a REQUEST event instead of a TOKEN event: the token is in its headers and in identitySource.`,
      at,
    )
  }
  const identitySource = sourcesOf(authorizer, at, losses)
  const ttl = authorizer.authorizerResultTtlInSeconds ?? 300
  return {
    id,
    name,
    authorizerType: 'REQUEST',
    authorizerPayloadFormatVersion: '1.0',
    authorizerResultTtlInSeconds: identitySource.length === 0 ? 0 : ttl,
    identitySource,
    ...(authorizer.authorizerUri !== undefined && { authorizerUri: authorizer.authorizerUri }),
    ...(authorizer.authorizerCredentials !== undefined && {
      authorizerCredentialsArn: authorizer.authorizerCredentials,
    }),
  }
}

function sourcesOf({ name, identitySource = '' }: Authorizer, at: Address, losses: Losses) {
  const sources = identitySource.split(',').flatMap((source) => source.trim() || [])
  return sources.flatMap((source) => {
    const value = routeExpression(source)
    if (value?.startsWith('$')) return [value]
    const message = `The authorizer ${name} loses the identity source ${source}: an HTTP API cannot read it.`
    losses.dropped('identity-source', message, [...at, 'identitySource'])
    return []
  })
}

/** The issuer of the first user pool, and the app clients that the design has for it. */
function issuerOf(design: Design, authorizer: Authorizer, at: Address, losses: Losses) {
  const [first = '', ...others] = authorizer.providerARNs
  const { name } = authorizer
  if (others.length > 0) {
    losses.dropped(
      'user-pools',
      `The authorizer ${name} accepts tokens of one user pool only and loses ${others.join(', ')}: a JWT authorizer has one issuer.`,
      [...at, 'providerARNs'],
    )
  }
  const [, region = '', poolId = ''] =
    /^arn:[^:]*:cognito-idp:([a-z0-9-]+):[^:]*:userpool\/(\S+)$/.exec(first) ?? []
  if (poolId === '') {
    losses.dropped(
      'user-pools',
      `The authorizer ${name} is left out: ${first === '' ? 'it names no user pool' : `${first} is not the ARN of a user pool`}, so its issuer is not known.`,
      [...at, 'providerARNs'],
    )
    return undefined
  }
  const clients = own(design.identities.userPools, poolId)?.clients ?? {}
  const audience = Object.keys(clients)
  if (audience.length === 0) {
    losses.changed(
      'audience',
      `The authorizer ${name} needs an audience: a JWT authorizer accepts the app clients that it lists, and the design knows none of this user pool. It has the audience ${unknownAudience} and refuses every token until you set it.`,
      [...at, 'providerARNs'],
    )
  }
  return {
    issuer: `https://cognito-idp.${region}.amazonaws.com/${poolId}`,
    audience: audience.length === 0 ? [unknownAudience] : audience,
  }
}
