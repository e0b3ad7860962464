import { apiIdOf } from '../nouns/places.ts'
import { formatAddress } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design, Api } from '../schema/design.ts'
import { policyParts } from '../policy/grammar.ts'
import { restApi } from '../schema/restApi.ts'
import type { RestApi } from '../schema/restApi.ts'
import { quotaOfApi } from '../queries/quotaOfApi.ts'
import { withoutApiStages } from './access.ts'
import { fixedQuotaRefusal } from './fixedQuotas.ts'
import { tagsRefusal } from './tags.ts'
import { changed, inRestApi, own, withMember, withoutMember } from './within.ts'
import type { Changes } from './within.ts'

const draft4 = 'http://json-schema.org/draft-04/schema#'

/** The models that the service makes with every API. */
export const defaultModels: RestApi['models'] = {
  Empty: {
    name: 'Empty',
    contentType: 'application/json',
    description: 'This is a default empty schema model',
    schema: JSON.stringify({ $schema: draft4, title: 'Empty Schema', type: 'object' }, null, 2),
  },
  Error: {
    name: 'Error',
    contentType: 'application/json',
    description: 'This is a default error schema model',
    schema: JSON.stringify(
      {
        $schema: draft4,
        title: 'Error Schema',
        type: 'object',
        properties: { message: { type: 'string' } },
      },
      null,
      2,
    ),
  },
}

/** Add a REST API with a root resource, the service's two models and a stage `dev`. Refused: a blank name, an id in use. */
export function addRestApi(
  design: Design,
  args: {
    readonly apiId: string
    readonly rootResourceId: string
    readonly name: string
    readonly description?: string
  },
): Result<Design> {
  const at = ['apis', args.apiId]
  if (args.name.trim() === '') return fail('api/name-blank', 'API name cannot be blank', at)
  const api = restApi.parse({
    protocol: 'REST',
    id: args.apiId,
    name: args.name,
    ...(args.description !== undefined &&
      args.description !== '' && { description: args.description }),
    version: '1.0',
    rootResourceId: args.rootResourceId,
    resources: { [args.rootResourceId]: { id: args.rootResourceId } },
    models: defaultModels,
    stages: { dev: { stageName: 'dev' } },
  })
  return addApi(design, { api })
}

/** Add an API that was made elsewhere: imported, copied. Refused: an id in use. */
export function addApi(design: Design, { api }: { readonly api: Api }): Result<Design> {
  if (own(design.apis, api.id)) {
    return fail('api/id-in-use', `An API with the identifier ${api.id} is already in the design`, [
      'apis',
      api.id,
    ])
  }
  const next = { ...design, apis: withMember(design.apis, api.id, api) }
  return endpointTypeRefusal(design, next, api.id) ?? ok(next)
}

/** An account has a fixed number of APIs of each endpoint type. */
function endpointTypeRefusal(before: Design, after: Design, apiId: string) {
  const api = own(after.apis, apiId)
  if (api?.protocol !== 'REST') return undefined
  const quota = quotaOfApi(api)
  const count = ({ apis }: Design) =>
    Object.values(apis).filter((each) => each.protocol === 'REST' && quotaOfApi(each) === quota)
      .length
  return fixedQuotaRefusal(quota, count(after), count(before), [
    'apis',
    apiId,
    'endpointConfiguration',
  ])
}

/** The settings of a REST API that stand on the API itself. */
export type RestApiSettings = Omit<
  RestApi,
  | 'protocol'
  | 'id'
  | 'rootResourceId'
  | 'resources'
  | 'models'
  | 'requestValidators'
  | 'authorizers'
  | 'gatewayResponses'
  | 'documentationParts'
  | 'documentationVersions'
  | 'deployments'
  | 'stages'
  | 'retained'
>

/** Change settings; `undefined` removes an optional one. Refuses what UpdateRestApi refuses, in its words. */
export function updateRestApi(
  design: Design,
  { apiId, change }: { readonly apiId: string; readonly change: Changes<RestApiSettings> },
): Result<Design> {
  const refuse = (code: string, message: string, property: string) =>
    fail(`api/${code}`, message, ['apis', apiId, property])
  if (change.name !== undefined && change.name.trim() === '') {
    return refuse('name-blank', 'API name cannot be blank', 'name')
  }
  if (change.description === '') {
    return refuse('description-empty', 'Description cannot be an empty string', 'description')
  }
  const compression = change.minimumCompressionSize
  if (
    compression !== undefined &&
    !(Number.isInteger(compression) && compression >= 0 && compression <= 10485760)
  ) {
    const message = 'Invalid minimum compression size, must be between 0 and 10485760'
    return refuse('compression-size', message, 'minimumCompressionSize')
  }
  const endpoint = change.endpointConfiguration
  if (endpoint) {
    const property = 'endpointConfiguration'
    if (endpoint.types.length === 0) {
      const message = 'REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.'
      return refuse('no-endpoint-type', message, property)
    }
    if (endpoint.types.length > 1) {
      return refuse(
        'endpoint-types',
        'Cannot create an api with multiple Endpoint Types.',
        property,
      )
    }
    const before = own(design.apis, apiId)
    const wasSo =
      before?.protocol === 'REST' &&
      before.endpointConfiguration.types[0] !== 'PRIVATE' &&
      before.endpointConfiguration.vpcEndpointIds === endpoint.vpcEndpointIds
    if (endpoint.types[0] !== 'PRIVATE' && endpoint.vpcEndpointIds.length > 0 && !wasSo) {
      return refuse(
        'vpc-endpoints',
        'VPCEndpoints can only be specified with PRIVATE apis.',
        property,
      )
    }
    if (endpoint.types[0] === 'PRIVATE' && endpoint.ipAddressType === 'ipv4') {
      const message = 'Only dualstack ipAddressType is supported for Private APIs.'
      return refuse('private-ip-address-type', message, property)
    }
  }
  if (change.policy !== undefined && !isPolicy(change.policy)) {
    return refuse(
      'policy-not-json',
      'Invalid policy document. Please check the policy syntax and ensure that Principals are valid.',
      'policy',
    )
  }
  const types = change.binaryMediaTypes
  if (types && new Set(types).size !== types.length) {
    return refuse(
      'binary-media-type-twice',
      'A binary media type is listed twice',
      'binaryMediaTypes',
    )
  }
  const result = inRestApi(design, apiId, (api) => {
    const refused = change.tags && tagsRefusal(change.tags, api.tags, ['apis', apiId, 'tags'])
    return refused ?? ok(changed(api, change))
  })
  if (!result.ok || !endpoint) return result
  return endpointTypeRefusal(design, result.value, apiId) ?? result
}

/** Remove an API with everything in it; usage plans cover its stages no more. Refused while a custom domain leads to it. */
export function removeApi(design: Design, { apiId }: { readonly apiId: string }): Result<Design> {
  const at = ['apis', apiId]
  if (!own(design.apis, apiId)) {
    return fail('api/not-found', `Invalid API identifier specified ${apiId}`, at)
  }
  const domains = Object.values(design.access.domainNames)
    .filter(({ basePathMappings }) => basePathMappings.some((mapping) => mapping.apiId === apiId))
    .map(({ domainName }) => domainName)
  if (domains.length > 0) {
    const message = `Deleting RestApi ${apiId} failed. Please remove all base path mappings related to the RestApi in your domains: ${domains.join(', ')}`
    return fail('api/mapped', message, at)
  }
  const rest = { ...design, apis: withoutMember(design.apis, apiId) }
  return ok(withoutApiStages(rest, (stage) => stage.apiId === apiId))
}

/** What else of the design belongs to an API and goes with it, in words: `2 base path mappings`. */
export function referencesToApi(design: Design, apiId: string): readonly string[] {
  const count = (number: number, one: string, several: string) =>
    number === 0 ? [] : [number === 1 ? `1 ${one}` : `${number} ${several}`]
  const { domainNames, usagePlans } = design.access
  const mappings = Object.values(domainNames).flatMap(({ basePathMappings }) =>
    basePathMappings.filter((mapping) => mapping.apiId === apiId),
  )
  const stages = Object.values(usagePlans).flatMap(({ apiStages }) =>
    apiStages.filter((stage) => stage.apiId === apiId),
  )
  const cases = Object.values(design.tests).flatMap((suite) =>
    Object.values(suite.cases).filter((each) => each.apiId === apiId),
  )
  return [
    ...count(mappings.length, 'base path mapping', 'base path mappings'),
    ...count(stages.length, 'stage of a usage plan', 'stages of usage plans'),
    ...count(cases.length, 'saved test', 'saved tests'),
  ]
}

/**
 * Remove an API with everything that refers to it: its base path mappings, its stages in usage plans, its saved tests,
 * muted rules and places on the canvas. What only another design element declares (domain names, plans, backends) stays.
 */
export function removeApiAndReferences(
  design: Design,
  { apiId }: { readonly apiId: string },
): Result<Design> {
  const domainNames = Object.fromEntries(
    Object.entries(design.access.domainNames).map(([name, domain]) => [
      name,
      domain.basePathMappings.some((mapping) => mapping.apiId === apiId)
        ? {
            ...domain,
            basePathMappings: domain.basePathMappings.filter((each) => each.apiId !== apiId),
          }
        : domain,
    ]),
  )
  const removed = removeApi({ ...design, access: { ...design.access, domainNames } }, { apiId })
  if (!removed.ok) return removed
  const { tests, mutedRules, layout } = removed.value
  const nodes = `${formatAddress(['apis', apiId])}/`
  return ok({
    ...removed.value,
    tests: Object.fromEntries(
      Object.entries(tests).map(([id, suite]) => [
        id,
        {
          ...suite,
          cases: Object.fromEntries(
            Object.entries(suite.cases).filter(([, each]) => each.apiId !== apiId),
          ),
        },
      ]),
    ),
    ...(mutedRules && {
      mutedRules: mutedRules.filter(({ at }) => at === undefined || apiIdOf(at) !== apiId),
    }),
    layout: {
      ...layout,
      offsets: Object.fromEntries(
        Object.entries(layout.offsets).filter(([id]) => !id.startsWith(nodes)),
      ),
    },
  })
}

function isPolicy(text: string): boolean {
  try {
    return !('refusal' in policyParts(JSON.parse(text), 'resource'))
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
