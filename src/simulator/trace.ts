import type { Address, Json, Problem, TextPosition } from '../model/index.ts'
import type { TemplateCall } from './context/index.ts'
import type { ServiceRule } from './explain/pages/lookup.ts'

/** The stations of a flow by protocol, in the order in which the canvas draws them. */
export const stations = {
  REST: [
    'client',
    'authorizer',
    'methodRequest',
    'integrationRequest',
    'backend',
    'integrationResponse',
    'methodResponse',
  ],
  HTTP: [
    'client',
    'cors',
    'authorizer',
    'route',
    'requestMapping',
    'integration',
    'backend',
    'responseMapping',
  ],
} as const
/** The stations of a protocol. */
export type StationOf<P extends keyof typeof stations> = (typeof stations)[P][number]
export type Station = StationOf<keyof typeof stations>

/** One choice that a step made, in plain words: what was compared, what won and why. */
export interface Decision {
  readonly text: string
  /** Where in the design the choice was configured. */
  readonly at?: Address
  /** Where in the text at that address. */
  readonly position?: TextPosition
  /** The rule of the service behind it, which has a page (`Routing precedence`). */
  readonly rule?: ServiceRule
}

/** What a step of a pipeline is, whatever request it works on. The trace repeats it, so that no reader needs a table of step names. */
export interface StepFacts {
  /** The verb of the step: `matchRoute`, `validateRequest`, `mapRequest`, `callBackend`, … */
  readonly name: string
  /** The step in the console's words: `Method request validation`. */
  readonly title: string
  /** Where the canvas draws it. */
  readonly station: Station
  /** The rule of the service that the step works by, where a decision names no closer one. */
  readonly rule: ServiceRule
  /**
   * Which statuses rest on its decisions, beside that of its own failure: `every status`, as the choice of the stage, or
   * that of a run in which no step failed. Absent: none.
   */
  readonly groundOf?: 'every status' | 'success'
  /** The step writes the response of the gateway itself, after another one has failed. */
  readonly writesOwnResponse?: true
  /** The step renders the mapping template of the request or the response. */
  readonly rendersTemplate?: 'request' | 'response'
  /** A failure of the step is an error of the integration: access logs have variables for it. */
  readonly failsIntegration?: true
}

/** How the response to the client came about: `from the cache of the stage`. */
export interface Settlement {
  /** What follows `The client gets 200`. */
  readonly text: string
  readonly rule: ServiceRule
}

/** What one step of the pipeline did. `input` and `output` are what the console shows; bodies over 64 KiB are cut, and say so. */
export interface Step extends StepFacts {
  /** What in the design the step worked on. */
  readonly at: Address
  readonly outcome: 'passed' | 'failed' | 'skipped'
  readonly input: Json
  readonly output: Json
  readonly decisions: readonly Decision[]
  readonly problems: readonly Problem[]
  /** Present where this step decided how the client is answered. */
  readonly settles?: Settlement
  /** Milliseconds since the run began. */
  readonly startedMs: number
  readonly tookMs: number
}

export interface Trace {
  readonly steps: readonly Step[]
  readonly tookMs: number
}

/** Headers in their order; a name may stand several times. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** A body is text, or bytes as base64 where it is not UTF-8. */
export type Body = { readonly text: string } | { readonly base64: string }

/** What the backend was sent. */
export interface BackendRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeaderList
  readonly body: Body
}

/** A mapping template that ran: its place in the design, and what it saw. */
export interface TransformedTemplate {
  readonly at: Address
  readonly call: Omit<TemplateCall, 'observe'>
}

/** What the client gets, and how it came about. */
export interface Simulation {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Body
  /** When one was called. */
  readonly backendRequest?: BackendRequest
  /** The proxy event, when a Lambda proxy integration was called. */
  readonly lambdaEvent?: Json
  /** The gateway response type that answered, when the gateway itself did. */
  readonly gatewayResponseType?: string
  readonly trace: Trace
  /** The mapping templates that ran, with all that they saw: they can be run again as they ran here. */
  readonly templates?: readonly TransformedTemplate[]
  /** The line of the access log, where the stage writes one. */
  readonly accessLog?: string
  /** The execution log, a line each, in the service's own format. */
  readonly log: readonly string[]
}
