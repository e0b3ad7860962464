import { readLinearPattern } from '../linearPattern.ts'
import type { LinearPattern } from '../linearPattern.ts'

// What the checks of a schema are made of.

/** The members of an object of JSON. */
export type Members = Readonly<Record<string, unknown>>

/** What is left of one validation. */
export interface Run {
  /** How often a schema may still be tried on a value. */
  stepsLeft: number
}

/** Adds what is wrong with a value to a list of errors. */
export type Check<T> = (value: T, run: Run, depth: number, errors: string[]) => void

/** The check of a part of the schema that is being read. */
export type Part = (schema: unknown) => Check<unknown>

/** Patterns by their text, each read once; `undefined` where one cannot be used. */
export type Patterns = Map<string, LinearPattern | undefined>

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

/** A pattern, read once; `undefined` where it cannot be used. */
export function patternOf(patterns: Patterns, pattern: string): LinearPattern | undefined {
  if (!patterns.has(pattern)) {
    const read = readLinearPattern(pattern)
    patterns.set(pattern, 'refusal' in read ? undefined : read)
  }
  return patterns.get(pattern)
}
