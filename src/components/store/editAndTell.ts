import type { Design, Result } from '../../model/index.ts'
import type { Stores } from './StoreContext.tsx'

/** Make an edit and tell in a notice what came of it: what was done, with Undo where that is offered, or why it was refused. True where it was made. */
export function editAndTell(
  { designStore, viewStore }: Pick<Stores, 'designStore' | 'viewStore'>,
  label: string,
  operation: (design: Design) => Result<Design>,
  done: { readonly text: string; readonly offersUndo: boolean },
): boolean {
  const result = designStore.getState().edit(label, operation)
  const { notify } = viewStore.getState()
  if (!result.ok) {
    notify({ type: 'error', text: result.problems[0]?.message ?? 'It cannot be done.' })
    return false
  }
  const action = { label: 'Undo', run: () => designStore.getState().undo() }
  notify({ type: 'success', text: done.text, ...(done.offersUndo && { action }) })
  return true
}
