import type { Address } from '../../address.ts'
import { own } from '../../operations/within.ts'
import { routeBackendReference } from '../../queries/backendKey.ts'
import { parseRouteKey } from '../../queries/routeKeys.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import type { HttpApiFacts, LintedDesign, RouteFacts, RouteIntegrationFacts } from '../facts.ts'

/** Read the facts of an HTTP API. */
export function readHttpApi(api: HttpApi, design: LintedDesign): HttpApiFacts {
  const at: Address = ['apis', api.id]
  const routeKeys = new Map<string, string[]>()
  for (const { target, routeKey } of Object.values(api.routes)) {
    if (target === undefined) continue
    const keys = routeKeys.get(target)
    if (keys) keys.push(routeKey)
    else routeKeys.set(target, [routeKey])
  }
  const integrations = new Map(
    Object.values(api.integrations).map((integration) => [
      integration.id,
      readIntegration(integration, at, routeKeys.get(integration.id) ?? []),
    ]),
  )
  const routes = Object.values(api.routes).map((route): RouteFacts => {
    const key = parseRouteKey(route.routeKey)
    return {
      route,
      key: 'kind' in key ? key : undefined,
      at: [...at, 'routes', route.id],
      integration: integrations.get(route.target ?? ''),
      authorizer: own(api.authorizers, route.authorizerId ?? ''),
    }
  })
  return { api, at, design, routes, integrations: [...integrations.values()] }
}

function readIntegration(
  integration: RouteIntegration,
  apiAt: Address,
  routeKeys: readonly string[],
): RouteIntegrationFacts {
  const { id, description, integrationType, integrationSubtype } = integration
  const backend = routeBackendReference(integration)
  return {
    integration,
    at: [...apiAt, 'integrations', id],
    name: description ?? integrationSubtype ?? backend?.name ?? id,
    backendKey: backend?.key,
    routeKeys,
    isLambda: integrationType === 'AWS_PROXY' && integrationSubtype === undefined,
  }
}
