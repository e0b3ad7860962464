import { fail } from '../result.ts'
import type { Address } from '../address.ts'
import type { Json } from '../schema/json.ts'

type Keyword = (value: Json) => boolean

const isText: Keyword = (value) => typeof value === 'string'
const isFlag: Keyword = (value) => typeof value === 'boolean'
const isNumber: Keyword = (value) => typeof value === 'number'
const isCount: Keyword = (value) => Number.isInteger(value) && Number(value) >= 0
const isObject = (value: Json): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isUnique = (list: readonly Json[]) => new Set(list.map(sameText)).size === list.length
/** A list with something in it and nothing twice. */
const isSome: Keyword = (value) => Array.isArray(value) && value.length > 0 && isUnique(value)
const isTexts: Keyword = (value) => Array.isArray(value) && isSome(value) && value.every(isText)

const types: readonly Json[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']
const isType: Keyword = (value) =>
  Array.isArray(value)
    ? isSome(value) && value.every((type) => types.includes(type))
    : types.includes(value)

/** What each keyword has to be, beside those that hold schemas. Source: JSON Schema draft 4, its own schema. */
const keywords: { readonly [name: string]: Keyword } = {
  $ref: isText,
  $schema: isText,
  id: isText,
  title: isText,
  description: isText,
  format: isText,
  pattern: isText,
  type: isType,
  enum: isSome,
  required: isTexts,
  multipleOf: (value) => isNumber(value) && Number(value) > 0,
  maximum: isNumber,
  minimum: isNumber,
  exclusiveMaximum: isFlag,
  exclusiveMinimum: isFlag,
  maxLength: isCount,
  minLength: isCount,
  maxItems: isCount,
  minItems: isCount,
  maxProperties: isCount,
  minProperties: isCount,
  uniqueItems: isFlag,
}

/** The schemas that a keyword holds; `undefined` where its value is none that it may have. */
const subschemas: { readonly [name: string]: (value: Json) => readonly Json[] | undefined } = {
  not: (value) => [value],
  items: (value) => (Array.isArray(value) ? value : [value]),
  additionalItems: (value) => (isFlag(value) ? [] : [value]),
  additionalProperties: (value) => (isFlag(value) ? [] : [value]),
  allOf: someSchemas,
  anyOf: someSchemas,
  oneOf: someSchemas,
  properties: valuesOf,
  patternProperties: valuesOf,
  definitions: valuesOf,
  dependencies: (value) =>
    isObject(value) ? Object.values(value).filter((item) => !isTexts(item)) : undefined,
}

/** A text that equal values share, in whichever order their members stand. However deep a value is, nothing here goes down with it. */
function sameText(value: Json): string {
  const parts: string[] = []
  const waiting: (string | { readonly json: Json })[] = [{ json: value }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') {
      parts.push(next)
      continue
    }
    const { json } = next
    if (Array.isArray(json)) {
      waiting.push(']')
      for (const item of json) waiting.push({ json: item })
      parts.push('[')
    } else if (isObject(json)) {
      waiting.push('}')
      for (const name of Object.keys(json).sort()) {
        waiting.push({ json: json[name] ?? null }, `${JSON.stringify(name)}:`)
      }
      parts.push('{')
    } else parts.push(`${JSON.stringify(json)},`)
  }
  return parts.join('')
}

function someSchemas(value: Json): readonly Json[] | undefined {
  return Array.isArray(value) && value.length > 0 ? value : undefined
}

function valuesOf(value: Json): readonly Json[] | undefined {
  return isObject(value) ? Object.values(value) : undefined
}

const canonical = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/[a-zA-Z0-9]+$/

/** What the service finds wrong in the text of a schema: nothing where it stores it. */
function schemaErrors(text: string): string[] {
  const invalid = 'Invalid model schema specified'
  const waiting: Json[] = []
  try {
    waiting.push(JSON.parse(text) as Json)
  } catch (error) {
    if (error instanceof SyntaxError) return [invalid]
    throw error
  }
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (!isObject(schema)) return [invalid]
    for (const [name, value] of Object.entries(schema)) {
      if (Object.hasOwn(keywords, name) && keywords[name]?.(value) !== true) return [invalid]
      if (!Object.hasOwn(subschemas, name)) continue
      const inner = subschemas[name]?.(value)
      if (!inner) return [invalid]
      // a long list must not become that many arguments
      for (const item of inner) waiting.push(item)
    }
    const reference = schema['$ref']
    if (typeof reference === 'string' && !reference.startsWith('#') && !canonical.test(reference)) {
      return [invalid, 'Model reference must be in canonical form']
    }
  }
  return []
}

/** Why the service would not store the schema of a model, in its words; `undefined` where it would. */
export function schemaRefusal(schema: string, contentType: string, at: Address) {
  const place = [...at, 'schema']
  if (schema.trim() === '') {
    const message = 'Model schema must have at least 1 property or array items defined'
    return fail('model/schema-empty', message, place)
  }
  // only JSON has schemas; what describes another format is kept as it is
  const errors = contentType.includes('json') ? schemaErrors(schema) : []
  if (errors.length === 0) return undefined
  const message = `Invalid model specified: Validation Result: warnings : [], errors : [${errors.join(', ')}]`
  return fail('model/schema', message, place)
}
