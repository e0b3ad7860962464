import {
  putApiKey,
  putUsagePlan,
  putVpcLink,
  removeApiKey,
  removeUsagePlan,
  removeVpcLink,
} from '../operations/access.ts'
import { putVpcLinkV2, removeVpcLinkV2 } from '../operations/v2/vpcLinks.ts'
import { putDomainName, removeDomainName } from '../operations/identities.ts'
import { own } from '../operations/within.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { collectionNoun, counted, freeName, thingNotFound } from './collection.ts'
import type { Noun } from './noun.ts'
import { addressOf } from './places.ts'
import type { NounName } from './places.ts'

const of = 'design'

const apiKey = collectionNoun('apiKey', {
  title: 'API key',
  heading: 'API keys',
  of,
  items: ({ access }) => access.apiKeys,
  labelOf: ({ name }, id) => name ?? id,
  add: ({ access }, { nextId, name }) => {
    const id = nextId()
    const key = {
      id,
      name: name ?? freeNameOf(access.apiKeys, 'api-key'),
      // as long as the service's own
      value: Array.from({ length: 4 }, nextId).join('').padEnd(40, '0').slice(0, 40),
      enabled: true,
      tags: {},
    }
    return { at: addressOf('apiKey', id), operation: (design) => putApiKey(design, { key }) }
  },
  remove: removeApiKey,
  rename: (design, { id }, name) =>
    renamed(own(design.access.apiKeys, id), 'apiKey', id, (key) =>
      putApiKey(design, { key: { ...key, name } }),
    ),
})

const usagePlan = collectionNoun('usagePlan', {
  title: 'Usage plan',
  heading: 'Usage plans',
  of,
  items: ({ access }) => access.usagePlans,
  labelOf: ({ name }) => name,
  add: ({ access }, { nextId, name }) => {
    const id = nextId()
    const plan = {
      id,
      name: name ?? freeNameOf(access.usagePlans, 'Usage plan'),
      apiStages: [],
      keyIds: [],
      tags: {},
    }
    return {
      at: addressOf('usagePlan', id),
      operation: (design) => putUsagePlan(design, { plan }),
    }
  },
  remove: removeUsagePlan,
  rename: (design, { id }, name) =>
    renamed(own(design.access.usagePlans, id), 'usagePlan', id, (plan) =>
      putUsagePlan(design, { plan: { ...plan, name } }),
    ),
})

const vpcLink = collectionNoun('vpcLink', {
  title: 'VPC link',
  heading: 'VPC links',
  of,
  items: ({ access }) => access.vpcLinks,
  labelOf: ({ name }) => name,
  add: ({ access }, { nextId, name }) => {
    const id = nextId()
    const link = {
      id,
      name: name ?? freeNameOf(access.vpcLinks, 'vpc-link'),
      targetArns: [],
      tags: {},
    }
    return { at: addressOf('vpcLink', id), operation: (design) => putVpcLink(design, { link }) }
  },
  remove: removeVpcLink,
  rename: (design, { id }, name) =>
    renamed(own(design.access.vpcLinks, id), 'vpcLink', id, (link) =>
      putVpcLink(design, { link: { ...link, name } }),
    ),
})

const vpcLinkV2 = collectionNoun('vpcLinkV2', {
  title: 'VPC link for HTTP APIs',
  heading: 'VPC links for HTTP APIs',
  of,
  items: ({ access }) => access.vpcLinksV2,
  labelOf: ({ name }) => name,
  add: ({ access }, { nextId, name }) => {
    const id = nextId()
    const link = {
      id,
      name: name ?? freeNameOf(access.vpcLinksV2, 'vpc-link'),
      // a link has at least one subnet, and keeps it
      subnetIds: [`subnet-${hexadecimal(nextId() + nextId(), 17)}`],
      securityGroupIds: [],
      tags: {},
    }
    return { at: addressOf('vpcLinkV2', id), operation: (design) => putVpcLinkV2(design, { link }) }
  },
  remove: removeVpcLinkV2,
  rename: (design, { id }, name) =>
    renamed(own(design.access.vpcLinksV2, id), 'vpcLinkV2', id, (link) =>
      putVpcLinkV2(design, { link: { ...link, name } }),
    ),
})

const domainName = collectionNoun('domainName', {
  title: 'Custom domain name',
  heading: 'Custom domain names',
  of,
  items: ({ access }) => access.domainNames,
  labelOf: (_domain, id) => id,
  add: ({ access }, { name }) => {
    const isTaken = (each: string) => Object.hasOwn(access.domainNames, each)
    const id =
      name ??
      freeName(isTaken, (count) => (count === 1 ? 'api.example.com' : `api${count}.example.com`))
    const domain = { domainName: id, basePathMappings: [], tags: {} }
    return {
      at: addressOf('domainName', id),
      operation: (design) => putDomainName(design, { domain }),
    }
  },
  remove: (design, { id }) => removeDomainName(design, { domainName: id }),
})

/** The nouns of access to the whole design. */
export const accessNouns = {
  apiKey,
  usagePlan,
  vpcLink,
  vpcLinkV2,
  domainName,
} satisfies { readonly [N in NounName]?: Noun }

function freeNameOf(
  items: Readonly<Record<string, { readonly name?: string | undefined }>>,
  name: string,
): string {
  const taken = new Set(Object.values(items).map((item) => item.name))
  return freeName((each) => taken.has(each), counted(name))
}

function renamed<T>(
  item: T | undefined,
  noun: NounName,
  id: string,
  put: (item: T) => Result<Design>,
): Result<Design> {
  if (item !== undefined) return put(item)
  return thingNotFound(noun, id)
}

/** Hexadecimal digits from the letters of ids. */
function hexadecimal(letters: string, length: number): string {
  return letters
    .replace(/[^0-9a-f]/g, (letter) => (letter.charCodeAt(0) % 16).toString(16))
    .padEnd(length, '0')
    .slice(0, length)
}
