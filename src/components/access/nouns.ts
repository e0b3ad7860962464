import {
  putApiKey,
  putDomainName,
  putPrincipal,
  putUsagePlan,
  putUserPool,
  putVpcLink,
} from '../../model/index.ts'
import type { Address, Design, IdSource, Result } from '../../model/index.ts'
import { newPoolClient, newPoolUser } from './newUserPool.ts'

/** A thing of the whole design that says who may call and by which way. */
export interface AccessNoun {
  /** Where the things stand: `access`, `apiKeys`. */
  readonly collection: Address
  /** `API key`, as a form is headed. */
  readonly title: string
  /** `API keys`, as the tree has it. */
  readonly heading: string
  /** Ids and what they are called, in the design's order. */
  readonly namesOf: (design: Design) => readonly (readonly [id: string, label: string])[]
  /** A first one with a name of its own, to be changed in its form. */
  readonly create: (
    design: Design,
    nextId: IdSource,
  ) => { readonly id: string; readonly operation: (design: Design) => Result<Design> }
}

/** The nouns of callers, by the kind that their forms are registered under. */
export const accessNouns = {
  apiKey: {
    collection: ['access', 'apiKeys'],
    title: 'API key',
    heading: 'API keys',
    namesOf: ({ access }) =>
      Object.values(access.apiKeys).map(({ id, name }) => [id, name ?? id] as const),
    create: ({ access }, nextId) => {
      const id = nextId()
      const key = {
        id,
        name: freeName('api-key', Object.values(access.apiKeys)),
        // as long as the service's own
        value: Array.from({ length: 4 }, nextId).join('').padEnd(40, '0').slice(0, 40),
        enabled: true,
        tags: {},
      }
      return { id, operation: (design) => putApiKey(design, { key }) }
    },
  },
  usagePlan: {
    collection: ['access', 'usagePlans'],
    title: 'Usage plan',
    heading: 'Usage plans',
    namesOf: ({ access }) =>
      Object.values(access.usagePlans).map(({ id, name }) => [id, name] as const),
    create: ({ access }, nextId) => {
      const id = nextId()
      const name = freeName('Usage plan', Object.values(access.usagePlans))
      const plan = { id, name, apiStages: [], keyIds: [], tags: {} }
      return { id, operation: (design) => putUsagePlan(design, { plan }) }
    },
  },
  vpcLink: {
    collection: ['access', 'vpcLinks'],
    title: 'VPC link',
    heading: 'VPC links',
    namesOf: ({ access }) =>
      Object.values(access.vpcLinks).map(({ id, name }) => [id, name] as const),
    create: ({ access }, nextId) => {
      const id = nextId()
      const name = freeName('vpc-link', Object.values(access.vpcLinks))
      const link = { id, name, targetArns: [], tags: {} }
      return { id, operation: (design) => putVpcLink(design, { link }) }
    },
  },
  domainName: {
    collection: ['access', 'domainNames'],
    title: 'Custom domain name',
    heading: 'Custom domain names',
    namesOf: ({ access }) => Object.keys(access.domainNames).map((name) => [name, name] as const),
    create: ({ access }) => {
      const taken = Object.keys(access.domainNames)
      const id = firstFree(
        (count) => (count === 1 ? 'api.example.com' : `api${count}.example.com`),
        (name) => taken.includes(name),
      )
      const domain = { domainName: id, basePathMappings: [], tags: {} }
      return { id, operation: (design) => putDomainName(design, { domain }) }
    },
  },
  principal: {
    collection: ['identities', 'principals'],
    title: 'IAM principal',
    heading: 'IAM principals',
    namesOf: ({ identities }) =>
      Object.values(identities.principals).map(({ id, name }) => [id, name] as const),
    create: ({ identities }, nextId) => {
      const id = nextId()
      const principal = {
        id,
        name: freeName('caller', Object.values(identities.principals)),
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
      return { id, operation: (design) => putPrincipal(design, { principal }) }
    },
  },
  userPool: {
    collection: ['identities', 'userPools'],
    title: 'User pool',
    heading: 'User pools',
    namesOf: ({ identities }) =>
      Object.values(identities.userPools).map(({ id, name }) => [id, name] as const),
    create: ({ identities }, nextId) => {
      const id = `us-east-1_${nextId().slice(0, 9)}`
      const [client, user] = [newPoolClient(nextId), newPoolUser(nextId)]
      const pool = {
        id,
        name: freeName('users', Object.values(identities.userPools)),
        clients: { [client.id]: client },
        users: { [user.username]: user },
        publicKeys: [],
      }
      return { id, operation: (design) => putUserPool(design, { pool }) }
    },
  },
} as const satisfies Readonly<Record<string, AccessNoun>>

export type AccessNounId = keyof typeof accessNouns

/** The kinds of access things in the order of the tree. */
export const accessNounIds = Object.keys(accessNouns) as AccessNounId[] // the registry's own keys

/** The kind of an address of an access thing. */
export function accessNounAt(at: Address): AccessNounId | undefined {
  if (at.length < 3) return undefined
  return accessNounIds.find((id) => {
    const [top, collection] = accessNouns[id].collection
    return at[0] === top && at[1] === collection
  })
}

/** What lets a new caller call every method of every API. */
export const invokePolicy = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
  },
  null,
  2,
)

function firstFree(nameOf: (count: number) => string, isTaken: (name: string) => boolean): string {
  let count = 1
  while (isTaken(nameOf(count))) count++
  return nameOf(count)
}

function freeName(name: string, others: readonly { readonly name?: string | undefined }[]): string {
  return firstFree(
    (count) => (count === 1 ? name : `${name} ${count}`),
    (candidate) => others.some((other) => other.name === candidate),
  )
}
