import type { Address } from '../address.ts'
import type { Backend, BackendKind } from '../schema/backend.ts'
import type { Design } from '../schema/design.ts'
import { own } from '../operations/within.ts'
import { backendReference } from './backendKey.ts'
import { methodsOf } from './resourceTree.ts'

/** A backend that the design declares, that integrations reach, or both. */
export interface BackendUse {
  readonly key: string
  readonly kind: BackendKind
  readonly name: string
  /** What the design says of it: its canned answer, its mode. */
  readonly backend?: Backend
  /** The integrations that reach it. */
  readonly users: readonly Address[]
}

/** The backends of the design, or those that one of its APIs reaches with those that none reaches; by key. */
export function backendsOf(
  design: Pick<Design, 'apis' | 'backends'>,
  apiId?: string,
): BackendUse[] {
  const found = new Map<string, { kind: BackendKind; name: string; users: Address[] }>()
  const elsewhere = new Set<string>()
  for (const api of Object.values(design.apis)) {
    if (api.protocol !== 'REST') continue
    for (const { method, at } of methodsOf(api)) {
      const reference = method.integration && backendReference(method.integration)
      if (!reference) continue
      if (apiId !== undefined && api.id !== apiId) {
        elsewhere.add(reference.key)
        continue
      }
      const use = found.get(reference.key)
      if (use) use.users.push([...at, 'integration'])
      else found.set(reference.key, { ...reference, users: [[...at, 'integration']] })
    }
  }
  for (const { key, kind, name } of Object.values(design.backends)) {
    if (!found.has(key) && !elsewhere.has(key)) found.set(key, { kind, name, users: [] })
  }
  return [...found]
    .map(([key, use]) => {
      const backend = own(design.backends, key)
      return { key, kind: use.kind, name: use.name, users: use.users, ...(backend && { backend }) }
    })
    .sort((left, right) => (left.key < right.key ? -1 : 1))
}
