/** `String.CASE_INSENSITIVE_ORDER` of Java: unit by unit, whatever the case; the shorter one first. */
export function caseInsensitiveOrder(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i++) {
    const [one, other] = [folded(left[i] ?? ''), folded(right[i] ?? '')]
    if (one !== other) return one < other ? -1 : 1
  }
  return left.length - right.length
}

/** A unit in lower case by way of upper case, as Java folds it. */
function folded(unit: string): string {
  const upper = unit.toUpperCase()
  return (upper.length === 1 ? upper : unit).toLowerCase()
}
