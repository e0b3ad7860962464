import { parseRouteKey } from '../../model/index.ts'
import type { RouteSegment } from '../../model/index.ts'

/** A route that a request matched. */
export interface RouteKeyMatch<Route> {
  readonly route: Route
  readonly routeKey: string
  /** The values of the path's variables, raw as the client sent them. */
  readonly pathParameters: Readonly<Record<string, string>>
  /** Why this route won. */
  readonly by: 'full' | 'greedy' | 'default'
}

/** Routes of one API, ready to be matched. */
export interface RouteTable<Route> {
  readonly root: Level<Route>
  readonly fallback: Route | undefined
}

interface Level<Route> {
  readonly literals: Map<string, Level<Route>>
  variable: Level<Route> | undefined
  /** Routes that end here, under their methods. */
  readonly ends: Map<string, Ending<Route>>
  /** Greedy routes whose variable takes what follows this level, under their methods. */
  readonly greedy: Map<string, Ending<Route>>
}

interface Ending<Route> {
  readonly route: Route
  readonly routeKey: string
  readonly segments: readonly RouteSegment[]
}

/** Prepare routes for matching. A key that is malformed matches nothing. */
export function createRouteTable<Route extends { readonly routeKey: string }>(
  routes: Iterable<Route>,
): RouteTable<Route> {
  const root = emptyLevel<Route>()
  let fallback: Route | undefined
  for (const route of routes) {
    const key = parseRouteKey(route.routeKey)
    if (!('kind' in key)) continue
    if (key.kind === 'default') {
      fallback ??= route
      continue
    }
    let level = root
    let isGreedy = false
    for (const segment of key.segments) {
      if (segment.kind === 'greedy') {
        isGreedy = true
        break
      }
      level = segment.kind === 'literal' ? literalLevel(level, segment.text) : variableLevel(level)
    }
    const endings = isGreedy ? level.greedy : level.ends
    if (!endings.has(key.method)) {
      endings.set(key.method, { route, routeKey: route.routeKey, segments: key.segments })
    }
  }
  return { root, fallback }
}

function emptyLevel<Route>(): Level<Route> {
  return { literals: new Map(), variable: undefined, ends: new Map(), greedy: new Map() }
}

function literalLevel<Route>(level: Level<Route>, text: string): Level<Route> {
  const next = level.literals.get(text) ?? emptyLevel<Route>()
  level.literals.set(text, next)
  return next
}

function variableLevel<Route>(level: Level<Route>): Level<Route> {
  return (level.variable ??= emptyLevel<Route>())
}

/**
 * Find the route for a method and a raw path: first a full match, then a greedy one, then `$default`.
 * At each level a literal part wins over `{name}`; at the end a route of the method wins over `ANY`. The longest greedy
 * route wins. A greedy variable needs at least one character. Paths are compared with their case and their slashes.
 * Source: developer guide, routes for HTTP APIs.
 */
export function matchRouteKey<Route>(
  table: RouteTable<Route>,
  method: string,
  path: string,
): RouteKeyMatch<Route> | undefined {
  const trimmed = path.startsWith('/') ? path.slice(1) : path
  const parts = trimmed === '' ? [] : trimmed.split('/')
  const full = findFull(table.root, parts, 0, method)
  if (full) return matched(full, parts, 'full')
  const greedy = findGreedy(table.root, parts, 0, method)
  if (greedy) return matched(greedy, parts, 'greedy')
  if (table.fallback === undefined) return undefined
  return { route: table.fallback, routeKey: '$default', pathParameters: {}, by: 'default' }
}

function findFull<Route>(
  level: Level<Route>,
  parts: readonly string[],
  index: number,
  method: string,
): Ending<Route> | undefined {
  const part = parts[index]
  if (part === undefined) return level.ends.get(method) ?? level.ends.get('ANY')
  const literal = level.literals.get(part)
  const found = literal && findFull(literal, parts, index + 1, method)
  if (found) return found
  return level.variable && part !== ''
    ? findFull(level.variable, parts, index + 1, method)
    : undefined
}

/** The deepest greedy route that takes the path, of a method before `ANY`. */
function findGreedy<Route>(
  level: Level<Route>,
  parts: readonly string[],
  index: number,
  method: string,
): Ending<Route> | undefined {
  const part = parts[index]
  if (part === undefined) return undefined
  const literal = level.literals.get(part)
  const deeper =
    (literal && findGreedy(literal, parts, index + 1, method)) ??
    (level.variable && part !== ''
      ? findGreedy(level.variable, parts, index + 1, method)
      : undefined)
  if (deeper) return deeper
  const rest = parts.slice(index)
  return rest.some((each) => each !== '')
    ? (level.greedy.get(method) ?? level.greedy.get('ANY'))
    : undefined
}

function matched<Route>(
  { route, routeKey, segments }: Ending<Route>,
  parts: readonly string[],
  by: 'full' | 'greedy',
): RouteKeyMatch<Route> {
  const pathParameters = Object.fromEntries(
    segments.flatMap((segment, i) =>
      segment.kind === 'literal'
        ? []
        : [[segment.name, segment.kind === 'greedy' ? parts.slice(i).join('/') : (parts[i] ?? '')]],
    ),
  )
  return { route, routeKey, pathParameters, by }
}
