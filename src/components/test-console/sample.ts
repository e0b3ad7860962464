import type { Json, RestApi } from '../../model/index.ts'

/** A sample that a JSON schema accepts, as far as its types go: something to start a request with. */
export function sampleOf(schema: Json | undefined, api: RestApi, depth = 0): Json {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema) || depth > 8) return {}
  if ('example' in schema) return schema['example'] ?? null
  if ('default' in schema) return schema['default'] ?? null
  const choices = schema['enum']
  if (Array.isArray(choices)) return choices[0] ?? null
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const name = /\/models\/([A-Za-z0-9]+)$/.exec(reference)?.[1]
    const model =
      name !== undefined && Object.hasOwn(api.models, name) ? api.models[name] : undefined
    return model ? sampleOfText(model.schema, api, depth + 1) : {}
  }
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type']
  if (type === 'array') return [sampleOf(schema['items'], api, depth + 1)]
  if (type === 'integer' || type === 'number')
    return typeof schema['minimum'] === 'number' ? schema['minimum'] : 1
  if (type === 'boolean') return true
  if (type === 'null') return null
  if (type === 'string') return sampleText(schema)
  const properties = schema['properties']
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return {}
  return Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, sampleOf(inner, api, depth + 1)]),
  )
}

function sampleText(schema: { readonly [name: string]: Json }): string {
  const format = schema['format']
  if (format === 'date' || schema['pattern'] === '^\\d{4}-\\d{2}-\\d{2}$') return '2026-11-20'
  if (format === 'date-time') return '2026-11-20T12:00:00Z'
  if (format === 'email') return 'ada@example.com'
  const length = typeof schema['minLength'] === 'number' ? schema['minLength'] : 0
  return 'text'.padEnd(Math.min(length, 200), '.')
}

/** The sample of a model's schema text; an empty object where it is not JSON. */
export function sampleOfText(schema: string, api: RestApi, depth = 0): Json {
  try {
    return sampleOf(JSON.parse(schema) as Json, api, depth) // JSON.parse gives nothing but JSON values
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
