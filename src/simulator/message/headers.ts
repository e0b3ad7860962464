import type { HeaderList } from '../trace.ts'
import { hashOrderedEntries } from '../vtl/index.ts'

/** True where two names of headers are the same, whatever their case. */
export function isSameName(left: string, right: string): boolean {
  if (left === right) return true
  // names are ASCII: those of one length alone can be the same
  return left.length === right.length && left.toLowerCase() === right.toLowerCase()
}

/** The values of a header, whatever its case. */
export function headerValues(headers: HeaderList, name: string): string[] {
  const values: string[] = []
  for (const [key, value] of headers) if (isSameName(key, name)) values.push(value)
  return values
}

/** The last value of a header, whatever its case. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  for (let i = headers.length - 1; i >= 0; i--) {
    const header = headers[i]
    if (header && isSameName(header[0], name)) return header[1]
  }
  return undefined
}

/** The headers without those of some names, given in lower case. */
export function withoutHeaders(headers: HeaderList, names: ReadonlySet<string>): HeaderList {
  return headers.filter(([name]) => !names.has(name.toLowerCase()))
}

/** The headers with one value of a name in place of all that it had. */
export function withHeader(headers: HeaderList, name: string, value: string): HeaderList {
  const lower = name.toLowerCase()
  return [...headers.filter(([key]) => key.toLowerCase() !== lower), [name, value]]
}

/** The last value of each name, as single-value maps keep it. */
export function lastValues(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(pairs)
}

/** All values of each name, in their order. */
export function allValues(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const values = new Map<string, string[]>()
  for (const [name, value] of pairs) {
    const known = values.get(name)
    if (known) known.push(value)
    else values.set(name, [value])
  }
  return Object.fromEntries(values)
}

/** The media type of a Content-Type or of the first entry of an Accept, without parameters. */
export function mediaType(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const end = value.search(/[,;]/)
  const first = (end < 0 ? value : value.slice(0, end)).trim().toLowerCase()
  return first === '' ? undefined : first
}

/** `{a=b, c=d}`, as the log prints maps. */
export function mapText(pairs: readonly (readonly [string, string])[]): string {
  return `{${[...joinedValues(pairs)].map(([name, value]) => `${name}=${value}`).join(', ')}}`
}

/** As `mapText`, in the order of the HashMaps in which the service keeps what a client sent. Source: recorded logs. */
export function hashMapText(pairs: readonly (readonly [string, string])[]): string {
  return mapText(hashOrderedEntries(joinedValues(pairs)))
}

/** One value a name: several are joined by commas. */
function joinedValues(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of pairs) {
    const known = values.get(name)
    values.set(name, known === undefined ? value : `${known},${value}`)
  }
  return values
}

/** True for a text that HTTP lets name a header. */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)
}

/** True where a header value would end its line and begin another header. */
export function breaksLine(value: string): boolean {
  return /[\r\n\0]/.test(value)
}
