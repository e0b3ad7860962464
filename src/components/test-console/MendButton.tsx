import { useMemo } from 'react'
import { mendingOf } from '../../simulator/index.ts'
import type { Reason } from '../../simulator/index.ts'
import { useDesign, useStores } from '../store/StoreContext.tsx'
import { sendAgain, useShownRun } from './runs.ts'

/** Takes the cause of a failure away, where the design allows it, and sends the shown request again. One undo step. */
export function MendButton({ reason }: { readonly reason: Reason }) {
  const stores = useStores()
  const run = useShownRun()
  const design = useDesign((present) => present)
  const mending = useMemo(() => mendingOf(reason, design), [reason, design])
  if (!mending || !run) return null
  const { title, apply } = mending
  const mend = (button: HTMLElement) => {
    const { designStore, viewStore } = stores
    const result = designStore.getState().edit(title, apply)
    const { notify } = viewStore.getState()
    if (!result.ok) {
      notify({ type: 'error', text: result.problems[0]?.message ?? 'It cannot be done.' })
      return
    }
    // the button goes with the cause: the focus stays with the answer
    button.closest<HTMLElement>('[role="tabpanel"]')?.focus()
    notify({
      type: 'success',
      text: `${title}: done, and the request is sent again.`,
      action: { label: 'Undo', run: () => designStore.getState().undo() },
    })
    void sendAgain(stores, run)
  }
  return (
    <button type="button" className="gw-mend" onClick={(event) => mend(event.currentTarget)}>
      Fix: {title}
    </button>
  )
}
