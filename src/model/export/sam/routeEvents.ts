import type { RouteEvent } from '../../import/cloudformation/stack.ts'
import { own } from '../../operations/within.ts'
import type { Json } from '../../schema/json.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import type { Route } from '../../schema/v2/route.ts'
import { pascalCase } from '../cloudformation/logicalIds.ts'
import { isObject } from '../cloudformation/merge.ts'
import type { JsonObject } from '../cloudformation/merge.ts'
import {
  freeName,
  objectMember,
  propertiesOf,
  typeOf,
  withProperties,
} from '../cloudformation/resourceProperties.ts'
import type { RoutedWriter } from '../cloudformation/template.ts'
import { withEvent, withoutEvent } from './events.ts'

type RoutedApi = RoutedWriter['api']

/** An HttpApi event, the route that it made, and the route that is drawn for it: `undefined` where it was deleted. */
export interface FollowedRoute {
  readonly event: Pick<RouteEvent, 'owner' | 'name'>
  readonly before: Route | undefined
  readonly target: Route | undefined
}

/** Find for each event the route that it leads to after an edit: the one with the same id, else the one with its key. */
export function followedRoutes(
  events: readonly RouteEvent[],
  before: RoutedApi,
  after: RoutedApi | undefined,
): FollowedRoute[] {
  const routes = Object.values(after?.routes ?? {})
  return events.map((event) => {
    const was = own(before.routes, event.routeId)
    const target =
      own(after?.routes ?? {}, event.routeId) ??
      routes.find(({ routeKey }) => routeKey === was?.routeKey)
    return { event, before: was, target }
  })
}

/** `GET /pets` as the properties of an event; the route `$default` has neither. */
function placeOf(routeKey: string): { readonly Path?: string; readonly Method?: string } {
  if (routeKey === '$default') return {}
  const [method = '', path = ''] = routeKey.split(' ')
  return { Path: path, Method: method }
}

/** Resources whose events lead to the routes as they are drawn; events of deleted routes are removed. */
export function withFollowedRoutes(
  resources: JsonObject,
  followed: readonly FollowedRoute[],
  before: RoutedApi,
  after: RoutedApi | undefined,
): JsonObject {
  return followed.reduce((changed, { event, before: was, target }) => {
    if (!target || !after) return withoutEvent(changed, event)
    const isMoved = was?.routeKey !== target.routeKey
    const [integrationBefore, integration] = [was, target].map((route, i) =>
      own((i === 0 ? before : after).integrations, route?.target ?? ''),
    )
    const settings = changedSettings(integrationBefore, integration)
    if (!isMoved && Object.keys(settings).length === 0) return changed
    return withEvent(changed, event, (properties) => {
      const { Path: path, Method: method, ...others } = properties
      const place = isMoved
        ? placeOf(target.routeKey)
        : {
            ...(path !== undefined && { Path: path }),
            ...(method !== undefined && { Method: method }),
          }
      const kept = Object.entries({ ...others, ...place, ...settings })
      return Object.fromEntries(
        kept.filter((entry): entry is [string, Json] => entry[1] !== undefined),
      )
    })
  }, resources)
}

/** The settings of an integration that an event has, where they were changed. */
function changedSettings(
  before: RouteIntegration | undefined,
  after: RouteIntegration | undefined,
): { readonly [name: string]: Json | undefined } {
  if (!before || !after) return {}
  return {
    ...(before.timeoutInMillis !== after.timeoutInMillis && {
      TimeoutInMillis: after.timeoutInMillis,
    }),
    ...(before.payloadFormatVersion !== after.payloadFormatVersion && {
      PayloadFormatVersion: after.payloadFormatVersion,
    }),
  }
}

/** Add an event to a function for a new route. `reference` names the API; the API that functions share needs none. */
export function withNewRouteEvent(
  resources: JsonObject,
  owner: string,
  route: Route,
  integration: RouteIntegration,
  reference: Json | undefined,
): { readonly resources: JsonObject; readonly name: string } {
  const properties = propertiesOf(resources[owner])
  const events = objectMember(properties, 'Events')
  const name = freeName(pascalCase(route.routeKey) || 'Route', events)
  const event = {
    Type: 'HttpApi',
    Properties: {
      ...(reference !== undefined && { ApiId: reference }),
      ...placeOf(route.routeKey),
      ...(integration.payloadFormatVersion === '1.0' && { PayloadFormatVersion: '1.0' }),
      ...(integration.timeoutInMillis !== undefined && {
        TimeoutInMillis: integration.timeoutInMillis,
      }),
    },
  }
  const next = { ...properties, Events: { ...events, [name]: event } }
  return { resources: { ...resources, [owner]: withProperties(resources[owner], next) }, name }
}

/** Make HttpApi events that name no API name one. */
export function withNamedHttpApi(resources: JsonObject, apiLogicalId: string): JsonObject {
  return Object.fromEntries(
    Object.entries(resources).map(([logicalId, resource]): [string, Json] => {
      const properties = propertiesOf(resource)
      const events = properties['Events']
      if (!isObject(events)) return [logicalId, resource]
      const named = Object.entries(events).map(([name, event]): [string, Json] => {
        const settings = propertiesOf(event)
        const isOurs = typeOf(event) === 'HttpApi' && settings['ApiId'] === undefined
        return [
          name,
          isOurs ? withProperties(event, { ...settings, ApiId: { Ref: apiLogicalId } }) : event,
        ]
      })
      return [
        logicalId,
        withProperties(resource, { ...properties, Events: Object.fromEntries(named) }),
      ]
    }),
  )
}

/** The Auth of an event for a route as it is drawn. `hasDefault` is true where the API has a default authorizer. */
export function routeEventAuth(
  auth: JsonObject,
  api: RoutedApi,
  { authorizationType, authorizerId = '', authorizationScopes }: Route,
  hasDefault: boolean,
): JsonObject {
  const { Authorizer: _authorizer, AuthorizationScopes: _scopes, ...others } = auth
  const named = own(api.authorizers, authorizerId)?.name
  const unnamed = hasDefault ? 'NONE' : undefined
  const authorizer = authorizationType === 'AWS_IAM' ? 'AWS_IAM' : (named ?? unnamed)
  return {
    ...others,
    ...(authorizer !== undefined && { Authorizer: authorizer }),
    // an empty list takes away the scopes of the authorizer
    ...(authorizationType === 'JWT' && { AuthorizationScopes: [...authorizationScopes] }),
  }
}
