import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { routeIntegration } from '../../schema/v2/integration.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import { changed, own } from '../within.ts'
import type { Changes } from '../within.ts'
import { protocols } from './protocols.ts'
import { idInUse, inRoutedApi, withItem, withoutItem } from './within.ts'
import type { RoutedApi } from './within.ts'

/**
 * Add an integration. Refuses what CreateIntegration refuses for the API's protocol.
 * Problems: `integration/id-in-use`, `integration/type`, `integration/subtype`, `integration/uri`,
 * `integration/method`, `integration/payload-format`, `integration/timeout`, `integration/connection`,
 * `integration/credentials`, `integration/mapping`.
 */
export function addRouteIntegration(
  design: Design,
  args: {
    readonly apiId: string
    readonly integration: Partial<RouteIntegration> &
      Pick<RouteIntegration, 'id' | 'integrationType'>
  },
): Result<Design> {
  return inRoutedApi(design, args.apiId, (api, apiAt) => {
    const at = [...apiAt, 'integrations', args.integration.id]
    if (own(api.integrations, args.integration.id)) {
      return idInUse('integration', args.integration.id, at)
    }
    const complete = routeIntegration.parse(args.integration)
    return (
      protocols[api.protocol].integrationRefusal(design, complete, at) ??
      ok(withItem(api, 'integrations', complete))
    )
  })
}

/** Change an integration. Refuses what UpdateIntegration refuses for the API's protocol. */
export function updateRouteIntegration(
  design: Design,
  args: {
    readonly apiId: string
    readonly id: string
    readonly change: Changes<Omit<RouteIntegration, 'id' | 'retained'>>
  },
): Result<Design> {
  return inRoutedApi(design, args.apiId, (api, apiAt) => {
    const at = [...apiAt, 'integrations', args.id]
    const before = own(api.integrations, args.id)
    if (!before) return integrationNotFound(at)
    const next = changed(before, args.change)
    if (next === before) return ok(api)
    return (
      protocols[api.protocol].integrationRefusal(design, next, at) ??
      ok(withItem(api, 'integrations', next))
    )
  })
}

/** Remove an integration. Refused while a route targets it. Problems: `integration/in-use`. */
export function removeRouteIntegration(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  return inRoutedApi(design, apiId, (api, apiAt) => {
    const at = [...apiAt, 'integrations', id]
    if (!own(api.integrations, id)) return integrationNotFound(at)
    const users = routesOfIntegration(api, id)
    if (users.length > 0) {
      const message = `Cannot delete Integration '${id}', is referenced in route: ${users.join(', ')}`
      return fail('integration/in-use', message, at)
    }
    return ok(withoutItem(api, 'integrations', id))
  })
}

/** The keys of the routes that target an integration. */
export function routesOfIntegration(api: RoutedApi, id: string): string[] {
  return Object.values(api.routes).flatMap(({ target, routeKey }) =>
    target === id ? [routeKey] : [],
  )
}

function integrationNotFound(at: Address) {
  return fail('integration/not-found', 'Invalid Integration identifier specified', at)
}
