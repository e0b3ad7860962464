import { fail, ok } from '../../model/index.ts'
import type { Result } from '../../model/index.ts'

/** What is asked of the platform; a test stands in for it. */
export interface Fetching {
  readonly fetch: (url: string, options: RequestInit) => Promise<Response>
  readonly isOnline: () => boolean
  /** Bytes that an answer may have. */
  readonly mostBytes: number
}

/** Fetch a document that the user named. Every failure is a problem that says what to do. */
export async function fetchDocument(
  url: string,
  { fetch, isOnline, mostBytes }: Fetching,
): Promise<Result<string>> {
  const refuse = (code: string, why: string) => fail(`document/${code}`, `${url}: ${why}`)
  const host = hostOf(url)
  if (host === undefined) {
    return refuse(
      'url',
      'this is no address of a document. It has to begin with https:// or http://.',
    )
  }
  if (!isOnline()) {
    return refuse('offline', 'the browser is offline. Connect, or open the document as a file.')
  }
  try {
    const response = await fetch(url, { credentials: 'omit', redirect: 'follow' })
    if (response.status === 404 || response.status === 410) {
      return refuse(
        'not-found',
        `there is no document at this address: ${host} answers ${response.status}.`,
      )
    }
    if (response.status === 401 || response.status === 403) {
      return refuse(
        'not-allowed',
        `${host} asks who you are (${response.status}), and nothing is sent along. Download the document and open the file.`,
      )
    }
    if (!response.ok)
      return refuse('answer', `${host} answers ${response.status}. Try again later.`)
    const tooLarge = () =>
      refuse(
        'too-large',
        `the document is larger than ${mostBytes / 1024 / 1024} MB, which is the most that is read.`,
      )
    if (Number(response.headers.get('content-length') ?? 0) > mostBytes) return tooLarge()
    const text = await boundedText(response, mostBytes)
    return text === undefined ? tooLarge() : ok(text)
  } catch (error) {
    // browsers do not say which of these it was
    if (!(error instanceof TypeError)) throw error
    return refuse(
      'unreachable',
      `${host} cannot be reached from this page. Either there is no such server, or it does not allow other pages to read it (CORS). Download the document and open the file.`,
    )
  }
}

function hostOf(url: string): string | undefined {
  try {
    const { protocol, host } = new URL(url)
    return /^https?:$/.test(protocol) ? host : undefined
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** The text of an answer; `undefined`, and nothing more is read, once it is too long. */
async function boundedText(response: Response, mostBytes: number): Promise<string | undefined> {
  const reader = response.body?.getReader()
  if (!reader) return response.text()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > mostBytes) {
      await reader.cancel()
      return undefined
    }
    parts.push(value)
  }
  return new Blob(parts).text()
}
