import type { Address } from '../address.ts'
import { own } from '../operations/within.ts'
import type { Design } from '../schema/design.ts'
import { accessNouns } from './access.ts'
import { backendNouns } from './backends.ts'
import { identityNouns } from './identities.ts'
import type { Noun, Protocol, Thing } from './noun.ts'
import { apiIdOf, nounNames, nounsAtPlace, places, thingAddress } from './places.ts'
import type { NounName } from './places.ts'
import { resourceAt } from './resources.ts'
import { restNouns } from './rest.ts'
import { routedNouns } from './v2.ts'

/**
 * Every kind of thing in a design. What is at an address, what it is called and how it is added, renamed, copied,
 * moved and removed is answered here alone; a new entry makes the compiler name every table that lacks it.
 */
export const nouns = {
  ...restNouns,
  ...routedNouns,
  ...backendNouns,
  ...accessNouns,
  ...identityNouns,
} satisfies { readonly [N in NounName]: Noun }

/** A noun by its name, with the operations that it may lack. */
export function nounOf(name: NounName): Noun {
  return nouns[name]
}

/** True when a design's things or an API of the protocol include the noun's. */
export function isOfProtocol(name: NounName, protocol: Protocol): boolean {
  const { of } = nounOf(name)
  return of !== 'design' && of.includes(protocol)
}

/** The nouns that an API of the protocol has, besides the API itself. */
export function partNounsOf(protocol: Protocol): readonly NounName[] {
  return nounNames.filter(
    (name) => isOfProtocol(name, protocol) && places[name].length > places.restApi.length,
  )
}

/** The noun of an API by its protocol. */
export const apiNouns = {
  REST: 'restApi',
  HTTP: 'httpApi',
  WEBSOCKET: 'webSocketApi',
} as const satisfies { readonly [P in Protocol]: NounName }

/** The noun that an address is of, or lies in, whether or not there is such a thing; `undefined` for the design itself. */
export function nounAt(design: Pick<Design, 'apis'>, at: Address): NounName | undefined {
  const apiId = apiIdOf(at)
  const protocol = apiId === undefined ? undefined : own(design.apis, apiId)?.protocol
  return nounsAtPlace(at).find(
    (name) =>
      nounOf(name).of === 'design' || (protocol !== undefined && isOfProtocol(name, protocol)),
  )
}

/** The thing that an address is of, or lies in; `undefined` where there is none. */
export function thingAt(design: Design, at: Address): Thing | undefined {
  const noun = nounAt(design, at)
  if (noun === undefined) return undefined
  const thing = at.slice(0, places[noun].length)
  const label = nounOf(noun).label(design, thing)
  return label === undefined ? undefined : { noun, at: thing, label }
}

/** What a thing is called in a sentence: `the model Pet`, `GET /pets`. */
export function phraseAt(design: Design, at: Address): string | undefined {
  const thing = thingAt(design, at)
  return thing && nounOf(thing.noun).phrase(thing.label)
}

/** The address of what holds a thing: a method's resource, a resource's parent, the API of its parts; `[]` is the design. */
export function parentAddress(design: Pick<Design, 'apis'>, at: Address): Address {
  const thing = thingAddress(at)
  const found = nounAt(design, thing) === 'resource' ? resourceAt(design, thing) : undefined
  return found?.resource.parentId === undefined
    ? thingAddress(thing.slice(0, -1))
    : nouns.resource.at(found.api.id, found.resource.parentId)
}
