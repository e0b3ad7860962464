import type { Design } from '../../model/index.ts'

/** Levels of a design that are put together from parts: root, APIs, one API, its collections. Below stand the parts. */
const composedLevels = 4

/** Writes the text of a design part by part, so that a change costs the writing of what changed. */
export interface DesignWriter {
  /** Compact JSON of the design, the same value as `saveDesign` writes. */
  readonly write: (design: Design) => string
  /** The parts that are not written yet. Each step of the iteration writes one. */
  readonly prepare: (design: Design) => Iterable<void>
}

/** Make a writer. It remembers the texts of parts for as long as the parts themselves live. */
export function createDesignWriter(): DesignWriter {
  const texts = new WeakMap<object, string>()

  const partText = (part: object): string => {
    const known = texts.get(part)
    if (known !== undefined) return known
    const text = JSON.stringify(part)
    texts.set(part, text)
    return text
  }

  const textOf = (value: unknown, level: number): string | undefined => {
    if (typeof value !== 'object' || value === null)
      return JSON.stringify(value) as string | undefined // `undefined` has no text
    if (level === composedLevels || Array.isArray(value)) return partText(value)
    const members = Object.entries(value).flatMap(([name, member]) => {
      const text = textOf(member, level + 1)
      return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`]
    })
    return `{${members.join(',')}}`
  }

  function* prepare(value: unknown, level: number): Generator<void> {
    if (typeof value !== 'object' || value === null) return
    if (level === composedLevels || Array.isArray(value)) {
      if (texts.has(value)) return
      partText(value)
      yield
      return
    }
    for (const member of Object.values(value)) yield* prepare(member, level + 1)
  }

  return {
    write: (design) => textOf(design, 0) ?? 'null',
    prepare: (design) => prepare(design, 0),
  }
}
