import { useState } from 'react'
import type { ReactNode } from 'react'
import { designFile } from '../files/fileVerbs.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { Boundary } from '../ui/Boundary.tsx'

/** The page when nothing of it can be drawn: says so, and gives the open design away as a file. */
export function LastResort({
  stores,
  children,
}: {
  readonly stores: Stores
  readonly children: ReactNode
}) {
  return (
    <Boundary
      label="The page"
      fallback={(error, retry) => <Broken stores={stores} error={error} retry={retry} />}
    >
      {children}
    </Boundary>
  )
}

function Broken({
  stores,
  error,
  retry,
}: {
  readonly stores: Stores
  readonly error: Error
  readonly retry: () => void
}) {
  const { designStore, viewStore, services } = stores
  const [wasInDesigner] = useState(() => viewStore.getState().screen === 'designer')
  const design = designStore.getState().history.present
  const download = () => services.files.download(designFile(design))
  const showStart = () => {
    viewStore.getState().change({ screen: 'start', dialog: undefined })
    retry()
  }
  return (
    <main className="gw-last-resort" role="alert">
      <h1>The page stopped working</h1>
      <p>
        This is a fault of Gatewright. Your designs are kept in this browser: reload the page to go
        on.
      </p>
      <div className="gw-row gw-wrap">
        <button type="button" className="gw-btn gw-btn-primary" onClick={() => location.reload()}>
          Reload the page
        </button>
        {wasInDesigner && (
          <>
            <button type="button" className="gw-btn" onClick={showStart}>
              Show the start page
            </button>
            <button type="button" className="gw-btn" onClick={download}>
              Download the open design
            </button>
          </>
        )}
      </div>
      <details>
        <summary>Details for a report</summary>
        <pre>{error.stack ?? error.message}</pre>
      </details>
    </main>
  )
}
