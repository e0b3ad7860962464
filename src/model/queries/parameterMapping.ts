/** What one part of a mapping value reads. */
export type MappingSource =
  | { readonly from: 'request' | 'response'; readonly kind: 'header'; readonly name: string }
  | { readonly from: 'request'; readonly kind: 'querystring'; readonly name: string }
  | { readonly from: 'request'; readonly kind: 'path'; readonly name: string | undefined }
  | { readonly from: 'request' | 'response'; readonly kind: 'body'; readonly path: string }
  | { readonly from: 'context'; readonly path: readonly string[] }
  | { readonly from: 'stageVariables'; readonly name: string }

type Part = string | MappingSource

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
): MappingSource | { readonly refusal: string } {
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
): MappingSource | { readonly refusal: string } {
  if (rest === '') return { from, kind: 'body', path: '' }
  const path = `$${rest}`
  if (/\.\.|\?\(/.test(path)) {
    return { refusal: `$${text} uses recursive descent or a filter, which mappings do not support` }
  }
  return { from, kind: 'body', path }
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
