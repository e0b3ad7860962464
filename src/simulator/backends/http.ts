import type { BackendOutcome, IntegrationCall } from './backend.ts'
import { httpOutcome } from './canned.ts'

/** A URL: its response is passed on as it is. */
export function encodeHttp({
  canned,
  bytes,
}: Pick<IntegrationCall, 'canned' | 'bytes'>): BackendOutcome {
  return httpOutcome(canned, bytes)
}
