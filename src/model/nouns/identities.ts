import {
  putPrincipal,
  putUserPool,
  removePrincipal,
  removeUserPool,
} from '../operations/identities.ts'
import {
  putOpenIdConnectIssuer,
  removeOpenIdConnectIssuer,
} from '../operations/v2/openIdConnectIssuers.ts'
import { own } from '../operations/within.ts'
import { collectionNoun, counted, freeName, thingNotFound } from './collection.ts'
import { newPoolClient, newPoolUser } from './newUserPool.ts'
import type { Noun } from './noun.ts'
import { addressOf } from './places.ts'
import type { NounName } from './places.ts'

const of = 'design'

/** What lets a new caller call every method of every API. */
export const invokePolicy = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
  },
  null,
  2,
)

const principal = collectionNoun('principal', {
  title: 'IAM principal',
  heading: 'IAM principals',
  of,
  items: ({ identities }) => identities.principals,
  labelOf: ({ name }) => name,
  add: ({ identities }, { nextId, name }) => {
    const id = nextId()
    const added = {
      id,
      name: name ?? freeNameOf(identities.principals, 'caller'),
      type: 'USER' as const,
      // invented, and of the form that IAM gives
      accessKeyId: `AKIA${(nextId() + nextId()).toUpperCase().replace(/[^A-Z2-7]/g, '7')}`.slice(
        0,
        20,
      ),
      secretAccessKey: Array.from({ length: 4 }, nextId).join('').padEnd(40, '0').slice(0, 40),
      policies: { Invoke: invokePolicy },
      tags: {},
    }
    return {
      at: addressOf('principal', id),
      operation: (design) => putPrincipal(design, { principal: added }),
    }
  },
  remove: removePrincipal,
  rename: (design, { id }, name) => {
    const before = own(design.identities.principals, id)
    return before
      ? putPrincipal(design, { principal: { ...before, name } })
      : thingNotFound('principal', id)
  },
})

const userPool = collectionNoun('userPool', {
  title: 'User pool',
  heading: 'User pools',
  of,
  items: ({ identities }) => identities.userPools,
  labelOf: ({ name }) => name,
  add: ({ identities }, { nextId, name }) => {
    const id = `us-east-1_${nextId().slice(0, 9)}`
    const [client, user] = [newPoolClient(nextId), newPoolUser(nextId)]
    const pool = {
      id,
      name: name ?? freeNameOf(identities.userPools, 'users'),
      clients: { [client.id]: client },
      users: { [user.username]: user },
      publicKeys: [],
    }
    return { at: addressOf('userPool', id), operation: (design) => putUserPool(design, { pool }) }
  },
  remove: removeUserPool,
  rename: (design, { id }, name) => {
    const before = own(design.identities.userPools, id)
    return before
      ? putUserPool(design, { pool: { ...before, name } })
      : thingNotFound('userPool', id)
  },
})

const openIdConnectIssuer = collectionNoun('openIdConnectIssuer', {
  title: 'OpenID Connect issuer',
  heading: 'OpenID Connect issuers',
  of,
  items: ({ identities }) => identities.openIdConnectIssuers,
  labelOf: ({ issuer }) => issuer,
  add: ({ identities }, { name }) => {
    const isTaken = (each: string) => Object.hasOwn(identities.openIdConnectIssuers, each)
    const url =
      name ?? freeName(isTaken, (count) => `https://issuer${count === 1 ? '' : count}.example.com`)
    return {
      at: addressOf('openIdConnectIssuer', url),
      operation: (design) =>
        putOpenIdConnectIssuer(design, { issuer: { issuer: url, jwks: { keys: [] } } }),
    }
  },
  remove: (design, { id }) => removeOpenIdConnectIssuer(design, { issuer: id }),
  rename: (design, { id }, name) => {
    const before = own(design.identities.openIdConnectIssuers, id)
    return before
      ? putOpenIdConnectIssuer(design, { issuer: { ...before, issuer: name }, renames: id })
      : thingNotFound('openIdConnectIssuer', id)
  },
})

/** The nouns of callers. */
export const identityNouns = {
  principal,
  userPool,
  openIdConnectIssuer,
} satisfies { readonly [N in NounName]?: Noun }

function freeNameOf(
  items: Readonly<Record<string, { readonly name: string }>>,
  name: string,
): string {
  const taken = new Set(Object.values(items).map((item) => item.name))
  return freeName((each) => taken.has(each), counted(name))
}
