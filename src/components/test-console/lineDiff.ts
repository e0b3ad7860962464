/** A line with what became of it. */
export interface MarkedLine {
  readonly text: string
  /** True where the other side has no such line. */
  readonly changed: boolean
}

/** Lines beyond which nothing is compared. */
const mostLines = 1500

/** Both sides with the lines marked that the other one lacks, by the longest common subsequence. */
export function markChanges(
  before: readonly string[],
  after: readonly string[],
): { readonly before: readonly MarkedLine[]; readonly after: readonly MarkedLine[] } {
  if (before.length > mostLines || after.length > mostLines) {
    return { before: before.map(unmarked), after: after.map(unmarked) }
  }
  const [keptBefore, keptAfter] = commonLines(before, after)
  return {
    before: before.map((text, i) => ({ text, changed: !keptBefore.has(i) })),
    after: after.map((text, i) => ({ text, changed: !keptAfter.has(i) })),
  }
}

function unmarked(text: string): MarkedLine {
  return { text, changed: false }
}

/** The indices of the lines that both sides have in common, on each side. */
function commonLines(
  left: readonly string[],
  right: readonly string[],
): readonly [ReadonlySet<number>, ReadonlySet<number>] {
  const width = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        left[i] === right[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  const keptLeft = new Set<number>()
  const keptRight = new Set<number>()
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      keptLeft.add(i++)
      keptRight.add(j++)
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++
    else j++
  }
  return [keptLeft, keptRight]
}
