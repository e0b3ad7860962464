import { parseMappingValue } from '../../../model/index.ts'
import { mappingSources } from './exchange.ts'
import type { HttpExchange } from './exchange.ts'
import { renderMappingValue } from './parameterMapping.ts'

/**
 * The value of an identity source of an HTTP API, `$request.header.Authorization`: header, query string, `$context` or
 * stage variable. `undefined` when the request does not have it, or the text is not an identity source.
 */
export function identityValue(source: string, exchange: HttpExchange): string | undefined {
  const value = parseMappingValue(source, 'request')
  if ('refusal' in value) return undefined
  const [part] = value.parts
  if (value.parts.length !== 1 || part === undefined || typeof part === 'string') return undefined
  const isSource =
    part.from === 'context' ||
    part.from === 'stageVariables' ||
    part.kind === 'header' ||
    part.kind === 'querystring'
  if (!isSource) return undefined
  const text = renderMappingValue(value, mappingSources(exchange))
  return text === '' ? undefined : text
}
