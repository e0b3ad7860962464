import { nouns, routeBackendReference, sameAddress, thingAddress } from '../../../model/index.ts'
import type { Route, RouteIntegration } from '../../../model/index.ts'
import { useDesign, useStores, useView } from '../../store/StoreContext.tsx'
import { routeAuthorizationBadge, routeIntegrationLabel } from './routeWords.ts'

/** A WebSocket API, which has no map yet: its routes, and what becomes of it. */
export function WebSocketPage({ apiId }: { readonly apiId: string }) {
  const stores = useStores()
  const api = useDesign((design) => design.apis[apiId])
  const selection = useView((state) => state.selection)
  if (api?.protocol !== 'WEBSOCKET') return null
  const routes = Object.values(api.routes).sort(byRouteKey)
  return (
    <div className="canvas-socket">
      <h2>{api.name}</h2>
      <p>
        WebSocket APIs are kept in the design and written by exports. They are not drawn or
        simulated yet: no client can connect. You can edit everything in the inspector.
      </p>
      <dl>
        <dt>Route selection expression</dt>
        <dd>
          <code>{api.routeSelectionExpression}</code>
        </dd>
        <dt>Routes</dt>
        <dd>{routes.length === 0 ? 'This API has no routes.' : routes.length}</dd>
      </dl>
      {routes.length > 0 && (
        <ul aria-label="Routes">
          {routes.map((route) => {
            const at = nouns.route.at(apiId, route.id)
            return (
              <li key={route.id}>
                <button
                  type="button"
                  aria-current={sameAddress(thingAddress(selection), at)}
                  onClick={() => stores.viewStore.getState().goTo(at)}
                >
                  <b>{route.routeKey}</b>
                  <span>{wordsOf(route, integrationOf(api.integrations, route))}</span>
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

/** `$connect`, the routes of messages, `$default`, `$disconnect`. */
function byRouteKey(left: Route, right: Route): number {
  const rank = ({ routeKey }: Route) =>
    ({ $connect: 0, $default: 2, $disconnect: 3 })[routeKey] ?? 1
  return rank(left) - rank(right) || (left.routeKey < right.routeKey ? -1 : 1)
}

function integrationOf(
  integrations: Readonly<Record<string, RouteIntegration>>,
  { target }: Route,
): RouteIntegration | undefined {
  return target !== undefined && Object.hasOwn(integrations, target)
    ? integrations[target]
    : undefined
}

function wordsOf(route: Route, integration: RouteIntegration | undefined): string {
  const name = integration && routeBackendReference(integration)?.name
  const badge = routeAuthorizationBadge(route)
  const reaches = integration
    ? `${routeIntegrationLabel(integration)}${name === undefined ? '' : `: ${name}`}`
    : 'No integration'
  return badge === undefined ? reaches : `${reaches} · ${badge} authorization`
}
