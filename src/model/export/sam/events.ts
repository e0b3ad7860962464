import type { ApiEvent } from '../../import/cloudformation/stack.ts'
import { resourcePath, methodsOf } from '../../queries/resourceTree.ts'
import { sameValue } from '../../sameValue.ts'
import type { Json } from '../../schema/json.ts'
import type { HttpMethod, Method } from '../../schema/method.ts'
import type { RestApi } from '../../schema/restApi.ts'
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

/** A method of the design after an edit. */
export interface PlacedMethod {
  readonly resourceId: string
  readonly path: string
  readonly method: Method
}

/** An event of a function, and the method that it leads to after an edit: `undefined` where that is gone. */
export interface FollowedEvent {
  readonly event: ApiEvent
  readonly pathBefore: string
  readonly target: PlacedMethod | undefined
}

/** What became of the methods that events lead to. */
export interface FollowedEvents {
  readonly events: readonly FollowedEvent[]
  /** Methods that no event leads to. */
  readonly others: readonly PlacedMethod[]
}

/**
 * Find for each event of an API the method that it leads to after an edit: the one with the same id, else the one at its
 * path, else one that is the same in all but its place.
 */
export function followedEvents(
  events: readonly ApiEvent[],
  before: RestApi,
  after: RestApi | undefined,
): FollowedEvents {
  const methods = (after ? methodsOf(after) : []).map(
    ({ resource, path, method }): PlacedMethod => ({
      resourceId: resource.id,
      path,
      method,
    }),
  )
  const free = new Set(methods)
  const found = new Map<ApiEvent, PlacedMethod>()
  const pathOf = ({ resourceId }: ApiEvent) => resourcePath(before, resourceId)
  const ways: ((event: ApiEvent, candidate: PlacedMethod) => boolean)[] = [
    (event, { resourceId, method }) =>
      resourceId === event.resourceId && method.httpMethod === event.httpMethod,
    (event, { path, method }) => path === pathOf(event) && method.httpMethod === event.httpMethod,
    (event, { method }) => isSameElsewhere(methodOf(before, event), method),
  ]
  for (const isTarget of ways) {
    for (const event of events) {
      if (found.has(event)) continue
      const target = [...free].find((candidate) => isTarget(event, candidate))
      if (!target) continue
      found.set(event, target)
      free.delete(target)
    }
  }
  return {
    events: events.map((event) => ({
      event,
      pathBefore: pathOf(event),
      target: found.get(event),
    })),
    others: [...free],
  }
}

function methodOf(api: RestApi, { resourceId, httpMethod }: ApiEvent): Method | undefined {
  const methods: Readonly<Record<string, Method | undefined>> =
    api.resources[resourceId]?.methods ?? {}
  return methods[httpMethod]
}

function isSameElsewhere(before: Method | undefined, after: Method): boolean {
  return before !== undefined && sameValue({ ...before, httpMethod: after.httpMethod }, after)
}

/** Resources whose events lead where the methods of the design are now; events of methods that are gone are removed. */
export function withFollowedEvents(
  resources: JsonObject,
  events: readonly FollowedEvent[],
): JsonObject {
  return events.reduce((changed, { event, pathBefore, target }) => {
    if (!target) return withoutEvent(changed, event)
    const isSamePath = target.path === pathBefore
    const isSameVerb = target.method.httpMethod === event.httpMethod
    if (isSamePath && isSameVerb) return changed
    return withEvent(changed, event, (settings) => ({
      ...settings,
      ...(!isSamePath && { Path: target.path }),
      ...(!isSameVerb && { Method: verbOf(target.method.httpMethod) }),
    }))
  }, resources)
}

/** Change the properties of an event. */
export function withEvent(
  resources: JsonObject,
  { owner, name }: Pick<ApiEvent, 'owner' | 'name'>,
  change: (settings: JsonObject) => JsonObject,
): JsonObject {
  const properties = propertiesOf(resources[owner])
  const events = objectMember(properties, 'Events')
  const event = events[name]
  if (!isObject(event)) return resources
  const next = withProperties(event, change(propertiesOf(event)))
  return {
    ...resources,
    [owner]: withProperties(resources[owner], {
      ...properties,
      Events: { ...events, [name]: next },
    }),
  }
}

/** Remove an event. */
export function withoutEvent(
  resources: JsonObject,
  { owner, name }: Pick<ApiEvent, 'owner' | 'name'>,
): JsonObject {
  const { Events, ...properties } = propertiesOf(resources[owner])
  if (!isObject(Events) || !Object.hasOwn(Events, name)) return resources
  const { [name]: _removed, ...others } = Events
  const isEmpty = Object.keys(others).length === 0
  return {
    ...resources,
    [owner]: withProperties(resources[owner], {
      ...properties,
      ...(!isEmpty && { Events: others }),
    }),
  }
}

/**
 * Add an event for a method that calls a function of the template. `reference` is the RestApiId that other events of the
 * API name, if they name one.
 */
export function withNewEvent(
  resources: JsonObject,
  owner: string,
  { path, method }: PlacedMethod,
  reference: Json | undefined,
): { readonly resources: JsonObject; readonly name: string } {
  const properties = propertiesOf(resources[owner])
  const events = objectMember(properties, 'Events')
  const verb = verbOf(method.httpMethod)
  const name = freeName(pascalCase(`${verb} ${path}`), events)
  const event = {
    Type: 'Api',
    Properties: {
      ...(reference !== undefined && { RestApiId: reference }),
      Path: path,
      Method: verb,
    },
  }
  const next = { ...properties, Events: { ...events, [name]: event } }
  return { resources: { ...resources, [owner]: withProperties(resources[owner], next) }, name }
}

function verbOf(httpMethod: HttpMethod): string {
  return httpMethod.toLowerCase()
}

/** Settings of events that a DefinitionBody says instead. */
const saidByDefinition: readonly string[] = ['Auth', 'RequestModel', 'RequestParameters']

/** Events of an API that has a DefinitionBody of its own now: they only name the methods that may call the function. */
export function withBareEvents(
  resources: JsonObject,
  events: readonly FollowedEvent[],
): JsonObject {
  return events.reduce(
    (changed, { event, target }) =>
      target
        ? withEvent(changed, event, (settings) =>
            Object.fromEntries(
              Object.entries(settings).filter(([name]) => !saidByDefinition.includes(name)),
            ),
          )
        : changed,
    resources,
  )
}

/** Make events that name no API name one. */
export function withNamedApi(resources: JsonObject, apiLogicalId: string): JsonObject {
  return Object.fromEntries(
    Object.entries(resources).map(([logicalId, resource]): [string, Json] => {
      const properties = propertiesOf(resource)
      const events = properties['Events']
      if (!isObject(events)) return [logicalId, resource]
      const named = Object.fromEntries(
        Object.entries(events).map(([eventName, event]): [string, Json] => {
          const settings = propertiesOf(event)
          const isOurs = typeOf(event) === 'Api' && settings['RestApiId'] === undefined
          const next = { ...settings, RestApiId: { Ref: apiLogicalId } }
          return [eventName, isOurs ? withProperties(event, next) : event]
        }),
      )
      return [logicalId, withProperties(resource, { ...properties, Events: named })]
    }),
  )
}
