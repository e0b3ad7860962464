import {
  addResource,
  moveResource,
  removeResource,
  renameResource,
} from '../../operations/resources.ts'
import type { Design } from '../../schema/design.ts'
import type { Resource } from '../../schema/resource.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { notFound, own, text, withDesign } from '../account.ts'
import { done } from './done.ts'
import { embedded, page } from './lists.ts'
import { apiOf, resourceOf } from './places.ts'
import type { Account, JsonObject, Operation } from '../account.ts'
import { resourceAnswer, resourcesOf } from './answers.ts'
import { checkListedPath, patchesOf } from './patch.ts'

function answerOf(
  account: Account,
  apiId: string,
  resourceId: string,
  embedsMethods = false,
): JsonObject {
  const api = own(account.design.apis, apiId)
  const resource = api?.protocol === 'REST' ? own(api.resources, resourceId) : undefined
  if (api?.protocol !== 'REST' || !resource) throw new Error(`the resource ${resourceId} was there`)
  return resourceAnswer(account, api, resource, embedsMethods)
}

const embedsMethods = (input: JsonObject) => embedded(input).includes('methods')

/** The management calls on resources. */
export const resourceOperations = {
  CreateResource: {
    status: 201,
    run: (account, input, environment) => {
      const { id: apiId } = apiOf(account, input, environment)
      const resourceId = environment.nextId()
      const parentId = text(input['parentId']) ?? ''
      const pathPart = text(input['pathPart']) ?? ''
      const design = done(addResource(account.design, { apiId, resourceId, parentId, pathPart }))
      const next = withDesign(account, design)
      return { account: next, body: answerOf(next, apiId, resourceId) }
    },
  },
  GetResource: {
    status: 200,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      const { resource } = resourceOf(account, input, environment)
      return { account, body: answerOf(account, api.id, resource.id, embedsMethods(input)) }
    },
  },
  GetResources: {
    status: 200,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      const items = resourcesOf(api).map((resource: Resource) =>
        resourceAnswer(account, api, resource, embedsMethods(input)),
      )
      return { account, body: page(items, input) }
    },
  },
  UpdateResource: {
    status: 200,
    run: (account, input, environment) => {
      const { api, resource } = resourceOf(account, input, environment)
      const ref = { apiId: api.id, resourceId: resource.id }
      const design = patchesOf(input).reduce<Design>((before, patch) => {
        checkListedPath(patch, { replace: ['/parentId', '/pathPart'] })
        const value = patch.value ?? ''
        if (patch.path === '/pathPart') {
          return done(renameResource(before, { ...ref, pathPart: value }))
        }
        if (
          resource.parentId !== undefined &&
          !own<RestApi['resources'][string]>(api.resources, value)
        ) {
          throw notFound('Invalid Resource identifier specified')
        }
        return done(moveResource(before, { ...ref, parentId: value }))
      }, account.design)
      const next = withDesign(account, design)
      return { account: next, body: answerOf(next, api.id, resource.id) }
    },
  },
  DeleteResource: {
    status: 202,
    run: (account, input, environment) => {
      const { api, resource } = resourceOf(account, input, environment)
      const ref = { apiId: api.id, resourceId: resource.id }
      return { account: withDesign(account, done(removeResource(account.design, ref))), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
