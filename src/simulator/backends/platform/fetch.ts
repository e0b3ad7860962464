import { base64Decode, base64Encode, strictUtf8Text } from '../../context/index.ts'
import type { LiveAnswer } from '../../environment.ts'
import type { BackendRequest } from '../../trace.ts'

/** Headers that a page may not set; the platform sets its own. */
const forbidden: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'cookie',
  'date',
  'expect',
  'keep-alive',
  'origin',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'via',
  'x-amzn-trace-id',
])

/** Ask a real endpoint, with a time limit and a limit on what is read. What fails is an answer; nothing is thrown. */
export async function fetchLive(
  request: BackendRequest,
  limits: { readonly timeoutMs: number; readonly bodyBytes: number },
): Promise<LiveAnswer> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort('timeout'), limits.timeoutMs)
  try {
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers
        .filter(([name]) => !forbidden.has(name.toLowerCase()))
        .map(([name, value]): [string, string] => [name, value]),
      ...(hasBody && { body: bodyOf(request.body) }),
      signal: controller.signal,
      credentials: 'omit',
      redirect: 'follow',
    })
    const bytes = await readUpTo(response, limits.bodyBytes)
    if (!bytes) {
      return {
        failure: 'network',
        message: `The answer has more than ${limits.bodyBytes} bytes and was not read to its end.`,
      }
    }
    const text = strictUtf8Text(bytes)
    return {
      status: response.status,
      headers: [...response.headers],
      body: text === undefined ? { base64: base64Encode(bytes) } : { text },
    }
  } catch (error) {
    if (controller.signal.aborted)
      return { failure: 'timeout', message: `No answer within ${limits.timeoutMs} ms.` }
    const reason = error instanceof Error ? error.message : String(error)
    return {
      failure: 'network',
      message: `${request.url} could not be asked (${reason}). A page can only reach hosts that allow it through CORS.`,
    }
  } finally {
    clearTimeout(timer)
  }
}

function bodyOf(body: BackendRequest['body']): string | Blob {
  if ('text' in body) return body.text
  return new Blob([new Uint8Array(base64Decode(body.base64) ?? [])])
}

/** The bytes of an answer; `undefined` where there are more than are read. */
async function readUpTo(response: Response, limit: number): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > limit) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
