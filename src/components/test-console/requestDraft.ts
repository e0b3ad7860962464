import { idsOf } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import type { Caller, ClientRequest, SimulationCall } from '../../simulator/index.ts'
import {
  entriesOf,
  headerSyntax,
  percentDecoded,
  percentEncoded,
  querySyntax,
  setEntry,
  writeEntries,
} from './entries.ts'
import type { Declared } from './entries.ts'
import { endpointChoice, readEndpoint, requestAt } from '../shared/callEndpoint.ts'
import { readSource, sourceOfCall } from './callSource.ts'
import { kindOf, takesAnyPath, verbOf } from './testedEntry.ts'
import type { TestedEntry } from './testedEntry.ts'
import type { RequestDraft } from '../store/requestDrafts.ts'

export type { RequestDraft } from '../store/requestDrafts.ts'

/** A variable of a path; a greedy one takes the rest of the path. */
export interface PathVariable {
  readonly name: string
  readonly isGreedy: boolean
}

/** The variables of a path, in their order. */
export function pathVariables(path: string): readonly PathVariable[] {
  return [...path.matchAll(/\{([^{}]+?)(\+?)\}/g)].map(([, name = '', plus]) => ({
    name,
    isGreedy: plus === '+',
  }))
}

/** What a request still lacks: path variables and required parameters without a value, by their names. */
export function missingValues(entry: TestedEntry, draft: RequestDraft): string[] {
  const { declared: declaredOf } = kindOf(entry)
  const blank = (declared: readonly Declared[], has: (name: string) => boolean) =>
    declared.filter(({ name, isRequired }) => isRequired && !has(name)).map(({ name }) => name)
  const query = entriesOf(querySyntax, draft.query)
  const headers = entriesOf(headerSyntax, draft.headers)
  return [
    ...pathVariables(entry.path)
      .filter(({ name }) => (draft.pathParameters[name] ?? '') === '')
      .map(({ name }) => name),
    ...blank(declaredOf(entry, 'querystring'), (name) =>
      query.some((entry) => querySyntax.sameName(entry.name, name) && entry.value !== ''),
    ),
    ...blank(declaredOf(entry, 'header'), (name) =>
      headers.some((entry) => headerSyntax.sameName(entry.name, name) && entry.value.trim() !== ''),
    ),
  ]
}

/** The verbs that an `ANY` method can be asked with. */
export const sentVerbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const

/** True for verbs whose requests usually have a body. */
export function takesBody(verb: string): boolean {
  return verb === 'POST' || verb === 'PUT' || verb === 'PATCH'
}

/** A first request for a method: required parameters filled in by example, a body that its model takes. */
export function firstDraft(entry: TestedEntry): RequestDraft {
  const kind = kindOf(entry)
  const verb = verbOf(entry) === 'ANY' ? 'GET' : verbOf(entry)
  const contentType = kind.contentTypes(entry)[0] ?? 'application/json'
  const samples = (place: 'querystring' | 'header') =>
    kind
      .declared(entry, place)
      .filter(({ isRequired }) => isRequired)
      .map(({ name }) => ({ name, value: sampleText(name) }))
  const headers = samples('header')
  const givesType = headers.some(({ name }) => headerSyntax.sameName(name, 'Content-Type'))
  const typed = givesType
    ? headers.map((header) =>
        headerSyntax.sameName(header.name, 'Content-Type')
          ? { ...header, value: contentType }
          : header,
      )
    : [...(takesBody(verb) ? [{ name: 'Content-Type', value: contentType }] : []), ...headers]
  return {
    method: verb,
    pathParameters: Object.fromEntries(
      pathVariables(entry.path).map(({ name }) => [name, sampleText(name)]),
    ),
    query: writeEntries(querySyntax, samples('querystring')),
    headers: writeEntries(headerSyntax, typed),
    body: takesBody(verb) ? kind.bodyFor(entry, contentType) : '',
    asTestInvoke: false,
    ...(takesAnyPath(entry) && { path: '/' }),
  }
}

/** A value to begin with for a parameter of this name. */
export function sampleText(name: string): string {
  const lower = name.toLowerCase()
  if (/(^|[^a-z])(id|page|limit|count|size|number|offset)$/.test(lower) || /Id$/.test(name))
    return '1'
  if (lower.endsWith('month')) return '2026-01'
  if (lower.endsWith('date') || lower.endsWith('day')) return '2026-01-31'
  if (lower.endsWith('year')) return '2026'
  if (lower.endsWith('email')) return 'jane@example.com'
  if (lower === 'proxy') return 'example'
  return lower.replace(/[^a-z0-9]+/g, '-')
}

/** The type that the headers give. */
export function contentTypeOf(headers: string): string {
  const given = entriesOf(headerSyntax, headers).find(({ name }) =>
    headerSyntax.sameName(name, 'Content-Type'),
  )
  return given?.value ?? ''
}

/** The headers with another type; without one the line goes. */
export function withContentType(headers: string, value: string): string {
  const entries = entriesOf(headerSyntax, headers)
  const found = entries.findIndex(({ name }) => headerSyntax.sameName(name, 'Content-Type'))
  const index = found < 0 ? entries.length : found
  if (value === '') {
    return found < 0
      ? headers
      : headerSyntax.textOf(headerSyntax.partsOf(headers).filter((_, i) => i !== found))
  }
  return setEntry(headerSyntax, headers, index, {
    name: entries[found]?.name ?? 'Content-Type',
    value,
  })
}

/** The request that a draft stands for. */
export function requestOf(draft: RequestDraft, path: string): ClientRequest {
  const headers = entriesOf(headerSyntax, draft.headers)
    .map(({ name, value }): [string, string] => [name.trim(), value.trim()])
    .filter(([name]) => name !== '')
  return {
    method: draft.method,
    path: draft.path === undefined ? filledPath(path, draft.pathParameters) : typedPath(draft.path),
    query: draft.query.trim().replace(/^\?/, ''),
    headers,
    ...(draft.body !== '' && { body: draft.body }),
  }
}

/** A path that the user typed, from its first slash. */
function typedPath(text: string): string {
  const path = text.trim().replace(/[?#].*$/s, '')
  return path.startsWith('/') ? path : `/${path}`
}

/** A resource's path with its variables filled in, percent-encoded; greedy ones keep their slashes. */
export function filledPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{([^{}]+?)(\+?)\}/g, (_whole, name: string, plus: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : ''
    return plus === '+' ? value.split('/').map(percentEncoded).join('/') : percentEncoded(value)
  })
}

/** The call that a draft stands for. */
export function callOf(
  tested: TestedEntry,
  draft: RequestDraft,
  stageName: string | undefined,
  domainNames: Design['access']['domainNames'] = {},
): SimulationCall {
  const request = requestOf(draft, tested.path)
  // a test goes to the method itself
  const endpoint = draft.asTestInvoke ? undefined : draft.endpoint
  return {
    apiId: tested.api.id,
    request: endpoint
      ? requestAt(request, endpointChoice(domainNames, tested.api.id, endpoint), stageName)
      : request,
    ...(stageName !== undefined && { stageName }),
    ...(draft.asTestInvoke
      ? { asTestInvoke: true, resourceId: idsOf('method', tested.at)[1] ?? '' }
      : draft.answeredBy && { answeredBy: draft.answeredBy }),
    ...(draft.caller && { caller: draft.caller }),
    ...sourceOfCall(draft.source),
  }
}

/** The draft that makes a request again: the inverse of `requestOf`. */
export function draftOfRequest(
  tested: TestedEntry,
  request: ClientRequest,
  {
    asTestInvoke = false,
    answeredBy,
    caller,
    source,
    webAcl,
  }: Pick<SimulationCall, 'asTestInvoke' | 'answeredBy' | 'caller' | 'source' | 'webAcl'>,
): RequestDraft {
  return {
    ...(answeredBy === 'deployment' && { answeredBy }),
    ...(caller && { caller }),
    ...((source ?? webAcl) && { source: { ...source, ...(webAcl && { webAcl }) } }),
    method: request.method,
    pathParameters: pathValues(tested.path, request.path),
    query: request.query ?? '',
    headers: (request.headers ?? []).map(([name, value]) => `${name}: ${value}`).join('\n'),
    body: request.body ?? '',
    asTestInvoke,
    ...(takesAnyPath(tested) && { path: request.path }),
  }
}

/** The values that a sent path gives to the variables of a resource's path. */
function pathValues(path: string, sent: string): Record<string, string> {
  const pattern = path
    .split(/(\{[^{}]+\})/)
    .map((part) =>
      part.startsWith('{')
        ? part.endsWith('+}')
          ? '(.*)'
          : '([^/]*)'
        : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
  const found = new RegExp(`^${pattern}/?$`).exec(sent)
  return Object.fromEntries(
    pathVariables(path).map(({ name }, i) => [
      name,
      // a plus sign is itself in a path
      percentDecoded((found?.[i + 1] ?? '').replaceAll('+', '%2B')),
    ]),
  )
}

/** A draft that was kept as text somewhere; `undefined` for anything else. */
export function readDraft(value: unknown): RequestDraft | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  // an object, checked above
  const given = value as Record<string, unknown>
  const { method, pathParameters, query, headers, body, asTestInvoke, answeredBy } = given
  const { caller, source, endpoint, path } = given
  const isText = (text: unknown): text is string => typeof text === 'string'
  if (!isText(method) || !isText(query) || !isText(headers) || !isText(body)) return undefined
  if (typeof pathParameters !== 'object' || pathParameters === null) return undefined
  const texts = Object.entries(pathParameters).filter((pair): pair is [string, string] =>
    isText(pair[1]),
  )
  return {
    method,
    pathParameters: Object.fromEntries(texts),
    query,
    headers,
    body,
    asTestInvoke: asTestInvoke === true,
    ...(isText(path) && { path }),
    ...(answeredBy === 'deployment' && { answeredBy }),
    ...readCaller(caller),
    ...readSource(source),
    ...readEndpoint(endpoint),
  }
}

/** The caller of a draft that was kept: what names nobody is left out. */
function readCaller(value: unknown): { caller?: Caller } {
  if (typeof value !== 'object' || value === null) return {}
  const given = value as Record<string, unknown> // an object, checked above
  const textOf = (name: string) => {
    const text = given[name]
    return typeof text === 'string' ? text : undefined
  }
  const apiKeyId = textOf('apiKeyId')
  const key = apiKeyId === undefined ? {} : { apiKeyId }
  const principalId = textOf('principalId')
  if (given['kind'] === 'iamPrincipal' && principalId !== undefined) {
    return { caller: { kind: 'iamPrincipal', principalId, ...key } }
  }
  const identityPoolId = textOf('identityPoolId')
  if (given['kind'] === 'identityPool' && identityPoolId !== undefined) {
    return { caller: { kind: 'identityPool', identityPoolId, ...readUser(given['user']), ...key } }
  }
  const token = textOf('token')
  if (given['kind'] === 'bearer' && token !== undefined) {
    const refreshToken = textOf('refreshToken')
    return {
      caller: {
        kind: 'bearer',
        token,
        ...(refreshToken !== undefined && { refreshToken }),
        ...key,
      },
    }
  }
  const [poolId, username, clientId] = ['poolId', 'username', 'clientId'].map(textOf)
  if (given['kind'] === 'poolUser' && poolId && username && clientId) {
    const use = given['tokenUse']
    const tokenUse: { readonly tokenUse?: 'id' | 'access' } =
      use === 'id' || use === 'access' ? { tokenUse: use } : {}
    const { scopes } = given
    const asked = Array.isArray(scopes)
      ? { scopes: scopes.filter((scope): scope is string => typeof scope === 'string') }
      : {}
    return {
      caller: { kind: 'poolUser', poolId, username, clientId, ...tokenUse, ...asked, ...key },
    }
  }
  return apiKeyId === undefined ? {} : { caller: { kind: 'apiKey', apiKeyId } }
}

/** The user of an identity pool's caller that was kept. */
function readUser(value: unknown): { user?: { poolId: string; username: string } } {
  if (typeof value !== 'object' || value === null) return {}
  const { poolId, username } = value as Readonly<Record<string, unknown>> // an object, checked above
  return typeof poolId === 'string' && typeof username === 'string'
    ? { user: { poolId, username } }
    : {}
}
