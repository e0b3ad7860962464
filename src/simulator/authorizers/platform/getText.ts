import { strictUtf8Text } from '../../context/index.ts'
import { limitedBytes } from '../../backends/platform/fetch.ts'
import { keySetBytes } from '../../../model/index.ts'
import type { GetText } from '../readIssuer.ts'

/** Milliseconds that an issuer has for each document. Source: developer guide, JWT authorizers for HTTP APIs. */
const documentMs = 1500

/**
 * Get a document of an issuer: over https, without credentials, referrer and redirects, within the limits that the service
 * has.
 */
export const getText: GetText = async (url) => {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), documentMs)
  try {
    const response = await fetch(url, {
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: controller.signal,
    })
    const { host } = new URL(url)
    if (!response.ok) return { failure: `${host} returned ${response.status}` }
    const bytes = await limitedBytes(response, keySetBytes + 1)
    if (bytes.length > keySetBytes) {
      return { failure: `${host} returned more than ${keySetBytes} bytes` }
    }
    const text = strictUtf8Text(bytes)
    return text === undefined ? { failure: `${host} returned text that is not UTF-8` } : { text }
  } catch (error) {
    if (controller.signal.aborted) return { failure: `there was no response in ${documentMs} ms` }
    const reason = error instanceof Error ? error.message : String(error)
    return { failure: `the request failed (${reason})` }
  } finally {
    clearTimeout(timer)
  }
}
