import type { BackendOutcome } from '../backends/backend.ts'
import type { IntegrationCall } from './integration.ts'
import { httpOutcome } from '../backends/canned.ts'

/** A URL: its response is passed on as it is. */
export function encodeHttp({
  canned,
  bytes,
}: Pick<IntegrationCall, 'canned' | 'bytes'>): BackendOutcome {
  return httpOutcome(canned, bytes)
}
