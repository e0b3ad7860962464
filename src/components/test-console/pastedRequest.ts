import { fail, ok } from '../../model/index.ts'
import type { Address, HttpApi, Result, RestApi } from '../../model/index.ts'
import { createRouteTable, createRouter, findRoute, matchRouteKey } from '../../simulator/index.ts'
import type { ClientRequest } from '../../simulator/index.ts'
import { isCurl, readCurl } from './curl.ts'

/** A pasted request and the method or route of the API that it is for. */
export interface PastedRequest {
  readonly entryAt: Address
  readonly request: ClientRequest
  /** The stage that its address names, if the API has it. */
  readonly stageName?: string
}

/** Headers that cURL and browsers add and that say nothing about the request. */
const ownHeaders = new Set(['host', 'content-length', 'connection'])

/** Read a cURL command as a request to one of the API's methods or routes. */
export function readPasted(command: string, api: RestApi | HttpApi): Result<PastedRequest> {
  if (!isCurl(command)) {
    return fail('curl/unreadable', 'This is no cURL command: it does not begin with curl.')
  }
  const read = readCurl(command)
  if (!read.ok) return read
  const { method, url, headers, body } = read.value
  const [, address = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? []
  const path = address.replace(/^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?[^/]*/, '') || '/'
  // the table pairs each protocol with the search in its APIs
  const find = finders[api.protocol] as (api: RestApi | HttpApi) => EntryFinder
  const found = findPath(api, path, (tried) => find(api)(method, tried))
  if (!found) {
    const noun = { REST: 'method', HTTP: 'route' }[api.protocol]
    return fail('curl/no-method', `No ${noun} of ${api.name} answers ${method} ${path}.`)
  }
  return ok({
    entryAt: found.at,
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

/** Finds the method or route that answers a path without its stage. */
type EntryFinder = (method: string, path: string) => Address | undefined

const finders = {
  REST: (api: RestApi): EntryFinder => {
    const router = createRouter(api)
    return (method, path) => {
      const route = findRoute(router, method, path)
      return (
        route && [
          'apis',
          api.id,
          'resources',
          route.resource.id,
          'methods',
          route.method.httpMethod,
        ]
      )
    }
  },
  HTTP: (api: HttpApi): EntryFinder => {
    const table = createRouteTable(Object.values(api.routes))
    return (method, path) => {
      const match = matchRouteKey(table, method, path)
      return match && ['apis', api.id, 'routes', match.route.id]
    }
  },
}

/** The entry point for a path: without its first part where that is a stage, or is none of the API's, else as it stands. */
function findPath(
  api: RestApi | HttpApi,
  path: string,
  find: (tried: string) => Address | undefined,
) {
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(path) ?? []
  const isStage = Object.hasOwn(api.stages, first)
  const short = rest === '' ? '/' : rest
  for (const tried of isStage ? [short, path] : [path, short]) {
    const at = find(tried)
    if (!at) continue
    return { path: tried, at, stageName: isStage && tried === short ? first : undefined }
  }
  return undefined
}
