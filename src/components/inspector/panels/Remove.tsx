import Button from '@cloudscape-design/components/button'
import type { Design, Result } from '../../../model/index.ts'
import { notifyEdit } from '../../store/editAndTell.ts'
import { useStores } from '../../store/StoreContext.tsx'

/** Deletes at once, and offers Undo. What the service would refuse to delete stays, with its reason. */
export function Remove({
  label,
  text = label,
  operation,
  apiId,
}: {
  /** Absent: what is deleted is of the whole design. */
  readonly apiId?: string
  /** What is done, as Undo names it. */
  readonly label: string
  /** What stands on the button, where that is shorter. */
  readonly text?: string
  readonly operation: (design: Design) => Result<Design>
}) {
  const stores = useStores()
  const { designStore, viewStore } = stores
  const remove = () => {
    const before = designStore.getState().history.present
    const result = designStore.getState().edit(label, operation)
    if (!result.ok) {
      viewStore
        .getState()
        .notify({ type: 'error', text: result.problems[0]?.message ?? 'Refused.' })
      return
    }
    viewStore.getState().select(apiId === undefined ? [] : ['apis', apiId])
    notifyEdit(stores, { type: 'success', text: `${label}: done.` }, before)
  }
  return (
    <Button ariaLabel={label} onClick={remove}>
      {text}
    </Button>
  )
}
