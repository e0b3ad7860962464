import { skipBlanks, stringEnd, valueEnd } from './jsonScan.ts'

/** Where a part of a JSON text begins: the key, or the item of a list, and its value. */
interface Part {
  readonly at: number
  readonly valueAt: number
}

/**
 * Find the parts of a JSON text. The offset of what a pointer leads to, or of the nearest part above it.
 * An object or list is scanned when something in it is asked for, and only once.
 */
export function jsonOffsets(text: string): (pointer: readonly string[]) => number {
  const scanned = new Map<number, ReadonlyMap<string, Part>>()
  const partsOf = (at: number): ReadonlyMap<string, Part> => {
    const known = scanned.get(at)
    if (known) return known
    const parts = scanParts(text, at)
    scanned.set(at, parts)
    return parts
  }
  const root = skipBlanks(text, 0)
  return (pointer) => {
    let found: Part = { at: root, valueAt: root }
    for (const name of pointer) {
      const inner = partsOf(found.valueAt).get(name)
      if (!inner) break
      found = inner
    }
    return found.at
  }
}

function scanParts(text: string, at: number): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>()
  const opening = text.charAt(at)
  if (opening !== '{' && opening !== '[') return parts
  let i = skipBlanks(text, at + 1)
  while (i < text.length && text.charAt(i) !== '}' && text.charAt(i) !== ']') {
    let name = String(parts.size)
    const partAt = i
    if (opening === '{') {
      const end = stringEnd(text, i) ?? text.length
      name = JSON.parse(text.slice(i, end)) as string // a string of a text that is JSON
      i = skipBlanks(text, skipBlanks(text, end) + 1)
    }
    parts.set(name, { at: partAt, valueAt: i })
    i = skipBlanks(text, valueEnd(text, i))
    if (text.charAt(i) === ',') i = skipBlanks(text, i + 1)
  }
  return parts
}
