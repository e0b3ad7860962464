import { Component, Suspense, lazy, memo, useState } from 'react'
import type { ComponentType, ErrorInfo, ReactNode } from 'react'

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
      <Boundary label={label} onReload={() => setContent(() => lazyOf(load))}>
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

interface BoundaryProps {
  readonly label: string
  readonly onReload: () => void
  readonly children: ReactNode
}

/** Shows what broke in a region instead of the region. The other regions and the design are untouched. */
class Boundary extends Component<BoundaryProps, { readonly error: Error | undefined }> {
  override state: { readonly error: Error | undefined } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(`The ${this.props.label} stopped working`, error, info.componentStack)
  }

  override render() {
    const { error } = this.state
    const { label, onReload, children } = this.props
    if (!error) return children
    const reload = () => {
      onReload()
      this.setState({ error: undefined })
    }
    return (
      <div className="gw-region-broken" role="alert">
        <strong>The {label.toLowerCase()} stopped working</strong>
        <p>Your design is kept, and everything else goes on.</p>
        <p className="gw-region-reason">{error.message}</p>
        <button type="button" className="gw-btn" onClick={reload}>
          Show it again
        </button>
      </div>
    )
  }
}
