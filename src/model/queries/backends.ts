import type { Address } from '../address.ts'
import type { Backend, BackendKind } from '../schema/backend.ts'
import type { Api, Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { HttpApi, WebSocketApi } from '../schema/v2/apis.ts'
import { own } from '../operations/within.ts'
import { backendReference, lambdaFunctionName, routeBackendReference } from './backendKey.ts'
import type { BackendReference } from './backendKey.ts'
import { methodsOf } from './resourceTree.ts'

/** A backend that the design declares, that integrations reach, or both. */
export interface BackendUse {
  readonly key: string
  readonly kind: BackendKind
  /** The name that the design gives it, else the one that is read off the integrations. */
  readonly name: string
  /** What the design says of it: its canned answer, its mode. */
  readonly backend?: Backend
  /** The integrations that reach it, with or without a route. */
  readonly users: readonly Address[]
  /** The methods whose integration reaches it. */
  readonly methods: readonly Address[]
  /** The routes whose integration reaches it. */
  readonly routes: readonly Address[]
  /** The Lambda authorizers that call it. */
  readonly authorizers: readonly Address[]
}

interface Found {
  readonly kind: BackendKind
  readonly name: string
  readonly users: Address[]
  readonly methods: Address[]
  readonly routes: Address[]
  readonly authorizers: Address[]
}

function foundBackend(kind: BackendKind, name: string): Found {
  return { kind, name, users: [], methods: [], routes: [], authorizers: [] }
}

/** Reports one use of a backend; `undefined` for a use by an API that is not asked about. */
type Meet = (reference: BackendReference) => Found | undefined

/** The backends of the design, or those that one of its APIs reaches with those that none reaches; by key. */
export function backendsOf(
  design: Pick<Design, 'apis' | 'backends'>,
  apiId?: string,
): BackendUse[] {
  const found = new Map<string, Found>()
  const elsewhere = new Set<string>()
  for (const api of Object.values(design.apis)) {
    const meet: Meet = ({ key, kind, name }) => {
      if (apiId !== undefined && api.id !== apiId) {
        elsewhere.add(key)
        return undefined
      }
      const known = found.get(key) ?? foundBackend(kind, name)
      found.set(key, known)
      return known
    }
    if (api.protocol === 'REST') meetMethods(api, meet)
    else meetRoutes(api, meet)
    meetAuthorizers(api, meet)
  }
  for (const { key, kind, name } of Object.values(design.backends)) {
    if (!found.has(key) && !elsewhere.has(key)) found.set(key, foundBackend(kind, name))
  }
  return [...found]
    .map(([key, use]) => {
      const backend = own(design.backends, key)
      return { key, ...use, ...(backend && { name: backend.name, backend }) }
    })
    .sort((left, right) => (left.key < right.key ? -1 : 1))
}

function meetMethods(api: RestApi, meet: Meet): void {
  for (const { method, at } of methodsOf(api)) {
    const reference = method.integration && backendReference(method.integration)
    const found = reference && meet(reference)
    found?.users.push([...at, 'integration'])
    found?.methods.push(at)
  }
}

function meetRoutes(api: HttpApi | WebSocketApi, meet: Meet): void {
  const reached = new Map<string, Found>()
  for (const [id, integration] of Object.entries(api.integrations)) {
    const reference = routeBackendReference(integration)
    const found = reference && meet(reference)
    found?.users.push(['apis', api.id, 'integrations', id])
    if (found) reached.set(id, found)
  }
  for (const [id, { target }] of Object.entries(api.routes)) {
    const found = target === undefined ? undefined : reached.get(target)
    found?.routes.push(['apis', api.id, 'routes', id])
  }
}

function meetAuthorizers(api: Api, meet: Meet): void {
  for (const [id, { authorizerUri }] of Object.entries(api.authorizers)) {
    const name = authorizerUri === undefined ? undefined : lambdaFunctionName(authorizerUri)
    if (name === undefined) continue
    const found = meet({ key: `lambda:${name}`, kind: 'lambda', name })
    found?.authorizers.push(['apis', api.id, 'authorizers', id])
  }
}

/** Who reaches a backend, with the verb: `1 method reaches`, `1 method and 2 routes reach`, `No method or route reaches`. */
export function reachWords({
  users,
  methods,
  routes,
}: Pick<BackendUse, 'users' | 'methods' | 'routes'>): string {
  const reaching = [
    ...counted(methods.length, 'method'),
    ...counted(routes.length, 'route'),
    ...(methods.length + routes.length === 0
      ? counted(users.length, 'integration').map((words) => `${words} without a route`)
      : []),
  ]
  if (reaching.length === 0) return 'No method or route reaches'
  const count = methods.length + routes.length || users.length
  return `${reaching.join(' and ')} ${count === 1 ? 'reaches' : 'reach'}`
}

function counted(count: number, noun: string): string[] {
  if (count === 0) return []
  return [count === 1 ? `1 ${noun}` : `${count} ${noun}s`]
}
