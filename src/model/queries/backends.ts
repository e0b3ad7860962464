import type { Address } from '../address.ts'
import type { Backend, BackendKind } from '../schema/backend.ts'
import type { Design } from '../schema/design.ts'
import { own } from '../operations/within.ts'
import { backendReference, lambdaFunctionName } from './backendKey.ts'
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
  /** The integrations that reach it. */
  readonly users: readonly Address[]
  /** The Lambda authorizers that ask it. */
  readonly authorizers: readonly Address[]
}

interface Found {
  readonly kind: BackendKind
  readonly name: string
  readonly users: Address[]
  readonly authorizers: Address[]
}

/** The backends of the design, or those that one of its APIs reaches with those that none reaches; by key. */
export function backendsOf(
  design: Pick<Design, 'apis' | 'backends'>,
  apiId?: string,
): BackendUse[] {
  const found = new Map<string, Found>()
  const elsewhere = new Set<string>()
  const meet = (apiOfUse: string, { key, kind, name }: BackendReference): Found | undefined => {
    if (apiId !== undefined && apiOfUse !== apiId) {
      elsewhere.add(key)
      return undefined
    }
    const known = found.get(key) ?? { kind, name, users: [], authorizers: [] }
    found.set(key, known)
    return known
  }
  for (const api of Object.values(design.apis)) {
    if (api.protocol !== 'REST') continue
    for (const { method, at } of methodsOf(api)) {
      const reference = method.integration && backendReference(method.integration)
      if (reference) meet(api.id, reference)?.users.push([...at, 'integration'])
    }
    for (const [id, { authorizerUri }] of Object.entries(api.authorizers)) {
      const name = authorizerUri === undefined ? undefined : lambdaFunctionName(authorizerUri)
      if (name === undefined) continue
      const reference = { key: `lambda:${name}`, kind: 'lambda', name } as const
      meet(api.id, reference)?.authorizers.push(['apis', api.id, 'authorizers', id])
    }
  }
  for (const { key, kind, name } of Object.values(design.backends)) {
    if (!found.has(key) && !elsewhere.has(key))
      found.set(key, { kind, name, users: [], authorizers: [] })
  }
  return [...found]
    .map(([key, use]) => {
      const backend = own(design.backends, key)
      return { key, ...use, ...(backend && { name: backend.name, backend }) }
    })
    .sort((left, right) => (left.key < right.key ? -1 : 1))
}
