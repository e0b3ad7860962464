import { ok } from '../result.ts'
import type { Problem, Result, Severity } from '../result.ts'
import { isWithin } from '../address.ts'
import type { Design, MutedRule } from '../schema/design.ts'
import { factsOf } from './facts.ts'
import type { MethodFacts } from './facts.ts'
import type { Finding, LintedDesign, Rule } from './rule.ts'
import { rules } from './rules/index.ts'

/** A problem that a rule found. */
export interface LintProblem extends Problem {
  readonly ruleId: string
  /** True where the rule can mend it safely. */
  readonly isFixable: boolean
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }
const ruleEntries = Object.entries(rules).sort(
  ([, left], [, right]) => rank[left.severity] - rank[right.severity],
)

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

function findAll(design: LintedDesign): LintProblem[] {
  const apis = Object.values(design.apis).flatMap((api) =>
    api.protocol === 'REST' ? [factsOf(api, design)] : [],
  )
  const found = ruleEntries.map(([id, rule]): LintProblem[] => {
    const { check, checkDesign } = rule
    const findings = check ? apis.flatMap((api) => check(api)) : (checkDesign?.(design) ?? [])
    return findings.map((finding) => problemOf(id, rule, finding))
  })
  for (const { methods } of apis) {
    for (const method of methods) {
      for (const { index, problem } of problemsOfMethod(method)) found[index]?.push(problem)
    }
  }
  return found.flat()
}

interface MethodProblem {
  /** Of the rule in `ruleEntries`. */
  readonly index: number
  readonly problem: LintProblem
}

/** An edit changes few methods: what was found in the others is found again here. */
const foundInMethods = new WeakMap<MethodFacts, readonly MethodProblem[]>()

function problemsOfMethod(method: MethodFacts): readonly MethodProblem[] {
  const known = foundInMethods.get(method)
  if (known) return known
  const found = ruleEntries.flatMap(([id, rule], index) =>
    (rule.checkMethod?.(method) ?? []).map((finding) => ({
      index,
      problem: problemOf(id, rule, finding),
    })),
  )
  foundInMethods.set(method, found)
  return found
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
