import { useStore } from 'zustand'
import { useStores } from '../store/StoreContext.tsx'
import { showDesigner } from '../store/openDesigns.ts'
import { SeverityIcon } from '../ui/icons.tsx'
import { useRun } from '../commands/runCommand.ts'

/** Stays as long as the open design is not kept by this tab, with the ways out. */
export function SaveBanner() {
  const stores = useStores()
  const run = useRun()
  const { state, message, hasOwnChanges, hasCopy } = useStore(stores.services.persistence.status)
  if (state !== 'failed' && state !== 'elsewhere') return null
  const takeOver = async () => {
    const result = await stores.services.persistence.takeOver()
    if (result.ok) showDesigner(stores, result.value)
    else {
      const text = result.problems[0]?.message ?? 'The design could not be taken over.'
      stores.viewStore.getState().notify({ type: 'error', text })
    }
  }
  return (
    <div className={`gw-save-banner gw-save-banner-${state}`} role="alert">
      <SeverityIcon severity={state === 'failed' ? 'error' : 'warning'} />
      <span className="gw-save-banner-text">
        {message}
        {hasCopy === true &&
          ' For now a copy of it lies in this browser, and is found at the next visit.'}
        {hasCopy === false && ' Closing this page would lose your last changes.'}
        {hasOwnChanges === true &&
          ' Your own last changes are not in it: taking over keeps them as a copy.'}
      </span>
      {state === 'failed' ? (
        <>
          <button type="button" className="gw-btn gw-btn-primary" onClick={() => run('file.save')}>
            Save to a file
          </button>
          <button
            type="button"
            className="gw-btn"
            onClick={() => void stores.services.persistence.flush()}
          >
            Try again
          </button>
        </>
      ) : (
        <>
          <button type="button" className="gw-btn gw-btn-primary" onClick={() => void takeOver()}>
            Take over
          </button>
          <button type="button" className="gw-btn" onClick={() => run('file.save-copy')}>
            Save as a copy
          </button>
        </>
      )}
    </div>
  )
}
