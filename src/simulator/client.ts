import { proxy, releaseProxy, wrap } from 'comlink'
import type { Endpoint, Remote } from 'comlink'
import { fail, ok } from '../model/index.ts'
import type { Design, Result } from '../model/index.ts'
import type {
  Caller,
  ClientRequest,
  Recording,
  Rendered,
  Simulation,
  SimulationCall,
  TemplateFacts,
  TemplateProblem,
  TemplateRemark,
} from './index.ts'
import type { RemoteTemplateCall, WorkerApi, WorkerSettings } from './worker.ts'

export type { RemoteTemplateCall, WorkerSettings } from './worker.ts'

/** The simulator as the page has it: everything runs in a worker. */
export interface Simulator {
  /**
   * Run a call. A run that hangs is stopped and its worker replaced: that is a problem, `simulator/hung`.
   * Rejects with the signal's reason when the caller has lost interest.
   */
  readonly simulate: (
    design: Design,
    call: SimulationCall,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<Result<Simulation>>
  /** The request of a call as a caller sends it: signed, or with a key or a token. */
  readonly requestAs: (
    design: Design,
    call: SimulationCall,
    caller: Caller,
  ) => Promise<Result<ClientRequest>>
  /** Forget what the gateway remembers between calls: buckets, quotas, caches. A worker that had to be replaced has forgotten already. */
  readonly resetState: () => Promise<void>
  /** Run one template. */
  readonly renderTemplate: (
    call: RemoteTemplateCall,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<Rendered>
  /** Run one template and keep every step of it. */
  readonly recordTemplate: (
    call: RemoteTemplateCall,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<Recording>
  /** Read a template without running it: the problem with its place, or none. */
  readonly parseTemplate: (template: string) => Promise<TemplateProblem | undefined>
  /** Look through a template without running it: what is likely not meant. */
  readonly diagnoseTemplate: (
    template: string,
    facts: TemplateFacts,
  ) => Promise<readonly TemplateRemark[]>
  /** Stop the worker. What runs is answered with a problem. */
  readonly dispose: () => void
}

/** A worker, or what stands for one in a test. */
export type WorkerLike = Endpoint & { readonly terminate: () => void }

export interface SimulatorOptions {
  readonly settings?: Partial<WorkerSettings>
  /** Milliseconds that the worker may take without a word; a live endpoint's own timeout comes on top. */
  readonly patienceMs?: number
  readonly createWorker?: () => WorkerLike
}

/** Why a run has no answer of its own. */
interface Stopped {
  readonly code: 'simulator/hung' | 'simulator/stopped' | 'simulator/broken'
  readonly message: string
}

type Outcome<T> = { readonly value: T } | { readonly stopped: Stopped }

interface Running {
  readonly worker: WorkerLike
  readonly remote: Remote<WorkerApi>
  readonly stops: Set<(stopped: Stopped) => void>
  /** The design that the worker keeps. */
  design: Design | undefined
}

function platformWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
}

const defaults: WorkerSettings = {
  accountId: '123456789012',
  region: 'us-east-1',
  sourceIp: '127.0.0.1',
  userAgent: 'gatewright',
}

/** Make a simulator. Its worker starts with the first call, and again after one that had to be stopped. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const { patienceMs = 10_000, createWorker = platformWorker } = options
  const settings = { ...defaults, ...options.settings }
  let running: Running | undefined

  const started = (): Running => {
    if (running) return running
    const worker = createWorker()
    const fresh: Running = {
      worker,
      remote: wrap<WorkerApi>(worker),
      stops: new Set(),
      design: undefined,
    }
    worker.addEventListener('error', (event) => {
      const message = 'message' in event ? String(event.message) : 'no reason was given'
      end(fresh, { code: 'simulator/broken', message: `The simulator broke: ${message}` })
    })
    running = fresh
    return fresh
  }

  const end = (ended: Running, why: Stopped): void => {
    if (running === ended) running = undefined
    ended.worker.terminate()
    ended.remote[releaseProxy]()
    for (const stop of [...ended.stops]) stop(why)
  }

  /** Do something in the worker, watched: it ends by itself, by the watchdog, or because the caller goes. */
  const watched = <T>(
    work: (to: Running, expectSilence: (milliseconds: number) => void) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<Outcome<T>> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(reasonOf(signal))
        return
      }
      const to = started()
      let timer: ReturnType<typeof setTimeout>
      const settle = (finish: () => void) => {
        clearTimeout(timer)
        to.stops.delete(stop)
        signal?.removeEventListener('abort', abandon)
        finish()
      }
      const stop = (stopped: Stopped) => settle(() => resolve({ stopped }))
      const hung = () =>
        end(to, {
          code: 'simulator/hung',
          message: `The run gave no sign of life for ${patienceMs / 1000} seconds and was stopped.`,
        })
      const abandon = () => {
        settle(() => reject(signal ? reasonOf(signal) : new Error('aborted')))
        // a run alone in its worker is ended with it; others would be ended too, so they keep it
        if (to.stops.size === 0 && running === to) {
          end(to, { code: 'simulator/stopped', message: 'The run was cancelled.' })
        }
      }
      timer = setTimeout(hung, patienceMs)
      to.stops.add(stop)
      signal?.addEventListener('abort', abandon)
      const expectSilence = (milliseconds: number) => {
        if (!to.stops.has(stop)) return
        clearTimeout(timer)
        timer = setTimeout(hung, patienceMs + milliseconds)
      }
      work(to, expectSilence).then(
        (value) => settle(() => resolve({ value })),
        (error: unknown) =>
          stop({ code: 'simulator/broken', message: `The simulator broke: ${messageOf(error)}` }),
      )
    })

  return {
    simulate: async (design, call, { signal } = {}) => {
      const outcome = await watched(async (to, expectSilence) => {
        // both messages leave together, so that no other run's design comes between them
        const kept = to.design === design ? undefined : to.remote.keepDesign(design)
        to.design = design
        const run = to.remote.simulate(call, settings, proxy(expectSilence))
        const [simulation] = await Promise.all([run, kept])
        return simulation
      }, signal)
      return 'value' in outcome
        ? ok(outcome.value)
        : fail(outcome.stopped.code, outcome.stopped.message, ['apis', call.apiId])
    },
    requestAs: async (design, call, caller) => {
      const outcome = await watched(async (to) => {
        const kept = to.design === design ? undefined : to.remote.keepDesign(design)
        to.design = design
        const [request] = await Promise.all([to.remote.requestAs(call, caller, settings), kept])
        return request
      }, undefined)
      return 'value' in outcome
        ? outcome.value
        : fail(outcome.stopped.code, outcome.stopped.message, ['apis', call.apiId])
    },
    resetState: async () => {
      if (running) await watched(async (to) => to.remote.resetState(), undefined)
    },
    renderTemplate: async (call, { signal } = {}) => {
      const outcome = await watched<Rendered>(async (to) => to.remote.renderTemplate(call), signal)
      return 'value' in outcome
        ? outcome.value
        : { ok: false, problem: templateProblemOf(outcome.stopped) }
    },
    recordTemplate: async (call, { signal } = {}) => {
      const outcome = await watched<Recording>(async (to) => to.remote.recordTemplate(call), signal)
      if ('value' in outcome) return outcome.value
      const problem = templateProblemOf(outcome.stopped)
      return { moments: [], origins: [], output: '', problem, isCut: true }
    },
    parseTemplate: async (template) => {
      const outcome = await watched<TemplateProblem | undefined>(
        async (to) => to.remote.parseTemplate(template),
        undefined,
      )
      return 'value' in outcome ? outcome.value : templateProblemOf(outcome.stopped)
    },
    diagnoseTemplate: async (template, facts) => {
      const outcome = await watched<readonly TemplateRemark[]>(
        async (to) => to.remote.diagnoseTemplate(template, facts),
        undefined,
      )
      return 'value' in outcome ? outcome.value : []
    },
    dispose: () => {
      if (running) {
        end(running, { code: 'simulator/stopped', message: 'The simulator was stopped.' })
      }
    },
  }
}

function templateProblemOf({ code, message }: Stopped): TemplateProblem {
  return { code, message, kind: 'budget', from: 0, to: 0, line: 1, column: 1 }
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason
  return reason instanceof Error ? reason : new Error('The run was cancelled', { cause: reason })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
