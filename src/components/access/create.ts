import type { Stores } from '../store/StoreContext.tsx'
import { accessNouns } from './nouns.ts'
import type { AccessNoun, AccessNounId } from './nouns.ts'

/** Make a thing of a kind and show its form. */
export function createAccess({ designStore, viewStore }: Stores, id: AccessNounId): void {
  const noun: AccessNoun = accessNouns[id]
  const { edit, nextId, history } = designStore.getState()
  const made = noun.create(history.present, nextId)
  const result = edit(`Add ${noun.title}`, made.operation)
  if (!result.ok) {
    const text = result.problems[0]?.message ?? 'Refused.'
    viewStore.getState().notify({ type: 'error', text })
    return
  }
  viewStore.getState().select([...noun.collection, made.id])
}
