import Button from '@cloudscape-design/components/button'
import { useView, useDesign, useStores } from '../store/StoreContext.tsx'
import { Flow } from './Flow.tsx'
import { ApiMapView } from './ApiMapView.tsx'
import { QuickAdd } from './QuickAdd.tsx'
import './canvas.css'

/** The map of the shown API, or the flow of one method; or how to begin. */
export function Canvas() {
  const { viewStore } = useStores()
  const apiId = useView((state) => state.apiId)
  const level = useView((state) => state.level)
  const methodAt = useView((state) => state.methodAt)
  const quickAdd = useView((state) => state.quickAdd)
  const api = useDesign((design) => (apiId === undefined ? undefined : design.apis[apiId]))
  if (api?.protocol !== 'REST') {
    return (
      <div className="gw-canvas-empty">
        <h2>This design has no API yet</h2>
        <p>Create a REST API and draw its resources and methods, or open an OpenAPI document.</p>
        <div className="gw-row">
          <Button
            variant="primary"
            onClick={() => viewStore.getState().change({ dialog: 'new-api' })}
          >
            Create REST API
          </Button>
          <Button onClick={() => viewStore.getState().change({ dialog: 'import' })}>Import</Button>
        </div>
      </div>
    )
  }
  const isFlow = level === 'flow' && methodAt !== undefined && methodAt[1] === api.id
  return (
    <>
      {isFlow ? <Flow api={api} methodAt={methodAt} /> : <ApiMapView api={api} />}
      {quickAdd && <QuickAdd key={quickAdd} kind={quickAdd} api={api} />}
    </>
  )
}
