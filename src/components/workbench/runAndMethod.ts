import { sameAddress, valueAt } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'

/**
 * Keep the shown run and the shown method or route together, whoever changes one of them: a method brings its newest run,
 * a run its method, as long as the design has it.
 */
export function keepRunAndMethodTogether({ viewStore, designStore }: Stores): () => void {
  return viewStore.subscribe((view, before) => {
    const { runs, shownRunId, entryAt = [] } = view
    const run = runs.find(({ id }) => id === shownRunId)
    if (run ? sameAddress(run.entryAt, entryAt) : runs.length === 0) return
    if (shownRunId !== before.shownRunId && run) {
      const design = designStore.getState().history.present
      if (valueAt(design, run.entryAt) !== undefined) view.select(run.entryAt)
    } else if (view.entryAt !== before.entryAt) {
      const newest = runs.find((each) => sameAddress(each.entryAt, entryAt))
      if (newest?.id !== shownRunId) view.change({ shownRunId: newest?.id, shownStep: undefined })
    }
  })
}
