/** The part of a button that is read here. */
type Pressed = Pick<Element, 'closest'>

/** True for a button that creates or deletes: a double click or a held Enter counts once. */
export function isPressedOnce(button: Pressed): boolean {
  return button.closest('[data-acts-once], [data-destructive]') !== null
}

/**
 * True when the second click of a double click counts for nothing: it meets something other than the button that was clicked first,
 * since the first click put that under the pointer, or a button that acts once.
 */
export function isSecondClickIgnored(first: Pressed | null, second: Pressed | null): boolean {
  return first !== second || (second !== null && isPressedOnce(second))
}
