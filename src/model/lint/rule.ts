import type { Address } from '../address.ts'
import type { Problem, Result, Severity, TextPosition } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Json } from '../schema/json.ts'
import type { ApiFacts, MethodFacts } from './facts.ts'

/** The parts of a design that lint looks at; where they are the same, the problems are. */
export type LintedDesign = Pick<Design, 'apis' | 'access' | 'mutedRules'>

/** What a rule found, without what all its findings share. */
export interface Finding {
  readonly message: string
  readonly at: Address
  /** Where in the text at the address. */
  readonly position?: TextPosition
  /** False where the rule's fix would have to guess; absent: as the rule says. */
  readonly isFixable?: boolean
}

/** Members of something as they stand in a saved design; what is not given is as a sound design has it. */
export type Part = { readonly [name: string]: Json | readonly Json[] | Part }

/** As much of a design as shows a rule. */
export interface Example {
  /** `GET /pets` to members of the method. */
  readonly methods?: Readonly<Record<string, Part>>
  /** Members of the API. */
  readonly api?: Part
  /** Members of the design's `access`. */
  readonly access?: Part
}

/** A thing to look at in a design that the service would store all the same. */
export type Rule = RuleText &
  (
    | OneOf<{
        /** Looks at a method alone: what it found stands as long as the method does. */
        readonly checkMethod: (method: MethodFacts) => readonly Finding[]
      }>
    | OneOf<{ readonly check: (api: ApiFacts) => readonly Finding[] }>
    /** For what no single API has: usage plans, API keys, custom domain names. */
    | OneOf<{ readonly checkDesign: (design: LintedDesign) => readonly Finding[] }>
  )

/** A rule looks in one way. */
type OneOf<T> = T & {
  readonly [K in Exclude<'checkMethod' | 'check' | 'checkDesign', keyof T>]?: never
}

interface RuleText {
  /** What is wrong, in a few words. */
  readonly title: string
  /** Why it matters. */
  readonly why: string
  /** What to do about it. */
  readonly advice: string
  readonly severity: Severity
  /** A design that the rule finds something in, and one that is as it should be. Both are tested. */
  readonly bad: Example
  readonly good: Example
  /** Mends one finding where that is safe: nothing that the user wrote is lost. */
  readonly fix?: (design: Design, problem: Problem) => Result<Design>
}
