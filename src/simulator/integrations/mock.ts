import type { BackendOutcome } from '../backends/backend.ts'
import type { IntegrationEncoder } from './integration.ts'

/** MOCK has no backend: its status came from the request template, its body is empty. */
export const encodeMock: IntegrationEncoder<'MOCK'> = (): BackendOutcome => ({
  answer: { status: 200, headers: [], bytes: new Uint8Array() },
})
