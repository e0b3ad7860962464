import { carriedOut } from '../../import/cloudformation/read.ts'
import { logicalIdsOf } from '../../import/cloudformation/logicalIds.ts'
import { comparableApi, differingParts, guardOf } from '../../queries/comparableApi.ts'
import { methodsOf, resourcesByPath } from '../../queries/resourceTree.ts'
import type { Problem } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { isObject } from './merge.ts'

/** An API as a template makes it. */
export interface ApiAgain {
  readonly design: Design
  readonly api: RestApi
}

/** Carry out a template and find the API that it makes under a logical id. */
export function apiAgain(template: Json, seed: string, apiLogicalId: string): ApiAgain | undefined {
  const { things, account } = carriedOut(isObject(template) ? template : {}, '', seed)
  const ids = logicalIdsOf(things)
  const id = Object.keys(ids).find((apiId) => ids[apiId]?.[apiId] === apiLogicalId)
  const api = id === undefined ? undefined : account.design.apis[id]
  return api?.protocol === 'REST' ? { design: account.design, api } : undefined
}

/** How an API that a template makes differs from the one that is drawn. */
export interface Differences {
  readonly serious: readonly string[]
  /**
   * Differences without effect on the requests that the drawn API answers: generated answers to preflight requests follow
   * the routes, an empty resource is gone, an event declares no response of the route that it adds.
   */
  readonly minor: readonly string[]
}

/** Compare the API that a template makes with the one that is drawn, part by part; `before` is the API as it was opened. */
export function differencesOf(
  design: Design,
  api: RestApi,
  again: ApiAgain,
  before: RestApi,
): Differences {
  const drawn = comparableApi(design, api)
  const made = comparableApi(again.design, again.api)
  const newPaths = new Set(
    resourcesByPath(api)
      .filter(({ resource }) => !Object.hasOwn(before.resources, resource.id))
      .map(({ path }) => path),
  )
  const isMinor = (part: string) => {
    const [left, right] = [drawn.get(part), made.get(part)]
    if (part.startsWith('/')) return right === undefined
    const [verb = '', path = ''] = part.split(' ')
    if (verb === 'OPTIONS' && newPaths.has(path) && left === undefined) return true
    if (left === undefined || right === undefined) return false
    if (verb === 'OPTIONS') return withoutAllowedMethods(left) === withoutAllowedMethods(right)
    return newPaths.has(path) && withoutEmptyResponse(left) === right
  }
  const parts = differingParts(drawn, made)
  return {
    serious: parts.filter((part) => !isMinor(part)),
    minor: parts.filter(isMinor),
  }
}

/** A method without the bare 200 response that the designer declares for each new method. */
function withoutEmptyResponse(method: string): string {
  return method.replace(
    '"methodResponses":[{"responseModels":{},"responseParameters":[],"statusCode":"200"}]',
    '"methodResponses":[]',
  )
}

function withoutAllowedMethods(method: string): string {
  return method.replace(/("[\w.]*Access-Control-Allow-Methods":)"[^"]*"/g, '$1""')
}

/** Report each part of an API that the written template would deploy differently. */
export function differenceProblems(
  { serious, minor }: Differences,
  api: RestApi,
  made: RestApi,
): Problem[] {
  const drawnMethods = new Map(
    methodsOf(api).map((each) => [`${each.method.httpMethod} ${each.path}`, each]),
  )
  const madeMethods = new Map(
    methodsOf(made).map((each) => [`${each.method.httpMethod} ${each.path}`, each]),
  )
  const problem = (part: string, message: string, severity: Problem['severity']): Problem => ({
    code: 'cloudformation/differs',
    message,
    severity,
    at: drawnMethods.get(part)?.at ?? ['apis', api.id],
  })
  return [
    ...serious.map((part) => {
      const [drawn, again] = [drawnMethods.get(part), madeMethods.get(part)]
      if (!drawn && again) {
        return problem(part, `The template deploys ${part}, which is not in the design.`, 'warning')
      }
      if (drawn && !again) {
        return problem(
          part,
          `${part} would not be deployed as it is drawn: the template has no place for it.`,
          'warning',
        )
      }
      if (drawn && again && guardOf(api, drawn.method) !== guardOf(made, again.method)) {
        return problem(
          part,
          `${part} would not be deployed as it is drawn: the template gives it another authorization.`,
          'warning',
        )
      }
      const what = part === 'settings' ? 'The settings of the API' : part
      return problem(part, `${what} would not be deployed exactly as drawn.`, 'warning')
    }),
    ...minor
      .filter((part) => part.startsWith('OPTIONS '))
      .map((part) =>
        problem(
          part,
          drawnMethods.has(part)
            ? `The allowed methods of ${part} follow the routes, because the Cors setting generates this method.`
            : `The Cors setting adds ${part} to the new route.`,
          'info',
        ),
      ),
  ]
}
