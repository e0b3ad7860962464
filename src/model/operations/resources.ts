import type { IdSource } from '../ids.ts'
import { childrenByParent, resourceAddress, resourcePath } from '../queries/resourceTree.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApi } from '../schema/restApi.ts'
import { changed, inRestApi, own, resourceNotFound, withMember } from './within.ts'

interface ResourceRef {
  readonly apiId: string
  readonly resourceId: string
}

/** Why a path part cannot be a child of a parent, in the service's words; `undefined` where it can. */
export function pathPartRefusal(
  api: Pick<RestApi, 'resources'>,
  parentId: string,
  pathPart: string,
  /** The resource that gets the path part, when it exists already. */
  resourceId?: string,
): { readonly code: string; readonly message: string } | undefined {
  const siblings = Object.values(api.resources).filter(
    (resource) => resource.parentId === parentId && resource.id !== resourceId,
  )
  return familyRefusal(pathPart, {
    parentPart: own(api.resources, parentId)?.pathPart,
    isTaken: siblings.some((sibling) => sibling.pathPart === pathPart),
    variableSibling: siblings.find(
      (sibling) => sibling.pathPart !== undefined && isVariable(sibling.pathPart),
    )?.pathPart,
  })
}

/** The refusal of a path part by the resources around it. Whoever adds many knows them without searching. */
export function familyRefusal(
  pathPart: string,
  family: {
    readonly parentPart: string | undefined
    /** True where a sibling has the same path part. */
    readonly isTaken: boolean
    /** The path part of a sibling that is a variable. */
    readonly variableSibling: string | undefined
  },
): { readonly code: string; readonly message: string } | undefined {
  if (!isPathPart(pathPart)) {
    return {
      code: 'resource/path-part',
      message:
        "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    }
  }
  if (family.parentPart !== undefined && isGreedy(family.parentPart)) {
    return {
      code: 'resource/child-of-greedy',
      message: `Cannot create a child of a resource with a greedy path variable: ${family.parentPart}`,
    }
  }
  if (family.isTaken) {
    return {
      code: 'resource/sibling-exists',
      message: `Another resource with the same parent already has this name: ${pathPart}`,
    }
  }
  if (isVariable(pathPart) && family.variableSibling !== undefined) {
    return {
      code: 'resource/variable-sibling',
      message: `A sibling (${family.variableSibling}) of this resource already has a variable path part -- only one is allowed`,
    }
  }
  return undefined
}

/** True for `{petId}` and `{proxy+}`. */
export function isVariable(pathPart: string): boolean {
  return pathPart.startsWith('{') && pathPart.endsWith('}')
}

/** True for `{proxy+}`. */
export function isGreedy(pathPart: string): boolean {
  return isVariable(pathPart) && pathPart.endsWith('+}')
}

function isPathPart(pathPart: string): boolean {
  return /^(?:[A-Za-z0-9._\-:,]+|\{[A-Za-z0-9._\-:,]+\+?\})$/.test(pathPart)
}

/** Add a resource under a parent. Refuses what CreateResource refuses, in its words. */
export function addResource(
  design: Design,
  args: ResourceRef & { readonly parentId: string; readonly pathPart: string },
): Result<Design> {
  const { apiId, resourceId, parentId, pathPart } = args
  return inRestApi(design, apiId, (api) => {
    if (!own(api.resources, parentId)) return resourceNotFound(apiId, parentId)
    const at = resourceAddress(apiId, resourceId)
    if (own(api.resources, resourceId)) {
      return fail('resource/id-in-use', `The identifier ${resourceId} is already in use`, at)
    }
    const refusal = pathPartRefusal(api, parentId, pathPart)
    // the new resource has no place yet, so the parent is where to look
    if (refusal) return fail(refusal.code, refusal.message, resourceAddress(apiId, parentId))
    const resource: Resource = { id: resourceId, parentId, pathPart, methods: {} }
    const resources = withMember(api.resources, resourceId, resource)
    return ok({ ...api, resources })
  })
}

/** Add the resource of a whole path (`/pets/{petId}`), with those on the way that are missing. */
export function addResourcePath(
  design: Design,
  {
    apiId,
    path,
    nextId,
  }: { readonly apiId: string; readonly path: string; readonly nextId: IdSource },
): Result<Design> {
  const api = own(design.apis, apiId)
  if (api?.protocol !== 'REST') {
    return fail('api/not-found', `Invalid API identifier specified ${apiId}`, ['apis', apiId])
  }
  const parts = path.split('/').filter((part) => part !== '')
  let present = design
  let parentId = api.rootResourceId
  for (const pathPart of parts) {
    const here = present.apis[apiId]
    const existing =
      here?.protocol === 'REST'
        ? Object.values(here.resources).find(
            (resource) => resource.parentId === parentId && resource.pathPart === pathPart,
          )
        : undefined
    if (existing) {
      parentId = existing.id
      continue
    }
    const resourceId = nextId()
    const result = addResource(present, { apiId, resourceId, parentId, pathPart })
    if (!result.ok) return result
    present = result.value
    parentId = resourceId
  }
  return ok(present)
}

/** Give a resource another path part. Refused for the root and wherever CreateResource would refuse. */
export function renameResource(
  design: Design,
  { apiId, resourceId, pathPart }: ResourceRef & { readonly pathPart: string },
): Result<Design> {
  return changeResource(design, { apiId, resourceId }, (resource, api) => {
    const at = resourceAddress(apiId, resourceId)
    if (resource.parentId === undefined) {
      return fail('resource/root', 'Root resource cannot update its pathPart.', at)
    }
    const refusal = pathPartRefusal(api, resource.parentId, pathPart, resourceId)
    if (refusal) return fail(refusal.code, refusal.message, [...at, 'pathPart'])
    if (isGreedy(pathPart) && hasChildren(api, resourceId)) {
      const message = `Cannot create a child of a resource with a greedy path variable: ${pathPart}`
      return fail('resource/child-of-greedy', message, [...at, 'pathPart'])
    }
    return ok(changed(resource, { pathPart }))
  })
}

/** Put a resource, with all below it, under another parent. Refuses what UpdateResource refuses, in its words. */
export function moveResource(
  design: Design,
  { apiId, resourceId, parentId }: ResourceRef & { readonly parentId: string },
): Result<Design> {
  return changeResource(design, { apiId, resourceId }, (resource, api) => {
    const at = resourceAddress(apiId, resourceId)
    if (resource.parentId === undefined || resource.pathPart === undefined) {
      return fail('resource/root', 'Root resource cannot update its parentId.', at)
    }
    if (!own(api.resources, parentId)) return resourceNotFound(apiId, parentId)
    if (subtree(api, resourceId).some(({ id }) => id === parentId)) {
      return fail('resource/cyclic', 'Resources cannot be cyclical.', at)
    }
    const refusal = pathPartRefusal(api, parentId, resource.pathPart, resourceId)
    if (refusal) return fail(refusal.code, refusal.message, at)
    return ok(changed(resource, { parentId }))
  })
}

/** Copy a resource with all below it under a parent; where its path part is taken, the copy gets a free one. */
export function copyResource(
  design: Design,
  args: ResourceRef & { readonly parentId: string; readonly nextId: IdSource },
): Result<Design> {
  const { apiId, resourceId, parentId, nextId } = args
  return inRestApi(design, apiId, (api) => {
    const source = own(api.resources, resourceId)
    if (!source || !own(api.resources, parentId)) return resourceNotFound(apiId, resourceId)
    const at = resourceAddress(apiId, resourceId)
    if (source.pathPart === undefined) {
      return fail('resource/root', 'The root resource cannot be copied.', at)
    }
    const pathPart = freePathPart(api, parentId, source.pathPart)
    const refusal = pathPartRefusal(api, parentId, pathPart)
    if (refusal) return fail(refusal.code, refusal.message, at)
    const copied = subtree(api, resourceId)
    const newIds = new Map(copied.map(({ id }) => [id, nextId()]))
    const copies = copied.map((resource): [string, Resource] => {
      const id = newIds.get(resource.id) ?? nextId()
      const isTop = resource.id === resourceId
      const newParent = isTop ? parentId : (newIds.get(resource.parentId ?? '') ?? parentId)
      return [id, { ...resource, id, parentId: newParent, ...(isTop && { pathPart }) }]
    })
    const resources = { ...api.resources, ...Object.fromEntries(copies) }
    return ok({ ...api, resources })
  })
}

/** Remove a resource with all below it. Refused for the root. */
export function removeResource(design: Design, { apiId, resourceId }: ResourceRef): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const resource = own(api.resources, resourceId)
    if (!resource) return resourceNotFound(apiId, resourceId)
    if (resource.parentId === undefined) {
      const message = 'The root resource cannot be removed.'
      return fail('resource/root', message, resourceAddress(apiId, resourceId))
    }
    const removed = new Set(subtree(api, resourceId).map(({ id }) => id))
    const kept = Object.entries(api.resources).filter(([id]) => !removed.has(id))
    return ok({ ...api, resources: Object.fromEntries(kept) })
  })
}

function changeResource(
  design: Design,
  { apiId, resourceId }: ResourceRef,
  change: (resource: Resource, api: RestApi) => Result<Resource>,
): Result<Design> {
  return inRestApi(design, apiId, (api) => {
    const resource = own(api.resources, resourceId)
    if (!resource) return resourceNotFound(apiId, resourceId)
    const result = change(resource, api)
    if (!result.ok) return result
    if (result.value === resource) return ok(api)
    const next = { ...api, resources: withMember(api.resources, resourceId, result.value) }
    return ok(renamedSettings(api, next))
  })
}

/** Method settings of stages name resources by path, so they follow a resource that moved. */
function renamedSettings(before: RestApi, after: RestApi): RestApi {
  const renamed = new Map<string, string>()
  for (const id of Object.keys(before.resources)) {
    const from = resourcePath(before, id)
    const to = resourcePath(after, id)
    if (from !== to) renamed.set(from.replaceAll('/', '~1'), to.replaceAll('/', '~1'))
  }
  const stages = Object.entries(after.stages).map(([name, stage]) => {
    const settings = Object.entries(stage.methodSettings)
    const moved = settings.map(([key, setting]) => {
      const slash = key.lastIndexOf('/')
      const path = renamed.get(key.slice(0, slash))
      return [path === undefined ? key : `${path}${key.slice(slash)}`, setting] as const
    })
    const same = moved.every(([key], i) => key === settings[i]?.[0])
    return [name, same ? stage : { ...stage, methodSettings: Object.fromEntries(moved) }] as const
  })
  const same = stages.every(([name, stage]) => after.stages[name] === stage)
  return same ? after : { ...after, stages: Object.fromEntries(stages) }
}

function hasChildren(api: RestApi, resourceId: string): boolean {
  return Object.values(api.resources).some(({ parentId }) => parentId === resourceId)
}

/** A resource and all below it, parents first. */
function subtree(api: RestApi, resourceId: string): Resource[] {
  const children = childrenByParent(api)
  const found: Resource[] = []
  const top = own(api.resources, resourceId)
  const queue = top ? [top] : []
  for (let resource = queue.shift(); resource; resource = queue.shift()) {
    found.push(resource)
    queue.push(...(children.get(resource.id) ?? []))
  }
  return found
}

function freePathPart(api: RestApi, parentId: string, pathPart: string): string {
  const taken = new Set(
    Object.values(api.resources).flatMap((resource) =>
      resource.parentId === parentId && resource.pathPart !== undefined ? [resource.pathPart] : [],
    ),
  )
  if (!taken.has(pathPart) || isVariable(pathPart)) return pathPart
  for (let count = 2; ; count++) {
    const name = `${pathPart}-${count}`
    if (!taken.has(name)) return name
  }
}
