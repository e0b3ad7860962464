import { proxy } from 'comlink'
import { fail, ok } from '../model/index.ts'
import type { Design, Result } from '../model/index.ts'
import type {
  AuthorizerTest,
  AuthorizerTestCall,
  Caller,
  ClientRequest,
  Recording,
  Rendered,
  SignIn,
  SignInRequest,
  Simulation,
  SimulationCall,
  TemplateFacts,
  TemplateFinding,
  TemplateLook,
  TemplateProblem,
} from './index.ts'
import type { KeySetPlace } from './authorizers/readIssuer.ts'
import { createLane } from './lane.ts'
import type { Running, Stopped, WorkerLike } from './lane.ts'
import type {
  CheckedTemplate,
  RemoteRun,
  RemoteTemplateCall,
  WorkerApi,
  WorkerSettings,
} from './worker.ts'
import { dueAfter } from './world/due.ts'
import type { Due } from './world/due.ts'
import { freshState } from './world/state.ts'
import type { GatewayState } from './world/state.ts'

export type { CheckedTemplate, RemoteTemplateCall, WorkerSettings } from './worker.ts'

/** The simulator as the page has it: everything runs in a worker. */
export interface Simulator {
  /**
   * Run a call. A run that hangs is stopped and its worker replaced: that is a problem, `simulator/hung`.
   * Rejects with the signal's reason when the caller has lost interest.
   */
  readonly simulate: (
    design: Design,
    call: SimulationCall,
    options?: {
      readonly signal?: AbortSignal
      /** Hosts of issuers outside the design that the user has allowed to contact. */
      readonly issuerHosts?: readonly string[]
    },
  ) => Promise<Result<Simulation>>
  /** The request of a call as a caller sends it: signed, or with a key or a token. */
  readonly requestAs: (
    design: Design,
    call: SimulationCall,
    caller: Caller,
  ) => Promise<Result<ClientRequest>>
  /** Get tokens from a user pool of the design, at a moment in milliseconds since 1970. */
  readonly signIn: (design: Design, request: SignInRequest, at: number) => Promise<SignIn>
  /** Try an authorizer by itself. */
  readonly testAuthorizer: (
    design: Design,
    call: AuthorizerTestCall,
  ) => Promise<Result<AuthorizerTest>>
  /** Where an issuer outside the design publishes its keys. Contacts it, if its host is one of those allowed. */
  readonly findKeySet: (issuer: string, issuerHosts: readonly string[]) => Promise<KeySetPlace>
  /** Forget what the gateway remembers between calls: buckets, quotas, caches. */
  readonly resetState: () => void
  /** What becomes due after a moment, in milliseconds since 1970: buckets, quotas, caches. The soonest first. */
  readonly dueAfter: (now: number) => readonly Due[]
  /** Call back when what the gateway remembers has changed. Returns the way to stop that. */
  readonly onRemembered: (listener: () => void) => () => void
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
  /** Look at a template without running it: what cannot be read, what is likely not meant, and its colours. */
  readonly lookAtTemplate: (template: string, facts: TemplateFacts) => Promise<TemplateLook>
  /** What a list of problems tells of each of many templates. */
  readonly checkTemplates: (
    templates: readonly CheckedTemplate[],
  ) => Promise<readonly (readonly TemplateFinding[])[]>
  /** Write a template evenly; refused where it cannot be read. */
  readonly formatTemplate: (template: string, contentType: string) => Promise<Result<string>>
  /** Stop the worker. What runs is answered with a problem. */
  readonly dispose: () => void
}

export type { WorkerLike } from './lane.ts'

export interface SimulatorOptions {
  readonly settings?: Partial<WorkerSettings>
  /** Milliseconds that the worker may take without a word; a live endpoint's own timeout comes on top. */
  readonly patienceMs?: number
  readonly createWorker?: () => WorkerLike
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

/**
 * Make a simulator. Calls have a worker of their own; templates that an editor looks at have another, which can be ended at any
 * key. Each starts with its first work. What the gateway remembers is kept here after each call: a worker that had to be ended
 * costs nothing but the call that it was ended for.
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const { patienceMs = 10_000, createWorker = platformWorker } = options
  const settings = { ...defaults, ...options.settings }
  const calls = createLane<WorkerApi>({ createWorker, patienceMs, isRepeatable: false })
  const templates = createLane<WorkerApi>({ createWorker, patienceMs, isRepeatable: true })

  let remembered: GatewayState = freshState
  const listeners = new Set<() => void>()
  const remember = (state: GatewayState) => {
    remembered = state
    for (const listener of listeners) listener()
  }

  /**
   * The design and what the gateway remembers go to the worker where it has others; all messages leave together, so that nothing
   * of another run comes between them.
   */
  const prepare = ({ remote, kept }: Running<WorkerApi>, design: Design) => {
    const sent: Promise<void>[] = []
    if (kept.get('design') !== design) {
      kept.set('design', design)
      sent.push(remote.keepDesign(design))
    }
    if (kept.get('state') !== remembered) {
      kept.set('state', remembered)
      sent.push(remote.keepState(remembered))
    }
    return Promise.all(sent)
  }

  /** Take over what a run left. A run that began before a reset, or with another worker, does not bring back what is gone. */
  const takeOver = <T>({ kept }: Running<WorkerApi>, { outcome, state }: RemoteRun<T>): T => {
    if (kept.get('state') === remembered) {
      kept.set('state', state)
      remember(state)
    }
    return outcome
  }

  /** What the worker of the calls finds out about a design. */
  const asked = async <T>(
    design: Design,
    apiId: string,
    ask: (to: Running<WorkerApi>) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const outcome = await calls.watched(async (to) => {
      const prepared = prepare(to, design)
      const [found] = await Promise.all([ask(to), prepared])
      return found
    })
    return 'value' in outcome
      ? outcome.value
      : fail(outcome.stopped.code, outcome.stopped.message, ['apis', apiId])
  }

  return {
    simulate: async (design, call, { signal, issuerHosts = [] } = {}) => {
      const outcome = await calls.watched(async (to, expectSilence) => {
        const prepared = prepare(to, design)
        const run = to.remote.simulate(call, { ...settings, issuerHosts }, proxy(expectSilence))
        const [ran] = await Promise.all([run, prepared])
        return takeOver(to, ran)
      }, signal)
      return 'value' in outcome
        ? ok(outcome.value)
        : fail(outcome.stopped.code, outcome.stopped.message, ['apis', call.apiId])
    },
    requestAs: (design, call, caller) =>
      asked(design, call.apiId, ({ remote }) => remote.requestAs(call, caller, settings)),
    signIn: async (design, request, at) => {
      const outcome = await calls.watched(async (to) => {
        const prepared = prepare(to, design)
        const [ran] = await Promise.all([to.remote.signIn(request, at, settings), prepared])
        return takeOver(to, ran)
      })
      if ('value' in outcome) return outcome.value
      const { code, message } = outcome.stopped
      return { steps: [], outcome: fail(code, message, ['identities', 'userPools']) }
    },
    testAuthorizer: (design, call) =>
      asked(design, call.apiId, async (to) =>
        takeOver(to, await to.remote.testAuthorizer(call, settings)),
      ),
    findKeySet: async (issuer, issuerHosts) => {
      const outcome = await calls.watched<KeySetPlace>(async ({ remote }) =>
        remote.findKeySet(issuer, { ...settings, issuerHosts }),
      )
      return 'value' in outcome ? outcome.value : { failure: outcome.stopped.message }
    },
    resetState: () => remember(freshState),
    dueAfter: (now) => dueAfter(remembered, now),
    onRemembered: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    renderTemplate: async (call, { signal } = {}) => {
      const outcome = await templates.watched<Rendered>(
        async ({ remote }) => remote.renderTemplate(call),
        signal,
      )
      return 'value' in outcome
        ? outcome.value
        : { ok: false, problem: templateProblemOf(outcome.stopped), printed: '' }
    },
    recordTemplate: async (call, { signal } = {}) => {
      const outcome = await templates.watched<Recording>(
        async ({ remote }) => remote.recordTemplate(call),
        signal,
      )
      if ('value' in outcome) return outcome.value
      const problem = templateProblemOf(outcome.stopped)
      return { moments: [], origins: [], output: '', problem, isCut: true }
    },
    lookAtTemplate: async (template, facts) => {
      const outcome = await templates.watched<TemplateLook>(async ({ remote }) =>
        remote.lookAtTemplate(template, facts),
      )
      if ('value' in outcome) return outcome.value
      return {
        problem: templateProblemOf(outcome.stopped),
        remarks: [],
        colours: [],
        makesJson: false,
      }
    },
    checkTemplates: async (checked) => {
      const outcome = await templates.watched<readonly (readonly TemplateFinding[])[]>(
        async ({ remote }) => remote.checkTemplates(checked),
      )
      // what cannot be looked through is no fault of one template: the editor tells it of the one that it shows
      return 'value' in outcome ? outcome.value : checked.map(() => [])
    },
    formatTemplate: async (template, contentType) => {
      const outcome = await templates.watched<Result<string>>(async ({ remote }) =>
        remote.formatTemplate(template, contentType),
      )
      return 'value' in outcome
        ? outcome.value
        : fail(outcome.stopped.code, outcome.stopped.message, [])
    },
    dispose: () => {
      const why = { code: 'simulator/stopped', message: 'The simulator was stopped.' } as const
      calls.stop(why)
      templates.stop(why)
    },
  }
}

function templateProblemOf({ code, message }: Stopped): TemplateProblem {
  return { code, message, kind: 'budget', from: 0, to: 0, line: 1, column: 1 }
}
