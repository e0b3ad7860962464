import Button from '@cloudscape-design/components/button'
import { useStores, useView } from '../store/StoreContext.tsx'

/** The execution log of the shown run, as the service writes it. */
export function LogView() {
  const { viewStore } = useStores()
  const run = useView((state) => state.runs.find(({ id }) => id === state.shownRunId))
  if (run?.outcome.state !== 'answered') {
    return (
      <p className="gw-panel-empty">
        Send a request: its execution log appears here, line for line as the service writes it.
      </p>
    )
  }
  const text = run.outcome.simulation.log.join('\n')
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    viewStore.getState().notify({ type: 'success', text: 'Copied.' })
  }
  return (
    <div className="gw-log">
      <Button iconName="copy" onClick={() => void copy()}>
        Copy
      </Button>
      <pre tabIndex={0} role="region" aria-label="Execution log">
        {text}
      </pre>
    </div>
  )
}
