import { putRouteResponse, removeRouteResponse } from '../../operations/v2/responses.ts'
import { addRoute, removeRoute, updateRoute } from '../../operations/v2/routes.ts'
import type { Json } from '../../schema/json.ts'
import {
  route as routeSchema,
  routeResponse as routeResponseSchema,
} from '../../schema/v2/route.ts'
import { badRequest, notFound, object, own, text, withDesign } from '../account.ts'
import type { JsonObject, Operation } from '../account.ts'
import { routeAnswer, routeResponseAnswer } from './answers.ts'
import { operationsOn } from './collection.ts'
import type { Place } from './collection.ts'
import { done } from './done.ts'
import { givenMembers, overlaid } from './input.ts'
import type { ChangedMembers } from './input.ts'
import { routedApiOf } from './places.ts'
import { bodyMembers } from './shapes.ts'

/** Parameters with `{required: true}` in calls are switches in a design. */
function withSwitches(members: ChangedMembers, name: string): ChangedMembers {
  if (members[name] === undefined) return members
  const switches = Object.entries(object(members[name])).map(([key, value]): [string, Json] => [
    key,
    object(value)['required'] === true,
  ])
  return { ...members, [name]: Object.fromEntries(switches) }
}

/** The members of a route in an input. Calls name its integration `integrations/ID`. */
function routeMembers(input: JsonObject): ChangedMembers {
  const members = withSwitches(
    givenMembers(input, bodyMembers('CreateRoute') ?? {}),
    'requestParameters',
  )
  const { target } = members
  if (typeof target !== 'string') return members
  const [, id] = /^integrations\/([^/]+)$/.exec(target) ?? []
  if (id === undefined) {
    throw badRequest(`Invalid target ${target}: must be integrations/ and the id of an integration`)
  }
  return { ...members, target: id }
}

function responseMembers(input: JsonObject): ChangedMembers {
  const members = givenMembers(input, bodyMembers('CreateRouteResponse') ?? {})
  return withSwitches(members, 'responseParameters')
}

function routeOf({ api, input }: Place) {
  const route = own(api.routes, text(input['routeId']) ?? '')
  if (!route) throw notFound('Invalid Route identifier specified')
  return route
}

/** The management calls on routes and their responses. */
export const routeOperations: { readonly [name: string]: Operation } = {
  ...operationsOn({
    noun: 'Route',
    idMember: 'routeId',
    missing: 'Invalid Route identifier specified',
    items: ({ api }) => api.routes,
    create: ({ account, api, input }, id) =>
      addRoute(account.design, {
        apiId: api.id,
        route: routeSchema.parse({ ...overlaid(undefined, routeMembers(input), ['routeKey']), id }),
      }),
    update: ({ account, api, input }, route, id) =>
      updateRoute(account.design, {
        apiId: api.id,
        id,
        change: routeSchema.parse({ ...overlaid(route, routeMembers(input), ['routeKey']), id }),
      }),
    remove: ({ account, api }, _route, id) => removeRoute(account.design, { apiId: api.id, id }),
    answer: routeAnswer,
  }),
  ...operationsOn({
    noun: 'RouteResponse',
    idMember: 'routeResponseId',
    missing: 'Invalid Route Response identifier specified',
    items: (place) => routeOf(place).routeResponses,
    create: (place, id) =>
      putRouteResponse(place.account.design, {
        apiId: place.api.id,
        routeId: routeOf(place).id,
        response: routeResponseSchema.parse({
          ...overlaid(undefined, responseMembers(place.input), ['routeResponseKey']),
          id,
        }),
      }),
    update: (place, response, id) =>
      putRouteResponse(place.account.design, {
        apiId: place.api.id,
        routeId: routeOf(place).id,
        response: routeResponseSchema.parse({
          ...overlaid(response, responseMembers(place.input), ['routeResponseKey']),
          id,
        }),
      }),
    remove: (place, _response, id) =>
      removeRouteResponse(place.account.design, {
        apiId: place.api.id,
        routeId: routeOf(place).id,
        id,
      }),
    answer: routeResponseAnswer,
  }),
  DeleteRouteRequestParameter: {
    status: 204,
    run: (account, input, environment) => {
      const api = routedApiOf(account, input, environment)
      const route = routeOf({ account, input, environment, api })
      const { [text(input['requestParameterKey']) ?? '']: removed, ...requestParameters } =
        route.requestParameters
      if (removed === undefined) throw notFound('Invalid Request Parameter key specified')
      const change = { requestParameters }
      const design = done(updateRoute(account.design, { apiId: api.id, id: route.id, change }))
      return { account: withDesign(account, design), body: {} }
    },
  },
}
