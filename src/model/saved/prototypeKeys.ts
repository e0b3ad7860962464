/** The key that assigning to a plain object does not add to it, but makes its prototype. */
const prototypeKey = '__proto__'

/** The same key while a schema reads what has it: of Unicode's private area, which no name has. */
const standIn = '\ue00f__proto__'

/** A JSON value whose keys `__proto__`, which a schema leaves out, have another name. The same value where it has none. */
export function withPrototypeKeysHidden(value: unknown): unknown {
  return renamed(value, prototypeKey, standIn)
}

/** Undo `withPrototypeKeysHidden`: the keys become properties of their own. */
export function withPrototypeKeys<T>(value: T): T {
  return renamed(value, standIn, prototypeKey) as T // the same value but for names that no schema knows
}

/** The key as it is written in the document. */
export function writtenKey(key: string): string {
  return key === standIn ? prototypeKey : key
}

/** Values are nested no deeper than a saved design may be: recursion is safe. Unchanged parts keep their identity. */
function renamed(value: unknown, from: string, to: string): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => renamed(item, from, to))
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  const before = Object.entries(value)
  const after = before.map(([key, item]: [string, unknown]): [string, unknown] => [
    key === from ? to : key,
    renamed(item, from, to),
  ])
  const isChanged = after.some(
    ([key, item], i) => key !== before[i]?.[0] || item !== before[i]?.[1],
  )
  return isChanged ? Object.fromEntries(after) : value
}
