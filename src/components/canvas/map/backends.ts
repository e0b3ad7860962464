import { reachWords, sameAddress } from '../../../model/index.ts'
import type { Address, BackendUse, Design } from '../../../model/index.ts'
import { backendWords } from '../words.ts'
import { backendNodeId } from './graph.ts'
import type { BackendItem } from './graph.ts'

/** What the design calls backends, by key. */
export type BackendNames = ReadonlyMap<string, string>

/** The names that the design gives backends: rows show them, so that a rename makes new rows. */
export function backendNames(design: Design): BackendNames {
  return new Map(Object.values(design.backends).map(({ key, name }) => [key, name]))
}

/** A backend on the map of an API. */
export function backendItem(apiId: string, use: BackendUse): BackendItem {
  const { title, kindLabel } = backendWords(use.key, use.kind, use.name)
  const mode = use.backend?.mode ?? 'canned'
  const userCount = use.methods.length + use.routes.length
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
      `${mode === 'live' ? 'called live' : 'canned response'}, ${lowerFirst(reachWords(use))} it` +
      (use.authorizers.length > 0 ? ', called by an authorizer' : ''),
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** The item that was there before, when it says the same. */
export function kept<T extends { readonly id: string }>(
  before: ReadonlyMap<string, T>,
  item: T,
): T {
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

/** Items by their ids. */
export function byId<T extends { readonly id: string }>(
  items: readonly T[] = [],
): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}
