/** Gives each thing of an API a logical id: letters and digits, readable, no two alike, the same for the same design. */
export interface LogicalIds {
  /** The logical id of the thing under `key`, made from `words` at its first use. */
  readonly of: (key: string, words: string, suffix: string) => string
  /** The logical id that a key already has. */
  readonly known: (key: string) => string | undefined
}

/** Logical ids from scratch, or beside those that a template has: `given` by key, `reserved` whatever they stand for. */
export function createLogicalIds(
  given: Readonly<Record<string, string>> = {},
  reserved: Iterable<string> = [],
): LogicalIds {
  const byKey = new Map(Object.entries(given))
  const taken = new Set([...reserved, ...byKey.values()])
  const nextCounts = new Map<string, number>()
  return {
    of: (key, words, suffix) => {
      const known = byKey.get(key)
      if (known !== undefined) return known
      const base = (pascalCase(words, 200) || 'Root') + suffix
      let id = /^\d/.test(base) ? `N${base}` : base
      let count = nextCounts.get(base) ?? 2
      for (; taken.has(id); count++) id = `${base}${count}`
      nextCounts.set(base, count)
      taken.add(id)
      byKey.set(key, id)
      return id
    },
    known: (key) => byKey.get(key),
  }
}

/** `/pets/{petId}` becomes `PetsPetId`, cut after `maximumLength` characters. */
export function pascalCase(words: string, maximumLength = Infinity): string {
  let joined = ''
  for (const [word] of words.matchAll(/[A-Za-z0-9]+/g)) {
    joined += word.charAt(0).toUpperCase() + word.slice(1)
    if (joined.length >= maximumLength) break
  }
  return joined.slice(0, maximumLength)
}
