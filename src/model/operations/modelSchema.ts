import { fail } from '../result.ts'
import type { TextPosition } from '../result.ts'
import type { Address } from '../address.ts'
import { readJsonTree } from '../policy/jsonTree.ts'
import type { JsonNode } from '../policy/jsonTree.ts'
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

/** A schema within a keyword, with the property names and indices that lead to it. */
type Inner = readonly [path: readonly string[], schema: Json]

/** The schemas that a keyword holds; `undefined` when its value is not one that it may have. */
const subschemas: { readonly [name: string]: (value: Json) => readonly Inner[] | undefined } = {
  not: (value) => [[[], value]],
  items: (value) => (Array.isArray(value) ? innerOf(value) : [[[], value]]),
  additionalItems: (value) => (isFlag(value) ? [] : [[[], value]]),
  additionalProperties: (value) => (isFlag(value) ? [] : [[[], value]]),
  allOf: someSchemas,
  anyOf: someSchemas,
  oneOf: someSchemas,
  properties: valuesOf,
  patternProperties: valuesOf,
  definitions: valuesOf,
  dependencies: (value) =>
    isObject(value) ? innerOf(value).filter(([, item]) => !isTexts(item)) : undefined,
}

function innerOf(value: readonly Json[] | { readonly [name: string]: Json }): readonly Inner[] {
  return Object.entries(value).map(([name, schema]) => [[name], schema])
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

function someSchemas(value: Json): readonly Inner[] | undefined {
  return Array.isArray(value) && value.length > 0 ? innerOf(value) : undefined
}

function valuesOf(value: Json): readonly Inner[] | undefined {
  return isObject(value) ? innerOf(value) : undefined
}

const canonical = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/[a-zA-Z0-9]+$/

/** The first fault of a schema: the service's words, and the path to the value that has it. */
interface SchemaFault {
  readonly errors: readonly string[]
  /** Property names and indices from the root. Absent when the text is not JSON. */
  readonly path?: readonly string[]
}

/** The first thing that the service finds wrong in the text of a schema; `undefined` when it stores the text. */
function schemaFault(text: string): SchemaFault | undefined {
  const errors = ['Invalid model schema specified']
  // a path is a chain to the root, so that a deep schema costs no more than its length
  const waiting: { readonly schema: Json; readonly at: Step | undefined }[] = []
  try {
    waiting.push({ schema: JSON.parse(text) as Json, at: undefined }) // JSON.parse gives JSON
  } catch (error) {
    if (error instanceof SyntaxError) return { errors }
    throw error
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, at } = next
    if (!isObject(schema)) return { errors, path: pathOf(at) }
    for (const [name, value] of Object.entries(schema)) {
      const here = { name, above: at }
      if (Object.hasOwn(keywords, name) && keywords[name]?.(value) !== true) {
        return { errors, path: pathOf(here) }
      }
      if (!Object.hasOwn(subschemas, name)) continue
      const inner = subschemas[name]?.(value)
      if (!inner) return { errors, path: pathOf(here) }
      // a long list must not become that many arguments
      for (const [path, item] of inner) {
        const [part] = path
        waiting.push({ schema: item, at: part === undefined ? here : { name: part, above: here } })
      }
    }
    const reference = schema['$ref']
    if (typeof reference === 'string' && !reference.startsWith('#') && !canonical.test(reference)) {
      return {
        errors: [...errors, 'Model reference must be in canonical form'],
        path: pathOf({ name: '$ref', above: at }),
      }
    }
  }
  return undefined
}

interface Step {
  readonly name: string
  readonly above: Step | undefined
}

function pathOf(step: Step | undefined): readonly string[] {
  const path: string[] = []
  for (let at = step; at !== undefined; at = at.above) path.push(at.name)
  return path.reverse()
}

/** The value of a JSON Schema that the service refuses, and where it is in the text. */
export interface RefusedSchemaValue extends TextPosition {
  /** Property names and indices from the root. */
  readonly path: readonly string[]
}

/** Where a schema that is JSON is refused; `undefined` when it is stored, or too deep to tell. */
export function refusedSchemaValue(text: string): RefusedSchemaValue | undefined {
  const path = schemaFault(text)?.path
  if (!path) return undefined
  const read = readJsonTree(text)
  const offset = 'tree' in read ? offsetAt(read.tree, path) : undefined
  if (offset === undefined) return undefined
  const lines = text.slice(0, offset).split('\n')
  return { path, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

function offsetAt(tree: JsonNode, path: readonly string[]): number | undefined {
  let node: JsonNode | undefined = tree
  for (const part of path) {
    if (node?.kind === 'list') node = node.items[Number(part)]
    // the last of several properties of one name counts
    else if (node?.kind === 'object')
      node = node.members.findLast(({ name }) => name === part)?.value
    else return undefined
  }
  return node?.from
}

/** Why the service would not store the schema of a model, in its words; `undefined` where it would. */
export function schemaRefusal(schema: string, contentType: string, at: Address) {
  const place = [...at, 'schema']
  if (schema.trim() === '') {
    const message = 'Model schema must have at least 1 property or array items defined'
    return fail('model/schema-empty', message, place)
  }
  // only JSON has schemas; what describes another format is kept as it is
  const errors = contentType.includes('json') ? schemaFault(schema)?.errors : undefined
  if (!errors) return undefined
  const message = `Invalid model specified: Validation Result: warnings : [], errors : [${errors.join(', ')}]`
  return fail('model/schema', message, place)
}
