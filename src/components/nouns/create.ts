import { nounOf } from '../../model/index.ts'
import type { NounName } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'

/** Add a thing of a noun under a free name, to an API where it is part of one, and show its form. Returns false when it is refused. */
export function createThing(stores: Stores, name: NounName, apiId?: string): boolean {
  const { designStore, viewStore, services } = stores
  const noun = nounOf(name)
  const { edit, nextId, history } = designStore.getState()
  const context = { nextId, now: services.now(), ...(apiId !== undefined && { apiId }) }
  const addition = noun.add?.(history.present, context)
  if (!addition) return false
  const result = edit(`Add ${noun.title}`, addition.operation)
  if (!result.ok) {
    const text = result.problems[0]?.message ?? `${noun.title} cannot be added`
    viewStore.getState().notify({ type: 'error', text })
    return false
  }
  viewStore.getState().select(addition.at)
  return true
}
