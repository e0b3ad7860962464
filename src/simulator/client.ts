import { wrap } from 'comlink'
import type { Remote } from 'comlink'
import { fail } from '../model/index.ts'
import type { Design, Result } from '../model/index.ts'
import type {
  Rendered,
  Simulation,
  SimulationCall,
  TemplateCall,
  TemplateProblem,
} from './index.ts'
import type { WorkerSimulator } from './worker.ts'

/** The simulator in a worker: a template or a backend that hangs never stops the page. */
export interface Simulator {
  /** Run a request. A run that is aborted, or takes longer than it may, ends its worker; a new one starts with the next call. */
  readonly simulate: (
    design: Design,
    call: SimulationCall,
    options?: { readonly signal?: AbortSignal; readonly timeoutMs?: number },
  ) => Promise<Result<Simulation>>
  readonly render: (call: Omit<TemplateCall, 'observe'>) => Promise<Rendered>
  /** What is wrong with a template's text, or nothing. */
  readonly problemOf: (template: string) => Promise<TemplateProblem | undefined>
  readonly dispose: () => void
}

/** Longer than any backend may take, with its template budgets. */
const longestRunMs = 40_000

/** A simulator whose worker is made at its first call. */
export function createSimulator(): Simulator {
  let current: { readonly worker: Worker; readonly remote: Remote<WorkerSimulator> } | undefined
  const ready = () => {
    if (!current) {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), {
        type: 'module',
        name: 'simulator',
      })
      current = { worker, remote: wrap<WorkerSimulator>(worker) }
    }
    return current
  }
  const end = () => {
    current?.worker.terminate()
    current = undefined
  }
  return {
    simulate: (design, call, options = {}) =>
      new Promise((resolve) => {
        const { worker, remote } = ready()
        const finish = (result: Result<Simulation>) => {
          clearTimeout(timer)
          options.signal?.removeEventListener('abort', cancel)
          worker.removeEventListener('error', broken)
          resolve(result)
        }
        const stop = (code: string, message: string) => {
          end()
          finish(fail(code, message))
        }
        const cancel = () => stop('run/cancelled', 'The run was cancelled.')
        const broken = (event: ErrorEvent) =>
          stop('run/broken', `The simulator stopped: ${event.message}`)
        const limit = options.timeoutMs ?? longestRunMs
        const timer = setTimeout(
          () =>
            stop('run/too-long', `The run was stopped after ${Math.round(limit / 1000)} seconds.`),
          limit,
        )
        options.signal?.addEventListener('abort', cancel)
        worker.addEventListener('error', broken)
        remote.simulate(design, call).then(finish, (error: unknown) => {
          stop(
            'run/broken',
            `The simulator stopped: ${error instanceof Error ? error.message : String(error)}`,
          )
        })
      }),
    render: (call) => ready().remote.render(call),
    problemOf: (template) => ready().remote.problemOf(template),
    dispose: end,
  }
}
