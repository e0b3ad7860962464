import { sameAddress, valueAt } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'

/**
 * Keep shown run and shown method together, whoever changes one of them: a method brings its newest run,
 * a run its method as long as the design has it.
 */
export function keepRunAndMethodTogether({ viewStore, designStore }: Stores): () => void {
  return viewStore.subscribe((view, before) => {
    const { runs, shownRunId, methodAt = [] } = view
    const run = runs.find(({ id }) => id === shownRunId)
    if (run ? sameAddress(run.methodAt, methodAt) : runs.length === 0) return
    if (shownRunId !== before.shownRunId && run) {
      const design = designStore.getState().history.present
      if (valueAt(design, run.methodAt) !== undefined) view.select(run.methodAt)
    } else if (view.methodAt !== before.methodAt) {
      const newest = runs.find((each) => sameAddress(each.methodAt, methodAt))
      if (newest?.id !== shownRunId) view.change({ shownRunId: newest?.id, shownStep: undefined })
    }
  })
}
