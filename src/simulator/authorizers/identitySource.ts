import type { Authorizer } from '../../model/index.ts'

/** The identity sources of an authorizer, one by one. */
export function sourcesOf(authorizer: Authorizer): string[] {
  const fallback = authorizer.type === 'REQUEST' ? '' : 'method.request.header.Authorization'
  return (authorizer.identitySource ?? fallback)
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '')
}

/** The header that an identity source reads, if it is one. */
export function headerOfSource(source: string | undefined): string | undefined {
  return /^method\.request\.header\.(.+)$/.exec(source ?? '')?.[1]
}

/** Where an identity source is read, and by which name; `undefined` for what is no identity source. */
export function sourceParts(source: string):
  | {
      readonly kind: 'header' | 'querystring' | 'stageVariables' | 'context'
      readonly name: string
    }
  | undefined {
  const [, kind, name = ''] =
    /^(?:method\.request\.)?(header|querystring|stageVariables|context)\.(.+)$/.exec(source) ?? []
  return kind === 'header' ||
    kind === 'querystring' ||
    kind === 'stageVariables' ||
    kind === 'context'
    ? { kind, name }
    : undefined
}
