import type { Json } from '../../schema/json.ts'
import { isObject } from './merge.ts'
import { text } from './template.ts'

/** Members of integrations and authorizers that hold ARNs and ids, which the template knows. */
const addresses: ReadonlySet<string> = new Set([
  'authorizerCredentials',
  'authorizerUri',
  'credentials',
  'uri',
])

/**
 * A part of an OpenAPI document with ARNs and ids as a template writes them. `linkReference` refers to a VPC link by its
 * id.
 */
export function inTemplate(value: Json, linkReference: (id: string) => Json, name = ''): Json {
  if (typeof value === 'string') {
    if (name === 'connectionId') return linkReference(value)
    return addresses.has(name) ? text(value) : value
  }
  if (Array.isArray(value)) {
    return value.map((item) =>
      name === 'providerARNs' && typeof item === 'string'
        ? text(item)
        : inTemplate(item, linkReference),
    )
  }
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, inTemplate(item, linkReference, key)]),
  )
}
