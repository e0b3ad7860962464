import { sameAddress } from '../../model/index.ts'
import type { Problem } from '../../model/index.ts'
import { isSameProblem } from '../store/sameProblem.ts'
import { apisAsTyped } from '../store/policyText.ts'
import { draftProblems, invalidDrafts } from '../store/fieldDrafts.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { ViewState } from '../store/viewStore.ts'
import type { Command } from './command.ts'

const isDesigner = ({ viewStore }: Stores) => viewStore.getState().screen === 'designer'

/** Walking the problems, and mending them. */
export const problemCommands: readonly Command[] = [
  {
    id: 'problems.next',
    label: 'Next problem',
    group: 'Go to',
    shortcuts: ['F8'],
    repeats: true,
    enabled: isDesigner,
    run: (stores) => showNeighbour(stores, 1),
  },
  {
    id: 'problems.previous',
    label: 'Previous problem',
    group: 'Go to',
    shortcuts: ['Shift+F8'],
    repeats: true,
    enabled: isDesigner,
    run: (stores) => showNeighbour(stores, -1),
  },
  {
    id: 'problems.fix',
    label: 'Fix the problem of the selection',
    group: 'Edit',
    shortcuts: ['Mod+.'],
    enabled: isDesigner,
    run: async (stores) => {
      const { isWithin } = await import('../../model/index.ts')
      const { fixOf } = await import('../../model/lint/index.ts')
      const { selection, reveal, notify } = stores.viewStore.getState()
      const found = await findProblems(stores)
      const here = [reveal?.at ?? selection, selection].flatMap((at) =>
        at.length === 0 ? [] : found.filter((problem) => isWithin(problem.at, at)),
      )
      const problem = here.find((each) => fixOf(each) !== undefined)
      const fix = problem && fixOf(problem)
      if (!fix) {
        notify({ type: 'info', text: 'Nothing in the selection has a fix.' })
        return
      }
      const fixed = stores.designStore.getState().edit('Fix a problem', fix)
      if (fixed.ok) notify({ type: 'success', text: `Fixed: ${problem.message}` })
    },
  },
]

/** In the order of the list of problems. */
async function findProblems(stores: Stores): Promise<readonly Problem[]> {
  const { lint } = await import('../../model/lint/index.ts')
  const { templateProblems, importProblems } = stores.viewStore.getState()
  const design = stores.designStore.getState().history.present
  const found = lint({ ...design, apis: apisAsTyped(stores, design) })
  const drafts = draftProblems(invalidDrafts(stores.fieldDrafts.getState()))
  return [...drafts, ...templateProblems, ...found, ...importProblems]
}

async function showNeighbour(stores: Stores, step: 1 | -1): Promise<void> {
  const { reveal, goToProblem, notify } = stores.viewStore.getState()
  const found = await findProblems(stores)
  if (found.length === 0) {
    notify({ type: 'info', text: 'There are no problems.' })
    return
  }
  const indices = indicesOfShown(found, reveal)
  const shown = (step === 1 ? indices.at(-1) : indices[0]) ?? (step === 1 ? -1 : found.length)
  const index = (shown + step + found.length) % found.length
  const problem = found[index]
  if (!problem) return
  goToProblem(problem)
  notify({ type: 'info', text: `Problem ${index + 1} of ${found.length}: ${problem.message}` })
}

/**
 * Where the problem that is looked at stands in the list; if none was gone to, all those at the address that was:
 * from the last of them on, or from the first of them back.
 */
function indicesOfShown(found: readonly Problem[], reveal: ViewState['reveal']): number[] {
  const { at, problem: shown } = reveal ?? {}
  const indicesOf = (isShown: (problem: Problem) => boolean) =>
    found.flatMap((problem, i) => (isShown(problem) ? [i] : []))
  const same = shown ? indicesOf((problem) => isSameProblem(problem, shown)) : []
  if (same.length > 0 || at === undefined) return same
  return indicesOf((problem) => sameAddress(problem.at, at))
}
