// The simulator behind comlink, so that a hung template or a slow endpoint never stops the page.
import '../withoutEval.ts'
import { expose } from 'comlink'
import type { Design, Result } from '../model/index.ts'
import { getText } from './authorizers/platform/getText.ts'
import { findKeySet, readKeySet } from './authorizers/readIssuer.ts'
import type { KeySetPlace } from './authorizers/readIssuer.ts'
import { fetchLive } from './backends/platform/fetch.ts'
import { platformCryptography } from './platform.ts'
import {
  checkTemplate,
  createEngine,
  defaultBudget,
  formatTemplate,
  freshState,
  lookAtTemplate,
  recordTemplate,
  renderTemplate,
  requestAs,
  signIn,
  simulate,
  testAuthorizer,
} from './index.ts'
import type {
  AuthorizerTest,
  AuthorizerTestCall,
  Caller,
  ClientRequest,
  Environment,
  GatewayState,
  Recording,
  Rendered,
  SignIn,
  SignInRequest,
  Simulation,
  SimulationCall,
  StateHolder,
  TemplateCall,
  TemplateFacts,
  TemplateFinding,
  TemplateLook,
} from './index.ts'

/** What a run takes from the page. */
export interface WorkerSettings {
  readonly accountId: string
  readonly region: string
  readonly sourceIp: string
  readonly userAgent: string
  /** Hosts of issuers outside the design that the user has allowed to contact. Absent: none. */
  readonly issuerHosts?: readonly string[]
}

/** A template call that can be sent to a worker. */
export type RemoteTemplateCall = Omit<TemplateCall, 'observe'>

/** A template with what it is written for. */
export interface CheckedTemplate {
  readonly template: string
  readonly facts: TemplateFacts
}

/** An outcome, and what the gateway remembers after it: the page keeps that for the worker that may have to follow. */
export interface RemoteRun<T> {
  readonly outcome: T
  readonly state: GatewayState
}

/** What the page may ask the worker. */
export interface WorkerApi {
  /** Keep a design, so that runs need not send it again. */
  readonly keepDesign: (design: Design) => void
  /** Run a call on the kept design. `expectSilence` is told how long a live endpoint may take. */
  readonly simulate: (
    call: SimulationCall,
    settings: WorkerSettings,
    expectSilence: (milliseconds: number) => void,
  ) => Promise<RemoteRun<Simulation>>
  /** The request of a call as a caller sends it: signed, or with a key or a token. By the keys of this worker, which knows them again. */
  readonly requestAs: (
    call: SimulationCall,
    caller: Caller,
    settings: WorkerSettings,
  ) => Promise<Result<ClientRequest>>
  /** Get tokens from a user pool of the kept design, at a moment in milliseconds since 1970. */
  readonly signIn: (
    request: SignInRequest,
    at: number,
    settings: WorkerSettings,
  ) => Promise<RemoteRun<SignIn>>
  /** Try an authorizer of the kept design. */
  readonly testAuthorizer: (
    call: AuthorizerTestCall,
    settings: WorkerSettings,
  ) => Promise<RemoteRun<Result<AuthorizerTest>>>
  /** Where an issuer outside the design publishes its keys. Contacts it, if its host is allowed. */
  readonly findKeySet: (issuer: string, settings: WorkerSettings) => Promise<KeySetPlace>
  /** Remember what an earlier worker remembered: buckets, quotas, caches. */
  readonly keepState: (state: GatewayState) => void
  readonly renderTemplate: (call: RemoteTemplateCall) => Rendered
  /** Run a template and keep every step of it, for a debugger. */
  readonly recordTemplate: (call: RemoteTemplateCall) => Recording
  /** Look at a template without running it. */
  readonly lookAtTemplate: (template: string, facts: TemplateFacts) => TemplateLook
  /** What a list of problems tells of each template. */
  readonly checkTemplates: (templates: readonly CheckedTemplate[]) => TemplateFinding[][]
  readonly formatTemplate: (template: string, contentType: string) => Result<string>
}

/** What a template that runs by itself takes from the world. */
const templateWorld = {
  budget: {
    steps: defaultBudget.templateSteps,
    outputCharacters: defaultBudget.outputCharacters,
    milliseconds: defaultBudget.templateMs,
  },
  elapsed: () => performance.now(),
}

function createWorkerApi(): WorkerApi {
  const engine = createEngine()
  const state: StateHolder = { value: freshState }
  const platform = platformCryptography()
  let kept: Design | undefined
  let hostsBefore = ''
  /** A key set was fetched under a consent, and is forgotten when the consents change. */
  const forgetKeySets = ({ issuerHosts = [] }: WorkerSettings): void => {
    const hosts = issuerHosts.join(' ')
    if (hosts !== hostsBefore) state.value = { ...state.value, keySets: {} }
    hostsBefore = hosts
  }
  const environmentOf = (settings: WorkerSettings): Environment => ({
    ...settings,
    now: () => Date.now(),
    elapsed: () => performance.now(),
    nextRequestId: () => crypto.randomUUID(),
    budget: defaultBudget,
    ...platform,
    state,
    ...(settings.issuerHosts &&
      settings.issuerHosts.length > 0 && {
        fetchKeySet: (issuer: string) => readKeySet(issuer, settings.issuerHosts ?? [], getText),
      }),
  })
  return {
    keepDesign: (design) => {
      kept = design
    },
    simulate: async (call, settings, expectSilence) => {
      if (!kept) throw new Error('the worker was asked to run without a design')
      forgetKeySets(settings)
      const environment: Environment = {
        ...environmentOf(settings),
        fetchLive: (request, limits) => {
          expectSilence(limits.timeoutMs)
          return fetchLive(request, limits)
        },
      }
      const outcome = await simulate(kept, call, environment, engine)
      return { outcome, state: state.value }
    },
    requestAs: (call, caller, settings) => {
      if (!kept) throw new Error('the worker was asked to sign without a design')
      return requestAs(kept, call, caller, environmentOf(settings))
    },
    signIn: async (request, at, settings) => {
      if (!kept) throw new Error('the worker was asked to sign in without a design')
      const environment = { ...environmentOf(settings), now: () => at }
      const outcome = await signIn(kept, request, environment)
      return { outcome, state: state.value }
    },
    testAuthorizer: async (call, settings) => {
      if (!kept) throw new Error('the worker was asked to test an authorizer without a design')
      const outcome = await testAuthorizer(kept, call, environmentOf(settings), engine)
      return { outcome, state: state.value }
    },
    findKeySet: (issuer, { issuerHosts = [] }) => findKeySet(issuer, issuerHosts, getText),
    keepState: (remembered) => {
      state.value = remembered
    },
    renderTemplate: (call) => renderTemplate(call, { ...templateWorld, cache: engine.templates }),
    recordTemplate: (call) => recordTemplate(call, templateWorld),
    lookAtTemplate,
    checkTemplates: (templates) =>
      templates.map(({ template, facts }) => checkTemplate(template, facts)),
    formatTemplate,
  }
}

expose(createWorkerApi())
