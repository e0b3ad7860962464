import type { Address, Design, Json } from '../../model/index.ts'
import type { CognitoIdentity } from '../authorizers/identityPools.ts'
import type { BackendAnswer } from '../backends/backend.ts'
import type { ContextValue } from '../context/index.ts'
import type { Engine } from '../engine.ts'
import type { Environment } from '../environment.ts'
import type { Payload } from '../message/payload.ts'
import type { Recorder } from './recorder.ts'
import type { StateHolder } from '../world/state.ts'
import type { BackendRequest, HeaderList } from '../trace.ts'
import type { SimulationCall } from './call.ts'
import type { Guard } from './guard.ts'
import type { DomainOfCall, ResolvedHost } from './host.ts'

/** Members of `$context.identity` that authorization and API keys find out. */
export interface CallerIdentity extends Partial<CognitoIdentity> {
  readonly accountId?: string
  readonly caller?: string
  readonly accessKey?: string
  readonly userArn?: string
  readonly user?: string
  readonly principalOrgId?: string | null
  readonly apiKey?: string
  readonly apiKeyId?: string
  readonly vpcId?: string
  readonly vpceId?: string
  readonly clientCert?: ContextValue
}

/** What a run of an API of any kind knows so far. Each step adds to it; the exchange of each kind has more. */
export interface Exchange {
  readonly design: Design
  /** As its caller sends it, once `signRequest` has run. */
  call: SimulationCall
  /** The host that the request reached. */
  readonly host: ResolvedHost
  readonly environment: Environment
  readonly engine: Engine
  readonly recorder: Recorder
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly isTest: boolean
  /** What the gateway remembers between calls. */
  readonly state: StateHolder
  /** The custom domain that was called. */
  readonly domain?: DomainOfCall
  stageName: string
  stageVariables: Readonly<Record<string, string>>
  /** `X-Amzn-Trace-Id` of events and of backend requests. */
  readonly forwardedTraceId: string
  httpMethod: string
  /** Raw, without the stage. */
  path: string
  headers: HeaderList
  /** Decoded, in their order. */
  query: readonly (readonly [string, string])[]
  /** The body as it came. */
  sentBody: Payload
  /** The address of the method or route, once it is matched. */
  entryAt: Address | undefined
  /** What protects that method or route. */
  guard: Guard | undefined
  pathParameters: Readonly<Record<string, string>>
  identity: CallerIdentity
  /** Condition keys of policies, in lower case, to their values. */
  conditionKeys: Readonly<Record<string, readonly string[]>>
  /** The payload of the integration request. */
  payload: Payload
  backendRequest?: BackendRequest
  lambdaEvent?: Json
  answer?: BackendAnswer
  /** Milliseconds that the backend took, or is said to take. */
  integrationLatencyMs?: number
  status: number
  responseHeaders: HeaderList
  responseBody: Payload
}

/** The address that the call comes from. */
export function sourceIp(exchange: Pick<Exchange, 'call' | 'environment'>): string {
  return exchange.call.source?.ip ?? exchange.environment.sourceIp
}
