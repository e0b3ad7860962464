import { addRoute, entryPointAt, idsOf, nouns, updateRoute } from '../../model/index.ts'
import type { Address, Design, HttpApi, Route } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { edit, presentDesign, sequence } from './editing.ts'
import { wordsAt } from './removal.ts'
import { routeIntegrationName } from './map/routeWords.ts'

// The verbs of the canvas for routes of HTTP APIs.

/** The route of an API that an address is, or is in. */
export function routeAt(api: HttpApi, at: Address): Route | undefined {
  const entry = entryPointAt({ apis: { [api.id]: api } }, at)
  return entry?.kind === 'route' ? entry.route : undefined
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
    viewStore.getState().select(nouns.route.at(api.id, id))
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
  const words =
    routes.length === 1 ? wordsAt(presentDesign(stores), first) : `${routes.length} routes`
  const name = routeIntegrationName(integration)
  const operations = routes.map(
    (at) => (design: Design) =>
      updateRoute(design, {
        apiId: api.id,
        id: idsOf('route', at)[1] ?? '',
        change: { target: integrationId },
      }),
  )
  const done = edit(stores, `Connect ${words} to the integration ${name}`, sequence(operations))
  if (done) {
    const text = `Connected ${words} to the integration ${name}.`
    stores.viewStore.getState().select(nouns.routeIntegration.at(api.id, integrationId))
    stores.viewStore.getState().notify({ type: 'success', text })
  }
  return done
}
