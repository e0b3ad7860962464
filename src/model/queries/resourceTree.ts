import type { Address } from '../address.ts'
import type { HttpMethod, Method } from '../schema/method.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApiDefinition } from '../schema/restApi.ts'

/** The path of a resource: `/pets/{petId}`; the root is `/`. A broken chain of parents ends where it breaks. */
export function resourcePath(
  api: Pick<RestApiDefinition, 'resources'>,
  resourceId: string,
): string {
  const parts: string[] = []
  const seen = new Set<string>()
  let resource = api.resources[resourceId]
  while (resource?.pathPart !== undefined && !seen.has(resource.id)) {
    seen.add(resource.id)
    parts.push(resource.pathPart)
    resource = resource.parentId === undefined ? undefined : api.resources[resource.parentId]
  }
  return '/' + parts.reverse().join('/')
}

/** The children of each resource, by the parent's id, in the order in which they stand in the design. */
export function childrenByParent(
  api: Pick<RestApiDefinition, 'resources'>,
): ReadonlyMap<string, readonly Resource[]> {
  const children = new Map<string, Resource[]>()
  for (const resource of Object.values(api.resources)) {
    if (resource.parentId === undefined) continue
    const siblings = children.get(resource.parentId)
    if (siblings) siblings.push(resource)
    else children.set(resource.parentId, [resource])
  }
  return children
}

/** All resources with their paths, parents before children, siblings by path part. */
export function resourcesByPath(
  api: Pick<RestApiDefinition, 'resources' | 'rootResourceId'>,
): { readonly resource: Resource; readonly path: string; readonly depth: number }[] {
  const children = childrenByParent(api)
  const listed: { resource: Resource; path: string; depth: number }[] = []
  const root = api.resources[api.rootResourceId]
  const waiting = root ? [{ resource: root, path: '/', depth: 0 }] : []
  // a damaged design may have a resource among its own descendants
  const seen = new Set<Resource>()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { resource, path, depth } = next
    if (seen.has(resource)) continue
    seen.add(resource)
    listed.push(next)
    const sorted = [...(children.get(resource.id) ?? [])].sort((left, right) =>
      (left.pathPart ?? '') < (right.pathPart ?? '') ? 1 : -1,
    )
    for (const child of sorted) {
      const childPath = `${path === '/' ? '' : path}/${child.pathPart ?? ''}`
      waiting.push({ resource: child, path: childPath, depth: depth + 1 })
    }
  }
  return listed
}

/** Every method of an API with its resource, path and address. */
export function methodsOf(api: RestApiDefinition): {
  readonly resource: Resource
  readonly path: string
  readonly method: Method
  readonly at: Address
}[] {
  return resourcesByPath(api).flatMap(({ resource, path }) =>
    Object.values(resource.methods).map((method) => ({
      resource,
      path,
      method,
      at: methodAddress(api.id, resource.id, method.httpMethod),
    })),
  )
}

export function apiAddress(apiId: string): Address {
  return ['apis', apiId]
}

export function resourceAddress(apiId: string, resourceId: string): Address {
  return ['apis', apiId, 'resources', resourceId]
}

export function methodAddress(apiId: string, resourceId: string, httpMethod: HttpMethod): Address {
  return ['apis', apiId, 'resources', resourceId, 'methods', httpMethod]
}
