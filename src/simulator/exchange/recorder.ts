import type { Address, Json, Problem } from '../../model/index.ts'
import type { ServiceRule } from '../explain/pages/lookup.ts'
import type { Decision, Settlement, Step, StepFacts, Trace } from '../trace.ts'

/** A step while it is being written. */
export class StepDraft {
  input: Json = null
  output: Json = null
  /** The step had nothing to do. */
  skipped = false
  /** The step has refused the request with a value, where others throw. */
  failed = false
  /** Set by a step that decides how the client is answered. */
  settles: Settlement | undefined
  /** Where the step worked, once it knows better. */
  at: Address
  readonly decisions: Decision[] = []
  readonly problems: Problem[] = []

  constructor(at: Address) {
    this.at = at
  }

  decide(text: string, at?: Address, rule?: ServiceRule): void {
    this.decisions.push(
      at
        ? rule === undefined
          ? { text, at }
          : { text, at, rule }
        : rule === undefined
          ? { text }
          : { text, rule },
    )
  }

  tell(problem: Problem): void {
    this.problems.push(problem)
  }
}

/** A record while it is being written. */
type Written<T> = { -readonly [K in keyof T]: T[K] }

/** Writes the trace and the execution log of one run. */
export class Recorder {
  private readonly steps: Step[] = []
  readonly log: string[] = []
  private readonly elapsed: () => number
  private readonly startedAt: number

  constructor(elapsed: () => number) {
    this.elapsed = elapsed
    this.startedAt = elapsed()
  }

  /** Run a step and record what it did. A failure is recorded and goes on. Returns a promise only where the step does. */
  step<T>(facts: StepFacts, at: Address, work: (draft: StepDraft) => T): T {
    const began = this.elapsed()
    const draft = new StepDraft(at)
    const finish = (outcome: Step['outcome']) => {
      const ended = this.elapsed()
      const step: Written<Step> = {
        name: facts.name,
        title: facts.title,
        station: facts.station,
        rule: facts.rule,
        at: draft.at,
        outcome,
        input: draft.input,
        output: draft.output,
        decisions: draft.decisions,
        problems: draft.problems,
        startedMs: began - this.startedAt,
        tookMs: ended - began,
      }
      // assigned one by one: spreading what may be absent takes most of the time of a short step
      if (facts.groundOf) step.groundOf = facts.groundOf
      if (facts.writesOwnResponse) step.writesOwnResponse = facts.writesOwnResponse
      if (facts.rendersTemplate) step.rendersTemplate = facts.rendersTemplate
      if (facts.failsIntegration) step.failsIntegration = facts.failsIntegration
      if (draft.settles) step.settles = draft.settles
      this.steps.push(step)
    }
    const done = <V>(value: V): V => {
      finish(draft.failed ? 'failed' : draft.skipped ? 'skipped' : 'passed')
      return value
    }
    const failed = (error: unknown): never => {
      if (error instanceof Error) {
        const failure = error as Error & { problems?: readonly Problem[] } // GatewayFailure carries problems
        for (const problem of failure.problems ?? []) draft.tell(problem)
      }
      finish('failed')
      throw error
    }
    let result: T
    try {
      result = work(draft)
    } catch (error) {
      return failed(error)
    }
    // a promise stays one of the same type
    return result instanceof Promise ? (result.then(done, failed) as T) : done(result)
  }

  trace(): Trace {
    return { steps: this.steps, tookMs: this.elapsed() - this.startedAt }
  }
}
