import type { Authorizer } from '../../../model/index.ts'
import { sourceParts, sourcesOf } from '../../../simulator/index.ts'
import type { AuthorizerTestCall } from '../../../simulator/index.ts'

/** What is typed to try an authorizer with. */
export interface AuthorizerTestDraft {
  /** By identity source. */
  readonly values: Readonly<Record<string, string>>
  /** What a function of a request authorizer may look at besides: a line each, `Name: value`. */
  readonly headers: string
  /** `/pets/1?full=true` */
  readonly path: string
  readonly stageName: string | undefined
}

export const firstDraft: AuthorizerTestDraft = {
  values: {},
  headers: '',
  path: '/',
  stageName: undefined,
}

/** A field of the form: one identity source. */
export interface SourceField {
  readonly source: string
  readonly label: string
  readonly help: string
}

const kinds = {
  header: 'The header of this name.',
  querystring: 'The query string parameter of this name.',
  stageVariables: 'The stage variable of this name.',
  context: 'The value of $context of this name.',
} as const

/** The fields that the identity sources of an authorizer ask for. What is no identity source is left to lint. */
export function sourceFields(authorizer: Authorizer): readonly SourceField[] {
  const sources =
    authorizer.type === 'REQUEST' ? sourcesOf(authorizer) : sourcesOf(authorizer).slice(0, 1)
  return [...new Set(sources)].flatMap((source) => {
    const parts = sourceParts(source)
    if (!parts) return []
    const label = authorizer.type === 'REQUEST' ? parts.name : `Token (${parts.name})`
    return [{ source, label, help: kinds[parts.kind] }]
  })
}

/** The call of a draft. A field that is empty is a part that the request does not have. */
export function callOf(
  apiId: string,
  authorizer: Authorizer,
  draft: AuthorizerTestDraft,
): AuthorizerTestCall {
  const headers: [string, string][] = []
  const query: string[] = []
  const stageVariables: [string, string][] = []
  const additionalContext: [string, string][] = []
  for (const { source } of sourceFields(authorizer)) {
    const value = Object.hasOwn(draft.values, source) ? (draft.values[source] ?? '') : ''
    const parts = sourceParts(source)
    if (!parts || value === '') continue
    if (parts.kind === 'header') headers.push([parts.name, value])
    else if (parts.kind === 'querystring')
      query.push(`${encodeURIComponent(parts.name)}=${encodeURIComponent(value)}`)
    else if (parts.kind === 'stageVariables') stageVariables.push([parts.name, value])
    else additionalContext.push([parts.name, value])
  }
  const isRequest = authorizer.type === 'REQUEST'
  const path = isRequest && draft.path.startsWith('/') ? draft.path : '/'
  const joint = path.includes('?') ? '&' : '?'
  return {
    apiId,
    authorizerId: authorizer.id,
    headers: [...(isRequest ? headerLines(draft.headers) : []), ...headers],
    pathWithQueryString: query.length > 0 ? `${path}${joint}${query.join('&')}` : path,
    ...(stageVariables.length > 0 && { stageVariables: Object.fromEntries(stageVariables) }),
    ...(additionalContext.length > 0 && {
      additionalContext: Object.fromEntries(additionalContext),
    }),
    ...(draft.stageName !== undefined && { stageName: draft.stageName }),
  }
}

function headerLines(text: string): [string, string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim()
    return name === '' ? [] : [[name, line.slice(colon + 1).trim()]]
  })
}
