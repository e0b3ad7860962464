import type { Json } from '../../schema/json.ts'
import { isObject, member, textMember } from './reader.ts'
import type { JsonObject } from './reader.ts'

/** What the base path is read from, and what becomes of it. */
export interface BasePathDocument {
  readonly root: JsonObject
  readonly dialect: 'openapi-3.0' | 'swagger-2.0'
  readonly basepath: 'ignore' | 'prepend' | 'split'
}

/** What stands before every path. */
export function pathPrefix(document: BasePathDocument): string {
  const { basepath } = document
  if (basepath === 'ignore') return ''
  const base = basePathOf(document).replace(/^\/+|\/+$/g, '')
  if (base === '') return ''
  const parts = base.split('/')
  const kept = basepath === 'split' ? parts.slice(1) : parts
  return kept.map((part) => `/${part}`).join('')
}

/** The base path that a document names: `basePath` of Swagger 2.0, the variable of that name, or the path of the first server. */
export function basePathOf({ root, dialect }: Omit<BasePathDocument, 'basepath'>): string {
  if (dialect === 'swagger-2.0') return textMember(root, 'basePath') ?? ''
  const variable = basePathVariable(root)
  if (variable !== undefined) return variable
  const servers = member(root, 'servers')
  const url = textMember(Array.isArray(servers) ? servers[0] : undefined, 'url') ?? ''
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '')
}

function basePathVariable(root: Json): string | undefined {
  const servers = member(root, 'servers')
  for (const server of Array.isArray(servers) ? servers : []) {
    const found = textMember(member(member(server, 'variables'), 'basePath'), 'default')
    if (found !== undefined) return found
  }
  return undefined
}

/** The document as it is to be kept: where the base path went before the paths, it stands there in the document too. */
export function withBasePath(document: BasePathDocument): JsonObject {
  const { root, basepath } = document
  const prefix = pathPrefix(document)
  const paths = member(root, 'paths')
  if (basepath === 'ignore' || prefix === '' || !isObject(paths)) return root
  const first =
    basePathOf(document)
      .replace(/^\/+|\/+$/g, '')
      .split('/')[0] ?? ''
  const left = basepath === 'split' ? `/${first}` : '/'
  const moved = Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path.startsWith('x-') ? path : prefix + path,
      item,
    ]),
  )
  if (document.dialect === 'swagger-2.0') return { ...root, basePath: left, paths: moved }
  const servers = member(root, 'servers')
  const kept = (Array.isArray(servers) ? servers : []).map((server) => {
    if (!isObject(server)) return server
    const variables = member(server, 'variables')
    const variable = member(variables, 'basePath')
    if (isObject(variables) && isObject(variable)) {
      return { ...server, variables: { ...variables, basePath: { ...variable, default: left } } }
    }
    const url = textMember(server, 'url') ?? ''
    return { ...server, url: url.replace(/^([a-z]+:\/\/[^/]*)?.*$/i, `$1${left}`) }
  })
  return { ...root, servers: kept, paths: moved }
}
