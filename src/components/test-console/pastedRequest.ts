import { fail, ok } from '../../model/index.ts'
import type { Address, Result, RestApi } from '../../model/index.ts'
import { createRouter, findRoute } from '../../simulator/index.ts'
import type { ClientRequest } from '../../simulator/index.ts'
import { isCurl, readCurl } from './curl.ts'

/** A pasted request and the method of the API that it is for. */
export interface PastedRequest {
  readonly methodAt: Address
  readonly request: ClientRequest
  /** The stage that its address names, if the API has it. */
  readonly stageName?: string
}

/** Headers that cURL and browsers add and that say nothing about the request. */
const ownHeaders = new Set(['host', 'content-length', 'connection'])

/** Read a cURL command as a request to one of the API's methods. */
export function readPasted(command: string, api: RestApi): Result<PastedRequest> {
  if (!isCurl(command)) {
    return fail('curl/unreadable', 'This is no cURL command: it does not begin with curl.')
  }
  const read = readCurl(command)
  if (!read.ok) return read
  const { method, url, headers, body } = read.value
  const [, address = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? []
  const path = address.replace(/^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?[^/]*/, '') || '/'
  const found = findPath(api, method, path)
  if (!found) {
    return fail('curl/no-method', `No method of ${api.name} answers ${method} ${path}.`)
  }
  return ok({
    methodAt: ['apis', api.id, 'resources', found.resourceId, 'methods', found.httpMethod],
    request: {
      method,
      path: found.path,
      query,
      headers: headers.filter(([name]) => !ownHeaders.has(name.toLowerCase())),
      ...(body !== undefined && { body }),
    },
    ...(found.stageName !== undefined && { stageName: found.stageName }),
  })
}

/** The method for a path: without its first part where that is a stage, or is none of the API's, else as it stands. */
function findPath(api: RestApi, method: string, path: string) {
  const router = createRouter(api)
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(path) ?? []
  const isStage = Object.hasOwn(api.stages, first)
  const short = rest === '' ? '/' : rest
  for (const tried of isStage ? [short, path] : [path, short]) {
    const route = findRoute(router, method, tried)
    if (!route) continue
    return {
      path: tried,
      resourceId: route.resource.id,
      httpMethod: route.method.httpMethod,
      stageName: isStage && tried === short ? first : undefined,
    }
  }
  return undefined
}
