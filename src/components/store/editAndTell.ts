import type { Design, Result } from '../../model/index.ts'
import { readOnlyReason } from './designStore.ts'
import type { Stores } from './StoreContext.tsx'
import type { Notice } from './viewStore.ts'

type NoticeStores = Pick<Stores, 'designStore' | 'viewStore'>

/**
 * Report the edit that was just made, with Undo. `before` is the design before the edit.
 * The notice belongs to this edit: it disappears with the next change of the design, an undo included, so that its
 * Undo never takes back anything else. An edit that changed nothing offers no Undo.
 */
export function notifyEdit(
  { designStore, viewStore }: NoticeStores,
  notice: Pick<Notice, 'type' | 'text'>,
  before: Design,
): void {
  const { notify, dismissNotice } = viewStore.getState()
  const edited = designStore.getState().history.present
  if (edited === before) {
    notify(notice)
    return
  }
  const undo = () => {
    const { history, readOnly } = designStore.getState()
    if (history.present !== edited) return
    designStore.getState().undo()
    if (!readOnly) return
    notify({ type: 'error', text: readOnlyReason })
  }
  const id = notify({ ...notice, action: { label: 'Undo', run: undo } })
  const stop = designStore.subscribe(({ history }) => {
    if (history.present === edited) return
    stop()
    dismissNotice(id)
  })
}

/** Make an edit and report the outcome in a notice: what was done, with Undo if offered, or why it was refused. True when it was made. */
export function editAndTell(
  stores: NoticeStores,
  label: string,
  operation: (design: Design) => Result<Design>,
  done: { readonly text: string; readonly offersUndo: boolean },
): boolean {
  const { edit, history } = stores.designStore.getState()
  const result = edit(label, operation)
  const { notify } = stores.viewStore.getState()
  if (!result.ok) {
    notify({ type: 'error', text: result.problems[0]?.message ?? `${label}: not possible.` })
    return false
  }
  const notice = { type: 'success', text: done.text } as const
  if (done.offersUndo) notifyEdit(stores, notice, history.present)
  else notify(notice)
  return true
}
