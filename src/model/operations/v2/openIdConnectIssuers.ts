import type { Address } from '../../address.ts'
import { keySetBytes, keysOf, privateMembersOf } from '../../queries/keySets.ts'
import { utf8Length } from '../../queries/utf8.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { OpenIdConnectIssuer } from '../../schema/identities.ts'
import { own, withMember, withoutMember, withRenamedMember } from '../within.ts'

/**
 * Add an OpenID Connect issuer with its key set, or replace the one with its URL. With `renames`, the issuer of that URL
 * gets the new one and keeps its place.
 * Problems: `issuer/url`, `issuer/exists`, `issuer/unknown`, `issuer/key-set-size`, `issuer/key`, `issuer/private-key`.
 */
export function putOpenIdConnectIssuer(
  design: Design,
  { issuer, renames }: { readonly issuer: OpenIdConnectIssuer; readonly renames?: string },
): Result<Design> {
  const { openIdConnectIssuers: issuers } = design.identities
  const url = issuer.issuer
  const at: Address = ['identities', 'openIdConnectIssuers', renames ?? url]
  if (!/^https:\/\/[^\s/?#]+[^\s?#]*$/.test(url)) {
    const message = `Invalid issuer: ${url}. Issuer must be a valid HTTPS URL`
    return fail('issuer/url', message, [...at, 'issuer'])
  }
  if (renames !== undefined && !own(issuers, renames)) return issuerNotFound(renames)
  if (renames !== undefined && renames !== url && own(issuers, url)) {
    return fail('issuer/exists', `The design already has the issuer ${url}`, [...at, 'issuer'])
  }
  const refused = keySetRefusal(issuer.jwks, [...at, 'jwks'])
  if (refused) return refused
  const openIdConnectIssuers =
    renames === undefined
      ? withMember(issuers, url, issuer)
      : withRenamedMember(issuers, renames, url, () => issuer)
  return ok({ ...design, identities: { ...design.identities, openIdConnectIssuers } })
}

/** Remove an issuer. Authorizers that trust it keep its URL, and let nobody through. Problems: `issuer/unknown`. */
export function removeOpenIdConnectIssuer(
  design: Design,
  { issuer }: { readonly issuer: string },
): Result<Design> {
  const { openIdConnectIssuers: issuers } = design.identities
  if (!own(issuers, issuer)) return issuerNotFound(issuer)
  const identities = {
    ...design.identities,
    openIdConnectIssuers: withoutMember(issuers, issuer),
  }
  return ok({ ...design, identities })
}

/**
 * Parse the text of a key set, as an issuer publishes it at its `jwks_uri`.
 * Problems: `issuer/key-set` when the text is not JSON or not a key set, and those of `putOpenIdConnectIssuer`.
 */
export function readKeySet(text: string, at: Address): Result<OpenIdConnectIssuer['jwks']> {
  if (utf8Length(text) > keySetBytes) return tooLarge(at)
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return fail('issuer/key-set', `The key set is not valid JSON: ${error.message}`, at)
  }
  const keys = keysOf(parsed)
  if (!keys) {
    const message = 'A key set is a JSON object with a list of keys: {"keys": [ … ]}'
    return fail('issuer/key-set', message, at)
  }
  return keySetRefusal({ keys }, at) ?? ok({ keys })
}

function keySetRefusal({ keys }: OpenIdConnectIssuer['jwks'], at: Address) {
  if (utf8Length(JSON.stringify({ keys })) > keySetBytes) return tooLarge(at)
  for (const [i, key] of keys.entries()) {
    const keyAt = [...at, 'keys', String(i)]
    if (typeof key !== 'object' || key === null || Array.isArray(key)) {
      return fail('issuer/key', `Key ${i + 1} of the key set is not a JSON object`, keyAt)
    }
    if (typeof key['kty'] !== 'string') {
      return fail('issuer/key', `Key ${i + 1} of the key set has no key type (kty)`, keyAt)
    }
    const [secret] = privateMembersOf(key)
    if (secret !== undefined) {
      const message = `Key ${i + 1} of the key set is private: it has the property ${secret}. Paste the public key set that the issuer publishes.`
      return fail('issuer/private-key', message, [...keyAt, secret])
    }
  }
  return undefined
}

function tooLarge(at: Address) {
  return fail('issuer/key-set-size', `A key set has at most ${keySetBytes} bytes`, at)
}

function issuerNotFound(url: string) {
  const message = `The design has no issuer ${url}`
  return fail('issuer/unknown', message, ['identities', 'openIdConnectIssuers', url])
}
