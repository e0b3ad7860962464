import { useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import { isWithin } from '../../model/index.ts'
import type { Address, Problem, Severity } from '../../model/index.ts'
import type { LintedDesign } from '../../model/lint/index.ts'
import { useApisAsTyped } from '../inspector/policy/policyText.ts'
import { useDesign, useDesignState, useView } from '../store/StoreContext.tsx'

/** What lint found: what is told, and what the user has muted. */
interface Linted {
  readonly told: readonly Problem[]
  readonly muted: readonly Problem[]
}
type Lint = (design: LintedDesign) => Linted

/** The rules, once they are loaded: the page is drawn before it is looked through. */
let lint: Lint | undefined
let loading: Promise<void> | undefined
const waiting = new Set<() => void>()

function awaitRules(tell: () => void): () => void {
  waiting.add(tell)
  loading ??= idle()
    .then(() => import('../../model/lint/index.ts'))
    .then((rules) => {
      lint = rules.lintAll
      for (const each of waiting) each()
    })
  return () => waiting.delete(tell)
}

/** Milliseconds that the first picture has to itself. */
const firstPictureMs = 2500

function idle(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => {
      if ('requestIdleCallback' in window) {
        window.requestIdleCallback(() => resolve(), { timeout: 2000 })
      } else resolve()
    }, firstPictureMs)
  })
}

/** What lint found last: moving things on the canvas asks nothing anew, however many components ask. */
let linted: { readonly of: LintedDesign; readonly found: Linted } | undefined

const nothing: Linted = { told: [], muted: [] }

function lintOnce({ apis, access, mutedRules }: LintedDesign, rules: Lint): Linted {
  const { of } = linted ?? {}
  const isKnown =
    linted && of?.apis === apis && of.access === access && of.mutedRules === mutedRules
  if (isKnown) return linted?.found ?? nothing
  const design = { apis, access, mutedRules }
  const found = rules(design)
  linted = { of: design, found }
  return found
}

/** What lint finds in the design, with the texts of policies as they stand in their editor. */
function useLinted(): Linted {
  const design = useDeferredValue(useDesign((present) => present))
  const apis = useApisAsTyped(design)
  const rules = useSyncExternalStore(awaitRules, () => lint)
  const { access, mutedRules } = design
  return useMemo(
    () => (rules ? lintOnce({ apis, access, mutedRules }, rules) : nothing),
    [apis, access, mutedRules, rules],
  )
}

/** What lint finds and the user has muted. */
export function useMutedProblems(): readonly Problem[] {
  return useLinted().muted
}

/** Everything to look at: lint, templates that cannot be read, what an import left behind, what stopped the shown run. */
export function useProblems(): readonly Problem[] {
  const { told } = useLinted()
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
    return [...ofRun, ...templates, ...told, ...imported]
  }, [told, templates, imported, run])
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
