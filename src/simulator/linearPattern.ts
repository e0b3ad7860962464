import { RE2JS, RE2JSException } from 're2js'

/** A regular expression of a user that takes time in proportion to the text, whatever it says. */
export interface LinearPattern {
  /** Whether it matches anywhere in a text. */
  readonly finds: (text: string) => boolean
  /** Whether it matches a text from end to end. */
  readonly matches: (text: string) => boolean
}

/** Read a regular expression, or say in the words of its reader why it cannot be used. */
export function readLinearPattern(pattern: string): LinearPattern | { readonly refusal: string } {
  try {
    const general = RE2JS.compile(pattern)
    const simple = simplePattern(pattern)
    return {
      finds: simple?.finds
        ? (text) => chosen(text, simple.finds, () => general.matcher(text).find())
        : (text) => general.matcher(text).find(),
      matches: simple
        ? (text) => chosen(text, simple.matches, () => general.matches(text))
        : (text) => general.matches(text),
    }
  } catch (error) {
    if (error instanceof RE2JSException) return { refusal: error.message }
    throw error
  }
}

/** Units of a text that the browser's own engine is given: what it remembers on its way back grows with them. */
const mostUnits = 100_000

function chosen(text: string, native: RegExp | undefined, general: () => boolean): boolean {
  return native && text.length <= mostUnits ? native.test(text) : general()
}

/** One character: a letter, digit or sign that means itself, an escaped sign, `\d`, `\w`, or a list of such. */
const one = String.raw`(?:[A-Za-z0-9 _\-:,;/@#%&=!~"'<>]|\\[.\-/+*?()[\]{}|^$\\dw]|\[(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9 _.:,;/@#%=!"'+*?()]|\\[.\-/+*?()[\]{}|^$\\dw])+-?\])`
const simple = new RegExp(
  String.raw`^\^?(?:${one}(?:\{\d{1,2}\})?)*(?:${one}(?:[+*?]|\{\d{1,2},(?:\d{1,2})?\}))?(?:${one}(?:\{\d{1,2}\})?)*\$?$`,
)

/** Characters of a pattern that is looked at here. */
const simpleCharacters = 200

/**
 * The browser's own expressions for a pattern in which at most one character repeats a number of times that is not fixed:
 * nothing is tried twice at one place, so they take linear time from one beginning. One that may begin anywhere is not
 * looked for natively. Such patterns mean the same to both engines.
 */
function simplePattern(
  pattern: string,
): { readonly finds: RegExp | undefined; readonly matches: RegExp } | undefined {
  if (pattern.length > simpleCharacters || !simple.test(pattern)) return undefined
  return {
    finds: pattern.startsWith('^') ? new RegExp(pattern) : undefined,
    matches: new RegExp(`^(?:${pattern})$`),
  }
}
