import {
  addRoute,
  addressOf,
  idsOf,
  isAtPlace,
  nouns,
  ok,
  sameAddress,
  thingAddress,
  updateRoute,
} from '../../model/index.ts'
import type { Address, Design, HttpApi, Result, Route } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { edit, sequence } from './editing.ts'
import { routeIntegrationName } from './map/routeWords.ts'

// The verbs of the canvas for routes of HTTP APIs.

/** True for the address of a route's integration. */
export function isRouteIntegration(at: Address): boolean {
  return isAtPlace('routeIntegration', at) && sameAddress(thingAddress(at), at)
}

/** The route that an address is, or is in. */
export function routeAt(api: HttpApi, at: Address): Route | undefined {
  const [, id = ''] = isAtPlace('route', at) ? idsOf('route', at) : []
  return Object.hasOwn(api.routes, id) ? api.routes[id] : undefined
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

/** Duplicate routes: each copy has a free method of its path, and shares the integration. */
export function duplicateRoutes(stores: Stores, api: HttpApi, routes: readonly Address[]): boolean {
  const { nextId } = stores.designStore.getState()
  const chosen = routes.flatMap((at) => routeAt(api, at) ?? [])
  const [first] = chosen
  const { copy } = nouns.route
  if (!first || !copy) return false
  const words = chosen.length === 1 ? first.routeKey : `${chosen.length} routes`
  const copies: Address[] = []
  const operations = chosen.map(({ id }) => (design: Design): Result<Design> => {
    const copied = copy(design, addressOf('route', api.id, id), nextId)
    if (!copied.ok) return copied
    copies.push(copied.value.at)
    return ok(copied.value.design)
  })
  if (!edit(stores, `Duplicate ${words}`, sequence(operations))) return false
  const [top = [], ...rest] = copies
  stores.viewStore.getState().select(top, rest)
  return true
}
