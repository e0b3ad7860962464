import { releaseProxy, wrap } from 'comlink'
import type { Endpoint, Remote } from 'comlink'

/** A worker, or what stands for one in a test. */
export type WorkerLike = Endpoint & { readonly terminate: () => void }

/** Why a piece of work has no answer of its own. */
export interface Stopped {
  readonly code: 'simulator/hung' | 'simulator/stopped' | 'simulator/broken'
  readonly message: string
}

export type Outcome<T> = { readonly value: T } | { readonly stopped: Stopped }

/** A worker that runs, as work sees it. */
export interface Running<Api> {
  readonly remote: Remote<Api>
  /** What the worker was given to keep; lost with it. */
  readonly kept: Map<string, unknown>
}

export type Work<Api, T> = (
  to: Running<Api>,
  /** Told that the worker will say nothing for so many milliseconds more. */
  expectSilence: (milliseconds: number) => void,
) => Promise<T>

/** One worker at a time, that starts with the first work and again after one that had to be stopped. */
export interface Lane<Api> {
  /** Do something, watched: it ends by itself, by the watchdog, or because the caller goes. Rejects with the signal's reason. */
  readonly watched: <T>(work: Work<Api, T>, signal?: AbortSignal | undefined) => Promise<Outcome<T>>
  readonly isRunning: () => boolean
  /** Stop the worker. What runs is answered. */
  readonly stop: (why: Stopped) => void
}

export interface LaneOptions {
  readonly createWorker: () => WorkerLike
  /** Milliseconds that the worker may take without a word. */
  readonly patienceMs: number
  /** The work depends on nothing that the worker remembers: what waits behind abandoned work is done again by a new worker. */
  readonly isRepeatable: boolean
}

interface Held<Api> extends Running<Api> {
  readonly worker: WorkerLike
  readonly waiting: Set<(why: Stopped | 'again') => void>
}

/** Make a lane. */
export function createLane<Api>({
  createWorker,
  patienceMs,
  isRepeatable,
}: LaneOptions): Lane<Api> {
  let running: Held<Api> | undefined

  const end = (ended: Held<Api>, why: Stopped | 'again'): void => {
    if (running === ended) running = undefined
    ended.worker.terminate()
    ended.remote[releaseProxy]()
    for (const stop of [...ended.waiting]) stop(why)
  }

  const started = (): Held<Api> => {
    if (running) return running
    const worker = createWorker()
    const fresh: Held<Api> = {
      worker,
      remote: wrap<Api>(worker),
      waiting: new Set(),
      kept: new Map(),
    }
    worker.addEventListener('error', (event) => {
      end(fresh, broken('message' in event ? event.message : event))
    })
    running = fresh
    return fresh
  }

  const watched: Lane<Api>['watched'] = (work, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(reasonOf(signal))
        return
      }
      const to = started()
      let timer: ReturnType<typeof setTimeout>
      const settle = (finish: () => void) => {
        clearTimeout(timer)
        to.waiting.delete(stop)
        signal?.removeEventListener('abort', abandon)
        finish()
      }
      const stop = (why: Stopped | 'again') =>
        settle(() => {
          if (why === 'again') watched(work, signal).then(resolve, reject)
          else resolve({ stopped: why })
        })
      const hung = () =>
        end(to, {
          code: 'simulator/hung',
          message: `The run gave no sign of life for ${patienceMs / 1000} seconds and was stopped.`,
        })
      const abandon = () => {
        settle(() => reject(signal ? reasonOf(signal) : new Error('aborted')))
        // work alone in its worker is ended with it; other work that cannot be done again keeps it
        if (running === to && (isRepeatable || to.waiting.size === 0)) end(to, 'again')
      }
      timer = setTimeout(hung, patienceMs)
      to.waiting.add(stop)
      signal?.addEventListener('abort', abandon)
      const expectSilence = (milliseconds: number) => {
        if (!to.waiting.has(stop)) return
        clearTimeout(timer)
        timer = setTimeout(hung, patienceMs + milliseconds)
      }
      work(to, expectSilence).then(
        (value) => settle(() => resolve({ value })),
        (error: unknown) => stop(broken(error)),
      )
    })

  return {
    watched,
    isRunning: () => running !== undefined,
    stop: (why) => {
      if (running) end(running, why)
    },
  }
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason
  return reason instanceof Error ? reason : new Error('The run was cancelled', { cause: reason })
}

/** Why a worker ended by an error. The engine's own words mean nothing to the user: the console has them. */
function broken(error: unknown) {
  console.warn('The simulator stopped', error)
  const message = 'The simulator stopped unexpectedly. Send the request again to restart it.'
  return { code: 'simulator/broken', message } as const
}
