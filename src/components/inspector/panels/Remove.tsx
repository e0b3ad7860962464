import Button from '@cloudscape-design/components/button'
import type { Design, Result } from '../../../model/index.ts'
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
  const { designStore, viewStore } = useStores()
  const remove = () => {
    const result = designStore.getState().edit(label, operation)
    if (!result.ok) {
      viewStore
        .getState()
        .notify({ type: 'error', text: result.problems[0]?.message ?? 'Refused.' })
      return
    }
    viewStore.getState().select(apiId === undefined ? [] : ['apis', apiId])
    const undo = () => designStore.getState().undo()
    viewStore
      .getState()
      .notify({ type: 'success', text: `${label}: done.`, action: { label: 'Undo', run: undo } })
  }
  return (
    <Button ariaLabel={label} onClick={remove}>
      {text}
    </Button>
  )
}
