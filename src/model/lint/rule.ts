import type { Address } from '../address.ts'
import type { Problem, Result, Severity, TextPosition } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Json } from '../schema/json.ts'
import type { Subjects } from './facts.ts'

/** What a rule found, without what all its findings share. */
export interface Finding {
  readonly message: string
  readonly at: Address
  /** Where in the text at the address. */
  readonly position?: TextPosition
  /** False where the rule's fix would have to guess. Absent: the rule decides. */
  readonly isFixable?: boolean
}

/** Properties as a saved design has them. Those that are not given are as in a sound design. */
export type Part = { readonly [name: string]: Json | readonly Json[] | Part }

/** The part of a design that shows what a rule finds. A design has a REST API, or an HTTP API when `routes` or `httpApi` is given. */
export interface Example {
  /** `GET /pets` to properties of the method of a REST API. */
  readonly methods?: Readonly<Record<string, Part>>
  /** Properties of the REST API. */
  readonly api?: Part
  /**
   * Route keys of an HTTP API to properties of the route. `integration` has the properties of an integration of its own,
   * or is null for a route without a target. Absent: the route targets the integration `backend`.
   */
  readonly routes?: Readonly<Record<string, Part>>
  /** Properties of the HTTP API. */
  readonly httpApi?: Part
  /** Properties of the design's `access`. */
  readonly access?: Part
  /** Properties of the design's `identities`. */
  readonly identities?: Part
  /** The design's `backends`. */
  readonly backends?: Part
}

export type SubjectName = keyof Subjects

/** A rule for one kind of subject, for example HTTP APIs. */
export type RuleFor<S extends SubjectName> = RuleText & {
  /** What the rule checks. */
  readonly appliesTo: S
  readonly check: (facts: Subjects[S]) => readonly Finding[]
}

/** Something in a design that deserves attention although the design can be saved. */
export type Rule = { readonly [S in SubjectName]: RuleFor<S> }[SubjectName]

interface RuleText {
  /** What is wrong, in a few words. */
  readonly title: string
  /** Why it matters. */
  readonly why: string
  /** What to do about it. */
  readonly advice: string
  /** The page of AWS's documentation that states the fact. */
  readonly source?: string
  /** `error` only for what the service refuses or what fails for every request. */
  readonly severity: Severity
  /** A design in which the rule finds something, and the same design put right. Both are tested and shown. */
  readonly bad: Example
  readonly good: Example
  /** Mends one finding where that is safe: nothing that the user wrote is lost. */
  readonly fix?: (design: Design, problem: Problem) => Result<Design>
}
