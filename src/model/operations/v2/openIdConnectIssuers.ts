import type { Address } from '../../address.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { OpenIdConnectIssuer } from '../../schema/identities.ts'
import { own, withMember, withoutMember, withRenamedMember } from '../within.ts'

/**
 * Add an OpenID Connect issuer with its key set, or replace the one with its URL. With `renames`, the issuer of that URL
 * gets the new one and keeps its place.
 * Problems: `issuer/url`, `issuer/exists`, `issuer/unknown`.
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

function issuerNotFound(url: string) {
  const message = `The design has no issuer ${url}`
  return fail('issuer/unknown', message, ['identities', 'openIdConnectIssuers', url])
}
