import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { routeAuthorizer } from '../../schema/v2/authorizer.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import { changed, own } from '../within.ts'
import type { Changes } from '../within.ts'
import { protocols } from './protocols.ts'
import { idInUse, inRoutedApi, withItem, withoutItem } from './within.ts'
import type { RoutedApi } from './within.ts'

/**
 * Add an authorizer. Refuses what CreateAuthorizer refuses for the API's protocol.
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
  return inRoutedApi(design, args.apiId, (api, apiAt) => {
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
  return inRoutedApi(design, args.apiId, (api, apiAt) => {
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
  return inRoutedApi(design, apiId, (api, apiAt) => {
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
export function routesOfAuthorizer(api: RoutedApi, id: string): string[] {
  return Object.values(api.routes).flatMap(({ authorizerId, routeKey }) =>
    authorizerId === id ? [routeKey] : [],
  )
}

function routeAuthorizerRefusal(api: RoutedApi, authorizer: RouteAuthorizer, at: Address) {
  const { name } = authorizer
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
  return protocols[api.protocol].authorizerRefusal(authorizer, at)
}

function authorizerNotFound(at: Address) {
  return fail('authorizer/not-found', 'Invalid Authorizer identifier specified', at)
}
