import type { Problem, Result, Severity } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { Address } from '../address.ts'

/** What a rule found, without what all its findings share. */
export interface Finding {
  readonly message: string
  readonly at: Address
}

/** A thing to look at in a design that the service would store all the same. */
export interface Rule {
  /** Why it matters, for the rule's page. */
  readonly why: string
  readonly severity: Severity
  readonly check: (api: RestApi, design: Design) => readonly Finding[]
  /** Mends one finding where that is safe. */
  readonly fix?: (design: Design, problem: Problem) => Result<Design>
}
