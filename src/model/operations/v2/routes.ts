import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { route as routeSchema } from '../../schema/v2/route.ts'
import type { Route } from '../../schema/v2/route.ts'
import { changed, own, withRenamedMember } from '../within.ts'
import type { Changes } from '../within.ts'
import { protocols } from './protocols.ts'
import { idInUse, inRoutedApi, withItem, withoutItem } from './within.ts'
import type { RoutedApi } from './within.ts'

/**
 * Add a route. Refuses what CreateRoute refuses.
 * Problems: `route/id-in-use`, `route/key`, `route/exists`, `route/conflicting-variable`, `route/authorizer`,
 * `route/target`, `route/scopes`.
 */
export function addRoute(
  design: Design,
  args: {
    readonly apiId: string
    readonly route: Partial<Route> & { readonly id: string; readonly routeKey: string }
  },
): Result<Design> {
  return inRoutedApi(design, args.apiId, (api, apiAt) => {
    const at = [...apiAt, 'routes', args.route.id]
    if (own(api.routes, args.route.id)) return idInUse('route', args.route.id, at)
    const complete = routeSchema.parse(args.route)
    return routeRefusal(api, complete, at) ?? ok(withItem(api, 'routes', complete))
  })
}

/** Change a route. A new key takes the route's settings of every stage along. Refuses what UpdateRoute refuses. */
export function updateRoute(
  design: Design,
  args: {
    readonly apiId: string
    readonly id: string
    readonly change: Changes<Omit<Route, 'id' | 'retained'>>
  },
): Result<Design> {
  return inRoutedApi(design, args.apiId, (api, apiAt) => {
    const at = [...apiAt, 'routes', args.id]
    const before = own(api.routes, args.id)
    if (!before) return routeNotFound(at)
    const next = changed(before, args.change)
    if (next === before) return ok(api)
    const refused = routeRefusal(api, next, at)
    if (refused) return refused
    const changedApi = withItem(api, 'routes', next)
    return ok(
      next.routeKey === before.routeKey
        ? changedApi
        : withRenamedSettings(changedApi, before.routeKey, next.routeKey),
    )
  })
}

/** Remove a route and its settings in every stage. Its integration stays. */
export function removeRoute(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  return inRoutedApi(design, apiId, (api, apiAt) => {
    const route = own(api.routes, id)
    if (!route) return routeNotFound([...apiAt, 'routes', id])
    return ok(withoutSettings(withoutItem(api, 'routes', id), route.routeKey))
  })
}

function withRenamedSettings(api: RoutedApi, from: string, to: string): RoutedApi {
  const stages = Object.fromEntries(
    Object.entries(api.stages).map(([name, stage]) => [
      name,
      Object.hasOwn(stage.routeSettings, from)
        ? { ...stage, routeSettings: withRenamedMember(stage.routeSettings, from, to) }
        : stage,
    ]),
  )
  return { ...api, stages }
}

function withoutSettings(api: RoutedApi, routeKey: string): RoutedApi {
  const stages = Object.fromEntries(
    Object.entries(api.stages).map(([name, stage]) => {
      const { [routeKey]: _removed, ...routeSettings } = stage.routeSettings
      return [
        name,
        Object.hasOwn(stage.routeSettings, routeKey) ? { ...stage, routeSettings } : stage,
      ]
    }),
  )
  return { ...api, stages }
}

/** Scopes that a route may have. Source: developer guide, quotas for HTTP APIs. */
const mostScopes = 10

function routeRefusal(api: RoutedApi, route: Route, at: Address) {
  const others = Object.values(api.routes)
    .filter(({ id }) => id !== route.id)
    .map(({ routeKey }) => routeKey)
  const { routeKeyRefusal } = protocols[api.protocol]
  return (
    routeKeyRefusal(route.routeKey, others, [...at, 'routeKey']) ??
    routeSettingsRefusal(api, route, at)
  )
}

/** Why CreateRoute would refuse a route for anything but its key; `undefined` when it would not. */
export function routeSettingsRefusal(api: RoutedApi, route: Route, at: Address) {
  return (
    protocols[api.protocol].routeRefusal(route, at) ??
    authorizerRefusal(api, route, at) ??
    (route.target !== undefined && !own(api.integrations, route.target)
      ? fail('route/target', `Invalid Integration identifier specified`, [...at, 'target'])
      : undefined)
  )
}

/** A route with authorization names an authorizer of the right type. Source: recorded refusals of CreateRoute. */
function authorizerRefusal(api: RoutedApi, route: Route, at: Address) {
  const { authorizationType, authorizerId, authorizationScopes } = route
  const authorizer = authorizerId === undefined ? undefined : own(api.authorizers, authorizerId)
  if (authorizationType === 'JWT' && authorizer?.authorizerType !== 'JWT') {
    const message =
      'Invalid authorizer ID specified. Setting the authorization type to JWT requires a valid JWT authorizer.'
    return fail('route/authorizer', message, [...at, 'authorizerId'])
  }
  if (authorizationType === 'CUSTOM' && authorizer?.authorizerType !== 'REQUEST') {
    const message =
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.'
    return fail('route/authorizer', message, [...at, 'authorizerId'])
  }
  if (authorizationScopes.length > 0 && authorizationType !== 'JWT') {
    const message = 'Authorization scopes are only supported with a JWT authorizer'
    return fail('route/scopes', message, [...at, 'authorizationScopes'])
  }
  if (authorizationScopes.length > mostScopes) {
    const message = `A route can have at most ${mostScopes} authorization scopes`
    return fail('route/scopes', message, [...at, 'authorizationScopes'])
  }
  return undefined
}

function routeNotFound(at: Address) {
  return fail('route/not-found', 'Invalid Route identifier specified', at)
}
