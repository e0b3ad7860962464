import type { Address } from '../address.ts'
import { entryPointAddress, idsOf, isAtPlace } from '../nouns/places.ts'
import { own } from '../operations/within.ts'
import type { Design } from '../schema/design.ts'
import type { Integration } from '../schema/integrations/index.ts'
import type { Method } from '../schema/method.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { HttpApi, WebSocketApi } from '../schema/v2/apis.ts'
import type { RouteIntegration } from '../schema/v2/integration.ts'
import type { Route } from '../schema/v2/route.ts'
import { backendReference, routeBackendReference } from './backendKey.ts'
import type { BackendReference } from './backendKey.ts'
import { methodsOf, resourcePath } from './resourceTree.ts'
import { parseRouteKey } from './routeKeys.ts'

/** What methods and routes have in common for those who draw, list or call them. */
interface EntryPointFacts {
  readonly at: Address
  readonly apiId: string
  /** `GET /pets/{id}`, `$default`, `$connect`. */
  readonly key: string
  /** `GET`, `ANY`; absent for `$default` and for routes of WebSocket APIs. */
  readonly verb?: string
  /** `/pets/{id}`; absent for `$default` and for routes of WebSocket APIs. */
  readonly path?: string
  /** Where the integration is: in the method, or among the integrations of the API. Absent without one. */
  readonly integrationAt?: Address
  readonly backend?: BackendReference
  readonly authorizationType: Method['authorizationType'] | Route['authorizationType']
  /** Absent without an authorizer, and where the API lacks the one that is named. */
  readonly authorizerAt?: Address
  readonly authorizationScopes: readonly string[]
  readonly apiKeyRequired: boolean
}

/** A method of a REST API as an entry point. */
export interface MethodEntryPoint extends EntryPointFacts {
  readonly kind: 'method'
  readonly api: RestApi
  readonly resource: Resource
  readonly method: Method
  readonly integration?: Integration
}

/** A route of an HTTP or WebSocket API as an entry point. */
export interface RouteEntryPoint extends EntryPointFacts {
  readonly kind: 'route'
  readonly api: HttpApi | WebSocketApi
  readonly route: Route
  readonly integration?: RouteIntegration
}

/** What a request reaches: a method of a REST API, or a route of an HTTP or WebSocket API. */
export type EntryPoint = MethodEntryPoint | RouteEntryPoint

/** The method or the route that an address is of, or lies in; `undefined` where there is none. */
export function entryPointAt(
  design: Pick<Design, 'apis'>,
  at: Address | undefined,
): EntryPoint | undefined {
  const entryAt = at && entryPointAddress(at)
  if (!entryAt) return undefined
  if (isAtPlace('route', entryAt)) {
    const [apiId = '', routeId = ''] = idsOf('route', entryAt)
    const api = own(design.apis, apiId)
    const route = api && api.protocol !== 'REST' ? own(api.routes, routeId) : undefined
    return api && api.protocol !== 'REST' && route ? routeEntryPoint(api, route) : undefined
  }
  const [apiId = '', resourceId = '', verb = ''] = idsOf('method', entryAt)
  const api = own(design.apis, apiId)
  const resource = api?.protocol === 'REST' ? own(api.resources, resourceId) : undefined
  if (api?.protocol !== 'REST' || !resource) return undefined
  const method = own<Method>(resource.methods, verb)
  return method && methodEntryPoint(api, resource, method, resourcePath(api, resourceId))
}

/** The entry points of an API: methods by path, routes in the design's order. */
export function entryPointsOf(design: Pick<Design, 'apis'>, apiId: string): EntryPoint[] {
  const api = own(design.apis, apiId)
  if (!api) return []
  return api.protocol === 'REST'
    ? methodsOf(api).map(({ resource, method, path }) =>
        methodEntryPoint(api, resource, method, path),
      )
    : Object.values(api.routes).map((route) => routeEntryPoint(api, route))
}

function methodEntryPoint(
  api: RestApi,
  resource: Resource,
  method: Method,
  path: string,
): MethodEntryPoint {
  const at = ['apis', api.id, 'resources', resource.id, 'methods', method.httpMethod]
  const { integration, authorizationType, authorizerId } = method
  const backend = integration && backendReference(integration)
  return {
    kind: 'method',
    at,
    apiId: api.id,
    api,
    resource,
    method,
    key: `${method.httpMethod} ${path}`,
    verb: method.httpMethod,
    path,
    ...(integration && { integration, integrationAt: [...at, 'integration'] }),
    ...(backend && { backend }),
    authorizationType,
    ...authorizerOf(api, authorizerId),
    authorizationScopes: method.authorizationScopes,
    apiKeyRequired: method.apiKeyRequired,
  }
}

function routeEntryPoint(api: HttpApi | WebSocketApi, route: Route): RouteEntryPoint {
  const integration = route.target === undefined ? undefined : own(api.integrations, route.target)
  const backend = integration && routeBackendReference(integration)
  const key = api.protocol === 'HTTP' ? parseRouteKey(route.routeKey) : undefined
  return {
    kind: 'route',
    at: ['apis', api.id, 'routes', route.id],
    apiId: api.id,
    api,
    route,
    key: route.routeKey,
    ...(key && 'kind' in key && key.kind === 'path' && { verb: key.method, path: key.path }),
    ...(integration && {
      integration,
      integrationAt: ['apis', api.id, 'integrations', integration.id],
    }),
    ...(backend && { backend }),
    authorizationType: route.authorizationType,
    ...authorizerOf(api, route.authorizerId),
    authorizationScopes: route.authorizationScopes,
    apiKeyRequired: route.apiKeyRequired,
  }
}

function authorizerOf(
  api: { readonly id: string; readonly authorizers: Readonly<Record<string, unknown>> },
  authorizerId: string | undefined,
): { readonly authorizerAt?: Address } {
  return authorizerId !== undefined && Object.hasOwn(api.authorizers, authorizerId)
    ? { authorizerAt: ['apis', api.id, 'authorizers', authorizerId] }
    : {}
}
