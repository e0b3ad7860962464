import { apiIdOf } from '../nouns/places.ts'
import type { Address } from '../address.ts'
import { resourcesByPath } from '../queries/resourceTree.ts'
import { ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Method } from '../schema/method.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApi } from '../schema/restApi.ts'
import { modelsForApi } from './modelReferences.ts'
import { inRestApi } from './within.ts'

/**
 * How a definition is put over an API: merged, where the definition counts for what both have and the rest stays,
 * or in the place of everything but stages and deployments. Source: API reference, PutRestApi.
 */
export type PutMode = 'merge' | 'overwrite'

/** Put a definition over an API of the design. */
export function putApi(
  design: Design,
  args: { readonly apiId: string; readonly definition: RestApi; readonly mode: PutMode },
): Result<Design> {
  return inRestApi(design, args.apiId, (api) => ok(putOver(api, args.definition, args.mode).api))
}

/** An API with a definition over it, and where what stands in the definition is in it. */
export function putOver(
  before: RestApi,
  definition: RestApi,
  mode: PutMode,
): { readonly api: RestApi; readonly addressOf: (at: Address) => Address } {
  const resourceIds = matched(
    resourcesByPath(definition).map(({ path, resource }) => [path, resource.id]),
    resourcesByPath(before).map(({ path, resource }) => [path, resource.id]),
  )
  const authorizerIds = matchedNames(definition.authorizers, before.authorizers)
  const validatorIds = matchedNames(definition.requestValidators, before.requestValidators)
  const twin = (ids: ReadonlyMap<string, string>, id: string) => ids.get(id) ?? id
  const adapted = (method: Method): Method => ({
    ...method,
    ...(method.authorizerId !== undefined && {
      authorizerId: twin(authorizerIds, method.authorizerId),
    }),
    ...(method.requestValidatorId !== undefined && {
      requestValidatorId: twin(validatorIds, method.requestValidatorId),
    }),
  })
  const resources = Object.values(definition.resources).map((resource): [string, Resource] => {
    const id = twin(resourceIds, resource.id)
    const methods = Object.fromEntries(
      Object.entries(resource.methods).map(([verb, method]) => [verb, adapted(method)]),
    )
    const { parentId } = resource
    return [
      id,
      {
        ...resource,
        id,
        ...(parentId !== undefined && { parentId: twin(resourceIds, parentId) }),
        methods,
      },
    ]
  })
  const renamed = <T extends { readonly id: string }>(
    map: Readonly<Record<string, T>>,
    ids: ReadonlyMap<string, string>,
  ): Record<string, T> =>
    Object.fromEntries(
      Object.values(map).map((item) => {
        const id = twin(ids, item.id)
        return [id, { ...item, id }]
      }),
    )
  const put: RestApi = {
    ...definition,
    id: before.id,
    endpointConfiguration: before.endpointConfiguration,
    rootResourceId: twin(resourceIds, definition.rootResourceId),
    resources: Object.fromEntries(resources),
    models: modelsForApi(definition, before.id),
    authorizers: renamed(definition.authorizers, authorizerIds),
    requestValidators: renamed(definition.requestValidators, validatorIds),
    tags: before.tags,
    stages: before.stages,
    deployments: before.deployments,
  }
  return {
    api: mode === 'overwrite' ? put : merged(before, put, definition),
    addressOf: (at) => {
      if (apiIdOf(at) !== definition.id) return at
      const [, , noun, id, ...rest] = at
      if (noun === undefined || id === undefined) return ['apis', before.id, ...at.slice(2)]
      const ids =
        noun === 'resources' ? resourceIds : noun === 'authorizers' ? authorizerIds : validatorIds
      const known = noun === 'models' ? id : twin(ids, id)
      return ['apis', before.id, noun, known, ...rest]
    },
  }
}

/**
 * The ids that members of the definition get in the API, by the ids that they have: those of the members of the same name,
 * else their own, else, where a member of another name has it already, a free one. A design that was saved and changed
 * since has the same ids for things that are not the same any more.
 */
function matched(
  added: readonly (readonly [name: string, id: string])[],
  before: readonly (readonly [name: string, id: string])[],
): Map<string, string> {
  const known = new Map(before)
  const taken = new Set([...before, ...added].map(([, id]) => id))
  const isBefore = new Set(before.map(([, id]) => id))
  return new Map(
    added.flatMap(([name, id]) => {
      const twin = known.get(name)
      if (twin !== undefined) return [[id, twin] as const]
      if (!isBefore.has(id)) return []
      let count = 2
      while (taken.has(`${id}${count}`)) count++
      const free = `${id}${count}`
      taken.add(free)
      return [[id, free] as const]
    }),
  )
}

type Named = Readonly<Record<string, { readonly id: string; readonly name: string }>>

function matchedNames(added: Named, before: Named): Map<string, string> {
  const named = (map: Named) => Object.values(map).map(({ name, id }) => [name, id] as const)
  return matched(named(added), named(before))
}

/** What was there, with what was put over it: the methods of a path that only one has stay. */
function merged(before: RestApi, put: RestApi, definition: RestApi): RestApi {
  const resources = Object.values(put.resources).map((resource): [string, Resource] => {
    const twin = before.resources[resource.id]
    return [
      resource.id,
      twin ? { ...twin, methods: { ...twin.methods, ...resource.methods } } : resource,
    ]
  })
  return {
    ...before,
    name: definition.name,
    ...(definition.description !== undefined && { description: definition.description }),
    ...(definition.version !== undefined && { version: definition.version }),
    ...(definition.policy !== undefined && { policy: definition.policy }),
    binaryMediaTypes: [...new Set([...before.binaryMediaTypes, ...definition.binaryMediaTypes])],
    resources: { ...before.resources, ...Object.fromEntries(resources) },
    models: { ...before.models, ...put.models },
    requestValidators: { ...before.requestValidators, ...put.requestValidators },
    authorizers: { ...before.authorizers, ...put.authorizers },
    gatewayResponses: { ...before.gatewayResponses, ...put.gatewayResponses },
    documentationParts: { ...before.documentationParts, ...put.documentationParts },
    documentationVersions: { ...before.documentationVersions, ...put.documentationVersions },
    // what was said around the paths of the definition, where the API has no document of its own
    ...(before.retained === undefined &&
      definition.retained !== undefined && { retained: definition.retained }),
  }
}
