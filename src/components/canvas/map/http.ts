import {
  backendsOf,
  formatAddress,
  httpMethods,
  parseRouteKey,
  routeBackendReference,
} from '../../../model/index.ts'
import type { Address, Design, HttpApi, Route, RouteIntegration } from '../../../model/index.ts'
import { backendItem, backendNames, byId, kept } from './backends.ts'
import type { BackendNames } from './backends.ts'
import type { BackendItem, EdgeItem, JointItem, MapCard, MapGraph, MapRow } from './graph.ts'
import {
  routeAuthorizationBadge,
  routeIntegrationLabel,
  routeIntegrationName,
  routeIntegrationTarget,
} from './routeWords.ts'

/** What a route's row is made from: where each part is the same, the row is. */
interface RowSource {
  readonly route: Route
  readonly integration: RouteIntegration | undefined
  readonly authorizerName: string | undefined
}

/**
 * The map of an HTTP API: a card of the API, a card for each path with a row for each of its routes, the backends, and
 * the integrations between them. An integration that one route uses is an edge; one that several share, or that none
 * uses, is a node of its own. Items of `before` are taken over where nothing about them differs.
 */
export function buildHttpMap(design: Design, api: HttpApi, before: MapGraph | undefined): MapGraph {
  const names = backendNames(design)
  const namesText = JSON.stringify([...names])
  const sources = new Map<string, unknown>([['backendNames', namesText]])
  const known = before?.sources.get('backendNames') === namesText ? before : undefined
  const cards = cardsOf(api, names, sources, known)
  const backendsBefore = byId(before?.backends)
  const backends = backendsOf(design, api.id).map((use) =>
    kept(backendsBefore, backendItem(api.id, use)),
  )
  return {
    apiId: api.id,
    protocol: 'HTTP',
    cards,
    backends,
    ...connectionsOf(api, cards, backends, before),
    sources,
  }
}

/** The id of the card of a path; also the key of its offset in the design's layout. */
export function pathNodeId(apiId: string, path: string): string {
  return formatAddress(['apis', apiId, 'paths', path])
}

/** The path of a route key, which is the card that its route is on: `/pets`, `$default`. */
export function pathOfRouteKey(routeKey: string): string {
  return partsOf(routeKey).path
}

function partsOf(routeKey: string): { readonly path: string; readonly verb: string } {
  const key = parseRouteKey(routeKey)
  if (!('kind' in key)) return { path: routeKey, verb: '?' }
  return key.kind === 'path'
    ? { path: key.path, verb: key.method }
    : { path: routeKey, verb: '$default' }
}

/** A route with the place of its method among the routes of its path. */
interface PlacedRoute {
  readonly route: Route
  readonly rank: number
}

function cardsOf(
  api: HttpApi,
  names: BackendNames,
  sources: Map<string, unknown>,
  known: MapGraph | undefined,
): readonly MapCard[] {
  const cardsBefore = byId(known?.cards)
  const apiAt = ['apis', api.id]
  const routesByPath = new Map<string, PlacedRoute[]>()
  for (const route of Object.values(api.routes)) {
    const { path, verb } = partsOf(route.routeKey)
    const placed = { route, rank: verbOrder.indexOf(verb) }
    const routes = routesByPath.get(path)
    if (routes) routes.push(placed)
    else routesByPath.set(path, [placed])
  }
  const paths = [...routesByPath.keys()].sort(byPath)
  const first = apiCard(api)
  const apiBefore = cardsBefore.get(first.id)
  const isSameApi =
    apiBefore?.sentence === first.sentence &&
    apiBefore.title === first.title &&
    apiBefore.cors?.title === first.cors?.title
  const cards = [isSameApi ? apiBefore : first]
  for (const path of paths) {
    const routes = (routesByPath.get(path) ?? []).sort(byVerb)
    const id = pathNodeId(api.id, path)
    const before = cardsBefore.get(id)
    const rowsBefore = byId(before?.rows)
    const rows = routes.map(({ route }) => {
      const at = [...apiAt, 'routes', route.id]
      const rowId = formatAddress(at)
      const source: RowSource = {
        route,
        integration: own(api.integrations, route.target),
        authorizerName: own(api.authorizers, route.authorizerId)?.name,
      }
      sources.set(rowId, source)
      const row = rowsBefore.get(rowId)
      return row && isSameSource(known?.sources.get(rowId), source)
        ? row
        : routeRow(at, source, names)
    })
    const isSame =
      before?.rows.length === rows.length && rows.every((row, i) => row === before.rows[i])
    cards.push(isSame ? before : pathCard(id, path, first.id, rows))
  }
  return cards
}

function own<T>(items: Readonly<Record<string, T>>, id: string | undefined): T | undefined {
  return id !== undefined && Object.hasOwn(items, id) ? items[id] : undefined
}

function isSameSource(before: unknown, { route, integration, authorizerName }: RowSource): boolean {
  const known = before as RowSource | undefined // under the id of a row is the source of a row
  return (
    known?.route === route &&
    known.integration === integration &&
    known.authorizerName === authorizerName
  )
}

/** Paths part by part; what is not a path, such as `$default`, is last. */
function byPath(left: string, right: string): number {
  const [isLeft, isRight] = [left.startsWith('/'), right.startsWith('/')]
  if (isLeft !== isRight) return isLeft ? -1 : 1
  const [leftParts, rightParts] = [left.split('/'), right.split('/')]
  for (const [i, part] of leftParts.entries()) {
    const other = rightParts[i]
    if (other === undefined) return 1
    if (part !== other) return part < other ? -1 : 1
  }
  return leftParts.length - rightParts.length
}

const verbOrder: readonly string[] = httpMethods

function byVerb(left: PlacedRoute, right: PlacedRoute): number {
  return left.rank - right.rank || (left.route.id < right.route.id ? -1 : 1)
}

function apiCard(api: HttpApi): MapCard {
  const at = ['apis', api.id]
  const origins = api.corsConfiguration?.allowOrigins ?? []
  const isOn = api.corsConfiguration !== undefined
  const title = !isOn
    ? 'CORS is not configured: browsers of other origins are refused'
    : origins.length === 0
      ? 'CORS is configured without an allowed origin'
      : `CORS allows ${origins.join(', ')}`
  return {
    id: formatAddress(at),
    kind: 'api',
    at,
    selects: [at],
    title: api.name,
    subtitle: 'HTTP API',
    path: '',
    depth: 0,
    parentId: undefined,
    rows: [],
    rowsLabel: '',
    cors: { isOn, title, at: [...at, 'corsConfiguration'] },
    searchText: `${api.name} http api cors`.toLowerCase(),
    sentence: `HTTP API ${api.name}, ${title}`,
  }
}

function pathCard(id: string, path: string, apiId: string, rows: readonly MapRow[]): MapCard {
  const [first] = rows
  const isDefault = path === '$default'
  const verbs = rows.map(({ verb }) => verb)
  return {
    id,
    kind: 'path',
    at: first?.at ?? [],
    selects: rows.map(({ at }) => at),
    title: path,
    subtitle: isDefault
      ? 'Requests that no other route matches'
      : rows.length === 1
        ? '1 route'
        : `${rows.length} routes`,
    path,
    depth: 1,
    parentId: apiId,
    rows,
    rowsLabel: `Routes of ${path}`,
    searchText: path.toLowerCase(),
    sentence: isDefault
      ? 'Path $default, requests that no other route matches'
      : `Path ${path}, ${verbs.length === 1 ? 'route' : 'routes'} ${verbs.join(', ')}`,
  }
}

function routeRow(
  at: Address,
  { route, integration, authorizerName }: RowSource,
  names: BackendNames,
): MapRow {
  const { routeKey, operationName } = route
  const label = integration && routeIntegrationLabel(integration)
  const target = integration && routeIntegrationTarget(integration)
  const reference = integration && routeBackendReference(integration)
  const backendName = reference && (names.get(reference.key) ?? reference.name)
  const summary = operationName ?? (reference?.kind === 'lambda' ? backendName : target) ?? ''
  const badge = routeAuthorizationBadge(route)
  const authorization =
    badge === undefined
      ? undefined
      : `${badge}${authorizerName === undefined ? '' : ` (${authorizerName})`}`
  const reaches =
    label === undefined ? ', no integration yet' : `, ${label} to ${backendName ?? 'no backend'}`
  return {
    id: formatAddress(at),
    at,
    verb: partsOf(routeKey).verb,
    handle: route.id,
    summary,
    integrationLabel: label,
    isMock: false,
    guard:
      badge === undefined ? undefined : { badge, title: `Authorization: ${authorization ?? ''}` },
    apiKeyRequired: false,
    searchText:
      `${routeKey} ${operationName ?? ''} ${label ?? ''} ${target ?? ''} ${summary} ${integration?.description ?? ''} ${authorization ?? ''}`.toLowerCase(),
    sentence: `${routeKey}${operationName === undefined ? '' : `, ${operationName}`}${reaches}${authorization === undefined ? '' : `, authorization ${authorization}`}`,
  }
}

function connectionsOf(
  api: HttpApi,
  cards: readonly MapCard[],
  backends: readonly BackendItem[],
  before: MapGraph | undefined,
): Pick<MapGraph, 'joints' | 'edges'> {
  const jointsBefore = byId(before?.joints)
  const edgesBefore = byId(before?.edges)
  const backendByKey = new Map(backends.map((backend) => [backend.key, backend]))
  const users = new Map<string, { card: MapCard; row: MapRow }[]>()
  for (const card of cards) {
    for (const row of card.rows) {
      const target = own(api.routes, row.handle)?.target
      if (target === undefined) continue
      const rows = users.get(target)
      if (rows) rows.push({ card, row })
      else users.set(target, [{ card, row }])
    }
  }
  const joints: JointItem[] = []
  const edges: EdgeItem[] = []
  for (const integration of Object.values(api.integrations)) {
    const at = ['apis', api.id, 'integrations', integration.id]
    const reference = routeBackendReference(integration)
    const backend = reference && backendByKey.get(reference.key)
    const rows = users.get(integration.id) ?? []
    const name = routeIntegrationName(integration)
    const [only, second] = rows
    if (only && !second) {
      if (backend) edges.push(edgeOf(only, at, integration.id, backend, name))
      continue
    }
    const joint = jointOf(at, integration.id, name, rows.length, backend)
    joints.push(kept(jointsBefore, joint))
    for (const { card, row } of rows) {
      edges.push({
        ...edgeOf({ card, row }, [...row.at, 'target'], integration.id, joint, ''),
        sentence: `${routeKeyOf(row, card)} uses the integration ${name}`,
      })
    }
    if (backend) {
      edges.push({
        id: joint.id + '/backend',
        at,
        rowAt: undefined,
        sourceId: joint.id,
        sourceHandle: 'onward',
        targetId: backend.id,
        integrationId: integration.id,
        label: '',
        targetTitle: backend.title,
        sentence: `The integration ${name} reaches ${backend.title}`,
      })
    }
  }
  return { joints, edges: edges.map((edge) => kept(edgesBefore, edge)) }
}

function routeKeyOf({ verb }: MapRow, { path }: MapCard): string {
  return verb === '$default' ? verb : `${verb} ${path}`
}

function edgeOf(
  { card, row }: { readonly card: MapCard; readonly row: MapRow },
  at: Address,
  integrationId: string,
  target: BackendItem | JointItem,
  label: string,
): EdgeItem {
  return {
    id: row.id + '/target',
    at,
    rowAt: row.at,
    sourceId: card.id,
    sourceHandle: row.handle,
    targetId: target.id,
    integrationId,
    label,
    targetTitle: target.title,
    sentence: `${routeKeyOf(row, card)} reaches ${target.title}, ${label}`,
  }
}

function jointOf(
  at: Address,
  integrationId: string,
  title: string,
  routeCount: number,
  backend: BackendItem | undefined,
): JointItem {
  const uses = routeCount === 0 ? 'not used by any route' : `shared by ${routeCount} routes`
  return {
    id: formatAddress(at),
    at,
    integrationId,
    title,
    routeCount,
    searchText: `${title} ${integrationId} integration`.toLowerCase(),
    sentence: `Integration ${title}, ${uses}${backend ? `, reaches ${backend.title}` : ''}`,
  }
}
