import { Suspense, lazy } from 'react'
import type { KeyboardEvent } from 'react'
import { useProblemCounts } from '../problems/useProblems.ts'
import { useStores, useView } from '../store/StoreContext.tsx'
import type { WorkbenchTab } from '../store/viewStore.ts'
import './workbench.css'

const TestConsole = lazy(() =>
  import('../test-console/TestConsole.tsx').then(({ TestConsole }) => ({ default: TestConsole })),
)
const TemplateEditor = lazy(() =>
  import('../template-editor/TemplateEditor.tsx').then(({ TemplateEditor }) => ({
    default: TemplateEditor,
  })),
)
const TraceView = lazy(() =>
  import('../test-console/TraceView.tsx').then(({ TraceView }) => ({ default: TraceView })),
)
const LogView = lazy(() =>
  import('../test-console/LogView.tsx').then(({ LogView }) => ({ default: LogView })),
)
const ProblemsPanel = lazy(() =>
  import('../problems/ProblemsPanel.tsx').then(({ ProblemsPanel }) => ({ default: ProblemsPanel })),
)
const ChangesPanel = lazy(() =>
  import('./ChangesPanel.tsx').then(({ ChangesPanel }) => ({ default: ChangesPanel })),
)

const tabs: readonly { id: WorkbenchTab; label: string }[] = [
  { id: 'test', label: 'Test' },
  { id: 'template', label: 'Template' },
  { id: 'trace', label: 'Trace' },
  { id: 'log', label: 'Logs' },
  { id: 'problems', label: 'Problems' },
  { id: 'changes', label: 'Changes' },
]

const panels = {
  test: TestConsole,
  template: TemplateEditor,
  trace: TraceView,
  log: LogView,
  problems: ProblemsPanel,
  changes: ChangesPanel,
} as const

/** The panels under the canvas. */
export function Workbench() {
  const { viewStore } = useStores()
  const shown = useView((state) => state.workbenchTab)
  const counts = useProblemCounts()
  const Panel = panels[shown]
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const index = tabs.findIndex(({ id }) => id === shown)
    const next = tabs[(index + step + tabs.length) % tabs.length]
    if (!next) return
    viewStore.getState().change({ workbenchTab: next.id })
    document.getElementById(`tab-${next.id}`)?.focus()
    event.preventDefault()
  }
  return (
    <div className="gw-workbench">
      <div role="tablist" aria-label="Workbench" className="gw-tabs" onKeyDown={walk}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === shown}
            aria-controls="workbench-panel"
            tabIndex={id === shown ? 0 : -1}
            onClick={() => viewStore.getState().change({ workbenchTab: id })}
          >
            {label}
            {id === 'problems' &&
              counts.error + counts.warning > 0 &&
              ` (${counts.error + counts.warning})`}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id="workbench-panel"
        aria-labelledby={`tab-${shown}`}
        className="gw-tab-panel"
        tabIndex={-1}
      >
        <Suspense fallback={<p className="gw-panel-empty">Loading …</p>}>
          <Panel />
        </Suspense>
      </div>
    </div>
  )
}
