import type { Design, UserPool } from '../../model/index.ts'
import { signingKeyOf } from '../authorizers/userPools.ts'
import { parseQuery } from '../pipeline/rest/readRequest.ts'
import { authorizeUser } from './authorizeUser.ts'
import { initiateAuth } from './initiateAuth.ts'
import type { IssuerRequest, IssuerResponse, IssuerWorld } from './issuer.ts'
import {
  discoveryUrl,
  issuerDiscovery,
  keySetUrl,
  poolDiscovery,
  poolEndpoints,
  publishedKeySet,
} from './issuerEndpoints.ts'
import { issueByGrant } from './issueByGrant.ts'

/**
 * Answer a request to an issuer of the design: a user pool, or an OpenID Connect issuer with its key set. `undefined`
 * when no issuer of the design has this URL.
 */
export async function respondAsIssuer(
  design: Design,
  request: IssuerRequest,
  world: IssuerWorld,
): Promise<IssuerResponse | undefined> {
  const [url = '', query = ''] = request.url.split('?')
  const { userPools, openIdConnectIssuers } = design.identities
  const poolsThere = Object.values(userPools).filter(({ id }) => poolEndpoints(id).api === url)
  if (request.method === 'POST' && poolsThere.length > 0) {
    return initiateAuth(poolsThere, request, world)
  }
  for (const pool of Object.values(userPools)) {
    const response = await respondAsPool(pool, request, { url, query }, world)
    if (response) return response
  }
  for (const { issuer, jwks } of Object.values(openIdConnectIssuers)) {
    if (request.method !== 'GET') continue
    if (url === discoveryUrl(issuer)) return { status: 200, body: issuerDiscovery(issuer) }
    if (url === keySetUrl(issuer)) return { status: 200, body: publishedKeySet(jwks.keys) }
  }
  return undefined
}

async function respondAsPool(
  pool: UserPool,
  request: IssuerRequest,
  { url, query }: { readonly url: string; readonly query: string },
  world: IssuerWorld,
): Promise<IssuerResponse | undefined> {
  const endpoints = poolEndpoints(pool.id)
  if (request.method === 'POST') {
    return url === endpoints.token
      ? issueByGrant(pool, formOf(request.body ?? ''), world)
      : undefined
  }
  if (url === discoveryUrl(endpoints.issuer)) return { status: 200, body: poolDiscovery(pool.id) }
  if (url === keySetUrl(endpoints.issuer)) {
    const keys = [await signingKeyOf(pool, world.cryptography), ...pool.publicKeys]
    return { status: 200, body: publishedKeySet(keys) }
  }
  return url === endpoints.authorize
    ? authorizeUser(pool, formOf(query), request.signsInAs, world)
    : undefined
}

/** The fields of a form or a query string; of fields with the same name the first. */
function formOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of parseQuery(text)) if (!fields.has(name)) fields.set(name, value)
  return fields
}
