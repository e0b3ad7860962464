/** Gives a new id at each call: ten lower-case letters and digits, the first a letter, as the service's own ids look. */
export type IdSource = () => string

/** Ids that count: `prefix1`, `prefix2`, … For tests, fixtures and runs that must repeat. */
export function countingIds(prefix = 'id'): IdSource {
  let count = 0
  return () => `${prefix}${++count}`
}

/** Ids of ten letters and digits from a source of numbers in [0, 1). */
export function randomIds(random: () => number): IdSource {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const alphabet = letters + '0123456789'
  const pick = (from: string) => from.charAt(Math.floor(random() * from.length))
  return () => pick(letters) + Array.from({ length: 9 }, () => pick(alphabet)).join('')
}

/** A repeatable source of numbers in [0, 1), from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
