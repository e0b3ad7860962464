import type { Authorizer } from '../../model/index.ts'
import { contextOf } from '../pipeline/exchange.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { headerValue } from '../pipeline/headers.ts'
import { methodHeaders } from '../pipeline/methodHeaders.ts'

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

/** The value of an identity source; `undefined` where the request has none. */
export function identityOf(source: string, exchange: Exchange): string | undefined {
  const { kind, name = '' } = sourceParts(source) ?? {}
  if (kind === 'header') return headerValue(methodHeaders(exchange), name)
  if (kind === 'querystring') return exchange.query.findLast(([key]) => key === name)?.[1]
  if (kind === 'stageVariables') {
    return Object.hasOwn(exchange.stageVariables, name) ? exchange.stageVariables[name] : undefined
  }
  if (kind !== 'context') return undefined
  let value: unknown = contextOf(exchange)
  for (const part of name.split('.')) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Readonly<Record<string, unknown>>)[part] // it has this member
        : undefined
  }
  return value === undefined || value === null || typeof value === 'object'
    ? undefined
    : String(value)
}
