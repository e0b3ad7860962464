import { own } from '../operations/within.ts'
import type { Design } from '../schema/design.ts'
import type { HttpApi, WebSocketApi } from '../schema/v2/apis.ts'
import type { RouteIntegration } from '../schema/v2/integration.ts'
import type { Route } from '../schema/v2/route.ts'
import type { ComparableApi } from './comparableApi.ts'

const unused = 'integration '

/** True for the part of an integration that no route targets, which has no effect on requests. */
export function isUnusedIntegration(part: string): boolean {
  return part.startsWith(unused)
}

/**
 * Describe an HTTP or WebSocket API so that two copies of it, each with ids of its own, can be compared part by part. A
 * route is described with its integration. Left out: deployments, what is retained of a document, and the version `1.0`
 * that OpenAPI supplies.
 */
export function comparableRoutedApi(design: Design, api: HttpApi | WebSocketApi): ComparableApi {
  const { id: _id, retained: _retained, deployments: _deployments, ...others } = api
  const { routes, integrations, authorizers, stages, version, ...rest } = others
  // OpenAPI supplies the version 1.0
  const settings = version === '1.0' ? rest : { ...rest, version }
  const targets = new Set(Object.values(routes).map(({ target }) => target))
  const parts: [string, string][] = [['settings', written(settings)]]
  for (const route of Object.values(routes)) {
    parts.push([route.routeKey, written(routeOf(api, route))])
  }
  for (const integration of Object.values(integrations)) {
    if (targets.has(integration.id)) continue
    const text = written(integrationOf(integration))
    parts.push([`${unused}${text}`, text])
  }
  for (const { id: _own, retained: _kept, ...authorizer } of Object.values(authorizers)) {
    parts.push([`authorizer ${authorizer.name}`, written(authorizer)])
  }
  for (const { deploymentId: _served, retained: _kept, ...stage } of Object.values(stages)) {
    parts.push([`stage ${stage.stageName}`, written(stage)])
  }
  for (const [name, domain] of Object.entries(design.access.domainNames)) {
    const mappings = domain.basePathMappings
      .filter(({ apiId }) => apiId === api.id)
      .map(({ basePath, stage }) => ({ basePath, stage }))
    if (mappings.length === 0) continue
    parts.push([`domain name ${name}`, written({ ...domain, basePathMappings: mappings })])
  }
  return new Map(parts)
}

/** How a route is protected, for a comparison that leaves all else out. */
export function routeGuardOf(api: HttpApi | WebSocketApi, route: Route): string {
  const { authorizationType, authorizerId = '', authorizationScopes, apiKeyRequired } = route
  const authorizer = own(api.authorizers, authorizerId)?.name
  return JSON.stringify([authorizationType, authorizer, authorizationScopes, apiKeyRequired])
}

function routeOf(api: HttpApi | WebSocketApi, route: Route) {
  const { id: _id, retained: _retained, target = '', authorizerId = '', ...others } = route
  const integration = own(api.integrations, target)
  return {
    ...others,
    authorizer: own(api.authorizers, authorizerId)?.name,
    integration: integration && integrationOf(integration),
    routeResponses: byValue(others.routeResponses),
  }
}

function integrationOf({ id: _id, retained: _retained, ...integration }: RouteIntegration) {
  const { connectionId: _link, ...others } = integration
  return { ...others, integrationResponses: byValue(integration.integrationResponses) }
}

/** Items without the ids that they are kept under. */
function byValue(items: Readonly<Record<string, object>>): string[] {
  return Object.values(items)
    .map((item) => written({ ...item, id: undefined }))
    .sort()
}

/** JSON with the names of objects in order, and without empty lists and maps, which mean the same as absent ones. */
function written(value: unknown): string {
  return JSON.stringify(value, (_name, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    const entries = Object.entries(item).filter(
      ([, each]) =>
        typeof each !== 'object' || each === null || Object.keys(each as object).length > 0,
    )
    return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)))
  })
}
