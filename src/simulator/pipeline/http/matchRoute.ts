import { guardOfRoute } from '../../exchange/guard.ts'
import { matchRouteKey } from '../../routing/routeKeys.ts'
import type { RouteKeyMatch } from '../../routing/routeKeys.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { httpFailure } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'

const rule = 'HTTP API routes'

const reasons: Readonly<Record<RouteKeyMatch<unknown>['by'], string>> = {
  full: 'its method and path match',
  greedy: 'its greedy path variable takes the rest of the path, and no route matches in full',
  default: 'no other route matches',
}

/** Find the route: a full match, then a greedy one, then `$default`. */
export function matchRoute(exchange: HttpExchange, draft: StepDraft): void {
  const { api, httpMethod, path, call } = exchange
  const routesAt = ['apis', call.apiId, 'routes']
  draft.at = routesAt
  draft.input = { method: httpMethod, path }
  const match = matchRouteKey(exchange.engine.routeTable(api), httpMethod, path)
  if (!match) {
    const keys = Object.values(api.routes).map(({ routeKey }) => routeKey)
    draft.decide(
      keys.length === 0 ? 'The API has no routes' : `The API has the routes ${keys.join(', ')}`,
      routesAt,
      rule,
    )
    throw httpFailure(404, {
      code: 'http-route/not-found',
      message: `No route matches ${httpMethod} ${path}, and the API has no $default route.`,
      at: routesAt,
    })
  }
  const { route, routeKey, pathParameters, by } = match
  const at = [...routesAt, route.id]
  exchange.route = route
  exchange.entryAt = at
  exchange.guard = guardOfRoute(route, at)
  exchange.routeKey = routeKey
  exchange.pathParameters = pathParameters
  draft.at = at
  draft.decide(`${routeKey} is chosen: ${reasons[by]}`, at, rule)
  draft.output = { routeKey, pathParameters: { ...pathParameters } }
}
