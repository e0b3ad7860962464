import { tooMuchToMatch } from '../linearPattern.ts'
import { isOverflow, TemplateError } from '../vtl/index.ts'
import type { Costs } from '../vtl/index.ts'
import { readBodyPattern } from './bodyPattern.ts'
import type { BodyPattern } from './bodyPattern.ts'

// What the checks of a schema are made of.

/** The members of an object of JSON. */
export type Members = Readonly<Record<string, unknown>>

/** What is left of one validation. */
export interface Run {
  /** How often a schema may still be tried on a value. */
  stepsLeft: number
  /** What matching patterns may take. */
  readonly costs: Costs
  /** What could not be checked, and why. A body is not valid where there is something, whatever its schemas combine. */
  readonly unchecked: Set<string>
}

/** Adds what is wrong with a value to a list of errors. */
export type Check<T> = (value: T, run: Run, depth: number, errors: string[]) => void

/** The check of a part of the schema that is being read. */
export type Part = (schema: unknown) => Check<unknown>

/** Patterns by their text, each read once. */
export type Patterns = Map<string, TextPattern>

/** Whether a pattern is found in a text; `undefined` where that cannot be known. */
export type TextPattern = (text: string, run: Run) => boolean | undefined

/** True for an object of JSON. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The texts of a list; none where it is no list. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** Some checks as one, in their order; none where there is none. */
export function allOf<T>(checks: readonly (Check<T> | undefined)[]): Check<T> | undefined {
  const there = checks.filter((check) => check !== undefined)
  const [first] = there
  if (!first || there.length === 1) return first
  return (value, run, depth, errors) => {
    for (const check of there) check(value, run, depth, errors)
  }
}

/** A pattern, read once: whether it is found in a text; `undefined` where that cannot be known, which the run keeps. */
export function patternOf(patterns: Patterns, pattern: string): TextPattern {
  const known = patterns.get(pattern)
  if (known) return known
  const read = readBodyPattern(pattern)
  const made: TextPattern = (text, run) => {
    const found = 'refusal' in read ? read.refusal : foundIn(read, text, run.costs)
    if (typeof found === 'boolean') return found
    const shown =
      pattern.length > shownCharacters ? `${pattern.slice(0, shownCharacters)} …` : pattern
    run.unchecked.add(`the pattern ${JSON.stringify(shown)} cannot be matched: ${found}`)
    return undefined
  }
  patterns.set(pattern, made)
  return made
}

/** Characters of a pattern that are shown. */
const shownCharacters = 200

/** Whether a pattern is found, or why that cannot be known. */
function foundIn(pattern: BodyPattern, text: string, costs: Costs): boolean | string {
  try {
    return pattern.finds(text, costs) ?? tooMuchToMatch
  } catch (error) {
    const isStopped = error instanceof TemplateError && error.kind === 'budget'
    if (isStopped || isOverflow(error)) return tooMuchToMatch
    throw error
  }
}
