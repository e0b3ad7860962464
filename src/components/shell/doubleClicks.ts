/** What is asked of a button. */
type Clicked = Pick<Element, 'closest'>

/**
 * True when the second click of a double click counts for nothing: it meets something other than the button that was clicked first,
 * since the first click put that under the pointer, or a button that acts once.
 */
export function isSecondClickIgnored(first: Clicked | null, second: Clicked | null): boolean {
  if (first !== second) return true
  return second?.closest('[data-acts-once], [data-destructive]') != null
}
