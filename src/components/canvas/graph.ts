import {
  backendReference,
  backendsOf,
  formatAddress,
  httpMethods,
  methodAddress,
  resourceAddress,
  resourcesByPath,
  sameAddress,
} from '../../model/index.ts'
import type {
  Address,
  BackendKind,
  BackendUse,
  Design,
  HttpMethod,
  Integration,
  Method,
  Resource,
} from '../../model/index.ts'
import { backendWords, integrationLabel, integrationTarget } from './words.ts'

/** A method as a row of its resource's node. */
export interface MethodItem {
  /** The address on one line; also the row's id on the canvas. */
  readonly id: string
  readonly at: Address
  readonly method: Method
  readonly httpMethod: HttpMethod
  /** What the row says beside the verb: the operation's name, else what the integration asks for. */
  readonly summary: string
  /** `HTTP proxy`, `Lambda`, …; absent while there is no integration. */
  readonly integrationLabel: string | undefined
  /** What search looks at, lower case. */
  readonly searchText: string
  /** The row in a sentence. */
  readonly sentence: string
}

/** A resource as a node of the map. */
export interface ResourceItem {
  readonly id: string
  readonly at: Address
  readonly resource: Resource
  readonly pathPart: string
  readonly path: string
  readonly depth: number
  /** The id of the parent's node. */
  readonly parentId: string | undefined
  readonly methods: readonly MethodItem[]
  readonly searchText: string
  readonly sentence: string
}

/** A backend as a node of the map. */
export interface BackendItem {
  readonly id: string
  readonly at: Address
  readonly key: string
  readonly kind: BackendKind
  readonly title: string
  readonly kindLabel: string
  readonly mode: 'canned' | 'live'
  readonly isDeclared: boolean
  readonly userCount: number
  readonly searchText: string
  readonly sentence: string
}

/** An integration as an edge from a method's row to a backend. */
export interface IntegrationItem {
  readonly id: string
  readonly at: Address
  readonly resourceId: string
  /** The id of the method's row. */
  readonly methodId: string
  readonly path: string
  readonly httpMethod: HttpMethod
  readonly backendId: string
  readonly label: string
  readonly backendTitle: string
  readonly sentence: string
}

export interface MapGraph {
  readonly apiId: string
  /** Parents before children, siblings by path part. */
  readonly resources: readonly ResourceItem[]
  readonly backends: readonly BackendItem[]
  readonly integrations: readonly IntegrationItem[]
  /** The names that the design gives backends: rows show them, so that a rename makes new rows. */
  readonly backendNames: string
}

/**
 * The map of an API: its resources with their methods, the backends that they reach or that the design declares,
 * and the integrations between them. Items of `before` are taken over where nothing about them differs, so that
 * an edit of one resource makes one new item. An API that is not a REST API has an empty map.
 */
export function buildMap(design: Design, apiId: string, before?: MapGraph): MapGraph {
  const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  if (api?.protocol !== 'REST') {
    return { apiId, resources: [], backends: [], integrations: [], backendNames: '' }
  }
  const names = new Map(Object.values(design.backends).map(({ key, name }) => [key, name]))
  const backendNames = JSON.stringify([...names])
  const hasSameNames = before?.backendNames === backendNames
  const resourcesBefore = new Map(before?.resources.map((item) => [item.resource.id, item]))
  const integrationsBefore = new Map(before?.integrations.map((item) => [item.methodId, item]))
  const backendsBefore = byId(before?.backends)
  const resources = resourcesByPath(api).map(({ resource, path, depth }) => {
    const known = resourcesBefore.get(resource.id)
    const isSame = known?.resource === resource && known.path === path && known.depth === depth
    return isSame && hasSameNames ? known : resourceItem(apiId, resource, path, depth, names)
  })
  const backends = backendsOf(design, apiId).map((use) =>
    kept(backendsBefore, backendItem(apiId, use)),
  )
  const backendByKey = new Map(backends.map((backend) => [backend.key, backend]))
  const integrations = resources.flatMap((item) =>
    item.methods.flatMap((row) => {
      const integration = row.method.integration
      const reference = integration && backendReference(integration)
      if (!integration || !reference) return []
      const backend = backendByKey.get(reference.key)
      if (!backend) return []
      const known = integrationsBefore.get(row.id)
      const label = integrationLabel(integration)
      const isSame =
        known?.backendId === backend.id &&
        known.label === label &&
        known.backendTitle === backend.title &&
        known.path === item.path
      return [isSame ? known : integrationItem(item, row, backend, label)]
    }),
  )
  return { apiId, resources, backends, integrations, backendNames }
}

/** The id of a resource's node; also the key of its offset in the design's layout. */
export function resourceNodeId(apiId: string, resourceId: string): string {
  return formatAddress(resourceAddress(apiId, resourceId))
}

/** The id of a backend's node on the map of an API; also the key of its offset in the design's layout. */
export function backendNodeId(apiId: string, backendKey: string): string {
  return formatAddress(['apis', apiId, 'backends', backendKey])
}

/** The item that was there before, when it says the same. */
function kept<T extends { readonly id: string }>(before: ReadonlyMap<string, T>, item: T): T {
  const known = before.get(item.id)
  if (!known) return item
  const names = Object.keys(item) as (keyof T)[] // the keys of a T
  const same = names.every((name) => {
    const left: unknown = item[name]
    const right: unknown = known[name]
    return left === right || (isAddress(left) && isAddress(right) && sameAddress(left, right))
  })
  return same ? known : item
}

function isAddress(value: unknown): value is Address {
  return Array.isArray(value)
}

function byId<T extends { readonly id: string }>(items: readonly T[] = []): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}

function resourceItem(
  apiId: string,
  resource: Resource,
  path: string,
  depth: number,
  names: BackendNames,
): ResourceItem {
  const methods = httpMethods.flatMap((httpMethod) => {
    const method = resource.methods[httpMethod]
    return method ? [methodItem(apiId, resource.id, path, method, names)] : []
  })
  const verbs = methods.map((row) => row.httpMethod)
  const pathPart = resource.pathPart ?? '/'
  return {
    id: resourceNodeId(apiId, resource.id),
    at: resourceAddress(apiId, resource.id),
    resource,
    pathPart,
    path,
    depth,
    parentId:
      resource.parentId === undefined ? undefined : resourceNodeId(apiId, resource.parentId),
    methods,
    searchText: path.toLowerCase(),
    sentence:
      verbs.length === 0
        ? `Resource ${path}, no methods`
        : `Resource ${path}, ${verbs.length === 1 ? 'method' : 'methods'} ${verbs.join(', ')}`,
  }
}

/** What the design calls backends, by key. */
type BackendNames = ReadonlyMap<string, string>

function methodItem(
  apiId: string,
  resourceId: string,
  path: string,
  method: Method,
  names: BackendNames,
): MethodItem {
  const at = methodAddress(apiId, resourceId, method.httpMethod)
  const { integration } = method
  const target = integration && integrationTarget(integration)
  const label = integration && integrationLabel(integration)
  const reference = integration && backendReference(integration)
  const name = reference && (names.get(reference.key) ?? reference.name)
  const summary = method.operationName ?? (reference?.kind === 'lambda' ? name : target) ?? ''
  return {
    id: formatAddress(at),
    at,
    method,
    httpMethod: method.httpMethod,
    summary,
    integrationLabel: label,
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

function backendItem(apiId: string, use: BackendUse): BackendItem {
  const { title, kindLabel } = backendWords(use.key, use.kind, use.name)
  const mode = use.backend?.mode ?? 'canned'
  const userCount = use.users.length
  return {
    id: backendNodeId(apiId, use.key),
    at: ['backends', use.key],
    key: use.key,
    kind: use.kind,
    title,
    kindLabel,
    mode,
    isDeclared: use.backend !== undefined,
    userCount,
    searchText: `${title} ${kindLabel} ${use.key}`.toLowerCase(),
    sentence:
      `Backend ${title}, ${kindLabel}, ` +
      `${mode === 'live' ? 'asked live' : 'canned answer'}, ${methodCount(userCount)}` +
      (use.authorizers.length > 0 ? ', asked by an authorizer' : ''),
  }
}

function methodCount(count: number): string {
  if (count === 0) return 'not reached by any method'
  return count === 1 ? 'reached by 1 method' : `reached by ${count} methods`
}

function integrationItem(
  item: ResourceItem,
  row: MethodItem,
  backend: BackendItem,
  label: string,
): IntegrationItem {
  return {
    id: row.id + '/integration',
    at: [...row.at, 'integration'],
    resourceId: item.id,
    methodId: row.id,
    path: item.path,
    httpMethod: row.httpMethod,
    backendId: backend.id,
    label,
    backendTitle: backend.title,
    sentence: `${row.httpMethod} ${item.path} reaches ${backend.title}, ${label}`,
  }
}
