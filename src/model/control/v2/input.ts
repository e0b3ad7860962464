import type { Json } from '../../schema/json.ts'
import { flag, isGiven, object, own } from '../account.ts'
import type { JsonObject } from '../account.ts'
import type { Members, Shape } from '../shapes.ts'

/** Members to change; `undefined` removes one. */
export type ChangedMembers = { readonly [name: string]: Json | undefined }

/**
 * The members of an input that its shape names, read by their types. A member that is absent or null is left out.
 * An empty text removes the member; integers are truncated.
 */
export function givenMembers(input: JsonObject, members: Members): ChangedMembers {
  return Object.fromEntries(
    Object.entries(members)
      .filter(([name]) => isGiven(own(input, name)))
      .map(([name, shape]) => [name, valueOf(own(input, name) ?? null, shape)]),
  )
}

/** The value of a member, whose type was checked before; `undefined` for an empty text. */
function valueOf(value: Json, shape: Shape): Json | undefined {
  if (shape === 'text') return value === '' ? undefined : value
  if (shape === 'flag') return flag(value)
  if (shape === 'integer') return typeof value === 'number' ? safeInteger(value) : value
  if (shape === 'number') return value
  if ('listOf' in shape) {
    const items = Array.isArray(value) ? value.filter((item) => item !== null) : []
    return items.map((item) => itemOf(item, shape.listOf))
  }
  if ('mapOf' in shape) {
    const entries = Object.entries(object(value)).filter(([, item]) => item !== null)
    return Object.fromEntries(entries.map(([name, item]) => [name, itemOf(item, shape.mapOf)]))
  }
  const read = Object.entries(givenMembers(object(value), shape.members))
  return Object.fromEntries(read.filter((entry): entry is [string, Json] => entry[1] !== undefined))
}

/** The whole part of a number. What is too large to be counted exactly stays too large for any setting. */
function safeInteger(value: number): number {
  const { MAX_SAFE_INTEGER: most } = Number
  return Math.max(-most, Math.min(most, Math.trunc(value)))
}

/** An item of a list or a map: an empty text stays. */
function itemOf(value: Json, shape: Shape): Json {
  return shape === 'text' ? value : (valueOf(value, shape) ?? null)
}

/** A map with given entries over those before. An empty text removes an entry. */
export function mergedTexts(
  before: Readonly<Record<string, string>>,
  given: Json | undefined,
): Record<string, string> {
  const merged = { ...before, ...object(given) }
  return Object.fromEntries(
    Object.entries(merged).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
    ),
  )
}

/**
 * The members of an item with given ones over those before, for its schema to parse. Removed members stay as `undefined`,
 * so that an edit removes them; a removed member that is required becomes an empty text, which operations refuse.
 */
export function overlaid<T extends object>(
  before: T | undefined,
  members: ChangedMembers,
  requiredTexts: readonly string[] = [],
): { readonly [name: string]: unknown } {
  const merged: { readonly [name: string]: unknown } = { ...before, ...members }
  const texts = requiredTexts.map((name) => [name, merged[name] ?? ''])
  const all = Object.entries({ ...merged, ...Object.fromEntries(texts) })
  return Object.fromEntries(before ? all : all.filter(([, value]) => value !== undefined))
}
