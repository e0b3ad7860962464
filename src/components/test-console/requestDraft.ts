import { resourcePath } from '../../model/index.ts'
import type { Address, HttpMethod, Method, RestApi } from '../../model/index.ts'
import type { ClientRequest } from '../../simulator/index.ts'
import { sampleOfText } from './sample.ts'

/** A request while it is being written in the console. */
export interface RequestDraft {
  readonly method: string
  readonly pathParameters: Readonly<Record<string, string>>
  /** `name=value&…`, as it is typed. */
  readonly query: string
  /** `Name: value`, one a line. */
  readonly headers: string
  readonly body: string
}

/** The names of the path variables of a path. */
export function pathVariables(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+?)\+?\}/g)].map((match) => match[1] ?? '')
}

/** A first request for a method: its parameters with blanks to fill, a body that its model takes. */
export function firstDraft(api: RestApi, at: Address, method: Method): RequestDraft {
  const path = resourcePath(api, at[3] ?? '')
  const named = (kind: string) =>
    Object.keys(method.requestParameters)
      .filter((name) => name.startsWith(`method.request.${kind}.`))
      .map((name) => name.split('.').slice(3).join('.'))
  const modelName =
    method.requestModels['application/json'] ?? Object.values(method.requestModels)[0]
  const model = modelName === undefined ? undefined : api.models[modelName]
  const takesBody = !['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(method.httpMethod)
  const body = !takesBody
    ? ''
    : model
      ? JSON.stringify(sampleOfText(model.schema, api), null, 2)
      : '{}'
  const isRequired = (name: string) =>
    method.requestParameters[`method.request.querystring.${name}`] === true
  return {
    method: method.httpMethod === 'ANY' ? 'GET' : method.httpMethod,
    pathParameters: Object.fromEntries(pathVariables(path).map((name) => [name, '1'])),
    query: named('querystring')
      .filter(isRequired)
      .map((name) => `${name}=${name === 'month' ? '2026-11' : ''}`)
      .join('&'),
    headers: [
      ...(takesBody ? ['Content-Type: application/json'] : []),
      ...named('header').map((name) => `${name}: `),
    ].join('\n'),
    body,
  }
}

/** The request that a draft stands for. */
export function requestOf(draft: RequestDraft, path: string): ClientRequest {
  const filled = path.replace(/\{([^{}]+?)(\+?)\}/g, (_whole, name: string, greedy: string) => {
    const value = draft.pathParameters[name] ?? ''
    return greedy === '+'
      ? value.split('/').map(encodeURIComponent).join('/')
      : encodeURIComponent(value)
  })
  const headers = draft.headers
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line): [string, string] => [
      line.slice(0, line.indexOf(':')).trim(),
      line.slice(line.indexOf(':') + 1).trim(),
    ])
  return {
    method: draft.method,
    path: filled,
    query: draft.query.trim().replace(/^\?/, ''),
    headers,
    ...(draft.body !== '' && { body: draft.body }),
  }
}

/** A request as a cURL command for a shell. */
export function curlOf(request: ClientRequest, origin: string): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  const query = request.query === undefined || request.query === '' ? '' : `?${request.query}`
  return [
    `curl -X ${request.method} ${quote(`${origin}${request.path}${query}`)}`,
    ...(request.headers ?? []).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(request.body === undefined ? [] : [`--data-raw ${quote(request.body)}`]),
  ].join(' \\\n  ')
}

/** The method of an address, as addresses name them. */
export function methodAtAddress(api: RestApi, at: Address): Method | undefined {
  return api.resources[at[3] ?? '']?.methods[at[5] as HttpMethod] // addresses name methods by their verbs
}
