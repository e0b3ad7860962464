import { keySetBytes } from '../../model/index.ts'
import type { Address, Design } from '../../model/index.ts'
import type { Cryptography, WebKey } from '../cryptography.ts'
import type { Environment } from '../environment.ts'
import { utf8Length } from '../message/payload.ts'
import { withEntry } from '../world/state.ts'
import type { StateHolder } from '../world/state.ts'
import { issuerOf, signingKeyOf } from './userPools.ts'

/** Milliseconds that a fetched key set is used. Source: developer guide, JWT authorizers for HTTP APIs. */
const keySetMs = 2 * 60 * 60 * 1000

/** Key sets that are remembered: each may have 150,000 bytes. */
const rememberedKeySets = 10

/** Public keys of an issuer, and where the design has them. */
export type IssuerKeys =
  | { readonly keys: readonly WebKey[]; readonly name: string; readonly at: Address }
  | { readonly refusal: string }

/** The parts of a run that decide which keys an issuer has. */
interface KeyReader {
  readonly design: Design
  readonly state: StateHolder
  readonly environment: Pick<Environment, 'now' | 'fetchKeySet'>
}

/**
 * The keys of an issuer: a user pool of the design, one whose key set was pasted, or one on the internet that may be
 * asked. An issuer without keys lets nobody through, so the reason is returned.
 */
export async function keysOfIssuer(
  reader: KeyReader,
  issuer: string,
  cryptography: Cryptography,
): Promise<IssuerKeys> {
  const { userPools, openIdConnectIssuers } = reader.design.identities
  const pool = Object.values(userPools).find(({ id }) => issuerOf(id) === issuer)
  if (pool) {
    return {
      keys: [await signingKeyOf(pool, cryptography), ...pool.publicKeys],
      name: `the user pool ${pool.name}`,
      at: ['identities', 'userPools', pool.id],
    }
  }
  const [key, pasted] =
    Object.entries(openIdConnectIssuers).find(([, one]) => one.issuer === issuer) ?? []
  if (key === undefined || !pasted) return fetchedKeys(reader, issuer)
  if (utf8Length(JSON.stringify(pasted.jwks)) > keySetBytes) {
    return { refusal: `The key set of ${issuer} has more than ${keySetBytes} bytes` }
  }
  return {
    keys: pasted.jwks.keys,
    name: `the issuer ${issuer}`,
    at: ['identities', 'openIdConnectIssuers', key],
  }
}

/** The keys of an issuer on the internet, fetched or remembered. */
async function fetchedKeys({ state, environment }: KeyReader, issuer: string): Promise<IssuerKeys> {
  const found = (keys: readonly WebKey[]): IssuerKeys => ({
    keys,
    name: `the issuer ${issuer}`,
    at: ['identities', 'openIdConnectIssuers'],
  })
  if (!environment.fetchKeySet) {
    return {
      refusal: `The issuer ${issuer} is not a user pool of the design, and the design has no key set for it`,
    }
  }
  const { keySets } = state.value
  const known = Object.hasOwn(keySets, issuer) ? keySets[issuer] : undefined
  if (known && known.expiresAt > environment.now()) return found(known.keys)
  const answer = await environment.fetchKeySet(issuer)
  if ('failure' in answer) {
    return { refusal: `The key set of ${issuer} could not be fetched: ${answer.failure}` }
  }
  const entry = { expiresAt: environment.now() + keySetMs, keys: answer.keys }
  state.value = withEntry(state.value, 'keySets', issuer, entry, rememberedKeySets)
  return found(answer.keys)
}
