import type { Address } from '../../model/index.ts'
import type { Station, StepFacts } from '../trace.ts'
import { isOverflow } from '../vtl/index.ts'
import { Cancelled, configurationError } from '../exchange/failure.ts'
import type { Environment } from '../environment.ts'
import type { Recorder, StepDraft } from '../exchange/recorder.ts'

/** One step of a pipeline: its facts, which the trace repeats, and what it does. `S`: the stations of the kinds of API that have it. */
export interface PipelineStep<E, S extends Station = Station> extends StepFacts {
  readonly station: S
  /** Absent: the step is part of every run. */
  readonly applies?: (exchange: E) => boolean
  /** Does the step's work on the exchange, and writes down what it decided. Throws the refusal that ends the run. */
  readonly run: (exchange: E, draft: StepDraft) => void | Promise<void>
  /** What the execution log says once the step has passed. */
  readonly log?: (exchange: E) => void
}

/** What running a step needs to know of an exchange. */
interface Runnable {
  readonly call: { readonly apiId: string }
  readonly environment: Pick<Environment, 'cancelled'>
  readonly recorder: Recorder
  /** The method or the route, once it is matched. */
  readonly entryAt: Address | undefined
}

/**
 * Run the steps of a list in their order, at the address of the method or route once there is one. A step that returns
 * no promise is not waited for. Throws what a step throws, and `Cancelled` when the caller has lost interest.
 */
export async function runSteps<E extends Runnable>(
  exchange: E,
  steps: readonly PipelineStep<E>[],
): Promise<void> {
  for (const step of steps) {
    if (step.applies?.(exchange) === false) continue
    if (exchange.environment.cancelled?.()) throw new Cancelled()
    const at = exchange.entryAt ?? ['apis', exchange.call.apiId]
    const pending = exchange.recorder.step(step, at, (draft) =>
      withinLimits(at, () => step.run(exchange, draft)),
    )
    if (pending) await pending
    step.log?.(exchange)
  }
}

/** Run a step. One that is beyond what the JavaScript engine holds fails as the service's 500, in our words. */
function withinLimits(at: Address, work: () => void | Promise<void>): void | Promise<void> {
  const failed = (error: unknown): never => {
    if (!isOverflow(error)) throw error
    const message =
      'The request or the response nests too deep or is too large to be simulated. The service may take it.'
    throw configurationError('Not simulated', { code: 'simulation/too-large', message, at })
  }
  try {
    const pending = work()
    return pending instanceof Promise ? pending.catch(failed) : pending
  } catch (error) {
    return failed(error)
  }
}
