/** A seeded source of choices: the same seed makes the same templates. */
export function createRandom(seed) {
  let state = seed >>> 0 || 1
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (count) => Math.floor(next() * count)
  return {
    below,
    chance: (share) => next() < share,
    pick: (items) => items[below(items.length)],
    /** Pick by weight: `[[weight, make], …]`. */
    weighted: (choices) => {
      const total = choices.reduce((sum, [weight]) => sum + weight, 0)
      let left = next() * total
      for (const [weight, choice] of choices) if ((left -= weight) < 0) return choice
      return choices[choices.length - 1][1]
    },
    many: (most, make) => Array.from({ length: below(most + 1) }, () => make()),
  }
}
