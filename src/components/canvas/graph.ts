import { backendsOf, methodAddress, resourceAddress, resourcesByPath } from '../../model/index.ts'
import type {
  Address,
  BackendKind,
  Design,
  HttpMethod,
  Resource,
  RestApi,
} from '../../model/index.ts'

/** A method as the map shows it. */
export interface MethodRow {
  readonly httpMethod: HttpMethod
  readonly at: Address
  /** `MOCK`, `HTTP`, …; absent while there is no integration. */
  readonly integrationType: string | undefined
  readonly isProtected: boolean
}

export interface ResourceNode {
  readonly kind: 'resource'
  readonly id: string
  readonly at: Address
  readonly path: string
  readonly pathPart: string
  readonly depth: number
  readonly parentId: string | undefined
  readonly methods: readonly MethodRow[]
}

export interface BackendNode {
  readonly kind: 'backend'
  readonly id: string
  readonly at: Address
  readonly name: string
  readonly backendKind: BackendKind
  readonly mode: 'canned' | 'live'
  readonly users: number
}

export interface MapEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  /** The method whose integration this is; absent for the tree. */
  readonly httpMethod?: HttpMethod
  readonly label?: string
}

/** The API as a graph: resources with their methods, backends, and what connects them. */
export interface ApiMap {
  readonly resources: readonly ResourceNode[]
  readonly backends: readonly BackendNode[]
  readonly edges: readonly MapEdge[]
}

/** Nodes of resources that did not change are given back as they were, so that an edit draws little anew. */
export type NodeCache = WeakMap<Resource, ResourceNode>

/** What the map shows of one REST API. */
export function apiMap(
  design: Pick<Design, 'apis' | 'backends'>,
  api: RestApi,
  cache: NodeCache,
): ApiMap {
  const resources = resourcesByPath(api).map(({ resource, path, depth }) => {
    const known = cache.get(resource)
    if (known?.path === path && known.depth === depth && known.at[1] === api.id) return known
    const node = resourceNode(api.id, resource, path, depth)
    cache.set(resource, node)
    return node
  })
  const backends = backendsOf(design, api.id).map(
    ({ key, kind, name, backend, users }): BackendNode => ({
      kind: 'backend',
      id: `backend ${key}`,
      at: ['backends', key],
      name: backend?.name ?? name,
      backendKind: kind,
      mode: backend?.mode ?? 'canned',
      users: users.length,
    }),
  )
  const tree = resources.flatMap(({ id, parentId }): MapEdge[] =>
    parentId === undefined ? [] : [{ id: `tree ${id}`, source: parentId, target: id }],
  )
  const integrations = backendsOf(design, api.id).flatMap(({ key, users }) =>
    users.map((at): MapEdge => {
      const resourceId = at[3] ?? ''
      const httpMethod = at[5] as HttpMethod // addresses name methods by their verbs
      return {
        id: `integration ${resourceId} ${httpMethod}`,
        source: resourceId,
        target: `backend ${key}`,
        httpMethod,
        label: api.resources[resourceId]?.methods[httpMethod]?.integration?.type ?? '',
      }
    }),
  )
  return { resources, backends, edges: [...tree, ...integrations] }
}

function resourceNode(
  apiId: string,
  resource: Resource,
  path: string,
  depth: number,
): ResourceNode {
  return {
    kind: 'resource',
    id: resource.id,
    at: resourceAddress(apiId, resource.id),
    path,
    pathPart: resource.pathPart ?? '/',
    depth,
    parentId: resource.parentId,
    methods: Object.values(resource.methods).map((method) => ({
      httpMethod: method.httpMethod,
      at: methodAddress(apiId, resource.id, method.httpMethod),
      integrationType: method.integration?.type,
      isProtected: method.authorizationType !== 'NONE' || method.apiKeyRequired,
    })),
  }
}

/** The selectable things of the map in the order in which the arrow keys walk them. */
export function walkOrder(map: ApiMap): readonly Address[] {
  return [
    ...map.resources.flatMap((node) => [node.at, ...node.methods.map(({ at }) => at)]),
    ...map.backends.map(({ at }) => at),
  ]
}

/** A thing of the map in a sentence, for screen readers. */
export function sentenceOf(map: ApiMap, at: Address): string {
  const key = at.join('\n')
  for (const node of map.resources) {
    if (node.at.join('\n') === key) {
      const count = node.methods.length
      return `Resource ${node.path}, ${count === 1 ? '1 method' : `${count} methods`}`
    }
    const method = node.methods.find((row) => row.at.join('\n') === key)
    if (method)
      return `${method.httpMethod} ${node.path}, ${method.integrationType ?? 'no integration yet'}`
  }
  const backend = map.backends.find((node) => node.at.join('\n') === key)
  return backend
    ? `Backend ${backend.name}, ${backend.mode}, reached by ${backend.users} methods`
    : ''
}
