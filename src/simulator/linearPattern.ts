import { RE2JS, RE2JSException } from 're2js'
import type { Costs } from './vtl/index.ts'

/**
 * A regular expression of a user that takes time in proportion to the text, whatever it says. `undefined` where pattern
 * and text together are too long to be tried.
 */
export interface LinearPattern {
  /** Whether it matches anywhere in a text. */
  readonly finds: (text: string, costs?: Costs) => boolean | undefined
  /** Whether it matches a text from end to end. */
  readonly matches: (text: string, costs?: Costs) => boolean | undefined
}

/** The reason that stands for an `undefined`. */
export const tooMuchToMatch = 'pattern and text together take too long'

/** Characters and instructions that a pattern may have: the engine reads longer ones slowly. */
const patternCharacters = 10_000
const mostInstructions = 10_000
const defaultTries = 20_000_000

export interface LinearOptions {
  readonly ignoresCase?: boolean
  /** The product of instructions and characters up to which a text is tried: nothing can end the engine meanwhile. */
  readonly mostTries?: number
}

/** Read a regular expression, or say in words why it cannot be used. */
export function readLinearPattern(
  pattern: string,
  { ignoresCase = false, mostTries = defaultTries }: LinearOptions = {},
): LinearPattern | { readonly refusal: string } {
  if (pattern.length > patternCharacters)
    return { refusal: `it has more than ${patternCharacters} characters` }
  try {
    const general = RE2JS.compile(pattern, ignoresCase ? RE2JS.CASE_INSENSITIVE : 0)
    const size = general.programSize()
    if (size > mostInstructions) return { refusal: 'it repeats too much to be matched here' }
    const simple = ignoresCase ? undefined : simplePattern(pattern)
    const tried = (
      text: string,
      native: RegExp | undefined,
      work: () => boolean,
      costs: Costs | undefined,
    ) => {
      if (native && text.length <= mostUnits) {
        costs?.work(1 + text.length)
        return native.test(text)
      }
      const tries = size * text.length
      if (tries > mostTries) return undefined
      costs?.work(1 + tries)
      return work()
    }
    return {
      finds: (text, costs) => tried(text, simple?.finds, () => general.matcher(text).find(), costs),
      matches: (text, costs) => tried(text, simple?.matches, () => general.matches(text), costs),
    }
  } catch (error) {
    if (error instanceof RE2JSException) return { refusal: error.message }
    if (error instanceof RangeError) return { refusal: 'it nests too deep to be read here' }
    throw error
  }
}

/** Units of a text that the browser's own engine is given: what it remembers on its way back grows with them. */
const mostUnits = 100_000

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
