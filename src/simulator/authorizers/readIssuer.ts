import type { Json } from '../../model/index.ts'
import type { KeySetAnswer } from '../environment.ts'
import { discoveryUrl } from '../sign-in/issuerEndpoints.ts'

/** A document from the internet, or why there is none. Never throws. */
export type GetText = (
  url: string,
) => Promise<{ readonly text: string } | { readonly failure: string }>

/** The host of an issuer that may be contacted: https, without credentials, query or fragment. */
export function issuerHost(issuer: string): string | undefined {
  return /^https:\/\/([a-z0-9.-]+(?::\d{1,5})?)(?:\/[^?#\s]*)?$/i.exec(issuer)?.[1]?.toLowerCase()
}

/** Where an issuer publishes its keys, by its discovery document. */
export type KeySetPlace =
  { readonly url: string; readonly host: string } | { readonly failure: string }

/** Ask an issuer where its keys are. Its host has to be one of the allowed. */
export async function findKeySet(
  issuer: string,
  allowedHosts: readonly string[],
  getText: GetText,
): Promise<KeySetPlace> {
  const host = issuerHost(issuer)
  if (host === undefined) return { failure: 'the issuer is not an https URL' }
  if (!allowedHosts.includes(host)) return { failure: `${host} is not allowed to be contacted` }
  const answer = await getText(discoveryUrl(issuer))
  if ('failure' in answer) return answer
  const discovery = objectOf(answer.text)
  if (!discovery) return { failure: 'its discovery document is not a JSON object' }
  if (discovery['issuer'] !== issuer) {
    return { failure: 'its discovery document names another issuer' }
  }
  const { jwks_uri: url } = discovery
  const keyHost = typeof url === 'string' ? issuerHost(url) : undefined
  return typeof url === 'string' && keyHost !== undefined
    ? { url, host: keyHost }
    : { failure: 'its discovery document has no jwks_uri with https' }
}

/** The key set of an issuer. The hosts of its discovery document and of its keys have to be allowed. */
export async function readKeySet(
  issuer: string,
  allowedHosts: readonly string[],
  getText: GetText,
): Promise<KeySetAnswer> {
  const place = await findKeySet(issuer, allowedHosts, getText)
  if ('failure' in place) return place
  if (!allowedHosts.includes(place.host)) {
    return { failure: `its keys are at ${place.host}, which is not allowed to be contacted` }
  }
  const answer = await getText(place.url)
  if ('failure' in answer) return answer
  const keys = objectOf(answer.text)?.['keys']
  return Array.isArray(keys) ? { keys } : { failure: 'its key set has no list of keys' }
}

function objectOf(text: string): { readonly [key: string]: Json } | undefined {
  try {
    const value = JSON.parse(text) as Json // JSON.parse returns what JSON holds
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
