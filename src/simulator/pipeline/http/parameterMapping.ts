import type { MappingKey, MappingSource, MappingValue } from '../../../model/index.ts'
import { evaluatePath, parsePath, readStrictJson } from '../../jsonpath/index.ts'
import type { ContextValue } from '../../context/index.ts'
import { TemplateError, javaText, jsonText, limitedCosts } from '../../vtl/index.ts'
import type { HeaderList } from '../../trace.ts'
import { headerValues, isSameName, withoutHeaders } from '../../message/headers.ts'

/** Characters of a body that a JSON path is read from; the service cuts the rest off. Source: developer guide, parameter mapping for HTTP APIs. */
export const mappedBodyBytes = 102_400

/** What mapping values of an HTTP API may read. */
export interface HttpMappingSources {
  readonly request: {
    readonly headers: HeaderList
    /** Decoded, in their order. */
    readonly query: readonly (readonly [string, string])[]
    /** Raw, without the stage. */
    readonly path: string
    readonly pathParameters: Readonly<Record<string, string>>
    readonly body: () => string
  }
  /** Absent while the request is mapped. */
  readonly response?: { readonly headers: HeaderList; readonly body: () => string }
  readonly context: Readonly<Record<string, ContextValue>>
  readonly stageVariables: Readonly<Record<string, string>>
}

/** The text of a mapping value. A source that is absent reads as an empty text; `undefined` when every source is absent. */
export function renderMappingValue(
  { parts }: MappingValue,
  sources: HttpMappingSources,
): string | undefined {
  let hasValue = false
  const texts = parts.map((part) => {
    if (typeof part === 'string') {
      hasValue ||= part !== '' || parts.length === 1
      return part
    }
    const value = valueOf(part, sources)
    hasValue ||= value !== undefined
    return value ?? ''
  })
  return hasValue ? texts.join('') : undefined
}

function valueOf(source: MappingSource, sources: HttpMappingSources): string | undefined {
  switch (source.from) {
    case 'context':
      return contextText(source.path, sources.context)
    case 'stageVariables':
      return own(sources.stageVariables, source.name)
    case 'request':
    case 'response':
      return messageValue(source, sources)
  }
}

function messageValue(
  source: Extract<MappingSource, { from: 'request' | 'response' }>,
  { request, response }: HttpMappingSources,
): string | undefined {
  const message = source.from === 'request' ? request : response
  switch (source.kind) {
    case 'header': {
      const values = message ? headerValues(message.headers, source.name) : []
      return values.length === 0 ? undefined : values.join(',')
    }
    case 'querystring': {
      const values = request.query.flatMap(([name, value]) => (name === source.name ? [value] : []))
      return values.length === 0 ? undefined : values.join(',')
    }
    case 'path':
      return source.name === undefined ? request.path : own(request.pathParameters, source.name)
    case 'body':
      return message && bodyValue(message.body(), source.path)
  }
}

/** Units of work that reading one value of a body may take. */
const workOfBody = 2_000_000

function bodyValue(body: string, path: string): string | undefined {
  if (path === '') return body
  const costs = limitedCosts(workOfBody)
  try {
    const document = readStrictJson(body.slice(0, mappedBodyBytes), costs)
    if (document === undefined) return undefined
    const found = evaluatePath(parsePath(path), document, costs)
    if (found === undefined || found === null) return undefined
    return Array.isArray(found) || found instanceof Map
      ? jsonText(found, costs)
      : javaText(found, costs)
  } catch (error) {
    // a body that is not JSON, or was cut, has no values
    if (error instanceof TemplateError) return undefined
    throw error
  }
}

function contextText(
  path: readonly string[],
  context: Readonly<Record<string, ContextValue>>,
): string | undefined {
  let value: ContextValue | undefined = context
  for (const part of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const map = value as Readonly<Record<string, ContextValue>> // neither null nor an array
    value = Object.hasOwn(map, part) ? map[part] : undefined
  }
  return value === undefined || value === null || typeof value === 'object'
    ? undefined
    : String(value)
}

function own(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

/** What mappings change of a message. */
export interface Mapped {
  readonly headers: HeaderList
  readonly query: readonly (readonly [string, string])[]
  /** Absent: the path stays. */
  readonly path?: string
  /** Absent: the status stays. */
  readonly status?: number
}

/** One mapping, ready to be applied. */
export interface ParameterMapping {
  readonly key: MappingKey
  readonly value: MappingValue
}

/**
 * Apply mappings to headers and query string. Removals come first, so that a name can be removed and set again;
 * a value whose sources are all absent changes nothing. A status that is not 200 to 599 is ignored.
 */
export function applyMappings(
  mappings: readonly ParameterMapping[],
  given: Mapped,
  sources: HttpMappingSources,
): Mapped {
  let { headers, query, path, status } = given
  const remaining = mappings.filter(({ key }) => {
    if (key.action !== 'remove') return true
    if (key.target === 'header')
      headers = withoutHeaders(headers, new Set([key.name.toLowerCase()]))
    else query = query.filter(([name]) => name !== key.name)
    return false
  })
  for (const { key, value } of remaining) {
    const text = renderMappingValue(value, sources)
    if (text === undefined) continue
    switch (key.target) {
      case 'path':
        path = text
        break
      case 'statuscode':
        if (/^[2-5]\d\d$/.test(text)) status = Number(text)
        break
      case 'header': {
        const others =
          key.action === 'append'
            ? headers
            : headers.filter(([name]) => !isSameName(name, key.name))
        headers = [...others, [key.name, text]]
        break
      }
      case 'querystring': {
        const others = key.action === 'append' ? query : query.filter(([name]) => name !== key.name)
        query = [...others, [key.name, text]]
        break
      }
    }
  }
  return {
    headers,
    query,
    ...(path !== undefined && { path }),
    ...(status !== undefined && { status }),
  }
}
