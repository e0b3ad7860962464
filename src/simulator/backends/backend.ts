import type { CannedAnswer, Integration, IntegrationType, Json } from '../../model/index.ts'
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

/** What an integration sent to its backend, and the canned response to it. */
export interface IntegrationCall<K extends IntegrationType = IntegrationType> {
  readonly integration: Extract<Integration, { readonly type: K }>
  readonly request: BackendRequest
  /** The body of the request. */
  readonly bytes: Uint8Array
  /** What the proxy event is, for a Lambda proxy. */
  readonly event: Json | undefined
  /** Absent: the default of the backend's kind. */
  readonly canned: CannedAnswer | undefined
}

/** An answer, or why there is none. `not-live`: a live backend, and nothing that could ask it. */
export type BackendOutcome =
  | { readonly answer: BackendAnswer }
  | { readonly lambdaRefusal: LambdaRefusal }
  | { readonly failure: 'timeout' | 'network' | 'not-live'; readonly message: string }

/** The form that integrations of a type give to a canned response. Never throws for what a backend does. */
export type IntegrationEncoder<K extends IntegrationType> = (
  call: IntegrationCall<K>,
) => BackendOutcome

/** Bytes of zero that stand between the metadata of a streamed answer of a function and its body. */
export const streamDelimiterBytes = 8
