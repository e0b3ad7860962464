import type { Json } from '../../schema/json.ts'
import type { JsonObject } from './intrinsics.ts'
import { asObject, asText } from './template.ts'

/** Members of a call from properties with the same name in capitals. */
export function input(
  properties: JsonObject,
  members: Readonly<Record<string, string>>,
): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(members).flatMap(([property, member]): [string, Json][] => {
      const value = properties[property]
      return value === undefined ? [] : [[member, value]]
    }),
  )
}

/** Texts where the service wants texts: CloudFormation writes numbers and switches as such. */
export function texts(value: Json | undefined): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([name, item]) => [
      name,
      asText(item) ?? JSON.stringify(item),
    ]),
  )
}

export function flags(value: Json | undefined): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([name, item]) => [name, item === true || item === 'true']),
  )
}

/** What a property becomes, if it is there. */
export function given<T>(value: Json | undefined, read: (value: Json) => T): T | undefined {
  return value === undefined ? undefined : read(value)
}

export function flagOf(value: Json | undefined): boolean | undefined {
  if (value === undefined) return undefined
  return value === true || value === 'true'
}

export function numberOf(value: Json | undefined): number | undefined {
  const parsed = Number(asText(value) ?? NaN)
  return Number.isNaN(parsed) ? undefined : parsed
}

/** Tags: a list of keys and values, or a map. */
export function tagsOf(value: Json | undefined): { [name: string]: Json } {
  if (!Array.isArray(value)) return texts(value)
  return Object.fromEntries(
    value.map((tag) => [asText(asObject(tag)['Key']) ?? '', asText(asObject(tag)['Value']) ?? '']),
  )
}

/** A document that a template holds as an object or as text. */
export function documentOf(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function present(members: { readonly [name: string]: Json | undefined }): {
  [name: string]: Json
} {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )
}

/** An object with the property names of calls: `ThrottlingRateLimit` becomes `throttlingRateLimit`. */
export function lowerFirst(value: Json): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([name, item]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      item,
    ]),
  )
}
