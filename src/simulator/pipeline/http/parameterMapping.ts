import { evaluatePath, parsePath, readStrictJson } from '../../jsonpath/index.ts'
import type { ContextValue } from '../../context/index.ts'
import { TemplateError, javaText, jsonText } from '../../vtl/index.ts'
import type { HeaderList } from '../../trace.ts'
import { headerValues, isSameName, withoutHeaders } from '../headers.ts'

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

type Source =
  | { readonly from: 'request' | 'response'; readonly kind: 'header'; readonly name: string }
  | { readonly from: 'request'; readonly kind: 'querystring'; readonly name: string }
  | { readonly from: 'request'; readonly kind: 'path'; readonly name: string | undefined }
  | { readonly from: 'request' | 'response'; readonly kind: 'body'; readonly path: string }
  | { readonly from: 'context'; readonly path: readonly string[] }
  | { readonly from: 'stageVariables'; readonly name: string }

type Part = string | Source

/** A mapping value, taken apart: texts and the sources between them. */
export interface MappingValue {
  readonly parts: readonly Part[]
}

/**
 * Take a mapping value apart: `$request.header.id`, `${request.path.a}-${context.requestId}`, or a constant.
 * Returns the reason when it names a source that does not exist.
 */
export function parseMappingValue(
  text: string,
  side: 'request' | 'response',
): MappingValue | { readonly refusal: string } {
  if (/^\$[A-Za-z]/.test(text)) {
    const source = parseSource(text.slice(1), side)
    return 'refusal' in source ? source : { parts: [source] }
  }
  const parts: Part[] = []
  let rest = text
  for (;;) {
    const start = rest.indexOf('${')
    if (start < 0) break
    const end = rest.indexOf('}', start)
    if (end < 0) return { refusal: 'a ${ has no closing }' }
    const source = parseSource(rest.slice(start + 2, end), side)
    if ('refusal' in source) return source
    if (start > 0) parts.push(rest.slice(0, start))
    parts.push(source)
    rest = rest.slice(end + 1)
  }
  if (rest !== '' || parts.length === 0) parts.push(rest)
  return { parts }
}

const memberName = /^[^\s${}]+$/

function parseSource(
  text: string,
  side: 'request' | 'response',
): Source | { readonly refusal: string } {
  const unknown = { refusal: `$${text} is not a source that a mapping can read` }
  const [head = '', kind = '', ...names] = text.split('.')
  const name = names.join('.')
  if (head === 'context') {
    const path = text.split('.').slice(1)
    return path.length > 0 && path.every((part) => /^[\w-]+$/.test(part))
      ? { from: 'context', path }
      : unknown
  }
  if (head === 'stageVariables') {
    const variable = text.slice('stageVariables.'.length)
    return /^\w+$/.test(variable) ? { from: 'stageVariables', name: variable } : unknown
  }
  if (head !== 'request' && head !== 'response') return unknown
  if (head === 'response' && side === 'request') {
    return { refusal: `$${text} reads the response, which does not exist yet in a request mapping` }
  }
  if (kind === 'header' && memberName.test(name)) return { from: head, kind, name }
  if (/^body(?:[.[]|$)/.test(text.slice(head.length + 1))) {
    return parseBodySource(head, text.slice(head.length + 1 + 'body'.length), text)
  }
  if (head === 'response') return unknown
  if (kind === 'querystring' && memberName.test(name)) return { from: head, kind, name }
  if (kind === 'path' && names.length === 0) return { from: head, kind, name: undefined }
  if (kind === 'path' && memberName.test(name)) return { from: head, kind, name }
  return unknown
}

function parseBodySource(
  from: 'request' | 'response',
  rest: string,
  text: string,
): Source | { readonly refusal: string } {
  if (rest === '') return { from, kind: 'body', path: '' }
  const path = `$${rest}`
  if (/\.\.|\?\(/.test(path)) {
    return { refusal: `$${text} uses recursive descent or a filter, which mappings do not support` }
  }
  try {
    parsePath(path)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    return { refusal: `$${text} is not a JSON path` }
  }
  return { from, kind: 'body', path }
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

function valueOf(source: Source, sources: HttpMappingSources): string | undefined {
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
  source: Extract<Source, { from: 'request' | 'response' }>,
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

function bodyValue(body: string, path: string): string | undefined {
  if (path === '') return body
  try {
    const document = readStrictJson(body.slice(0, mappedBodyBytes))
    if (document === undefined) return undefined
    const found = evaluatePath(parsePath(path), document)
    if (found === undefined || found === null) return undefined
    return Array.isArray(found) || found instanceof Map ? jsonText(found) : javaText(found)
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

/** What a mapping key of an HTTP API does: `append:header.x`, `remove:querystring.y`, `overwrite:path`, `overwrite:statuscode`. */
export type MappingKey =
  | {
      readonly action: 'append' | 'overwrite' | 'remove'
      readonly target: 'header' | 'querystring'
      readonly name: string
    }
  | { readonly action: 'overwrite'; readonly target: 'path' | 'statuscode' }

const reservedHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-location',
  'forwarded',
  'keep-alive',
  'origin',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailers',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'via',
])

/** True for a header that no mapping may change. Source: developer guide, parameter mapping, reserved headers. */
export function isReservedHeader(name: string): boolean {
  return (
    reservedHeaders.has(name.toLowerCase()) ||
    /^(?:access-control-|apigw-|x-amz-|x-amzn-)/i.test(name)
  )
}

/** Take a mapping key apart, or return the reason when it is not one on this side. */
export function parseMappingKey(
  text: string,
  side: 'request' | 'response',
): MappingKey | { readonly refusal: string } {
  const [, action, target, name] =
    /^(append|overwrite|remove):(header|querystring|path|statuscode)(?:\.(\S+))?$/.exec(text) ?? []
  const refusal = `${text} is not a mapping key of a ${side}`
  if (target === 'path' || target === 'statuscode') {
    const isHere = target === 'path' ? side === 'request' : side === 'response'
    return isHere && action === 'overwrite' && name === undefined ? { action, target } : { refusal }
  }
  if (target !== 'header' && target !== 'querystring') return { refusal }
  if (action !== 'append' && action !== 'overwrite' && action !== 'remove') return { refusal }
  if (name === undefined || (target === 'querystring' && side === 'response')) return { refusal }
  if (target === 'header' && isReservedHeader(name)) {
    return { refusal: `the header ${name} is reserved: mappings cannot change it` }
  }
  return { action, target, name }
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
