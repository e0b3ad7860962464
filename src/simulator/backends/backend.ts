import type { HeaderList } from '../trace.ts'

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

/** An answer, or why there is none. `not-live`: a live backend, and nothing that could ask it. */
export type BackendOutcome =
  | { readonly answer: BackendAnswer }
  | { readonly lambdaRefusal: LambdaRefusal }
  | { readonly failure: 'timeout' | 'network' | 'not-live'; readonly message: string }
