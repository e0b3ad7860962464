import { ok } from '../result.ts'
import type { Problem, Result, Severity } from '../result.ts'
import { isWithin } from '../address.ts'
import type { Address } from '../address.ts'
import type { Design, MutedRule } from '../schema/design.ts'
import type { LintedDesign, Subjects } from './facts.ts'
import { readFacts } from './readFacts/index.ts'
import type { Finding, Rule, RuleFor, SubjectName } from './rule.ts'
import { rules } from './rules/index.ts'

/** A problem that a rule found. */
export interface LintProblem extends Problem {
  readonly ruleId: string
  /** True where the rule can mend it safely. */
  readonly isFixable: boolean
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Everything that the rules find in a design, errors first, but for what the user has muted. */
export function lint(design: LintedDesign): LintProblem[] {
  return [...lintAll(design).told]
}

/** What the rules find in a design, errors first: what is told, and what the user has muted. */
export function lintAll(design: LintedDesign): {
  readonly told: readonly LintProblem[]
  readonly muted: readonly LintProblem[]
} {
  const found = findAll(design)
  const { mutedRules = [] } = design
  if (mutedRules.length === 0) return { told: found, muted: [] }
  const isMuted = (problem: LintProblem) => mutedRules.some((rule) => isMutedBy(problem, rule))
  return {
    told: found.filter((problem) => !isMuted(problem)),
    muted: found.filter(isMuted),
  }
}

/** True for what a rule found in the whole design, or at a place or below it, where the user has muted it. */
export function isMutedBy(problem: Problem, { ruleId, at }: MutedRule): boolean {
  return ruleIdOf(problem) === ruleId && (at === undefined || isWithin(problem.at, at))
}

interface Outcome {
  /** Of the rule in the linter's list. */
  readonly index: number
  readonly problems: readonly LintProblem[]
  readonly hasFailed: boolean
}

/**
 * Make a function that returns all problems that some rules find in a design, errors first. A rule that throws does not
 * end the others: it becomes one problem, `lint/rule-failed`, which names the rule.
 */
export function createLinter(
  registry: Readonly<Record<string, Rule>>,
): (design: LintedDesign) => LintProblem[] {
  const entries = Object.entries(registry).sort(
    ([, left], [, right]) => rank[left.severity] - rank[right.severity],
  )
  // an edit changes few methods, and facts of the others stay the same objects: what was found in them is found again here
  const known = new WeakMap<object, readonly Outcome[]>()

  function outcomesOf<S extends SubjectName>(subject: S, facts: Subjects[S]): readonly Outcome[] {
    const before = known.get(facts)
    if (before) return before
    const outcomes = entries.flatMap(([id, rule], index): Outcome[] => {
      if (rule.appliesTo !== subject) return []
      const check = rule.check as RuleFor<S>['check'] // a rule that applies to a subject checks its facts
      try {
        const problems = check(facts).map((finding) => problemOf(id, rule, finding))
        return problems.length === 0 ? [] : [{ index, problems, hasFailed: false }]
      } catch (error) {
        return [{ index, problems: [failureOf(id, facts, error)], hasFailed: true }]
      }
    })
    known.set(facts, outcomes)
    return outcomes
  }

  return (design) => {
    const found = entries.map((): LintProblem[] => [])
    const failed = new Set<number>()
    const facts = readFacts(design)
    const subjectNames = Object.keys(facts) as SubjectName[] // readFacts names every subject and no more
    const outcomes = subjectNames.flatMap((subject) =>
      facts[subject].flatMap((each) => outcomesOf(subject, each)),
    )
    for (const { index, problems, hasFailed } of outcomes) {
      if (hasFailed && failed.has(index)) continue
      if (hasFailed) failed.add(index)
      found[index]?.push(...problems)
    }
    return found.flat()
  }
}

function failureOf(ruleId: string, facts: object, error: unknown): LintProblem {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'lint/rule-failed',
    message: `The lint rule ${ruleId} failed, so its findings are incomplete: ${reason}`,
    severity: 'warning',
    at: 'at' in facts ? (facts.at as Address) : [], // the facts of everything but the design have their address
    ruleId,
    isFixable: false,
  }
}

function problemOf(ruleId: string, rule: Rule, finding: Finding): LintProblem {
  const { message, at, position, isFixable = true } = finding
  return {
    code: `lint/${ruleId}`,
    message,
    severity: rule.severity,
    at,
    ...(position && { position }),
    ruleId,
    isFixable: isFixable && rule.fix !== undefined,
  }
}

const findAll = createLinter(rules)

/** The rule that found a problem; `undefined` where lint did not find it. */
export function ruleIdOf(problem: Problem): string | undefined {
  const id = /^lint\/(.+)$/.exec(problem.code)?.[1]
  return id !== undefined && Object.hasOwn(rules, id) ? id : undefined
}

/** How a problem that a rule found is mended; `undefined` where its rule has no safe way. */
export function fixOf(problem: Problem): ((design: Design) => Result<Design>) | undefined {
  const id = ruleIdOf(problem)
  const fix = id === undefined ? undefined : rules[id]?.fix
  const isFixable = 'isFixable' in problem && problem.isFixable === true
  return fix && isFixable ? (design) => fix(design, problem) : undefined
}

/**
 * Mend everything that one rule finds and can mend safely, as one operation. What is left over is in the problems of
 * the result. Refused where nothing could be mended, for the first reason.
 */
export function fixAll(design: Design, ruleId: string): Result<Design> {
  const left: Problem[] = []
  let present = design
  let fixed = 0
  for (const problem of lint(design)) {
    const fix = problem.ruleId === ruleId ? fixOf(problem) : undefined
    if (!fix) continue
    const result = fix(present)
    if (result.ok) {
      present = result.value
      fixed++
    } else left.push(...result.problems)
  }
  return fixed === 0 && left.length > 0 ? { ok: false, problems: left } : ok(present, left)
}
