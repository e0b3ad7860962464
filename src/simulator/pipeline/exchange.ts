import type {
  Address,
  Design,
  Integration,
  IntegrationResponse,
  Method,
  Problem,
  Resource,
  RestApi,
} from '../../model/index.ts'
import type { Overrides, TemplateEnvironment } from '../context/index.ts'
import type { ContextValue } from '../context/index.ts'
import type { Environment } from '../environment.ts'
import type { BackendRequest, HeaderList } from '../trace.ts'
import type { Json } from '../../model/index.ts'
import type { Recorder } from './recorder.ts'

/** A request as a client sends it. */
export interface ClientRequest {
  readonly method: string
  /** Raw, what follows the stage name: `/pets/1`. */
  readonly path: string
  /** Raw, what follows the question mark. */
  readonly query?: string
  readonly headers?: HeaderList
  readonly body?: string
  readonly bodyBase64?: string
}

/** One call of an API. */
export interface SimulationCall {
  readonly apiId: string
  /** The stage whose variables and settings apply; the first one unless given. */
  readonly stageName?: string
  readonly request: ClientRequest
  /** Called as the console's test does: without authorization, API key, throttling; with its log. */
  readonly asTestInvoke?: boolean
  /** For a test call: the resource that is tested, whatever the path matches. */
  readonly resourceId?: string
}

/** What a backend answered. */
export interface BackendAnswer {
  readonly status: number
  readonly headers: HeaderList
  readonly bytes: Uint8Array
  /** The text that a Lambda function returned, and whether it failed. */
  readonly lambda?: { readonly text: string; readonly functionError?: string }
}

/** What a run knows so far. Each stage adds to it. */
export interface Exchange {
  readonly design: Design
  readonly api: RestApi
  readonly call: SimulationCall
  readonly environment: Environment
  readonly templates: TemplateEnvironment
  readonly recorder: Recorder
  readonly requestId: string
  readonly extendedRequestId: string
  readonly traceId: string
  readonly startedAt: number
  readonly stageName: string
  readonly stageVariables: Readonly<Record<string, string>>
  readonly isTest: boolean
  httpMethod: string
  path: string
  headers: HeaderList
  query: readonly (readonly [string, string])[]
  bytes: Uint8Array
  resource?: Resource
  resourcePath?: string
  method?: Method
  methodAt?: Address
  pathParameters: Record<string, string>
  context: Record<string, ContextValue>
  backendRequest?: BackendRequest
  lambdaEvent?: Json
  answer?: BackendAnswer
  integrationResponse?: IntegrationResponse
  /** What the mapped status of a MOCK is. */
  mockStatus?: number
  requestOverride?: Overrides
  responseOverride?: Overrides
  status: number
  responseHeaders: HeaderList
  responseBytes: Uint8Array
}

/** A run that the gateway itself ends: it answers with a gateway response. */
export class GatewayFailure extends Error {
  readonly type: string
  readonly status: number
  readonly problems: readonly Problem[]
  /** The line of the execution log, without its prefix. */
  readonly logLine: string | undefined
  readonly validationErrorString: string | undefined

  constructor(
    /** A gateway response type; for errors that have none of their own, DEFAULT_4XX or DEFAULT_5XX. */
    type: string,
    status: number,
    message: string,
    details: {
      readonly problems?: readonly Problem[]
      readonly logLine?: string
      readonly validationErrorString?: string
    } = {},
  ) {
    super(message)
    this.type = type
    this.status = status
    this.problems = details.problems ?? []
    this.logLine = details.logLine
    this.validationErrorString = details.validationErrorString
  }
}

/** The 500 of a configuration that cannot work, with what the log says of it. */
export function configurationError(
  reason: string,
  problem: Omit<Problem, 'severity'>,
  type = 'API_CONFIGURATION_ERROR',
): GatewayFailure {
  return new GatewayFailure(type, 500, 'Internal server error', {
    logLine: `Execution failed due to configuration error: ${reason}`,
    problems: [{ ...problem, severity: 'error' }],
  })
}

/** What has been found by the time that it is needed; its absence is our own mistake. */
export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the pipeline needs ${what} here`)
  return value
}

/** The integration of the method that was matched. */
export function integrationOf(exchange: Exchange): { integration: Integration; at: Address } {
  const method = known(exchange.method, 'a method')
  const at = [...known(exchange.methodAt, 'an address'), 'integration']
  if (!method.integration) {
    throw configurationError('No integration defined for method', {
      code: 'integration/missing',
      message: `The method ${method.httpMethod} has no integration, so there is nothing that could answer.`,
      at,
    })
  }
  return { integration: method.integration, at }
}
