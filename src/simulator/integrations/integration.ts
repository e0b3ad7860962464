import type { CannedAnswer, Integration, IntegrationType, Json } from '../../model/index.ts'
import type { BackendOutcome } from '../backends/backend.ts'
import type { BackendRequest } from '../trace.ts'

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

/** The form that integrations of a type give to a canned response. Never throws for what a backend does. */
export type IntegrationEncoder<K extends IntegrationType> = (
  call: IntegrationCall<K>,
) => BackendOutcome

/** Bytes of zero that stand between the metadata of a streamed answer of a function and its body. */
export const streamDelimiterBytes = 8
