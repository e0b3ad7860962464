import { putDomainName, removeDomainName } from '../../operations/identities.ts'
import type { BasePathMapping, DomainName } from '../../schema/access.ts'
import type { Json } from '../../schema/json.ts'
import { basePathMappingAnswer, domainNameAnswer } from './accessAnswers.ts'
import {
  badRequest,
  isGiven,
  notFound,
  object,
  own,
  someText,
  text,
  textList,
  textMap,
  withDesign,
} from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import type { Account, JsonObject, Operation } from '../account.ts'
import { checkListedPath, patchesOf } from './patch.ts'
import type { Patch } from './patch.ts'

function domainOf(account: Account, input: JsonObject): DomainName {
  const domain = own(account.design.access.domainNames, text(input['domainName']) ?? '')
  if (!domain) throw notFound('Invalid domain name identifier specified')
  return domain
}

/** Addresses and answers write the empty base path as `(none)`. */
function basePathOf(value: Json | undefined): string {
  const basePath = text(value) ?? ''
  return basePath === '(none)' ? '' : basePath
}

function mappingOf(account: Account, input: JsonObject) {
  const domain = domainOf(account, input)
  const basePath = basePathOf(input['basePath'])
  const at = domain.basePathMappings.findIndex((mapping) => mapping.basePath === basePath)
  const mapping = domain.basePathMappings[at]
  if (!mapping) throw notFound('Invalid base path mapping identifier specified')
  return { domain, mapping, at }
}

function withDomain(account: Account, domain: DomainName): Account {
  return withDesign(account, done(putDomainName(account.design, { domain })))
}

/** A mapping leads to an API that is there and, where it names one, to a stage of it. */
function checked(account: Account, mapping: BasePathMapping): BasePathMapping {
  const api = own(account.design.apis, mapping.apiId)
  if (!api) throw badRequest('Invalid REST API identifier specified')
  if (mapping.stage !== undefined && !Object.hasOwn(api.stages, mapping.stage)) {
    throw badRequest('Invalid stage identifier specified')
  }
  return mapping
}

const textMembers = [
  'certificateArn',
  'regionalCertificateArn',
  'ownershipVerificationCertificateArn',
  'securityPolicy',
] as const

function endpointOf(value: Json | undefined): NonNullable<DomainName['endpointConfiguration']> {
  const given = object(value)
  const types = textList(given['types'])
  const ipAddressType = someText(given['ipAddressType'])
  return {
    types: types.length > 0 ? types : ['EDGE'],
    ...(ipAddressType !== undefined && { ipAddressType }),
  }
}

function patchedDomain(before: DomainName, patch: Patch): DomainName {
  checkListedPath(patch, {
    replace: [...textMembers.map((name) => `/${name}`), '/mutualTlsAuthentication/truststoreUri'],
    remove: ['/mutualTlsAuthentication/truststoreUri'],
  })
  const name = textMembers.find((member) => patch.path === `/${member}`)
  const value = patch.op === 'remove' ? undefined : someText(patch.value)
  if (name === undefined) {
    const { mutualTlsAuthentication: _before, ...others } = before
    return value === undefined
      ? others
      : { ...others, mutualTlsAuthentication: { truststoreUri: value } }
  }
  const { [name]: _before, ...others } = before
  return value === undefined ? others : { ...others, [name]: value }
}

function patchedMapping(before: BasePathMapping, patch: Patch): BasePathMapping {
  checkListedPath(patch, { replace: ['/basePath', '/restapiId', '/stage'] })
  if (patch.path === '/basePath') return { ...before, basePath: basePathOf(patch.value) }
  if (patch.path === '/restapiId') return { ...before, apiId: patch.value ?? '' }
  const { stage: _before, ...others } = before
  const stage = someText(patch.value)
  return stage === undefined ? others : { ...others, stage }
}

/** The management calls on custom domain names and their base path mappings. */
export const domainNameOperations = {
  CreateDomainName: {
    status: 201,
    run: (account, input) => {
      const domainName = text(input['domainName']) ?? ''
      if (own(account.design.access.domainNames, domainName)) {
        throw badRequest('The domain name you provided already exists.')
      }
      const texts = textMembers.flatMap((name) => {
        const value = someText(input[name])
        return value === undefined ? [] : [[name, value] as const]
      })
      const tls = object(input['mutualTlsAuthentication'])
      const truststoreUri = someText(tls['truststoreUri'])
      const truststoreVersion = someText(tls['truststoreVersion'])
      const domain: DomainName = {
        domainName,
        basePathMappings: [],
        ...Object.fromEntries(texts),
        ...(isGiven(input['endpointConfiguration']) && {
          endpointConfiguration: endpointOf(input['endpointConfiguration']),
        }),
        ...(truststoreUri !== undefined && {
          mutualTlsAuthentication: {
            truststoreUri,
            ...(truststoreVersion !== undefined && { truststoreVersion }),
          },
        }),
        tags: textMap(input['tags']),
      }
      return { account: withDomain(account, domain), body: domainNameAnswer(domain) }
    },
  },
  GetDomainName: {
    status: 200,
    run: (account, input) => ({ account, body: domainNameAnswer(domainOf(account, input)) }),
  },
  GetDomainNames: {
    status: 200,
    run: (account, input) => ({
      account,
      body: page(Object.values(account.design.access.domainNames).map(domainNameAnswer), input),
    }),
  },
  UpdateDomainName: {
    status: 200,
    run: (account, input) => {
      const domain = patchesOf(input).reduce(patchedDomain, domainOf(account, input))
      return { account: withDomain(account, domain), body: domainNameAnswer(domain) }
    },
  },
  DeleteDomainName: {
    status: 202,
    run: (account, input) => {
      const { domainName } = domainOf(account, input)
      const design = done(removeDomainName(account.design, { domainName }))
      return { account: withDesign(account, design), body: {} }
    },
  },
  CreateBasePathMapping: {
    status: 201,
    run: (account, input) => {
      const domain = domainOf(account, input)
      const stage = someText(input['stage'])
      const mapping = checked(account, {
        basePath: basePathOf(input['basePath']),
        apiId: text(input['restApiId']) ?? '',
        ...(stage !== undefined && { stage }),
      })
      const basePathMappings = [...domain.basePathMappings, mapping]
      const next = withDomain(account, { ...domain, basePathMappings })
      return { account: next, body: basePathMappingAnswer(mapping) }
    },
  },
  GetBasePathMapping: {
    status: 200,
    run: (account, input) => ({
      account,
      body: basePathMappingAnswer(mappingOf(account, input).mapping),
    }),
  },
  GetBasePathMappings: {
    status: 200,
    run: (account, input) => ({
      account,
      body: page(domainOf(account, input).basePathMappings.map(basePathMappingAnswer), input),
    }),
  },
  UpdateBasePathMapping: {
    status: 200,
    run: (account, input) => {
      const { domain, mapping: before, at } = mappingOf(account, input)
      const mapping = checked(account, patchesOf(input).reduce(patchedMapping, before))
      const basePathMappings = domain.basePathMappings.with(at, mapping)
      const next = withDomain(account, { ...domain, basePathMappings })
      return { account: next, body: basePathMappingAnswer(mapping) }
    },
  },
  DeleteBasePathMapping: {
    status: 202,
    run: (account, input) => {
      const { domain, at } = mappingOf(account, input)
      const basePathMappings = domain.basePathMappings.toSpliced(at, 1)
      return { account: withDomain(account, { ...domain, basePathMappings }), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
