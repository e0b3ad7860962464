import type { Address, Json, Problem } from '../../model/index.ts'
import type { Decision, Station, Step, Trace } from '../trace.ts'

/** A step while it is being written. */
export interface StepDraft {
  input: Json
  output: Json
  readonly decide: (text: string, at?: Address, rule?: string) => void
  readonly tell: (problem: Problem) => void
  /** The stage had nothing to do. */
  skipped: boolean
  /** Where the stage worked, once it knows better. */
  at: Address
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

  /** Run a stage and record what it did. A failure is recorded and goes on. */
  async step<T>(
    name: string,
    title: string,
    station: Station,
    at: Address,
    work: (draft: StepDraft) => T | Promise<T>,
  ): Promise<T> {
    const decisions: Decision[] = []
    const problems: Problem[] = []
    const began = this.elapsed()
    const draft: StepDraft = {
      input: null,
      output: null,
      skipped: false,
      at,
      decide: (text, where, rule) =>
        decisions.push({ text, ...(where && { at: where }), ...(rule !== undefined && { rule }) }),
      tell: (problem) => problems.push(problem),
    }
    const finish = (outcome: Step['outcome']) =>
      this.steps.push({
        name,
        title,
        station,
        at: draft.at,
        outcome,
        input: draft.input,
        output: draft.output,
        decisions,
        problems,
        startedMs: began - this.startedAt,
        tookMs: this.elapsed() - began,
      })
    try {
      const result = await work(draft)
      finish(draft.skipped ? 'skipped' : 'passed')
      return result
    } catch (error) {
      if (error instanceof Error) {
        const failure = error as Error & { problems?: readonly Problem[] } // GatewayFailure carries problems
        for (const problem of failure.problems ?? []) problems.push(problem)
      }
      finish('failed')
      throw error
    }
  }

  trace(): Trace {
    return { steps: this.steps, tookMs: this.elapsed() - this.startedAt }
  }
}
