import {
  addHttpApi,
  addRoute,
  addRouteAuthorizer,
  connectRoute,
  countingIds,
  emptyDesign,
  updateHttpApi,
  updateRoute,
} from '../../../model/index.ts'
import type { Design, HttpApi, RouteAuthorizer } from '../../../model/index.ts'
import { good } from '../testDesign.ts'

const apiId = 'h'

/**
 * An HTTP API of `/orders` (GET and POST to a function that they share, DELETE without integration), `/orders/{orderId}`
 * (GET with a JWT authorizer to an endpoint) and `$default` (a queue).
 */
export function orderDesign(): Design {
  const nextId = countingIds()
  let design = good(addHttpApi(emptyDesign('Orders', nextId), { apiId, name: 'Orders' }))
  const routes = {
    'GET /orders/{orderId}': 'read',
    'POST /orders': 'create',
    'GET /orders': 'list',
    'DELETE /orders': 'clear',
    $default: 'rest',
  }
  for (const [routeKey, id] of Object.entries(routes)) {
    design = good(addRoute(design, { apiId, route: { id, routeKey } }))
  }
  const connect = (id: string, backendKey: string) =>
    good(connectRoute(design, { apiId, id, backendKey, nextId }))
  design = connect('list', 'lambda:orders')
  const target = httpApiOf(design).routes['list']?.target
  design = good(updateRoute(design, { apiId, id: 'create', change: { target } }))
  design = connect('read', 'http:orders.example.com')
  design = connect('rest', 'aws:sqs')
  const jwtConfiguration = { issuer: 'https://issuer.example.com', audience: ['orders'] }
  const authorizer: Partial<RouteAuthorizer> &
    Pick<RouteAuthorizer, 'id' | 'name' | 'authorizerType'> = {
    id: 'staff',
    name: 'staff',
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration,
  }
  design = good(addRouteAuthorizer(design, { apiId, authorizer }))
  const change = { authorizationType: 'JWT', authorizerId: 'staff' } as const
  design = good(updateRoute(design, { apiId, id: 'read', change }))
  const corsConfiguration = { allowOrigins: ['https://app.example.com'], allowMethods: ['GET'] }
  return good(updateHttpApi(design, { apiId, change: { corsConfiguration } }))
}

export function httpApiOf(design: Design): HttpApi {
  const api = design.apis[apiId]
  if (api?.protocol !== 'HTTP') throw new Error('the test design has an HTTP API')
  return api
}

/** An HTTP API of so many paths with four routes each, to twenty endpoints. */
export function largeHttpDesign(paths: number): Design {
  const routes: HttpApi['routes'] = {}
  const design = orderDesign()
  const api = httpApiOf(design)
  const [integration] = Object.values(api.integrations).filter(
    ({ integrationType }) => integrationType === 'HTTP_PROXY',
  )
  if (!integration) throw new Error('the test design has an endpoint')
  const integrations: HttpApi['integrations'] = {}
  const [route] = Object.values(api.routes)
  for (let i = 0; i < paths; i++) {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      const id = `r${i}-${method}`
      const target = method === 'DELETE' ? `shared-${i % 7}` : `i-${id}`
      const integrationUri = `https://service-${i % 20}.example.com/thing-${i}`
      integrations[target] ??= { ...integration, id: target, integrationUri }
      const routeKey = `${method} /group-${i % 12}/thing-${i}`
      if (route) routes[id] = { ...route, id, routeKey, authorizationType: 'NONE', target }
    }
  }
  return { ...design, apis: { [apiId]: { ...api, routes, integrations } } }
}
