import { createContext, useContext, useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { isWithin } from '../../model/index.ts'
import type { Address, Problem, Severity } from '../../model/index.ts'
import type { LintedDesign } from '../../model/lint/index.ts'
import { useApisAsTyped } from '../store/policyText.ts'
import { draftProblems, invalidDrafts } from '../store/fieldDrafts.ts'
import { useDesign, useDesignState, useFieldDrafts, useView } from '../store/StoreContext.tsx'
import { indexProblems } from './problemIndex.ts'
import type { ProblemIndex } from './problemIndex.ts'

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

const nothing: Linted = { told: [], muted: [] }

/** Everything to look at, by its places too. */
export interface AllProblems {
  readonly problems: readonly Problem[]
  readonly index: ProblemIndex
  /** What lint finds and the user has muted. */
  readonly muted: readonly Problem[]
}

const ProblemsContext = createContext<AllProblems>({
  problems: [],
  index: indexProblems([]),
  muted: [],
})

/** What lint finds in the design, with the texts of policies as they stand in their editor. */
function useLinted(): Linted {
  const design = useDeferredValue(useDesign((present) => present))
  const apis = useApisAsTyped(design)
  const rules = useSyncExternalStore(awaitRules, () => lint)
  const { access, identities, backends, mutedRules } = design
  return useMemo(
    () => (rules ? rules({ apis, access, identities, backends, mutedRules }) : nothing),
    [apis, access, identities, backends, mutedRules, rules],
  )
}

/**
 * Looks for problems once, for all that is drawn below, after what was edited is in the picture: drafts that are not
 * valid, lint, templates that cannot be read, what an import left behind, what stopped the shown run.
 */
export function ProblemsProvider({ children }: { readonly children: ReactNode }) {
  const { told, muted } = useLinted()
  const templates = useView((state) => state.templateProblems)
  const imported = useView((state) => state.importProblems)
  const run = useView((state) => state.runs.find(({ id }) => id === state.shownRunId))
  const drafts = useFieldDrafts(useShallow(invalidDrafts))
  const all = useMemo(() => {
    const ofRun =
      run?.outcome.state === 'answered'
        ? run.outcome.simulation.trace.steps.flatMap(({ problems }) => problems)
        : run?.outcome.state === 'failed'
          ? run.outcome.problems
          : []
    const problems = [...draftProblems(drafts), ...ofRun, ...templates, ...told, ...imported]
    return { problems, index: indexProblems(problems), muted }
  }, [told, muted, templates, imported, run, drafts])
  return <ProblemsContext value={all}>{children}</ProblemsContext>
}

/** Everything to look at. */
export function useProblems(): AllProblems {
  return useContext(ProblemsContext)
}

/** The problems at an address or below it, with what the last edit was refused for. Nothing for the design itself. */
export function useProblemsAt(at: Address): readonly Problem[] {
  const { index } = useProblems()
  const refusal = useDesignState((state) => state.refusal)
  return useMemo(() => {
    if (at.length === 0) return []
    const found = index.at(at)
    const refused = refusal.filter((problem) => isWithin(problem.at, at))
    return refused.length === 0 ? found : [...refused, ...found]
  }, [index, refusal, at])
}

/** Whether the rules have been loaded, so that a count of none is one. */
export function useIsLookedThrough(): boolean {
  return useSyncExternalStore(awaitRules, () => lint !== undefined)
}

/** How many there are of each severity. */
export function useProblemCounts(): Readonly<Record<Severity, number>> {
  const { problems } = useProblems()
  return useMemo(() => {
    const count = (severity: Severity) =>
      problems.filter((problem) => problem.severity === severity).length
    return { error: count('error'), warning: count('warning'), info: count('info') }
  }, [problems])
}
