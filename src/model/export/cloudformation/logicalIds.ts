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
  return {
    of: (key, words, suffix) => {
      const known = byKey.get(key)
      if (known !== undefined) return known
      const base = (pascalCase(words) || 'Root').slice(0, 200) + suffix
      let id = /^\d/.test(base) ? `N${base}` : base
      for (let count = 2; taken.has(id); count++) id = `${base}${count}`
      taken.add(id)
      byKey.set(key, id)
      return id
    },
    known: (key) => byKey.get(key),
  }
}

/** `/pets/{petId}` becomes `PetsPetId`. */
export function pascalCase(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
