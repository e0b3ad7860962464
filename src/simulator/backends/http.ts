import { base64Decode, utf8Bytes } from '../context/index.ts'
import type { BackendCall, BackendOutcome } from './backend.ts'
import { httpOutcome } from './canned.ts'

/** What a call of a URL depends on. */
type HttpBackendCall = Pick<
  BackendCall,
  'backend' | 'environment' | 'request' | 'canned' | 'bytes'
> & { readonly integration: { readonly timeoutInMillis: number } }

/** A URL: its canned answer, or the real one where the design says `live` and the environment can ask. */
export async function runHttp(call: HttpBackendCall): Promise<BackendOutcome> {
  const { backend, environment, integration, request, canned } = call
  if (backend?.mode !== 'live' || canned !== backend.answer) return httpOutcome(canned, call.bytes)
  if (!environment.fetchLive) {
    const message = `${backend.name} is live, and this simulator cannot reach the network. Give it a canned answer.`
    return { failure: 'not-live', message }
  }
  const answer = await environment.fetchLive(request, {
    timeoutMs: integration.timeoutInMillis,
    bodyBytes: environment.budget.bodyBytes,
  })
  if ('failure' in answer) return answer
  const { status, headers, body } = answer
  const bytes =
    'text' in body ? utf8Bytes(body.text) : (base64Decode(body.base64) ?? new Uint8Array())
  return { answer: { status, headers, bytes } }
}
