import type { Address } from '../../../model/index.ts'
import type { ContextValue, Overrides } from '../../context/index.ts'
import { configurationError } from '../../exchange/failure.ts'
import type { MappedParameters } from './exchange.ts'
import { readingOf } from './expressions.ts'
import type { MappingSources } from './expressions.ts'
import { breaksLine, isHeaderName } from '../../message/headers.ts'

/** A mapping as it is evaluated: the kind of its target (`header`), the target's name, and how its value is found. */
interface ReadMapping {
  readonly kind: string
  readonly name: string
  readonly read: ReturnType<typeof readingOf>
}

/** Mappings that were read: they are the same in every call of a design. */
const readMappings = new WeakMap<Readonly<Record<string, string>>, readonly ReadMapping[]>()

function mappingsIn(mappings: Readonly<Record<string, string>>): readonly ReadMapping[] {
  const known = readMappings.get(mappings)
  if (known) return known
  const read = Object.entries(mappings).map(([target, expression]): ReadMapping => {
    const [, kind = '', name = ''] =
      /^(?:integration\.request|method\.response|gatewayresponse)\.([a-z]+)\.(.+)$/s.exec(target) ??
      []
    return { kind, name, read: readingOf(expression) }
  })
  readMappings.set(mappings, read)
  return read
}

/** Evaluate the parameter mappings of an integration request. What its source does not have is left out. */
export function mapParameters(
  mappings: Readonly<Record<string, string>>,
  sources: MappingSources,
): MappedParameters {
  const mapped = { header: new Map<string, string>(), path: new Map<string, string>() }
  const querystring = new Map<string, readonly string[]>()
  for (const { kind, name, read } of mappingsIn(mappings)) {
    const value = read(sources)
    if (value === undefined) continue
    const values = typeof value === 'string' ? [value] : value
    if (kind === 'querystring') querystring.set(name, values)
    else if (kind === 'header' || kind === 'path') mapped[kind].set(name, values.join(','))
  }
  return { ...mapped, querystring }
}

/** Evaluate the header mappings of an integration response or a gateway response. */
export function mapHeaders(
  mappings: Readonly<Record<string, string>>,
  sources: MappingSources,
): [name: string, value: string][] {
  const headers: [name: string, value: string][] = []
  for (const { kind, name, read } of mappingsIn(mappings)) {
    const value = kind === 'header' && name !== '' ? read(sources) : undefined
    if (value === undefined) continue
    headers.push([name, typeof value === 'string' ? value : value.join(',')])
  }
  return headers
}

/** The mapped parameters with what the template wrote to `$context.requestOverride` in their place. */
export function overridden(
  mapped: MappedParameters,
  override: Overrides | undefined,
): MappedParameters {
  if (!override) return mapped
  const header = new Map(mapped.header)
  const path = new Map(mapped.path)
  const querystring = new Map(mapped.querystring)
  for (const [name, value] of entriesOf(override['header'])) {
    for (const key of header.keys())
      if (key.toLowerCase() === name.toLowerCase()) header.delete(key)
    header.set(name, textsOf(value).join(','))
  }
  for (const [name, value] of entriesOf(override['path'])) path.set(name, textsOf(value).join(','))
  for (const [name, value] of entriesOf(override['querystring'])) {
    querystring.set(name, textsOf(value))
  }
  return { header, path, querystring }
}

/** The members of an override that is a map. */
export function entriesOf(value: ContextValue | undefined): [string, ContextValue][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value)
}

/** An override's value as texts: a list gives several. */
export function textsOf(value: ContextValue): string[] {
  if (value === null) return []
  if (Array.isArray(value)) return value.flatMap((item: ContextValue) => textsOf(item))
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)]
}

/** Refuse a header value that would break its line. */
export function refuseBrokenHeaders(
  headers: Iterable<readonly [string, string]>,
  reason: string,
  at: Address,
): void {
  for (const [name, value] of headers) {
    if (breaksLine(value) || !isHeaderName(name)) {
      throw configurationError(reason, {
        code: 'mapping/header-injection',
        message: `The header ${JSON.stringify(name.slice(0, 60))} holds a line break or is no header name, so the service refuses to send it.`,
        at,
      })
    }
  }
}
