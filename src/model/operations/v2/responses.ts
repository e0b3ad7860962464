import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { routeIntegrationResponse } from '../../schema/v2/integration.ts'
import type { RouteIntegrationResponse } from '../../schema/v2/integration.ts'
import { routeResponse } from '../../schema/v2/route.ts'
import type { RouteResponse } from '../../schema/v2/route.ts'
import { own, withMember, withoutMember } from '../within.ts'
import { inWebSocketApi, withItem } from './within.ts'

interface RouteRef {
  readonly apiId: string
  readonly routeId: string
}

interface IntegrationRef {
  readonly apiId: string
  readonly integrationId: string
}

/**
 * Add a response to a route of a WebSocket API, or replace the one with its id.
 * Problems: `route/not-found`, `route-response/key`, `route-response/exists`.
 */
export function putRouteResponse(
  design: Design,
  args: RouteRef & {
    readonly response: Partial<RouteResponse> & Pick<RouteResponse, 'id' | 'routeResponseKey'>
  },
): Result<Design> {
  return inWebSocketApi(design, args.apiId, (api, apiAt) => {
    const routeAt = [...apiAt, 'routes', args.routeId]
    const route = own(api.routes, args.routeId)
    if (!route) return fail('route/not-found', 'Invalid Route identifier specified', routeAt)
    const response = routeResponse.parse(args.response)
    const at = [...routeAt, 'routeResponses', response.id, 'routeResponseKey']
    if (response.routeResponseKey !== '$default') {
      const message = 'Only $default is supported as the key of a route response'
      return fail('route-response/key', message, at)
    }
    if (Object.values(route.routeResponses).some(({ id }) => id !== response.id)) {
      const message = 'Route Response with key $default already exists for this Route'
      return fail('route-response/exists', message, at)
    }
    const routeResponses = withMember(route.routeResponses, response.id, response)
    return ok({ ...api, routes: withMember(api.routes, route.id, { ...route, routeResponses }) })
  })
}

/** Remove a response of a route. Problems: `route/not-found`, `route-response/not-found`. */
export function removeRouteResponse(
  design: Design,
  { apiId, routeId, id }: RouteRef & { readonly id: string },
): Result<Design> {
  return inWebSocketApi(design, apiId, (api, apiAt) => {
    const at = [...apiAt, 'routes', routeId]
    const route = own(api.routes, routeId)
    if (!route) return fail('route/not-found', 'Invalid Route identifier specified', at)
    if (!own(route.routeResponses, id)) {
      const message = 'Invalid Route Response identifier specified'
      return fail('route-response/not-found', message, [...at, 'routeResponses', id])
    }
    const routeResponses = withoutMember(route.routeResponses, id)
    return ok({ ...api, routes: withMember(api.routes, routeId, { ...route, routeResponses }) })
  })
}

/**
 * Add a response to an integration of a WebSocket API, or replace the one with its id.
 * Problems: `integration/not-found`, `integration-response/key`, `integration-response/exists`.
 */
export function putRouteIntegrationResponse(
  design: Design,
  args: IntegrationRef & {
    readonly response: Partial<RouteIntegrationResponse> &
      Pick<RouteIntegrationResponse, 'id' | 'integrationResponseKey'>
  },
): Result<Design> {
  return inWebSocketApi(design, args.apiId, (api, apiAt) => {
    const integration = own(api.integrations, args.integrationId)
    const integrationAt = [...apiAt, 'integrations', args.integrationId]
    if (!integration) return integrationNotFound(integrationAt)
    const response = routeIntegrationResponse.parse(args.response)
    const { id, integrationResponseKey: key } = response
    const at = [...integrationAt, 'integrationResponses', id, 'integrationResponseKey']
    if (key !== '$default' && !/^\/.+\/$/.test(key)) {
      const message = `Invalid integration response key ${key}: must be $default or a regular expression between slashes`
      return fail('integration-response/key', message, at)
    }
    const responses = Object.values(integration.integrationResponses)
    if (responses.some((each) => each.id !== id && each.integrationResponseKey === key)) {
      const message = `Integration Response with key ${key} already exists for this Integration`
      return fail('integration-response/exists', message, at)
    }
    const integrationResponses = withMember(integration.integrationResponses, id, response)
    return ok(withItem(api, 'integrations', { ...integration, integrationResponses }))
  })
}

/** Remove a response of an integration. Problems: `integration/not-found`, `integration-response/not-found`. */
export function removeRouteIntegrationResponse(
  design: Design,
  { apiId, integrationId, id }: IntegrationRef & { readonly id: string },
): Result<Design> {
  return inWebSocketApi(design, apiId, (api, apiAt) => {
    const at = [...apiAt, 'integrations', integrationId]
    const integration = own(api.integrations, integrationId)
    if (!integration) return integrationNotFound(at)
    if (!own(integration.integrationResponses, id)) {
      const message = 'Invalid Integration Response identifier specified'
      return fail('integration-response/not-found', message, [...at, 'integrationResponses', id])
    }
    const integrationResponses = withoutMember(integration.integrationResponses, id)
    return ok(withItem(api, 'integrations', { ...integration, integrationResponses }))
  })
}

function integrationNotFound(at: readonly string[]) {
  return fail('integration/not-found', 'Invalid Integration identifier specified', [...at])
}
