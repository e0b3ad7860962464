import type { Json } from '../schema/json.ts'
import { ServiceRefusal, own } from './account.ts'
import type { JsonObject } from './account.ts'

/** What one member of an input is. A structure names its members; `mapOf` and `listOf` say what each value is. */
export type Shape =
  | 'text'
  | 'flag'
  | 'integer'
  | 'number'
  | { readonly mapOf: Shape }
  | { readonly listOf: Shape }
  | { readonly members: { readonly [name: string]: Shape } }

export type Members = { readonly [name: string]: Shape }

/**
 * Refuse a member whose JSON type is not the one of its shape. The first one in the order of the input counts, as the
 * service reads the input from its beginning. Throws `ServiceRefusal` with the given code.
 */
export function checkTypes(members: Members, input: JsonObject, code: string): void {
  const message = typeMismatch(input, { members })
  if (message !== undefined) throw new ServiceRefusal(400, code, message)
}

/**
 * An input whose numbers, switches and texts have the JSON types of their shapes, as CloudFormation makes them of a
 * template before it calls: `200` becomes the text of a status, `'60'` the number of seconds. What cannot be read so stays.
 */
export function withTypesOf(members: Members, input: JsonObject): JsonObject {
  return membersTyped(input, { members })
}

function membersTyped(
  value: JsonObject,
  shape: Extract<Shape, { readonly mapOf: Shape } | { readonly members: Members }>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, Json] => {
      const memberShape = 'mapOf' in shape ? shape.mapOf : own(shape.members, name)
      return [name, memberShape === undefined ? member : typed(member, memberShape)]
    }),
  )
}

function typed(value: Json, shape: Shape): Json {
  if (typeof shape === 'string') return scalarTyped(value, shape)
  if ('listOf' in shape) {
    return Array.isArray(value) ? value.map((item) => typed(item, shape.listOf)) : value
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return membersTyped(value, shape)
}

function scalarTyped(value: Json, shape: keyof typeof javaNames): Json {
  if (shape === 'text') {
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  }
  if (typeof value !== 'string' || value.trim() === '') return value
  if (shape === 'flag') return value === 'true' || (value === 'false' ? false : value)
  return Number.isFinite(Number(value)) ? Number(value) : value
}

/** Why a value does not have the JSON type of its shape; `undefined` when it does. */
function typeMismatch(value: Json, shape: Shape): string | undefined {
  if (value === null) return undefined
  if (typeof shape === 'string') return scalarMismatch(value, shape)
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return 'Expected list or null'
    return firstOf(value, (item) => typeMismatch(item, shape.listOf))
  }
  if (Array.isArray(value)) return 'Start of list found where not expected.'
  if (typeof value !== 'object') return 'Expected map or null'
  return firstOf(Object.entries(value), ([name, member]) => {
    const memberShape = 'mapOf' in shape ? shape.mapOf : own(shape.members, name)
    return memberShape === undefined ? undefined : typeMismatch(member, memberShape)
  })
}

function firstOf<T>(items: Iterable<T>, find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

const javaNames = { text: 'String', flag: 'Boolean', integer: 'Integer', number: 'Double' } as const

function scalarMismatch(value: Json, shape: keyof typeof javaNames): string | undefined {
  if (Array.isArray(value)) return 'Start of list found where not expected.'
  if (typeof value === 'object') return 'Start of structure or map found where not expected.'
  const fits =
    shape === 'text'
      ? typeof value === 'string'
      : shape === 'flag'
        ? // switches may be written as texts
          typeof value === 'boolean' || value === 'true' || value === 'false'
        : typeof value === 'number'
  if (fits) return undefined
  return `class ${javaClass(value)} can not be converted to an ${javaNames[shape]}`
}

function javaClass(value: Json): string {
  if (typeof value === 'boolean') return 'java.lang.Boolean'
  if (typeof value === 'string') return 'java.lang.String'
  return 'com.amazon.coral.value.json.numbers.TruncatingBigNumber'
}
