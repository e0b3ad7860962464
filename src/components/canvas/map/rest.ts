import {
  backendReference,
  backendsOf,
  formatAddress,
  httpMethods,
  methodAddress,
  resourceAddress,
  resourcesByPath,
} from '../../../model/index.ts'
import type { Design, Integration, Method, Resource, RestApi } from '../../../model/index.ts'
import { integrationLabel, integrationTarget } from '../words.ts'
import { backendItem, backendNames, byId, kept } from './backends.ts'
import type { BackendNames } from './backends.ts'
import type { BackendItem, EdgeItem, MapCard, MapGraph, MapRow } from './graph.ts'

/**
 * The map of a REST API: its resources with their methods, the backends that they reach or that the design declares,
 * and the integrations between them. Items of `before` are taken over where nothing about them differs, so that
 * an edit of one resource makes one new item.
 */
export function buildRestMap(design: Design, api: RestApi, before: MapGraph | undefined): MapGraph {
  const apiId = api.id
  const names = backendNames(design)
  const namesText = JSON.stringify([...names])
  const hasSameNames = before?.sources.get('backendNames') === namesText
  const cardsBefore = byId(before?.cards)
  const edgesBefore = byId(before?.edges)
  const backendsBefore = byId(before?.backends)
  const sources = new Map<string, unknown>([['backendNames', namesText]])
  const cards: MapCard[] = []
  const edges: EdgeItem[] = []
  const backends = backendsOf(design, apiId).map((use) =>
    kept(backendsBefore, backendItem(apiId, use)),
  )
  const backendByKey = new Map(backends.map((backend) => [backend.key, backend]))
  for (const { resource, path, depth } of resourcesByPath(api)) {
    const id = resourceNodeId(apiId, resource.id)
    sources.set(id, resource)
    const known = cardsBefore.get(id)
    const isSame =
      hasSameNames &&
      before.sources.get(id) === resource &&
      known?.path === path &&
      known.depth === depth
    const card = isSame ? known : resourceCard(apiId, resource, path, depth, names)
    cards.push(card)
    for (const row of card.rows) {
      const integration = methodOfRow(resource, row)?.integration
      const reference = integration && backendReference(integration)
      const backend = reference && backendByKey.get(reference.key)
      if (!integration || !backend) continue
      const edge = integrationEdge(card, row, backend, integrationLabel(integration))
      edges.push(kept(edgesBefore, edge))
    }
  }
  return { apiId, protocol: 'REST', cards, joints: [], backends, edges, sources }
}

/** The id of a resource's card; also the key of its offset in the design's layout. */
export function resourceNodeId(apiId: string, resourceId: string): string {
  return formatAddress(resourceAddress(apiId, resourceId))
}

function methodOfRow(resource: Resource, { handle }: MapRow): Method | undefined {
  return Object.values(resource.methods).find(({ httpMethod }) => httpMethod === handle)
}

function resourceCard(
  apiId: string,
  resource: Resource,
  path: string,
  depth: number,
  names: BackendNames,
): MapCard {
  const rows = httpMethods.flatMap((httpMethod) => {
    const method = resource.methods[httpMethod]
    return method ? [methodRow(apiId, resource.id, path, method, names)] : []
  })
  const verbs = rows.map((row) => row.verb)
  const at = resourceAddress(apiId, resource.id)
  return {
    id: resourceNodeId(apiId, resource.id),
    kind: 'resource',
    at,
    selects: [at],
    title: resource.pathPart ?? '/',
    subtitle: resource.parentId === undefined ? 'Root resource' : path,
    path,
    depth,
    parentId:
      resource.parentId === undefined ? undefined : resourceNodeId(apiId, resource.parentId),
    rows,
    rowsLabel: `Methods of ${path}`,
    searchText: path.toLowerCase(),
    sentence:
      verbs.length === 0
        ? `Resource ${path}, no methods`
        : `Resource ${path}, ${verbs.length === 1 ? 'method' : 'methods'} ${verbs.join(', ')}`,
  }
}

function methodRow(
  apiId: string,
  resourceId: string,
  path: string,
  method: Method,
  names: BackendNames,
): MapRow {
  const at = methodAddress(apiId, resourceId, method.httpMethod)
  const { integration, authorizationType } = method
  const target = integration && integrationTarget(integration)
  const label = integration && integrationLabel(integration)
  const reference = integration && backendReference(integration)
  const name = reference && (names.get(reference.key) ?? reference.name)
  const summary = method.operationName ?? (reference?.kind === 'lambda' ? name : target) ?? ''
  return {
    id: formatAddress(at),
    at,
    verb: method.httpMethod,
    handle: method.httpMethod,
    summary,
    integrationLabel: label,
    isMock: integration?.type === 'MOCK',
    guard:
      authorizationType === 'NONE' ? undefined : { title: `Authorization: ${authorizationType}` },
    apiKeyRequired: method.apiKeyRequired,
    searchText:
      `${method.httpMethod} ${path} ${method.operationName ?? ''} ${label ?? ''} ${target ?? ''} ${summary}`.toLowerCase(),
    sentence: methodSentence(path, method, integration, name),
  }
}

function methodSentence(
  path: string,
  method: Method,
  integration: Integration | undefined,
  backendName: string | undefined,
) {
  const name = method.operationName === undefined ? '' : `, ${method.operationName}`
  const reaches = integration
    ? integration.type === 'MOCK'
      ? ', answered by a mock'
      : `, ${integrationLabel(integration)} to ${backendName ?? 'a backend'}`
    : ', no integration yet'
  const guarded =
    method.authorizationType === 'NONE' ? '' : `, authorization ${method.authorizationType}`
  const key = method.apiKeyRequired ? ', API key required' : ''
  return `${method.httpMethod} ${path}${name}${reaches}${guarded}${key}`
}

function integrationEdge(
  card: MapCard,
  row: MapRow,
  backend: BackendItem,
  label: string,
): EdgeItem {
  return {
    id: row.id + '/integration',
    at: [...row.at, 'integration'],
    rowAt: row.at,
    sourceId: card.id,
    sourceHandle: row.handle,
    targetId: backend.id,
    label,
    targetTitle: backend.title,
    sentence: `${row.verb} ${card.path} reaches ${backend.title}, ${label}`,
  }
}
