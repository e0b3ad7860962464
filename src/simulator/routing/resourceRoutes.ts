import { childrenByParent, httpMethods, resourcePath } from '../../model/index.ts'
import type { Method, Resource, RestApiDefinition } from '../../model/index.ts'

/** What a request was matched to. */
export interface RouteMatch {
  readonly resource: Resource
  readonly method: Method
  readonly path: string
  readonly pathParameters: Record<string, string>
}

/** The resource tree, ready to be matched against. */
export interface Router {
  readonly api: RestApiDefinition
  readonly children: ReadonlyMap<string, readonly Resource[]>
}

/** Prepare an API for matching. */
export function createRouter(api: RestApiDefinition): Router {
  return { api, children: childrenByParent(api) }
}

/**
 * Find the resource and method for a path and a verb. At each level a literal part wins over `{name}`, that over `{name+}`;
 * where a branch has no such method, the next is tried. A trailing slash does not count.
 */
export function findRoute(router: Router, verb: string, path: string): RouteMatch | undefined {
  const root = router.api.resources[router.api.rootResourceId]
  if (!root) return undefined
  const trimmed = path.replace(/^\/+/, '').replace(/\/$/, '')
  const parts = trimmed === '' ? [] : trimmed.split('/')
  return search(router, root, parts, 0, verb, {})
}

function search(
  router: Router,
  resource: Resource,
  parts: readonly string[],
  index: number,
  verb: string,
  pathParameters: Record<string, string>,
): RouteMatch | undefined {
  const part = parts[index]
  if (part === undefined) {
    const method = methodFor(resource, verb)
    if (!method) return undefined
    return { resource, method, path: resourcePath(router.api, resource.id), pathParameters }
  }
  const children = router.children.get(resource.id) ?? []
  const literal = children.find(({ pathPart }) => pathPart === part)
  const found = literal && search(router, literal, parts, index + 1, verb, pathParameters)
  if (found) return found
  for (const child of children) {
    const name = /^\{(.+?)(\+?)\}$/.exec(child.pathPart ?? '')
    if (!name?.[1]) continue
    if (name[2] === '+') {
      const rest = parts.slice(index).join('/')
      // slashes alone are no segment
      if (/^\/*$/.test(rest)) continue
      const greedy = search(router, child, [], 0, verb, { ...pathParameters, [name[1]]: rest })
      if (greedy) return greedy
    } else if (part !== '') {
      const next = search(router, child, parts, index + 1, verb, {
        ...pathParameters,
        [name[1]]: part,
      })
      if (next) return next
    }
  }
  return undefined
}

/** The method of a resource for a verb: its own, else ANY, which stands for every verb that the service knows. */
export function methodFor(resource: Resource, verb: string): Method | undefined {
  const known = httpMethods.find((method) => method === verb)
  return known && (resource.methods[known] ?? resource.methods.ANY)
}
