import { flushSync } from 'react-dom'
import type { Design, Result } from '../../../model/index.ts'
import { editAndTell } from '../../store/editAndTell.ts'
import type { Stores } from '../../store/StoreContext.tsx'

/** Remove an item of a form, report it in a notice with Undo, and put the focus on a neutral place. */
export function removeItem(
  stores: Stores,
  { label, text }: { readonly label: string; readonly text: string },
  operation: (design: Design) => Result<Design>,
  focusNext: () => void,
): void {
  // drawn at once, so that what takes the focus is there
  const isDone = flushSync(() => editAndTell(stores, label, operation, { text, offersUndo: true }))
  if (isDone) focusNext()
}
