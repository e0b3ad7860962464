import type { Design, Result } from '../../../model/index.ts'
import { editAndTell } from '../../store/editAndTell.ts'
import { useStores } from '../../store/StoreContext.tsx'
import { FormDelete } from '../FormActions.tsx'

/** Deletes the thing of a form at once, and offers Undo. What the service would refuse to delete stays, with its reason. */
export function Remove({
  label,
  text = 'Delete',
  done,
  operation,
  apiId,
}: {
  /** Absent: what is deleted is of the whole design. */
  readonly apiId?: string
  /** What is done, as Undo names it. */
  readonly label: string
  readonly text?: string
  /** What the notice says afterwards. */
  readonly done: string
  readonly operation: (design: Design) => Result<Design>
}) {
  const stores = useStores()
  const remove = () => {
    if (editAndTell(stores, label, operation, { text: done, offersUndo: true })) {
      stores.viewStore.getState().select(apiId === undefined ? [] : ['apis', apiId])
    }
  }
  return <FormDelete label={label} text={text} onDelete={remove} />
}
