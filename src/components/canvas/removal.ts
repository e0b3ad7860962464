import {
  removeApiAndReferences,
  removeApiKey,
  removeAuthorizer,
  removeBackend,
  removeClientCertificate,
  removeDeployment,
  removeDocumentationPart,
  removeDocumentationVersion,
  removeDomainName,
  removeIntegration,
  removeMethod,
  removeModel,
  removePrincipal,
  removeRequestValidator,
  removeResource,
  removeStage,
  removeUsagePlan,
  removeUserPool,
  removeVpcLink,
  resetGatewayResponse,
  resourceAddress,
  gatewayResponseTypes,
  ok,
  referencesToApi,
  resourcePath,
} from '../../model/index.ts'
import type { Address, Design, MethodRef, Resource, Result, RestApi } from '../../model/index.ts'
import { routeRemovalAt } from './routeRemoval.ts'
import type { Removal } from './routeRemoval.ts'

interface PartRemoval {
  readonly noun: string
  readonly nameOf: (api: RestApi, id: string) => string | undefined
  readonly remove: (design: Design, apiId: string, id: string) => Result<Design>
}

/** The parts of an API beside its resources, by the collection that holds them. */
const parts: Readonly<Record<string, PartRemoval>> = {
  models: {
    noun: 'the model',
    nameOf: ({ models }, id) => models[id]?.name,
    remove: (design, apiId, name) => removeModel(design, { apiId, name }),
  },
  requestValidators: {
    noun: 'the request validator',
    nameOf: ({ requestValidators }, id) => requestValidators[id]?.name,
    remove: (design, apiId, id) => removeRequestValidator(design, { apiId, id }),
  },
  authorizers: {
    noun: 'the authorizer',
    nameOf: ({ authorizers }, id) => authorizers[id]?.name,
    remove: (design, apiId, id) => removeAuthorizer(design, { apiId, id }),
  },
  gatewayResponses: {
    noun: 'the gateway response',
    nameOf: (_api, type) => type,
    remove: (design, apiId, type) => {
      const responseType = gatewayResponseTypes.find((each) => each === type)
      return responseType ? resetGatewayResponse(design, { apiId, responseType }) : ok(design)
    },
  },
  stages: {
    noun: 'the stage',
    nameOf: ({ stages }, id) => stages[id]?.stageName,
    remove: (design, apiId, stageName) => removeStage(design, { apiId, stageName }),
  },
  deployments: {
    noun: 'the deployment',
    nameOf: ({ deployments }, id) => deployments[id]?.description ?? deployments[id]?.id,
    remove: (design, apiId, id) => removeDeployment(design, { apiId, id }),
  },
  documentationParts: {
    noun: 'the documentation of',
    nameOf: ({ documentationParts }, id) => documentationParts[id]?.location.type,
    remove: (design, apiId, id) => removeDocumentationPart(design, { apiId, id }),
  },
  documentationVersions: {
    noun: 'the documentation version',
    nameOf: (_api, version) => version,
    remove: (design, apiId, version) => removeDocumentationVersion(design, { apiId, version }),
  },
}

interface SharedRemoval {
  readonly noun: string
  readonly nameOf: (design: Design, id: string) => string | undefined
  readonly remove: (design: Design, id: string) => Result<Design>
}

/** The things of callers and access, by the collection that holds them. */
const shared: Readonly<Record<string, SharedRemoval>> = {
  apiKeys: {
    noun: 'the API key',
    nameOf: ({ access }, id) => access.apiKeys[id]?.name ?? access.apiKeys[id]?.id,
    remove: (design, id) => removeApiKey(design, { id }),
  },
  usagePlans: {
    noun: 'the usage plan',
    nameOf: ({ access }, id) => access.usagePlans[id]?.name,
    remove: (design, id) => removeUsagePlan(design, { id }),
  },
  vpcLinks: {
    noun: 'the VPC link',
    nameOf: ({ access }, id) => access.vpcLinks[id]?.name,
    remove: (design, id) => removeVpcLink(design, { id }),
  },
  domainNames: {
    noun: 'the custom domain name',
    nameOf: ({ access }, id) => access.domainNames[id]?.domainName,
    remove: (design, domainName) => removeDomainName(design, { domainName }),
  },
  clientCertificates: {
    noun: 'the client certificate',
    nameOf: (_design, id) => id,
    remove: (design, id) => removeClientCertificate(design, { id }),
  },
  principals: {
    noun: 'the IAM principal',
    nameOf: ({ identities }, id) => identities.principals[id]?.name,
    remove: (design, id) => removePrincipal(design, { id }),
  },
  userPools: {
    noun: 'the user pool',
    nameOf: ({ identities }, id) => identities.userPools[id]?.name,
    remove: (design, id) => removeUserPool(design, { id }),
  },
}

/** How what an address is of is deleted; `undefined` where nothing is there that can be. Methods have verbs in `ref`. */
export function removalAt(
  design: Design,
  at: Address,
  ref: MethodRef | undefined,
): Removal | undefined {
  const [root, first, noun, id] = at
  if (first === undefined) return undefined
  if (root === 'backends') {
    const words = `the backend ${first.replace(/^[a-z]+:/, '')}`
    return { words, operation: (from) => removeBackend(from, { key: first }), next: [] }
  }
  if (root !== 'apis') return sharedRemovalAt(design, at)
  const api = Object.hasOwn(design.apis, first) ? design.apis[first] : undefined
  if (!api) return undefined
  if (noun === undefined) {
    const references = referencesToApi(design, first)
    return {
      words: `the API ${api.name}`,
      operation: (from) => removeApiAndReferences(from, { apiId: first }),
      next: [],
      ...(references.length > 0 && { remark: `Removed with it: ${references.join(', ')}.` }),
    }
  }
  if (api.protocol !== 'REST') return routeRemovalAt(api, at)
  if (id === undefined) return undefined
  if (noun === 'resources') return resourceRemovalAt(api, at, ref)
  const part = Object.hasOwn(parts, noun) ? parts[noun] : undefined
  const name = part?.nameOf(api, id)
  if (!part || name === undefined) return undefined
  return {
    words: `${part.noun} ${name}`,
    operation: (from) => part.remove(from, api.id, id),
    next: ['apis', api.id],
  }
}

function resourceRemovalAt(
  api: RestApi,
  at: Address,
  ref: MethodRef | undefined,
): Removal | undefined {
  const id = at[3] ?? ''
  const resource: Resource | undefined = Object.hasOwn(api.resources, id)
    ? api.resources[id]
    : undefined
  if (!resource) return undefined
  const path = resourcePath(api, id)
  if (!ref) {
    return {
      words: path,
      // a resource that was selected with its parent went with it
      operation: (from) => {
        const present = from.apis[api.id]
        const isThere = present?.protocol === 'REST' && Object.hasOwn(present.resources, id)
        return isThere ? removeResource(from, { apiId: api.id, resourceId: id }) : ok(from)
      },
      next: resourceAddress(api.id, resource.parentId ?? api.rootResourceId),
    }
  }
  if (at[6] !== 'integration') {
    const words = `${ref.httpMethod} ${path}`
    return { words, operation: (from) => removeMethod(from, ref), next: at.slice(0, 4) }
  }
  return {
    words: `the integration of ${ref.httpMethod} ${path}`,
    operation: (from) => removeIntegration(from, ref),
    next: at.slice(0, 6),
  }
}

/**
 * A sentence for each resource that has nothing but an OPTIONS method with a MOCK integration after methods of it were
 * deleted. Whoever deletes the last route of a path rarely wants to keep the answer to its preflight requests.
 */
export function preflightsLeftAlone(after: Design, deleted: readonly MethodRef[]): string[] {
  const sentences = deleted.flatMap(({ apiId, resourceId }): string[] => {
    const api = Object.hasOwn(after.apis, apiId) ? after.apis[apiId] : undefined
    if (api?.protocol !== 'REST' || !Object.hasOwn(api.resources, resourceId)) return []
    const [only, ...others] = Object.values(api.resources[resourceId]?.methods ?? {})
    if (only?.httpMethod !== 'OPTIONS' || others.length > 0) return []
    if (only.integration?.type !== 'MOCK') return []
    const path = resourcePath(api, resourceId)
    return [
      `OPTIONS ${path}, which answers preflight requests, is now the only method of its path.`,
    ]
  })
  return [...new Set(sentences)]
}

function sharedRemovalAt(design: Design, [, collection = '', id]: Address): Removal | undefined {
  const thing = Object.hasOwn(shared, collection) ? shared[collection] : undefined
  const name = id === undefined ? undefined : thing?.nameOf(design, id)
  if (!thing || id === undefined || name === undefined) return undefined
  return {
    words: `${thing.noun} ${name}`,
    operation: (from) => thing.remove(from, id),
    next: [],
  }
}
