import { routeBackendReference } from '../../queries/backendKey.ts'
import { integrationSubtypes } from '../../queries/integrationSubtypes.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import type { IdSource } from '../../ids.ts'
import { own } from '../within.ts'
import { httpIntegration, lambdaIntegration, serviceIntegration } from './integrationKinds.ts'
import {
  addRouteIntegration,
  removeRouteIntegration,
  routesOfIntegration,
  updateRouteIntegration,
} from './integrations.ts'
import { updateRoute } from './routes.ts'
import { inHttpApi, inRoutedApi } from './within.ts'

/**
 * Give a route of an HTTP API an integration with a backend. An integration that no other route uses is replaced under
 * its id; one that other routes share stays theirs, and the route gets its own.
 * Problems: `route/not-found`, `backend/unknown`, `backend/not-reachable`, and those of the integration.
 */
export function connectRoute(
  design: Design,
  args: {
    readonly apiId: string
    readonly id: string
    readonly backendKey: string
    readonly nextId: IdSource
  },
): Result<Design> {
  const { apiId, id, backendKey, nextId } = args
  const checked = inHttpApi(design, apiId, (api) => ok(api))
  if (!checked.ok) return checked
  const api = design.apis[apiId]
  const route = api?.protocol === 'HTTP' ? own(api.routes, id) : undefined
  if (api?.protocol !== 'HTTP' || !route) {
    const at = ['apis', apiId, 'routes', id]
    return fail('route/not-found', 'Invalid Route identifier specified', at)
  }
  const before = route.target === undefined ? undefined : own(api.integrations, route.target)
  if (before && routeBackendReference(before)?.key === backendKey) return ok(design)
  const settings = integrationOf(backendKey)
  if ('ok' in settings) return settings
  if (before && routesOfIntegration(api, before.id).length === 1) {
    const { id: _id, retained: _retained, ...kept } = before
    const cleared = Object.fromEntries(Object.keys(kept).map((name) => [name, undefined]))
    const change = { ...cleared, ...emptyIntegration, ...settings }
    return updateRouteIntegration(design, { apiId, id: before.id, change })
  }
  const integrationId = nextId()
  const added = addRouteIntegration(design, {
    apiId,
    integration: { ...settings, id: integrationId },
  })
  return added.ok
    ? updateRoute(added.value, { apiId, id, change: { target: integrationId } })
    : added
}

/** Take a route off its integration, which goes with it when no other route uses it. */
export function disconnectRoute(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  const api = own(design.apis, apiId)
  const target = api && api.protocol !== 'REST' ? own(api.routes, id)?.target : undefined
  const freed = updateRoute(design, { apiId, id, change: { target: undefined } })
  if (!freed.ok || target === undefined) return freed
  const after = freed.value.apis[apiId]
  if (!after || after.protocol === 'REST' || !own(after.integrations, target)) return freed
  return routesOfIntegration(after, target).length > 0
    ? freed
    : removeRouteIntegration(freed.value, { apiId, id: target })
}

/** Remove an integration, and take every route off it first. */
export function removeRouteIntegrationFromRoutes(
  design: Design,
  { apiId, id }: { readonly apiId: string; readonly id: string },
): Result<Design> {
  const freed = inRoutedApi(design, apiId, (api) => {
    const routes = Object.fromEntries(
      Object.entries(api.routes).map(([routeId, route]) => {
        const { target, ...rest } = route
        return [routeId, target === id ? rest : route]
      }),
    )
    return ok({ ...api, routes })
  })
  return freed.ok ? removeRouteIntegration(freed.value, { apiId, id }) : freed
}

/** The fields that an integration has where nothing is set. */
const emptyIntegration = {
  connectionType: 'INTERNET',
  requestParameters: {},
  responseParameters: {},
  requestTemplates: {},
  integrationResponses: {},
} as const

type Settings = Pick<RouteIntegration, 'integrationType'> & Partial<RouteIntegration>

function integrationOf(backendKey: string): Settings | Result<never> {
  const separator = backendKey.indexOf(':')
  const kind = backendKey.slice(0, Math.max(0, separator))
  const name = backendKey.slice(separator + 1)
  if (kind === 'http' && name !== '') return httpIntegration(`https://${name}`)
  if (kind === 'lambda' && name !== '') return lambdaIntegration(name)
  if (kind !== 'aws' || name === '') {
    return fail('backend/unknown', `There is no backend ${backendKey}`, ['backends', backendKey])
  }
  const subtype = Object.keys(integrationSubtypes).find(
    (each) => integrationSubtypes[each]?.service === name,
  )
  if (subtype === undefined) {
    const message = `An HTTP API cannot call ${name} itself, only EventBridge, SQS, AppConfig, Kinesis and Step Functions. Reach it through a Lambda function.`
    return fail('backend/not-reachable', message, ['backends', backendKey])
  }
  return serviceIntegration(subtype)
}
