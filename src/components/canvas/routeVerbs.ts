import { addRoute, httpMethods, parseRouteKey, updateRoute } from '../../model/index.ts'
import type { Address, Design, HttpApi, Result, Route } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { edit, refuse, sequence } from './editing.ts'
import { routeIntegrationName } from './map/routeWords.ts'

// The verbs of the canvas for routes of HTTP APIs.

/** The address of the route that holds `at`, if one does. */
export function routeOf(at: Address): Address | undefined {
  return at[0] === 'apis' && at[2] === 'routes' && at.length >= 4 ? at.slice(0, 4) : undefined
}

/** True for the address of a route's integration. */
export function isRouteIntegration(at: Address): boolean {
  return at[0] === 'apis' && at[2] === 'integrations' && at.length === 4
}

/** The route that an address is, or is in. */
export function routeAt(api: HttpApi, at: Address): Route | undefined {
  const id = routeOf(at)?.[3]
  return id !== undefined && Object.hasOwn(api.routes, id) ? api.routes[id] : undefined
}

/** What a part of an HTTP API is called in a sentence. */
export function routedWords(api: HttpApi, at: Address): string {
  const route = routeAt(api, at)
  if (route) return route.routeKey
  const integration = isRouteIntegration(at) ? api.integrations[at[3] ?? ''] : undefined
  if (integration) return `the integration ${routeIntegrationName(integration)}`
  return at[0] === 'backends' ? (at[1] ?? '').replace(/^[a-z]+:/, '') : api.name
}

/** Add a route, and select it. Returns the reason when it cannot be added. */
export function addRouteNamed(stores: Stores, api: HttpApi, routeKey: string): string | undefined {
  const { designStore, viewStore } = stores
  const id = designStore.getState().nextId()
  const result = designStore
    .getState()
    .edit(`Add route ${routeKey}`, (design) =>
      addRoute(design, { apiId: api.id, route: { id, routeKey } }),
    )
  if (result.ok) {
    viewStore.getState().select(['apis', api.id, 'routes', id])
    return undefined
  }
  designStore.getState().dismissRefusal()
  return result.problems[0]?.message ?? 'The route cannot be added'
}

/** Give a route another key. Returns the reason when it cannot have it. */
export function renameRoute(
  stores: Stores,
  api: HttpApi,
  routeId: string,
  routeKey: string,
): string | undefined {
  const { designStore } = stores
  const result = designStore
    .getState()
    .edit(`Change route to ${routeKey}`, (design) =>
      updateRoute(design, { apiId: api.id, id: routeId, change: { routeKey } }),
    )
  if (result.ok) return undefined
  designStore.getState().dismissRefusal()
  return result.problems[0]?.message ?? 'The route cannot be changed'
}

/** Let routes share an integration that other routes use. */
export function shareIntegration(
  stores: Stores,
  api: HttpApi,
  routes: readonly Address[],
  integrationId: string,
): boolean {
  const integration = Object.hasOwn(api.integrations, integrationId)
    ? api.integrations[integrationId]
    : undefined
  if (!integration) return false
  const [first = []] = routes
  const words = routes.length === 1 ? routedWords(api, first) : `${routes.length} routes`
  const name = routeIntegrationName(integration)
  const operations = routes.map(
    (at) => (design: Design) =>
      updateRoute(design, { apiId: api.id, id: at[3] ?? '', change: { target: integrationId } }),
  )
  const done = edit(stores, `Connect ${words} to the integration ${name}`, sequence(operations))
  if (done) {
    const text = `Connected ${words} to the integration ${name}.`
    stores.viewStore.getState().select(['apis', api.id, 'integrations', integrationId])
    stores.viewStore.getState().notify({ type: 'success', text })
  }
  return done
}

/** Duplicate routes: each copy has the first free method of its path, and shares the integration. */
export function duplicateRoutes(stores: Stores, api: HttpApi, routes: readonly Address[]): boolean {
  const { nextId } = stores.designStore.getState()
  const chosen = routes.flatMap((at) => routeAt(api, at) ?? [])
  const taken = new Set(Object.values(api.routes).map(({ routeKey }) => routeKey))
  const copies = chosen.flatMap((route): Route[] => {
    const routeKey = freeKey(route.routeKey, taken)
    if (routeKey === undefined) return []
    taken.add(routeKey)
    const { retained: _retained, operationName: _name, ...settings } = route
    return [{ ...settings, id: nextId(), routeKey }]
  })
  const [first] = copies
  if (!first) {
    if (chosen.length > 0) {
      refuse(stores, 'An API has one $default route, and this path has a route for every method.')
    }
    return false
  }
  const words = copies.length === 1 ? (chosen[0]?.routeKey ?? '') : `${copies.length} routes`
  const operations = copies.map(
    (route) =>
      (design: Design): Result<Design> =>
        addRoute(design, { apiId: api.id, route }),
  )
  if (!edit(stores, `Duplicate ${words}`, sequence(operations))) return false
  const at = ({ id }: Route): Address => ['apis', api.id, 'routes', id]
  stores.viewStore.getState().select(at(first), copies.slice(1).map(at))
  return true
}

function freeKey(routeKey: string, taken: ReadonlySet<string>): string | undefined {
  const key = parseRouteKey(routeKey)
  if (!('kind' in key) || key.kind !== 'path') return undefined
  return httpMethods.map((method) => `${method} ${key.path}`).find((free) => !taken.has(free))
}
