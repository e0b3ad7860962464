import { useEffect } from 'react'
import { useStores } from '../store/StoreContext.tsx'

/** Put away what was told before a dialog opened and asks for nothing: it would lie over the dialog's buttons. */
export function useClearedNotices(): void {
  const { viewStore } = useStores()
  useEffect(() => {
    const { notices, dismissNotice } = viewStore.getState()
    for (const { id, action } of notices) if (!action) dismissNotice(id)
  }, [viewStore])
}
