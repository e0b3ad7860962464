import type { Address, Json, Problem } from '../../model/index.ts'
import type { ServiceRule } from '../rules/lookup.ts'
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
      const { name, title, station, rule } = facts
      const { groundOf, writesOwnResponse, rendersTemplate, failsIntegration } = facts
      this.steps.push({
        name,
        title,
        station,
        rule,
        ...(groundOf && { groundOf }),
        ...(writesOwnResponse && { writesOwnResponse }),
        ...(rendersTemplate && { rendersTemplate }),
        ...(failsIntegration && { failsIntegration }),
        at: draft.at,
        outcome,
        input: draft.input,
        output: draft.output,
        decisions: draft.decisions,
        problems: draft.problems,
        ...(draft.settles && { settles: draft.settles }),
        startedMs: began - this.startedAt,
        tookMs: ended - began,
      })
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
