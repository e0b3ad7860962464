import { useDeferredValue, useMemo } from 'react'
import { isWithin, lint } from '../../model/index.ts'
import type { Address, LintedDesign, Problem, Severity } from '../../model/index.ts'
import { useDesign, useDesignState, useView } from '../store/StoreContext.tsx'

/** What lint found last: moving things on the canvas asks nothing anew, however many components ask. */
let linted: { readonly of: LintedDesign; readonly found: readonly Problem[] } | undefined

function lintOnce({ apis, access }: LintedDesign): readonly Problem[] {
  if (linted?.of.apis !== apis || linted.of.access !== access) {
    linted = { of: { apis, access }, found: lint({ apis, access }) }
  }
  return linted.found
}

/** Everything to look at: lint, templates that cannot be read, what an import left behind, what stopped the shown run. */
export function useProblems(): readonly Problem[] {
  const design = useDeferredValue(useDesign((present) => present))
  const templates = useView((state) => state.templateProblems)
  const imported = useView((state) => state.importProblems)
  const run = useView((state) => state.runs.find(({ id }) => id === state.shownRunId))
  return useMemo(() => {
    const ofRun =
      run?.outcome.state === 'answered'
        ? run.outcome.simulation.trace.steps.flatMap(({ problems }) => problems)
        : run?.outcome.state === 'failed'
          ? run.outcome.problems
          : []
    return [...ofRun, ...templates, ...lintOnce(design), ...imported]
  }, [design, templates, imported, run])
}

/** The problems at an address or below it, with what the last edit was refused for. */
export function useProblemsAt(at: Address): readonly Problem[] {
  const problems = useProblems()
  const refusal = useDesignState((state) => state.refusal)
  return useMemo(
    () => [...refusal, ...problems].filter((problem) => isWithin(problem.at, at) && at.length > 0),
    [problems, refusal, at],
  )
}

/** How many there are of each severity. */
export function useProblemCounts(): Readonly<Record<Severity, number>> {
  const problems = useProblems()
  return useMemo(() => {
    const count = (severity: Severity) =>
      problems.filter((problem) => problem.severity === severity).length
    return { error: count('error'), warning: count('warning'), info: count('info') }
  }, [problems])
}
