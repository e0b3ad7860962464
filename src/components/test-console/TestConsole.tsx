import { Suspense, lazy, useEffect, useMemo } from 'react'
import { methodsOf } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { EmptyState } from '../workbench/EmptyState.tsx'
import { testedMethod } from './requestDraft.ts'
import { sendRequest } from './runs.ts'

// the first screen has no method yet, and waits for less without the form
const MethodConsole = lazy(async () => ({
  default: (await import('./MethodConsole.tsx')).MethodConsole,
}))

/** Write a request for the method, send it, read the answer. */
export function TestConsole() {
  const stores = useStores()
  const methodAt = useView((state) => state.entryAt)
  const apiId = useView((state) => state.apiId)
  const design = useDesign((present) => present)
  const tested = useMemo(() => testedMethod(design, methodAt), [design, methodAt])
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
  if (api && api.protocol !== 'REST') {
    return (
      <EmptyState
        title={`${api.protocol} APIs are not simulated yet`}
        text="Requests can be sent to REST APIs."
      />
    )
  }
  const first = api && methodsOf(api).find(({ method }) => method.httpMethod !== 'OPTIONS')
  return (
    <EmptyState
      title={methodAt ? 'This method is no longer in the design' : 'Send requests to your API'}
      text="Select a method on the canvas or in the navigator: its request is written and sent here, and answered as API Gateway would."
      {...(first && {
        action: `Select ${first.method.httpMethod} ${first.path}`,
        onAction: () => stores.viewStore.getState().select(first.at),
      })}
    />
  )
}
