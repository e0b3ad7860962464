import { sameValue } from '../../sameValue.ts'
import type { Json } from '../../schema/json.ts'

export type JsonObject = { readonly [name: string]: Json }

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object that is a function of the template: `{"Ref": "Api"}`. */
export function isFunction(value: Json | undefined): boolean {
  if (!isObject(value)) return false
  const [name, ...others] = Object.keys(value)
  return others.length === 0 && (name === 'Ref' || name?.startsWith('Fn::') === true)
}

/** What tells the items of a list apart: the status of a response, the path of a setting, the key of a tag. */
function identity(item: Json): string | undefined {
  if (!isObject(item) || isFunction(item)) return undefined
  const parts = ['StatusCode', 'ResourcePath', 'HttpMethod', 'Key', 'ApiId', 'Stage', 'name', 'in']
    .filter((name) => Object.hasOwn(item, name))
    .map((name) => `${name}=${JSON.stringify(item[name])}`)
  return parts.length > 0 ? parts.join() : undefined
}

/**
 * A value of a template after an edit: `raw` as it is written, `base` as it was read and written anew before the edit,
 * `current` as it is written anew after it. What is the same before and after stays as it is written, functions and all.
 * `settle` makes of a new value what stands in the template.
 */
export function merge(
  raw: Json | undefined,
  base: Json | undefined,
  current: Json | undefined,
  settle: (value: Json) => Json,
): Json | undefined {
  if (sameValue(base, current)) return raw
  if (current === undefined) return undefined
  if (isObject(raw) && isObject(current) && !isFunction(raw) && !isFunction(current)) {
    const before = isObject(base) ? base : {}
    const names = [...new Set([...Object.keys(raw), ...Object.keys(current)])]
    return Object.fromEntries(
      names.flatMap((name): [string, Json][] => {
        const member = merge(own(raw, name), own(before, name), own(current, name), settle)
        return member === undefined ? [] : [[name, member]]
      }),
    )
  }
  if (Array.isArray(raw) && Array.isArray(base) && Array.isArray(current)) {
    const items = mergedItems(raw, base, current, settle)
    if (items) return items
  }
  return settle(current)
}

/** Items that have a name each are merged one by one; other lists are taken whole. */
function mergedItems(
  raw: readonly Json[],
  base: readonly Json[],
  current: readonly Json[],
  settle: (value: Json) => Json,
): Json[] | undefined {
  const named = (items: readonly Json[]) =>
    new Map(items.flatMap((item) => (identity(item) === undefined ? [] : [[identity(item), item]])))
  const [before, after] = [named(base), named(current)]
  // the lists stand side by side as long as what was read is what is written
  if (before.size !== base.length || after.size !== current.length || raw.length !== base.length) {
    return undefined
  }
  const kept = raw.flatMap((item, i) => {
    const name = identity(base[i] ?? null)
    const merged = merge(item, base[i], after.get(name), settle)
    return merged === undefined ? [] : [merged]
  })
  const added = current.filter((item) => !before.has(identity(item))).map(settle)
  return [...kept, ...added]
}

export function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
