import { useMemo } from 'react'
import { mendingOf } from '../../simulator/index.ts'
import type { Reason } from '../../simulator/index.ts'
import { editAndTell } from '../store/editAndTell.ts'
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
    const text = `${title}: done, and the request is sent again.`
    // the button goes with the cause: the focus stays with the answer
    const answer = button.closest<HTMLElement>('[role="tabpanel"]')
    if (!editAndTell(stores, title, apply, { text, offersUndo: true })) return
    answer?.focus()
    void sendAgain(stores, run)
  }
  return (
    <button type="button" className="gw-mend" onClick={(event) => mend(event.currentTarget)}>
      Fix: {title}
    </button>
  )
}
