import { copyMethod, moveMethod, removeMethod } from '../operations/methods.ts'
import {
  copyResource,
  moveResource,
  removeResource,
  renameResource,
} from '../operations/resources.ts'
import { own } from '../operations/within.ts'
import type { MethodRef } from '../operations/within.ts'
import type { Address } from '../address.ts'
import { methodsOf, resourcePath, resourcesByPath } from '../queries/resourceTree.ts'
import { fail, ok } from '../result.ts'
import type { Design } from '../schema/design.ts'
import { httpMethods } from '../schema/method.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { Noun } from './noun.ts'
import { addressOf, idsOf, isAtPlace } from './places.ts'

/** The REST API and the resource that an address is of, or lies in. */
export function resourceAt(
  design: Pick<Design, 'apis'>,
  at: Address,
): { readonly api: RestApi; readonly resource: Resource } | undefined {
  if (!isAtPlace('resource', at)) return undefined
  const [apiId = '', resourceId = ''] = idsOf('resource', at)
  const api = own(design.apis, apiId)
  const resource = api?.protocol === 'REST' ? own(api.resources, resourceId) : undefined
  return api?.protocol === 'REST' && resource ? { api, resource } : undefined
}

/** The method that an address is of, or lies in, as operations take it. Says nothing about whether there is one. */
export function methodRefAt(at: Address): MethodRef | undefined {
  if (!isAtPlace('method', at)) return undefined
  const [apiId = '', resourceId = '', verb = ''] = idsOf('method', at)
  const httpMethod = httpMethods.find((candidate) => candidate === verb)
  return httpMethod && { apiId, resourceId, httpMethod }
}

function refOf(at: Address) {
  const [apiId = '', resourceId = ''] = idsOf('resource', at)
  return { apiId, resourceId }
}

function restApisOf(design: Design, apiId: string | undefined): RestApi[] {
  return Object.values(design.apis).filter(
    (api): api is RestApi => api.protocol === 'REST' && (apiId === undefined || api.id === apiId),
  )
}

export const resource: Noun = {
  title: 'Resource',
  heading: 'Resources',
  of: ['REST'],
  at: (...ids) => addressOf('resource', ...ids),
  list: (design, apiId) =>
    restApisOf(design, apiId).flatMap((api) =>
      resourcesByPath(api).map(({ resource: { id }, path }) => ({
        noun: 'resource' as const,
        at: addressOf('resource', api.id, id),
        label: path,
      })),
    ),
  label: (design, at) => {
    const found = resourceAt(design, at)
    return found && resourcePath(found.api, found.resource.id)
  },
  headline: (label) => `Resource ${label}`,
  phrase: (label) => label,
  remove: (design, at) => removeResource(design, refOf(at)),
  rename: (design, at, pathPart) => renameResource(design, { ...refOf(at), pathPart }),
  copy: (design, at, nextId) => {
    const found = resourceAt(design, at)
    if (!found) return fail('resource/not-found', 'Invalid Resource identifier specified', at)
    const { api } = found
    const copied = copyResource(design, {
      ...refOf(at),
      parentId: found.resource.parentId ?? api.rootResourceId,
      nextId,
    })
    if (!copied.ok) return copied
    const after = copied.value.apis[api.id]
    const added = Object.values(after?.protocol === 'REST' ? after.resources : {}).find(
      ({ id, parentId }) =>
        !Object.hasOwn(api.resources, id) && parentId === found.resource.parentId,
    )
    return ok({ design: copied.value, at: addressOf('resource', api.id, added?.id ?? '') })
  },
  move: (design, at, to) => {
    const { resourceId: parentId } = refOf(to)
    return moveResource(design, { ...refOf(at), parentId })
  },
}

export const method: Noun = {
  title: 'Method',
  heading: 'Methods',
  of: ['REST'],
  at: (...ids) => addressOf('method', ...ids),
  list: (design, apiId) =>
    restApisOf(design, apiId).flatMap((api) =>
      methodsOf(api).map(({ method: { httpMethod }, path, at }) => ({
        noun: 'method' as const,
        at,
        label: `${httpMethod} ${path}`,
      })),
    ),
  label: (design, at) => {
    const ref = methodRefAt(at)
    const found = resourceAt(design, at)
    if (!ref || !found?.resource.methods[ref.httpMethod]) return undefined
    return `${ref.httpMethod} ${resourcePath(found.api, found.resource.id)}`
  },
  headline: (label) => label,
  phrase: (label) => label,
  remove: (design, at) => {
    const ref = methodRefAt(at)
    return ref ? removeMethod(design, ref) : noMethod(at)
  },
  copy: (design, at) => {
    const ref = methodRefAt(at)
    const methods = resourceAt(design, at)?.resource.methods
    if (!ref || !methods) return noMethod(at)
    const free = httpMethods.find((verb) => verb !== 'ANY' && verb !== 'OPTIONS' && !methods[verb])
    const to = { resourceId: ref.resourceId, httpMethod: free ?? ref.httpMethod }
    const copied = copyMethod(design, { ...ref, to })
    if (!copied.ok) return copied
    return ok({
      design: copied.value,
      at: addressOf('method', ref.apiId, ref.resourceId, to.httpMethod),
    })
  },
  move: (design, at, to) => {
    const ref = methodRefAt(at)
    const { resourceId } = refOf(to)
    return ref
      ? moveMethod(design, { ...ref, to: { resourceId, httpMethod: ref.httpMethod } })
      : noMethod(at)
  },
}

function noMethod(at: Address) {
  return fail('method/not-found', 'Invalid Method identifier specified', at)
}
