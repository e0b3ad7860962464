import { Suspense, lazy, useEffect, useId } from 'react'
import { useProblemCounts } from '../shared/useProblems.tsx'
import { EnlargeIcon } from '../ui/icons.tsx'
import { useRun } from '../commands/runCommand.ts'
import { largeWorkbench } from '../store/preferences.ts'
import { useStores, useView } from '../store/StoreContext.tsx'
import type { WorkbenchTab } from '../store/viewStore.ts'
import { keepRunAndMethodTogether } from './runAndMethod.ts'
import { Tabs } from '../ui/Tabs.tsx'
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
  const stores = useStores()
  const shown = useView((state) => state.workbenchTab)
  const counts = useProblemCounts()
  const panelId = useId()
  useEffect(() => keepRunAndMethodTogether(stores), [stores])
  const Panel = panels[shown]
  const problems = counts.error + counts.warning
  return (
    <div className="gw-workbench">
      <div className="gw-workbench-head">
        <Tabs
          label="Workbench"
          idPrefix="tab-"
          tabs={tabs.map(({ id, label }) => ({
            id,
            label: id === 'problems' && problems > 0 ? `${label} (${problems})` : label,
          }))}
          active={shown}
          panelId={panelId}
          onSelect={(workbenchTab) => stores.viewStore.getState().change({ workbenchTab })}
        />
        <EnlargeButton />
      </div>
      <div
        role="tabpanel"
        id={panelId}
        aria-label={tabs.find(({ id }) => id === shown)?.label}
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

function EnlargeButton() {
  const run = useRun()
  const isLarge = useView(
    ({ regions }) => regions.workbench.size >= largeWorkbench(window.innerHeight),
  )
  const label = isLarge ? 'Give the workbench its usual height' : 'Enlarge the workbench'
  return (
    <button
      type="button"
      className="gw-btn gw-btn-icon"
      aria-label={label}
      title={`${label} (Ctrl+Shift+J)`}
      onClick={() => run('view.enlarge-workbench')}
    >
      <EnlargeIcon isLarge={isLarge} />
    </button>
  )
}
