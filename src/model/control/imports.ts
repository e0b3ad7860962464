import { importDocument } from '../import/index.ts'
import { resourcesByPath } from '../queries/resourceTree.ts'
import type { Json } from '../schema/json.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApi } from '../schema/restApi.ts'
import {
  apiOf,
  badRequest,
  dateOf,
  object,
  someText,
  text,
  withDesign,
  withNote,
} from './account.ts'
import type { ControlEnvironment, JsonObject, Operation } from './account.ts'
import { restApiAnswer } from './answers.ts'
import { importedParts } from './documentation.ts'

/** The API of an OpenAPI document, or the service's refusal. */
function importedApi(input: JsonObject, environment: ControlEnvironment): RestApi {
  const basepath = someText(object(input['parameters'])['basepath'])
  const read = importDocument(text(input['body']) ?? '', {
    nextId: environment.nextId,
    ...((basepath === 'prepend' || basepath === 'split' || basepath === 'ignore') && { basepath }),
  })
  const [api] = read.ok && read.value.kind !== 'design' ? Object.values(read.value.design.apis) : []
  if (api?.protocol !== 'REST') throw badRequest('Invalid OpenAPI input.')
  return { ...api, stages: {}, documentationParts: importedParts(api.documentationParts) }
}

/** An API with what another adds: the definition of the other wins where both say something. */
function merged(before: RestApi, added: RestApi): RestApi {
  const paths = new Map(resourcesByPath(before).map(({ path, resource }) => [path, resource]))
  const ids = new Map<string, string>()
  const resources: Record<string, Resource> = { ...before.resources }
  for (const { path, resource } of resourcesByPath(added)) {
    const twin = paths.get(path)
    const id = twin?.id ?? resource.id
    ids.set(resource.id, id)
    const parentId = resource.parentId === undefined ? undefined : ids.get(resource.parentId)
    resources[id] = twin
      ? { ...twin, methods: { ...twin.methods, ...resource.methods } }
      : { ...resource, ...(parentId !== undefined && { parentId }) }
  }
  return {
    ...before,
    name: added.name,
    ...(added.description !== undefined && { description: added.description }),
    ...(added.version !== undefined && { version: added.version }),
    binaryMediaTypes: [...new Set([...before.binaryMediaTypes, ...added.binaryMediaTypes])],
    resources,
    models: { ...before.models, ...added.models },
    requestValidators: { ...before.requestValidators, ...added.requestValidators },
    authorizers: { ...before.authorizers, ...added.authorizers },
    gatewayResponses: { ...before.gatewayResponses, ...added.gatewayResponses },
    documentationParts: { ...before.documentationParts, ...added.documentationParts },
  }
}

/** A definition in the place of another; resources with the same path keep their ids, stages and deployments stay. */
function overwritten(before: RestApi, definition: RestApi): RestApi {
  const kept = new Map(resourcesByPath(before).map(({ path, resource }) => [path, resource.id]))
  const ids = new Map(
    resourcesByPath(definition).map(({ path, resource }) => [
      resource.id,
      kept.get(path) ?? resource.id,
    ]),
  )
  const resources = Object.values(definition.resources).map((resource) => {
    const id = ids.get(resource.id) ?? resource.id
    const parentId = resource.parentId === undefined ? undefined : ids.get(resource.parentId)
    return [id, { ...resource, id, ...(parentId !== undefined && { parentId }) }] as const
  })
  return {
    ...definition,
    id: before.id,
    endpointConfiguration: before.endpointConfiguration,
    rootResourceId: ids.get(definition.rootResourceId) ?? definition.rootResourceId,
    resources: Object.fromEntries(resources),
    tags: before.tags,
    stages: before.stages,
    deployments: before.deployments,
  }
}

/** The management calls that read OpenAPI documents. */
export const importOperations = {
  ImportRestApi: {
    status: 201,
    run: (account, input, environment) => {
      const api = importedApi(input, environment)
      const { design } = account
      const apis = { ...design.apis, [api.id]: api }
      const next = withNote(withDesign(account, { ...design, apis }), ['apis', api.id], {
        createdDate: dateOf(environment),
      })
      const body: { [name: string]: Json } = { ...restApiAnswer(next, api, false) }
      return { account: next, body }
    },
  },
  PutRestApi: {
    status: 200,
    run: (account, input, environment) => {
      // a document that does not parse is refused before the API is looked for
      const definition = importedApi(input, environment)
      const before = apiOf(account, input, environment)
      const api =
        input['mode'] === 'overwrite' ? overwritten(before, definition) : merged(before, definition)
      const { design } = account
      const next = withDesign(account, { ...design, apis: { ...design.apis, [api.id]: api } })
      return { account: next, body: restApiAnswer(next, api, true) }
    },
  },
} satisfies { readonly [name: string]: Operation }
