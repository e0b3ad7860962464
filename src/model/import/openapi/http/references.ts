import type { Json } from '../../../schema/json.ts'
import { entries, isObject, member, tell } from '../reader.ts'
import type { HttpReader } from './reader.ts'

/** References that are reported; further ones of the same document say nothing new. */
const mostReported = 100

/** Members whose values are data, not parts of the document. */
const data: ReadonlySet<string> = new Set(['default', 'enum', 'example', 'examples'])

/** Report the local references of operations and components that lead nowhere: the service warns of them. */
export function tellMissingReferences(reader: HttpReader): void {
  const open: { readonly value: Json; readonly pointer: readonly string[] }[] = []
  for (const name of ['components', 'paths']) {
    const value = member(reader.root, name)
    if (value !== undefined) open.push({ value, pointer: [name] })
  }
  let reported = 0
  for (let next = open.pop(); next && reported < mostReported; next = open.pop()) {
    const { value, pointer } = next
    if (Array.isArray(value)) {
      value.forEach((item, i) => open.push({ value: item, pointer: [...pointer, String(i)] }))
      continue
    }
    for (const [name, item] of entries(value)) {
      if (name === '$ref' && typeof item === 'string') {
        if (!item.startsWith('#/') || isFound(reader.root, item)) continue
        const message = `The reference ${item} leads nowhere.`
        tell(reader, 'warning', 'missing-reference', message, [...pointer, name])
        reported++
      } else if (!name.startsWith('x-amazon-apigateway-integration') && !data.has(name)) {
        if (typeof item === 'object') open.push({ value: item, pointer: [...pointer, name] })
      }
    }
  }
}

function isFound(root: Json, reference: string): boolean {
  let found: Json | undefined = root
  for (const part of reference.slice(2).split('/')) {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~')
    if (Array.isArray(found)) found = found[Number(name)]
    else found = isObject(found) ? (member(found, name) ?? member(found, decoded(name))) : undefined
  }
  return found !== undefined
}

function decoded(part: string): string {
  return /%(?![0-9A-Fa-f]{2})/.test(part) ? part : safelyDecoded(part)
}

function safelyDecoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    // bytes that are no UTF-8
    if (error instanceof URIError) return part
    throw error
  }
}
