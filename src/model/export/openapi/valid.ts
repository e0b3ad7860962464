import { absentResponses, schemaExtension } from '../../import/openapi/placeholders.ts'
import { sameValue } from '../../sameValue.ts'
import type { Json } from '../../schema/json.ts'
import type { Dialect } from './writer.ts'
import { isObject, membersOf, own } from './objects.ts'
import type { JsonObject } from './objects.ts'

const operationNames: ReadonlySet<string> = new Set([
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'],
  'x-amazon-apigateway-any-method',
])

/**
 * A document that the official schema of its dialect accepts, where only form keeps it from that: a version that is short,
 * absent or a number, an operation without responses, a model with `$schema`. The service takes all of them as they are.
 * What is the same in `source`, the document that was opened, stays.
 */
export function validDocument(
  document: JsonObject,
  dialect: Dialect,
  createdDate: string,
  source?: JsonObject,
): JsonObject {
  const paths = own(document, 'paths')
  const mended: JsonObject = {
    ...document,
    ...versionOf(document, dialect),
    info: validInfo(own(document, 'info'), createdDate),
    ...(isObject(paths) && { paths: validPaths(paths, own(source ?? {}, 'paths')) }),
    ...validSchemas(document, dialect, source ?? {}),
  }
  if (!source) return mended
  return Object.fromEntries(
    Object.entries(mended).flatMap(([name, value]): [string, Json][] => {
      const [before, written] = [own(source, name), own(document, name)]
      const isUnchanged = before === undefined ? written === undefined : sameValue(before, written)
      if (!isUnchanged) return [[name, value]]
      return written === undefined ? [] : [[name, written]]
    }),
  )
}

function versionOf(document: JsonObject, dialect: Dialect): JsonObject {
  if (dialect === 'swagger-2.0') return { swagger: '2.0' }
  const version = own(document, 'openapi')
  return {
    openapi: typeof version === 'string' && /^3\.\d+\.\d+/.test(version) ? version : '3.0.1',
  }
}

function validInfo(info: Json | undefined, createdDate: string): JsonObject {
  const given = isObject(info) ? info : {}
  const version = own(given, 'version') ?? createdDate
  return { ...given, version: typeof version === 'string' ? version : JSON.stringify(version) }
}

function validPaths(paths: JsonObject, source: Json | undefined): JsonObject {
  return mapped(paths, (path, item) => {
    const before = isObject(source) ? own(source, path) : undefined
    if (!isObject(item)) return item
    return mapped(item, (name, operation) => {
      if (!operationNames.has(name) || !isObject(operation)) return operation
      const responses = own(operation, 'responses')
      if (membersOf(responses).length > 0) return operation
      const original = isObject(before) ? own(before, name) : undefined
      if (isObject(original) && sameValue(own(original, 'responses'), responses)) return operation
      return { ...operation, responses: absentResponses }
    })
  })
}

function validSchemas(document: JsonObject, dialect: Dialect, source: JsonObject): JsonObject {
  const [place, inner] = dialect === 'swagger-2.0' ? ['definitions'] : ['components', 'schemas']
  if (place === undefined) return {}
  const holder = own(document, place)
  if (!isObject(holder)) return {}
  const before = own(source, place)
  if (inner === undefined) return { [place]: withoutSchemaMember(holder, before) }
  const schemas = own(holder, inner)
  if (!isObject(schemas)) return {}
  const earlier = isObject(before) ? own(before, inner) : undefined
  return { [place]: { ...holder, [inner]: withoutSchemaMember(schemas, earlier) } }
}

function withoutSchemaMember(schemas: JsonObject, source: Json | undefined): JsonObject {
  return mapped(schemas, (name, schema) => {
    const before = isObject(source) ? own(source, name) : undefined
    if (!isObject(schema) || (isObject(before) && Object.hasOwn(before, '$schema'))) return schema
    return Object.fromEntries(
      Object.entries(schema).map(([key, value]) => [
        key === '$schema' ? schemaExtension : key,
        value,
      ]),
    )
  })
}

function mapped(object: JsonObject, change: (name: string, value: Json) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, change(name, value)]),
  )
}
