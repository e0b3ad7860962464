/** One part of a route's path: a literal, `{name}`, or `{name+}` for the rest of the path. */
export type RouteSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'greedy'; readonly name: string }

/** A route key of an HTTP API, taken apart. */
export type RouteKey =
  | { readonly kind: 'default' }
  | {
      readonly kind: 'path'
      /** `GET`, …, or `ANY`. */
      readonly method: string
      readonly path: string
      readonly segments: readonly RouteSegment[]
    }

/** The methods that a route key of an HTTP API may begin with. Source: developer guide, routes for HTTP APIs. */
export const routeMethods: readonly string[] = [
  'ANY',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
]

const variable = /^\{([A-Za-z0-9._:-]+)(\+?)\}$/

/**
 * Take a route key of an HTTP API apart: `GET /pets/{id}`, `ANY /{proxy+}`, `$default`.
 * Returns a reason when it is not one: an unknown method, a path without a leading slash, a malformed or repeated
 * variable, a greedy variable that is not last.
 */
export function parseRouteKey(text: string): RouteKey | { readonly refusal: string } {
  if (text === '$default') return { kind: 'default' }
  const [, method = '', path = ''] = /^(\S+) (\/\S*)$/.exec(text) ?? []
  if (method === '') {
    return { refusal: 'a route key is "METHOD /path" or "$default"' }
  }
  if (!routeMethods.includes(method)) {
    return { refusal: `${method} is not one of ${routeMethods.join(', ')}` }
  }
  const segments: RouteSegment[] = []
  const names = new Set<string>()
  const parts = path === '/' ? [] : path.slice(1).split('/')
  for (const [i, part] of parts.entries()) {
    if (!/[{}]/.test(part)) {
      segments.push({ kind: 'literal', text: part })
      continue
    }
    const [, name, plus] = variable.exec(part) ?? []
    if (name === undefined) {
      return { refusal: `"${part}" is not a path variable: write {name} or {name+}` }
    }
    if (names.has(name)) return { refusal: `the path variable {${name}} occurs twice` }
    names.add(name)
    if (plus === '+' && i < parts.length - 1) {
      return { refusal: `the greedy path variable {${name}+} must be the last part of the path` }
    }
    segments.push({ kind: plus === '+' ? 'greedy' : 'variable', name })
  }
  return { kind: 'path', method, path, segments }
}

/**
 * The key of another route that differs from this one in the name of a variable at the same level alone, which the
 * service refuses; `undefined` when there is none. Routes of different methods may name their variables differently.
 */
export function conflictingRouteKey(text: string, others: Iterable<string>): string | undefined {
  const shape = routeKeyShape(text)
  // a key without variables conflicts with none but itself
  if (shape === text || 'refusal' in parseRouteKey(text)) return undefined
  for (const other of others) {
    if (other !== text && routeKeyShape(other) === shape && 'kind' in parseRouteKey(other))
      return other
  }
  return undefined
}

/** A route key, or a path, with the names of its variables left out: `GET /pets/{}`. */
export function routeKeyShape(routeKey: string): string {
  return routeKey.includes('{')
    ? routeKey.replace(/\{[^{}+]+(\+?)\}/g, (_variable, plus: string) => `{${plus}}`)
    : routeKey
}
