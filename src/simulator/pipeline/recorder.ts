import type { Address, Json, Problem } from '../../model/index.ts'
import type { ServiceRule } from '../rules/lookup.ts'
import type { Decision, Station, Step, Trace } from '../trace.ts'

/** A step while it is being written. */
export class StepDraft {
  input: Json = null
  output: Json = null
  /** The stage had nothing to do. */
  skipped = false
  /** Where the stage worked, once it knows better. */
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

  /** Run a stage and record what it did. A failure is recorded and goes on. Gives a promise only where the stage does. */
  step<T>(
    name: string,
    title: string,
    station: Station,
    at: Address,
    work: (draft: StepDraft) => T | Promise<T>,
  ): T | Promise<T> {
    const began = this.elapsed()
    const draft = new StepDraft(at)
    const finish = (outcome: Step['outcome']) => {
      const ended = this.elapsed()
      this.steps.push({
        name,
        title,
        station,
        at: draft.at,
        outcome,
        input: draft.input,
        output: draft.output,
        decisions: draft.decisions,
        problems: draft.problems,
        startedMs: began - this.startedAt,
        tookMs: ended - began,
      })
    }
    const passed = (value: T): T => {
      finish(draft.skipped ? 'skipped' : 'passed')
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
    let result: T | Promise<T>
    try {
      result = work(draft)
    } catch (error) {
      return failed(error)
    }
    return result instanceof Promise ? result.then(passed, failed) : passed(result)
  }

  trace(): Trace {
    return { steps: this.steps, tookMs: this.elapsed() - this.startedAt }
  }
}
