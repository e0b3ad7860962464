import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { methodAddress, resourceAddress } from '../queries/resourceTree.ts'
import type { Design } from '../schema/design.ts'
import type { Method } from '../schema/method.ts'
import type { HttpMethod } from '../schema/method.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApi } from '../schema/restApi.ts'

/** Which method of which API. */
export interface MethodRef {
  readonly apiId: string
  readonly resourceId: string
  readonly httpMethod: HttpMethod
}

/** The own member of a map by its key: keys such as `constructor` are never taken from the prototype. */
export function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** A map with one member more or another one in its place. A key named `__proto__` becomes an own member too. */
export function withMember<T>(
  map: Readonly<Record<string, T>>,
  key: string,
  value: NoInfer<T>,
): Record<string, T> {
  return { ...map, [key]: value }
}

/**
 * Put a member into a map that nothing else refers to yet: a map of thousands that is copied for each takes minutes.
 * A key named `__proto__` becomes an own member too.
 */
export function setMember<T>(map: Record<string, T>, key: string, value: NoInfer<T>): void {
  Object.defineProperty(map, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  })
}

/** A map without one member; the same map where it has none. */
export function withoutMember<T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> {
  if (!Object.hasOwn(map, key)) return map
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key))
}

/** A map whose member `from` is called `to`, in the same place. */
export function withRenamedMember<T>(
  map: Readonly<Record<string, T>>,
  from: string,
  to: string,
  change: (value: T) => T = (value) => value,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) =>
      name === from ? [to, change(value)] : [name, value],
    ),
  )
}

/** Members of `change` over `value`; a member that is `undefined` is removed. The same value where nothing differs. */
export function changed<T extends object>(value: T, change: Changes<NoInfer<T>>): T {
  const entries = Object.entries(change)
  const differs = entries.some(([name, to]) => (value as Record<string, unknown>)[name] !== to)
  if (!differs) return value
  const merged = { ...value, ...change }
  // only optional members may be undefined in Changes<T>, so what is left is a T
  return Object.fromEntries(Object.entries(merged).filter(([, to]) => to !== undefined)) as T
}

/** What may be changed: any member; optional ones also to `undefined`, which removes them. */
export type Changes<T> = {
  readonly [K in keyof T]?: undefined extends T[K] ? T[K] | undefined : T[K]
}

/** Change one REST API of the design. */
export function inRestApi(
  design: Design,
  apiId: string,
  change: (api: RestApi) => Result<RestApi>,
): Result<Design> {
  const api = own(design.apis, apiId)
  if (api?.protocol !== 'REST') {
    return fail('api/not-found', `Invalid API identifier specified ${apiId}`, ['apis', apiId])
  }
  const result = change(api)
  if (!result.ok) return result
  if (result.value === api) return ok(design, result.problems)
  return ok({ ...design, apis: withMember(design.apis, apiId, result.value) }, result.problems)
}

/** Change one resource. */
export function inResource(
  design: Design,
  { apiId, resourceId }: { readonly apiId: string; readonly resourceId: string },
  change: (resource: Resource, api: RestApi) => Result<Resource>,
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const resource = own(api.resources, resourceId)
    if (!resource) return resourceNotFound(apiId, resourceId)
    const result = change(resource, api)
    if (!result.ok) return result
    if (result.value === resource) return ok(api, result.problems)
    const resources = withMember(api.resources, resourceId, result.value)
    return ok({ ...api, resources }, result.problems)
  })
}

/** Change one method. */
export function inMethod(
  design: Design,
  ref: MethodRef,
  change: (method: Method, api: RestApi, at: Address) => Result<Method>,
): Result<Design> {
  return inResource(design, ref, (resource, api) => {
    const method = resource.methods[ref.httpMethod]
    const at = methodAddress(ref.apiId, ref.resourceId, ref.httpMethod)
    if (!method) return fail('method/not-found', 'Invalid Method identifier specified', at)
    const result = change(method, api, at)
    if (!result.ok) return result
    if (result.value === method) return ok(resource, result.problems)
    return ok(
      { ...resource, methods: { ...resource.methods, [ref.httpMethod]: result.value } },
      result.problems,
    )
  })
}

/** The service's answer for a resource that is not there. */
export function resourceNotFound(apiId: string, resourceId: string) {
  return fail(
    'resource/not-found',
    'Invalid Resource identifier specified',
    resourceAddress(apiId, resourceId),
  )
}
