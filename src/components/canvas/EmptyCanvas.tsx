import { useStores } from '../store/StoreContext.tsx'

/** A canvas without an API: the ways to one. */
export function EmptyCanvas() {
  const stores = useStores()
  const { change } = stores.viewStore.getState()
  return (
    <div className="canvas-empty">
      <h2>Draw your first API</h2>
      <p>Resources or routes on the left, backends on the right, an edge for every integration.</p>
      <ul>
        <li>
          <button type="button" onClick={() => change({ dialog: 'new-api' })}>
            <b>Create REST API</b>
            <span>Begin with a root resource and a stage.</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => change({ dialog: 'new-http-api' })}>
            <b>Create HTTP API</b>
            <span>Begin with a $default stage that deploys by itself.</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => change({ screen: 'start' })}>
            <b>Open an example</b>
            <span>Complete APIs whose requests can be sent at once.</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => change({ dialog: 'import' })}>
            <b>Import</b>
            <span>OpenAPI, Swagger, CloudFormation, SAM, or a saved design.</span>
          </button>
        </li>
      </ul>
    </div>
  )
}
