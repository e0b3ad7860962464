import { putDomainName, removeDomainName } from '../../operations/identities.ts'
import type { BasePathMapping, DomainName } from '../../schema/access.ts'
import { domainName as domainNameSchema } from '../../schema/access.ts'
import {
  badRequest,
  isGiven,
  notFound,
  object,
  own,
  someText,
  text,
  textMap,
  withDesign,
} from '../account.ts'
import type { Account, JsonObject, Operation } from '../account.ts'
import { apiMappingAnswer, apiMappingIdOf, domainNameAnswer } from './answers.ts'
import { done } from './done.ts'
import { page } from './places.ts'

function domainOf(account: Account, input: JsonObject): DomainName {
  const domain = own(account.design.access.domainNames, text(input['domainName']) ?? '')
  if (!domain) throw notFound('Invalid domain name identifier specified')
  return domain
}

function withDomain(account: Account, domain: DomainName): Account {
  return withDesign(account, done(putDomainName(account.design, { domain })))
}

/** The members of a domain name in an input. Exactly one configuration is expected; its message is recorded. */
function domainMembers(input: JsonObject, before?: DomainName): JsonObject {
  const configurations = input['domainNameConfigurations']
  const isListed = Array.isArray(configurations)
  if (before && !isListed) return { ...truststoreOf(input), ...routingModeOf(input) }
  const [first = null, ...more] = isListed ? configurations : []
  if (first === null || more.length > 0) {
    throw badRequest('Expected one domain name configuration')
  }
  const configuration = object(first)
  const ipAddressType = someText(configuration['ipAddressType'])
  const texts = [
    ['regionalCertificateArn', 'certificateArn'],
    ['ownershipVerificationCertificateArn', 'ownershipVerificationCertificateArn'],
    ['securityPolicy', 'securityPolicy'],
  ] as const
  const given = texts.flatMap(([name, member]): [string, string][] => {
    const value = someText(configuration[member])
    return value === undefined ? [] : [[name, value]]
  })
  return {
    endpointConfiguration: {
      types: [someText(configuration['endpointType']) ?? 'REGIONAL'],
      ...(ipAddressType !== undefined && { ipAddressType }),
    },
    ...Object.fromEntries(given),
    ...truststoreOf(input),
    ...routingModeOf(input),
  }
}

function routingModeOf(input: JsonObject): JsonObject {
  const routingMode = someText(input['routingMode'])
  return routingMode === undefined ? {} : { routingMode }
}

function truststoreOf(input: JsonObject): JsonObject {
  const tls = object(input['mutualTlsAuthentication'])
  const truststoreUri = someText(tls['truststoreUri'])
  const truststoreVersion = someText(tls['truststoreVersion'])
  if (truststoreUri === undefined) return {}
  return {
    mutualTlsAuthentication: {
      truststoreUri,
      ...(truststoreVersion !== undefined && { truststoreVersion }),
    },
  }
}

/** An empty truststore turns mutual TLS off. */
function turnsMutualTlsOff(input: JsonObject): boolean {
  const tls = input['mutualTlsAuthentication']
  return isGiven(tls) && someText(object(tls)['truststoreUri']) === undefined
}

/** Refuse a mapping to a missing API or stage. Recorded: both are 400. */
function checkTarget(account: Account, { apiId, stage }: BasePathMapping): void {
  const api = own(account.design.apis, apiId)
  if (!api) throw badRequest('Invalid API identifier specified')
  if (stage === undefined || !Object.hasOwn(api.stages, stage)) {
    throw badRequest('Invalid stage identifier specified')
  }
}

function mappingOf(account: Account, input: JsonObject) {
  const domain = domainOf(account, input)
  const id = text(input['apiMappingId']) ?? ''
  const at = domain.basePathMappings.findIndex((mapping) => apiMappingIdOf(mapping) === id)
  const mapping = domain.basePathMappings[at]
  if (!mapping) throw notFound('The api mapping resource specified in the request was not found.')
  return { domain, mapping, at }
}

/** The management calls on custom domain names and their API mappings, which base path mappings of REST APIs are too. */
export const domainNameOperations = {
  CreateDomainName: {
    status: 201,
    run: (account, input, environment) => {
      const domainName = text(input['domainName']) ?? ''
      if (own(account.design.access.domainNames, domainName)) {
        throw badRequest('The domain name you provided already exists.')
      }
      const tags = textMap(input['tags'])
      const domain = domainNameSchema.parse({ ...domainMembers(input), domainName, tags })
      return { account: withDomain(account, domain), body: domainNameAnswer(domain, environment) }
    },
  },
  GetDomainName: {
    status: 200,
    run: (account, input, environment) => ({
      account,
      body: domainNameAnswer(domainOf(account, input), environment),
    }),
  },
  GetDomainNames: {
    status: 200,
    run: (account, input, environment) => {
      const domains = Object.values(account.design.access.domainNames)
      return {
        account,
        body: page(
          domains.map((domain) => domainNameAnswer(domain, environment)),
          input,
        ),
      }
    },
  },
  UpdateDomainName: {
    status: 200,
    run: (account, input, environment) => {
      const before = domainOf(account, input)
      const { mutualTlsAuthentication, ...others } = before
      const kept = turnsMutualTlsOff(input)
        ? others
        : { ...others, ...(mutualTlsAuthentication && { mutualTlsAuthentication }) }
      const domain = domainNameSchema.parse({ ...kept, ...domainMembers(input, before) })
      return { account: withDomain(account, domain), body: domainNameAnswer(domain, environment) }
    },
  },
  DeleteDomainName: {
    status: 204,
    run: (account, input) => {
      const { domainName } = domainOf(account, input)
      const design = done(removeDomainName(account.design, { domainName }))
      return { account: withDesign(account, design), body: {} }
    },
  },
  CreateApiMapping: {
    status: 201,
    run: (account, input, environment) => {
      const domain = domainOf(account, input)
      const mapping = {
        apiMappingId: environment.nextId(),
        // an omitted and an empty key are the same: recorded
        basePath: text(input['apiMappingKey']) ?? '',
        apiId: text(input['apiId']) ?? '',
        stage: text(input['stage']) ?? '',
      }
      checkTarget(account, mapping)
      const basePathMappings = [...domain.basePathMappings, mapping]
      const next = withDomain(account, { ...domain, basePathMappings })
      return { account: next, body: apiMappingAnswer(mapping) }
    },
  },
  GetApiMapping: {
    status: 200,
    run: (account, input) => ({
      account,
      body: apiMappingAnswer(mappingOf(account, input).mapping),
    }),
  },
  GetApiMappings: {
    status: 200,
    run: (account, input) => ({
      account,
      body: page(domainOf(account, input).basePathMappings.map(apiMappingAnswer), input),
    }),
  },
  UpdateApiMapping: {
    status: 200,
    run: (account, input) => {
      const { domain, mapping: before, at } = mappingOf(account, input)
      const stage = someText(input['stage'])
      const mapping = {
        ...before,
        apiId: text(input['apiId']) ?? before.apiId,
        basePath: text(input['apiMappingKey']) ?? before.basePath,
        ...(stage !== undefined && { stage }),
      }
      checkTarget(account, mapping)
      const basePathMappings = domain.basePathMappings.with(at, mapping)
      const next = withDomain(account, { ...domain, basePathMappings })
      return { account: next, body: apiMappingAnswer(mapping) }
    },
  },
  DeleteApiMapping: {
    status: 204,
    run: (account, input) => {
      const { domain, at } = mappingOf(account, input)
      const basePathMappings = domain.basePathMappings.toSpliced(at, 1)
      return { account: withDomain(account, { ...domain, basePathMappings }), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
