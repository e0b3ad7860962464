import { Suspense, lazy, memo, useState } from 'react'
import type { ComponentType } from 'react'
import { Boundary } from '../ui/Boundary.tsx'

/** Fetches the component of a region. */
export type LoadRegion = () => Promise<ComponentType>

/** A part of the window: fetched when it is shown, and on its own when it breaks. */
export const Region = memo(function Region({
  name,
  label,
  load,
  isShown = true,
}: {
  readonly name: string
  readonly label: string
  readonly load: LoadRegion
  /** A region that is not shown keeps what was typed in it. */
  readonly isShown?: boolean
}) {
  const [Content, setContent] = useState(() => lazyOf(load))
  return (
    <section
      className={`gw-region gw-${name}-region`}
      aria-label={label}
      data-region={name}
      tabIndex={-1}
      hidden={!isShown}
    >
      <Boundary
        label={`The ${label}`}
        fallback={(error, retry) => (
          <BrokenRegion
            label={label}
            error={error}
            onReload={() => {
              setContent(() => lazyOf(load))
              retry()
            }}
          />
        )}
      >
        <Suspense
          fallback={
            <div className="gw-region-wait" role="status">
              Loading the {label.toLowerCase()} …
            </div>
          }
        >
          <Content />
        </Suspense>
      </Boundary>
    </section>
  )
})

function lazyOf(load: LoadRegion) {
  return lazy(async () => ({ default: await load() }))
}

/** Shown in place of a region that broke. The other regions and the design are untouched. */
function BrokenRegion({
  label,
  error,
  onReload,
}: {
  readonly label: string
  readonly error: Error
  readonly onReload: () => void
}) {
  return (
    <div className="gw-region-broken" role="alert">
      <strong>The {label.toLowerCase()} stopped working</strong>
      <p>Your design is kept, and everything else goes on.</p>
      <button type="button" className="gw-btn" onClick={onReload}>
        Show it again
      </button>
      <details>
        <summary>Details for a report</summary>
        <p className="gw-region-reason">{error.message}</p>
      </details>
    </div>
  )
}
