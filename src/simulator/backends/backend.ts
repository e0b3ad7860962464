import type {
  Backend,
  CannedAnswer,
  Integration,
  IntegrationType,
  Json,
} from '../../model/index.ts'
import type { Environment } from '../environment.ts'
import type { BackendRequest, HeaderList } from '../trace.ts'

/** What a backend answered. */
export interface BackendAnswer {
  readonly status: number
  readonly headers: HeaderList
  readonly bytes: Uint8Array
  /** The text that a Lambda function returned, and whether it failed. */
  readonly lambda?: { readonly text: string; readonly functionError?: string }
  /** Why the service refused the payload, in its own words; absent when it took it. */
  readonly refusal?: string
}

/** Lambda itself refuses an invocation: the function does not run. */
export interface LambdaRefusal {
  readonly status: number
  /** `AccessDeniedException`, `TooManyRequestsException` … */
  readonly errorType: string
  readonly message: string
}

/** One call of a backend. */
export interface BackendCall<K extends IntegrationType = IntegrationType> {
  readonly integration: Extract<Integration, { readonly type: K }>
  readonly request: BackendRequest
  /** The body of the request. */
  readonly bytes: Uint8Array
  /** What the proxy event is, for a Lambda proxy. */
  readonly event: Json | undefined
  /** The answer that is set for the backend; absent: the default of its kind. */
  readonly canned: CannedAnswer | undefined
  readonly backend: Backend | undefined
  readonly environment: Environment
}

/** An answer, or why there is none. `not-live`: a live backend, and nothing that could ask it. */
export type BackendOutcome =
  | { readonly answer: BackendAnswer }
  | { readonly lambdaRefusal: LambdaRefusal }
  | { readonly failure: 'timeout' | 'network' | 'not-live'; readonly message: string }

/** How integrations of a type are answered. Never throws for what a backend does. */
export type BackendRunner<K extends IntegrationType> = (
  call: BackendCall<K>,
) => BackendOutcome | Promise<BackendOutcome>

/** Bytes of zero that stand between the metadata of a streamed answer of a function and its body. */
export const streamDelimiterBytes = 8
