import type { LiveAnswer } from '../../environment.ts'
import type { BackendRequest, HeaderList } from '../../trace.ts'

/** Headers that the platform sets by itself and refuses from us. */
const platformHeaders: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
])

/**
 * Ask a real endpoint with the platform's `fetch`. An answer over the limit is cut one byte behind it,
 * so that its reader can tell. Whatever goes wrong is an answer too: nothing is thrown.
 */
export async function fetchLive(
  request: BackendRequest,
  limits: { readonly timeoutMs: number; readonly bodyBytes: number },
): Promise<LiveAnswer> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), limits.timeoutMs)
  try {
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    const body = 'text' in request.body ? request.body.text : fromBase64(request.body.base64)
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers
        .filter(([name]) => !platformHeaders.has(name.toLowerCase()))
        .map(([name, value]): [string, string] => [name, value]),
      redirect: 'manual',
      credentials: 'omit',
      signal: controller.signal,
      ...(hasBody && { body }),
    })
    if (response.type === 'opaqueredirect') {
      return {
        failure: 'network',
        message: 'The endpoint redirects, which the browser does not show',
      }
    }
    const bytes = await limitedBytes(response, limits.bodyBytes + 1)
    // fetch has decoded the body already
    const headers: HeaderList = [...response.headers].filter(
      ([name]) => name !== 'content-encoding',
    )
    return { status: response.status, headers, body: { base64: toBase64(bytes) } }
  } catch (error) {
    if (controller.signal.aborted) {
      return { failure: 'timeout', message: `No answer within ${limits.timeoutMs} ms` }
    }
    const reason = error instanceof Error ? error.message : String(error)
    return { failure: 'network', message: `The endpoint could not be asked: ${reason}` }
  } finally {
    clearTimeout(timer)
  }
}

/** The beginning of a body, read as it arrives. */
export async function limitedBytes(response: Response, most: number): Promise<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < most) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value.subarray(0, most - length))
    length += Math.min(value.length, most - length)
  }
  if (length >= most) await reader.cancel()
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += 8190) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(i, i + 8190))))
  }
  return parts.join('')
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0))
}
