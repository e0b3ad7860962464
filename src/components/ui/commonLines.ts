/** Lines that may be compared in all, so that large texts that have little in common end soon. */
const mostSteps = 20_000_000
/** Differences up to which a stretch is compared exactly. */
const mostDifferences = 1000

/**
 * The lines that two texts have in common, as indices of the newer text by those of the older one, in order.
 * Exact for texts that differ little (Myers); large stretches with many differences are split at lines that occur once
 * in both, and what is left of the budget decides how finely. Lines that are not paired count as changed.
 */
export function commonLines(
  before: readonly string[],
  after: readonly string[],
): ReadonlyMap<number, number> {
  // numbers compare faster than texts
  const ids = new Map<string, number>()
  const numbered = (lines: readonly string[]) =>
    Int32Array.from(lines, (line) => {
      const known = ids.get(line) ?? ids.size
      ids.set(line, known)
      return known
    })
  const texts: Texts = { older: numbered(before), newer: numbered(after), budget: mostSteps }
  const found: [number, number][] = []
  const open: Stretch[] = [{ top: 0, bottom: before.length, left: 0, right: after.length }]
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const inner = trimmed(texts, stretch, found)
    if (inner.top === inner.bottom || inner.left === inner.right) continue
    const exact = exactPairs(texts, inner)
    if (exact) for (const pair of exact) found.push(pair)
    else open.push(...splitAtAnchors(texts, inner, found))
  }
  return new Map(found.sort(([first], [second]) => first - second))
}

interface Texts {
  readonly older: Int32Array
  readonly newer: Int32Array
  budget: number
}

/** Lines `top` to `bottom` of the older text beside `left` to `right` of the newer one, the ends left out. */
interface Stretch {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** The stretch without the lines that it begins and ends with on both sides; those go to `found`. */
function trimmed({ older, newer }: Texts, stretch: Stretch, found: [number, number][]): Stretch {
  let { top, bottom, left, right } = stretch
  while (top < bottom && left < right && older[top] === newer[left]) found.push([top++, left++])
  while (top < bottom && left < right && older[bottom - 1] === newer[right - 1]) {
    found.push([--bottom, --right])
  }
  return { top, bottom, left, right }
}

/** The longest common subsequence by Myers' greedy algorithm; `undefined` where there are too many differences. */
function exactPairs(texts: Texts, stretch: Stretch): [number, number][] | undefined {
  const { older, newer } = texts
  const { top, bottom, left, right } = stretch
  const [height, width] = [bottom - top, right - left]
  const most = Math.min(height + width, mostDifferences)
  // how far down each diagonal is reached; index `most + 1` is the diagonal through the corner
  const reached = new Int32Array(2 * most + 3)
  const history: Int32Array[] = []
  const corner = most + 1
  for (let differences = 0; differences <= most; differences++) {
    history.push(reached.slice(corner - differences - 1, corner + differences + 2))
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const below = reached[corner + diagonal - 1] ?? 0
      const beside = reached[corner + diagonal + 1] ?? 0
      const isDown = diagonal === -differences || (diagonal !== differences && below < beside)
      let across = isDown ? beside : below + 1
      let down = across - diagonal
      const start = across
      while (across < height && down < width && older[top + across] === newer[left + down]) {
        across++
        down++
      }
      texts.budget -= across - start + 1
      reached[corner + diagonal] = across
      if (across >= height && down >= width) {
        return walkedBack(texts, stretch, history, differences)
      }
    }
    if (texts.budget < 0) return undefined
  }
  return undefined
}

/** The pairs on the way that was found, from its end. */
function walkedBack(
  { older, newer }: Texts,
  { top, bottom, left, right }: Stretch,
  history: readonly Int32Array[],
  differences: number,
): [number, number][] {
  const pairs: [number, number][] = []
  let across = bottom - top
  let down = right - left
  for (let d = differences; d >= 0; d--) {
    const before = history[d] ?? new Int32Array()
    const at = (diagonal: number) => before[diagonal + d + 1] ?? 0
    const diagonal = across - down
    const isDown = diagonal === -d || (diagonal !== d && at(diagonal - 1) < at(diagonal + 1))
    const previous = isDown ? diagonal + 1 : diagonal - 1
    const fromAcross = d === 0 ? 0 : at(previous)
    const fromDown = d === 0 ? 0 : fromAcross - previous
    while (across > fromAcross && down > fromDown) {
      if (older[top + across - 1] !== newer[left + down - 1]) break
      pairs.push([top + --across, left + --down])
    }
    across = fromAcross
    down = fromDown
  }
  return pairs
}

/** Pair the lines that occur once on both sides, in the longest order that both have; the stretches between are left. */
function splitAtAnchors(texts: Texts, stretch: Stretch, found: [number, number][]): Stretch[] {
  const { older, newer } = texts
  const once = (lines: Int32Array, from: number, to: number) => {
    const places = new Map<number, number>()
    for (let i = from; i < to; i++) {
      const line = lines[i] ?? 0
      places.set(line, places.has(line) ? -1 : i)
    }
    return places
  }
  texts.budget -= stretch.bottom - stretch.top + stretch.right - stretch.left
  const inNewer = once(newer, stretch.left, stretch.right)
  const candidates: [number, number][] = []
  for (const [line, i] of once(older, stretch.top, stretch.bottom)) {
    const j = inNewer.get(line) ?? -1
    if (i >= 0 && j >= 0) candidates.push([i, j])
  }
  const anchors = longestIncreasing(candidates.sort(([first], [second]) => first - second))
  if (anchors.length === 0 || texts.budget < 0) {
    found.push(...anchors)
    return []
  }
  const stretches: Stretch[] = []
  let { top, left } = stretch
  for (const [i, j] of anchors) {
    found.push([i, j])
    stretches.push({ top, bottom: i, left, right: j })
    top = i + 1
    left = j + 1
  }
  stretches.push({ top, bottom: stretch.bottom, left, right: stretch.right })
  return stretches
}

/** The longest run of pairs whose second numbers increase, of pairs whose first ones do. */
function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  // ends[n] is the pair that ends the best run of n + 1 pairs so far
  const ends: number[] = []
  const previous = new Int32Array(pairs.length).fill(-1)
  pairs.forEach(([, second], i) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < second) low = middle + 1
      else high = middle
    }
    previous[i] = low === 0 ? -1 : (ends[low - 1] ?? -1)
    ends[low] = i
  })
  const run: [number, number][] = []
  for (let i = ends.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) {
    const pair = pairs[i]
    if (pair) run.push(pair)
  }
  return run.reverse()
}
