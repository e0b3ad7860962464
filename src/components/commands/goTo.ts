import type { Stores } from '../store/StoreContext.tsx'
import type { WorkbenchTab } from '../store/viewStore.ts'
import { focusRegion } from '../store/regions.ts'
import type { Command } from './command.ts'

const isDesigner = ({ viewStore }: Stores) => viewStore.getState().screen === 'designer'
const hasRuns = ({ viewStore }: Stores) => viewStore.getState().runs.length > 0

/** The panels under the canvas, and walking the requests that were sent. */
export const goToCommands: readonly Command[] = [
  panel('test.open', 'Show the test console', 'test', ['G T']),
  panel('test.template', 'Show the template editor', 'template'),
  panel('test.trace', 'Show the trace', 'trace'),
  panel('test.log', 'Show the execution log', 'log'),
  panel('view.problems', 'Show the problems', 'problems'),
  panel('test.changes', 'Show the changes', 'changes'),
  {
    id: 'test.previous',
    label: 'Previous request in history',
    group: 'Test',
    shortcuts: ['Alt+ArrowUp'],
    repeats: true,
    enabled: hasRuns,
    run: (stores) => showNeighbour(stores, 1),
  },
  {
    id: 'test.next',
    label: 'Next request in history',
    group: 'Test',
    shortcuts: ['Alt+ArrowDown'],
    repeats: true,
    enabled: hasRuns,
    run: (stores) => showNeighbour(stores, -1),
  },
]

function panel(
  id: string,
  label: string,
  workbenchTab: WorkbenchTab,
  shortcuts?: readonly string[],
): Command {
  return {
    id,
    label,
    group: 'Go to',
    ...(shortcuts && { shortcuts, scope: 'canvas' }),
    enabled: isDesigner,
    run: ({ viewStore }) => {
      const { regions, change } = viewStore.getState()
      change({
        workbenchTab,
        regions: { ...regions, workbench: { ...regions.workbench, open: true } },
      })
      // the region may have to be drawn first
      requestAnimationFrame(() => focusRegion('workbench'))
    },
  }
}

/** The run before or after the shown one; runs are listed newest first. */
function showNeighbour({ viewStore }: Stores, step: 1 | -1): void {
  const { runs, shownRunId, change } = viewStore.getState()
  const shown = runs.findIndex(({ id }) => id === shownRunId)
  const next = runs[Math.max(0, Math.min(runs.length - 1, shown + step))]
  if (next) change({ shownRunId: next.id, shownStep: undefined })
}
