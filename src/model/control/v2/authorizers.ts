import {
  addRouteAuthorizer,
  removeRouteAuthorizer,
  updateRouteAuthorizer,
} from '../../operations/v2/authorizers.ts'
import { routeAuthorizer as authorizerSchema } from '../../schema/v2/authorizer.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import { badRequest, isGiven } from '../account.ts'
import type { ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { authorizerAnswer } from './answers.ts'
import { operationsOn } from './collection.ts'
import { givenMembers, overlaid } from './input.ts'
import { bodyMembers } from './shapes.ts'

function authorizerMembers(input: JsonObject) {
  if (isGiven(input['identityValidationExpression'])) {
    throw badRequest('identityValidationExpression is not supported for this authorizer type')
  }
  return givenMembers(input, bodyMembers('CreateAuthorizer') ?? {})
}

/** The service reads the discovery document of an issuer when an authorizer gets it. The message is recorded. */
function withReadableIssuer(
  authorizer: RouteAuthorizer,
  { hasDiscoveryDocument }: ControlEnvironment,
  before?: RouteAuthorizer,
): RouteAuthorizer {
  const issuer = authorizer.jwtConfiguration?.issuer
  if (!hasDiscoveryDocument || issuer === undefined || !issuer.startsWith('https://')) {
    return authorizer
  }
  if (issuer === before?.jwtConfiguration?.issuer || hasDiscoveryDocument(issuer)) return authorizer
  const path = '/.well-known/openid-configuration'
  throw badRequest(
    `Caught exception when connecting to ${issuer}${path} for issuer ${issuer}. Please try again later. Error: Invalid issuer: ${issuer}. Issuer must have a valid discovery endpoint ended with '${path}'`,
  )
}

/** The management calls on authorizers. */
export const authorizerOperations: { readonly [name: string]: Operation } = operationsOn({
  noun: 'Authorizer',
  idMember: 'authorizerId',
  missing: 'Invalid Authorizer identifier specified',
  items: ({ api }) => api.authorizers,
  create: ({ account, api, input, environment }, id) => {
    const authorizer = authorizerSchema.parse({
      ...overlaid(undefined, authorizerMembers(input), ['name']),
      id,
    })
    return addRouteAuthorizer(account.design, {
      apiId: api.id,
      authorizer: withReadableIssuer(authorizer, environment),
    })
  },
  update: ({ account, api, input, environment }, before, id) => {
    const authorizer = authorizerSchema.parse({
      ...overlaid(before, authorizerMembers(input), ['name']),
      id,
    })
    return updateRouteAuthorizer(account.design, {
      apiId: api.id,
      id,
      change: withReadableIssuer(authorizer, environment, before),
    })
  },
  remove: ({ account, api }, _authorizer, id) =>
    removeRouteAuthorizer(account.design, { apiId: api.id, id }),
  answer: (authorizer, { api }) => authorizerAnswer(authorizer, api),
})
