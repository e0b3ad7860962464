import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import { routeAuthorizer } from '../../schema/v2/authorizer.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import { changed, own } from '../within.ts'
import type { Changes } from '../within.ts'
import { idInUse, inHttpApi, withItem, withoutItem } from './within.ts'

/**
 * Add an authorizer. Refuses what CreateAuthorizer refuses for HTTP APIs.
 * Problems: `authorizer/id-in-use`, `authorizer/name-blank`, `authorizer/exists`, `authorizer/uri`, `authorizer/ttl`,
 * `authorizer/identity-source`, `authorizer/payload-format`, `authorizer/issuer`, `authorizer/audience`.
 */
export function addRouteAuthorizer(
  design: Design,
  args: {
    readonly apiId: string
    readonly authorizer: Partial<RouteAuthorizer> &
      Pick<RouteAuthorizer, 'id' | 'name' | 'authorizerType'>
  },
): Result<Design> {
  return inHttpApi(design, args.apiId, (api, apiAt) => {
    const at = [...apiAt, 'authorizers', args.authorizer.id]
    if (own(api.authorizers, args.authorizer.id)) {
      return idInUse('authorizer', args.authorizer.id, at)
    }
    const complete = routeAuthorizer.parse(args.authorizer)
    return routeAuthorizerRefusal(api, complete, at) ?? ok(withItem(api, 'authorizers', complete))
  })
}

/** Change an authorizer. Its type cannot change while routes use it. Refuses what UpdateAuthorizer refuses. */
export function updateRouteAuthorizer(
  design: Design,
  args: {
    readonly apiId: string
    readonly id: string
    readonly change: Changes<Omit<RouteAuthorizer, 'id' | 'retained'>>
  },
): Result<Design> {
  return inHttpApi(design, args.apiId, (api, apiAt) => {
    const at = [...apiAt, 'authorizers', args.id]
    const before = own(api.authorizers, args.id)
    if (!before) return authorizerNotFound(at)
    const next = changed(before, args.change)
    if (next === before) return ok(api)
    const [user] = routesOfAuthorizer(api, args.id)
    if (next.authorizerType !== before.authorizerType && user !== undefined) {
      const message = `The authorizer type cannot change while ${user} uses the authorizer`
      return fail('authorizer/in-use', message, [...at, 'authorizerType'])
    }
    return routeAuthorizerRefusal(api, next, at) ?? ok(withItem(api, 'authorizers', next))
  })
}

/** Remove an authorizer. Refused while a route uses it. Problems: `authorizer/in-use`. */
export function removeRouteAuthorizer(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  return inHttpApi(design, apiId, (api, apiAt) => {
    const at = [...apiAt, 'authorizers', id]
    const authorizer = own(api.authorizers, id)
    if (!authorizer) return authorizerNotFound(at)
    const users = routesOfAuthorizer(api, id)
    if (users.length > 0) {
      const message = `Cannot delete authorizer '${authorizer.name}', is referenced in route: ${users.join(', ')}`
      return fail('authorizer/in-use', message, at)
    }
    return ok(withoutItem(api, 'authorizers', id))
  })
}

/** The keys of the routes that use an authorizer. */
export function routesOfAuthorizer(api: HttpApi, id: string): string[] {
  return Object.values(api.routes).flatMap(({ authorizerId, routeKey }) =>
    authorizerId === id ? [routeKey] : [],
  )
}

/** Audiences that a JWT authorizer may have. Source: developer guide, quotas for HTTP APIs. */
const mostAudiences = 50

const sourceForms = {
  JWT: /^\$request\.(?:header|querystring)\.[^\s.,]+$/,
  REQUEST: /^\$(?:request\.(?:header|querystring)|context|stageVariables)\.\S+$/,
}

function routeAuthorizerRefusal(api: HttpApi, authorizer: RouteAuthorizer, at: Address) {
  const { name, authorizerType, identitySource } = authorizer
  if (name.trim() === '') {
    return fail('authorizer/name-blank', 'Authorizer name cannot be blank', [...at, 'name'])
  }
  const twin = Object.values(api.authorizers).some(
    (other) => other.id !== authorizer.id && other.name === name,
  )
  if (twin) {
    const message = `Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`
    return fail('authorizer/exists', message, [...at, 'name'])
  }
  const source = identitySource.find((each) => !sourceForms[authorizerType].test(each))
  if (source !== undefined) {
    const message = `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${source}]`
    return fail('authorizer/identity-source', message, [...at, 'identitySource'])
  }
  return authorizerType === 'JWT' ? jwtRefusal(authorizer, at) : requestRefusal(authorizer, at)
}

function jwtRefusal({ identitySource, jwtConfiguration }: RouteAuthorizer, at: Address) {
  if (identitySource.length !== 1) {
    const message = 'A JWT authorizer requires exactly one identity source'
    return fail('authorizer/identity-source', message, [...at, 'identitySource'])
  }
  const { issuer = '', audience = [] } = jwtConfiguration ?? {}
  if (!/^https:\/\/[^\s/?#]+[^\s?#]*$/.test(issuer)) {
    const message = `Invalid issuer: ${issuer}. Issuer must be a valid HTTPS URL`
    return fail('authorizer/issuer', message, [...at, 'jwtConfiguration', 'issuer'])
  }
  if (audience.length === 0 || audience.length > mostAudiences) {
    const message = `A JWT authorizer requires 1 to ${mostAudiences} audiences`
    return fail('authorizer/audience', message, [...at, 'jwtConfiguration', 'audience'])
  }
  return undefined
}

function requestRefusal(authorizer: RouteAuthorizer, at: Address) {
  const {
    authorizerUri = '',
    authorizerPayloadFormatVersion: version,
    authorizerResultTtlInSeconds: ttl,
    enableSimpleResponses,
    identitySource,
  } = authorizer
  if (
    !/^arn:[^:]*:apigateway:[^:]*:lambda:path\/[^/]+\/functions\/.+\/invocations$/.test(
      authorizerUri,
    )
  ) {
    const message = `Invalid Authorizer URI: ${authorizerUri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`
    return fail('authorizer/uri', message, [...at, 'authorizerUri'])
  }
  if (version === undefined) {
    const message = 'AuthorizerPayloadFormatVersion is a required parameter for HTTP APIs'
    return fail('authorizer/payload-format', message, [...at, 'authorizerPayloadFormatVersion'])
  }
  if (enableSimpleResponses === true && version !== '2.0') {
    const message = 'Simple responses require the authorizer payload format version 2.0'
    return fail('authorizer/payload-format', message, [...at, 'enableSimpleResponses'])
  }
  if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 0 && ttl <= 3600)) {
    const message = 'Authorizer result TTL must be between 0 and 3600 seconds'
    return fail('authorizer/ttl', message, [...at, 'authorizerResultTtlInSeconds'])
  }
  if (ttl !== undefined && ttl > 0 && identitySource.length === 0) {
    const message =
      'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)'
    return fail('authorizer/identity-source', message, [...at, 'identitySource'])
  }
  return undefined
}

function authorizerNotFound(at: Address) {
  return fail('authorizer/not-found', 'Invalid Authorizer identifier specified', at)
}
