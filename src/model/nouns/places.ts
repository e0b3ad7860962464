import type { Address } from '../address.ts'

/** Stands for an id or a name in a place. */
const id = '*'

/**
 * Where the things of each noun are kept: property names, with `*` for ids.
 * The nouns of REST, HTTP and WebSocket APIs share some places; the protocol of the API tells them apart.
 */
export const places = {
  restApi: ['apis', id],
  httpApi: ['apis', id],
  webSocketApi: ['apis', id],
  resource: ['apis', id, 'resources', id],
  method: ['apis', id, 'resources', id, 'methods', id],
  model: ['apis', id, 'models', id],
  requestValidator: ['apis', id, 'requestValidators', id],
  authorizer: ['apis', id, 'authorizers', id],
  gatewayResponse: ['apis', id, 'gatewayResponses', id],
  stage: ['apis', id, 'stages', id],
  deployment: ['apis', id, 'deployments', id],
  documentationPart: ['apis', id, 'documentationParts', id],
  documentationVersion: ['apis', id, 'documentationVersions', id],
  route: ['apis', id, 'routes', id],
  routeIntegration: ['apis', id, 'integrations', id],
  routeAuthorizer: ['apis', id, 'authorizers', id],
  routeStage: ['apis', id, 'stages', id],
  routeDeployment: ['apis', id, 'deployments', id],
  backend: ['backends', id],
  apiKey: ['access', 'apiKeys', id],
  usagePlan: ['access', 'usagePlans', id],
  vpcLink: ['access', 'vpcLinks', id],
  vpcLinkV2: ['access', 'vpcLinksV2', id],
  domainName: ['access', 'domainNames', id],
  principal: ['identities', 'principals', id],
  userPool: ['identities', 'userPools', id],
  openIdConnectIssuer: ['identities', 'openIdConnectIssuers', id],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** What a design consists of, by the names that every room uses for it. */
export type NounName = keyof typeof places

/** Every noun, in the order of the registry. */
export const nounNames = Object.keys(places) as readonly NounName[] // the table's own keys

/** The address of a thing by the ids that lead to it: of its API first, then its own. */
export function addressOf(noun: NounName, ...ids: readonly string[]): Address {
  let next = 0
  return places[noun].map((part) => (part === id ? (ids[next++] ?? '') : part))
}

/** The ids in an address of a noun's thing or of a part of it, in the order that `addressOf` takes them. */
export function idsOf(noun: NounName, at: Address): readonly string[] {
  return places[noun].flatMap((part, i) => (part === id ? [at[i] ?? ''] : []))
}

/** The address of the collection that holds the things of a noun: `['apis', ID, 'models']`. */
export function collectionOf(noun: NounName, at: Address): Address {
  return at.slice(0, places[noun].length - 1)
}

/** True when the address is of a thing of the noun, or of a part of one, as far as its place tells. */
export function isAtPlace(noun: NounName, at: Address): boolean {
  const place = places[noun]
  return at.length >= place.length && place.every((part, i) => part === id || part === at[i])
}

/** The nouns whose places an address is at or below, those that lie deepest first. */
export function nounsAtPlace(at: Address): readonly NounName[] {
  return nounNames
    .filter((noun) => isAtPlace(noun, at))
    .sort((left, right) => places[right].length - places[left].length)
}

/** The address of the thing that an address is of, or lies in; the design's own where it is in none. */
export function thingAddress(at: Address): Address {
  const [noun] = nounsAtPlace(at)
  return noun === undefined ? [] : at.slice(0, places[noun].length)
}

/** The address of the API that an address is of, or lies in. */
export function apiAddressOf(at: Address): Address | undefined {
  return isAtPlace('restApi', at) ? at.slice(0, places.restApi.length) : undefined
}

/** The id of the API that an address is of, or lies in. */
export function apiIdOf(at: Address): string | undefined {
  return isAtPlace('restApi', at) ? idsOf('restApi', at)[0] : undefined
}

/** The address of the method or the route that an address is of, or lies in. */
export function entryPointAddress(at: Address): Address | undefined {
  const noun = (['method', 'route'] as const).find((each) => isAtPlace(each, at))
  return noun && at.slice(0, places[noun].length)
}

/** The property names from a thing to a part of it: `['integration', 'uri']` in a method; `[]` for the thing itself. */
export function pathInThing(at: Address): Address {
  return at.slice(thingAddress(at).length)
}

/**
 * The address of what connects a method or a route to its backend, when an address is of it or lies in it: the
 * integration of a method, the target of a route. It is selected, drawn and removed on its own.
 */
export function connectionAddress(at: Address): Address | undefined {
  const entryAt = entryPointAddress(at)
  if (!entryAt) return undefined
  const part = isAtPlace('method', entryAt) ? 'integration' : 'target'
  return at[entryAt.length] === part ? [...entryAt, part] : undefined
}

/** True for the address of a thing of the noun itself, not of a part of one. */
export function isThingOf(noun: NounName, at: Address): boolean {
  return isAtPlace(noun, at) && at.length === places[noun].length
}
