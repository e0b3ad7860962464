import { Suspense, lazy, useEffect, useMemo } from 'react'
import { methodsOf } from '../../model/index.ts'
import type { Address, Api } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { EmptyState } from '../workbench/EmptyState.tsx'
import { testedEntry } from './testedEntry.ts'
import { sendRequest } from './runs.ts'

// the first screen has no method yet, and waits for less without the form
const MethodConsole = lazy(async () => ({
  default: (await import('./MethodConsole.tsx')).MethodConsole,
}))

/** An entry point to begin with. */
interface FirstEntry {
  readonly at: Address
  readonly label: string
}

/** The first entry point of an API; `not-simulated` for an API that takes no requests here. */
function firstEntryOf(api: Api): FirstEntry | 'not-simulated' | undefined {
  switch (api.protocol) {
    case 'REST': {
      const first = methodsOf(api).find(({ method }) => method.httpMethod !== 'OPTIONS')
      return first && { at: first.at, label: `${first.method.httpMethod} ${first.path}` }
    }
    case 'HTTP': {
      const [first] = Object.values(api.routes)
      return first && { at: ['apis', api.id, 'routes', first.id], label: first.routeKey }
    }
    case 'WEBSOCKET':
      return 'not-simulated'
  }
}

/** Write a request for the method or route, send it, read the response. */
export function TestConsole() {
  const stores = useStores()
  const methodAt = useView((state) => state.methodAt)
  const apiId = useView((state) => state.apiId)
  const design = useDesign((present) => present)
  const tested = useMemo(() => testedEntry(design, methodAt), [design, methodAt])
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
  const first = api && firstEntryOf(api)
  if (first === 'not-simulated') {
    return (
      <EmptyState
        title="WebSocket APIs are not simulated yet"
        text="Requests can be sent to REST and HTTP APIs."
      />
    )
  }
  return (
    <EmptyState
      title={methodAt ? 'This is no longer in the design' : 'Send requests to your API'}
      text="Select a method or a route on the canvas or in the navigator, then write and send its request here."
      {...(first && {
        action: `Select ${first.label}`,
        onAction: () => stores.viewStore.getState().select(first.at),
      })}
    />
  )
}
