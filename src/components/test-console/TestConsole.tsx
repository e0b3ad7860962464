import { Suspense, lazy, useEffect, useMemo } from 'react'
import { entryPointsOf } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { testedEntry } from './testedEntry.ts'
import { sendRequest } from './runs.ts'

// the first screen has no method yet, and waits for less without the form
const MethodConsole = lazy(async () => ({
  default: (await import('./MethodConsole.tsx')).MethodConsole,
}))

/** Write a request for the method or route, send it, read the response. */
export function TestConsole() {
  const stores = useStores()
  const entryAt = useView((state) => state.entryAt)
  const apiId = useView((state) => state.apiId)
  const design = useDesign((present) => present)
  const tested = useMemo(() => testedEntry(design, entryAt), [design, entryAt])
  const wished = useView((state) => state.sendRequested)
  useEffect(() => {
    const { sendRequested, sendHeard, change } = stores.viewStore.getState()
    if (sendRequested === sendHeard) return
    change({ sendHeard: sendRequested })
    void sendRequest(stores)
  }, [wished, stores])
  if (tested) {
    return (
      <Suspense>
        <MethodConsole key={tested.at.join('/')} tested={tested} />
      </Suspense>
    )
  }
  const api = design.apis[apiId ?? '']
  const entries = api ? entryPointsOf(design, api.id) : []
  // preflights are seldom what one begins with
  const first = entries.find(({ verb }) => verb !== 'OPTIONS')
  if (first && !testedEntry(design, first.at)) {
    return (
      <EmptyState
        title="WebSocket APIs are not simulated yet"
        text="Requests can be sent to REST and HTTP APIs."
      />
    )
  }
  return (
    <EmptyState
      title={entryAt ? 'This is no longer in the design' : 'Send requests to your API'}
      text="Select a method or a route on the canvas or in the navigator, then write and send its request here."
      {...(first && {
        action: `Select ${first.key}`,
        onAction: () => stores.viewStore.getState().select(first.at),
      })}
    />
  )
}
