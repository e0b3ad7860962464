import { RE2JS, RE2JSException } from 're2js'

/**
 * How a `pattern` of a model is matched. The service's validator takes ECMA 262, with looking around and back.
 * `linear`: in time of the text's length. `searched`: way by way, for a limited time.
 * `beyond`: the service reads it, the simulator does not. `broken`: not a regular expression.
 */
export type ModelPatternKind = 'linear' | 'searched' | 'beyond' | 'broken'

/** Characters and instructions that a pattern may have to be matched in linear time, and characters to be searched for. */
const linearCharacters = 10_000
const linearInstructions = 10_000
const searchedCharacters = 1000

/** What ECMA 262 and a search that follows Java read differently: some escapes, brackets in a class, a bare brace. */
const readDifferently = /\\[AEGHPQRVZacehkpvz0]|\\x\{|&&|\[(?:[^\]\\]|\\.)*\[|\[\^?\]|\{(?!\d)/

const kept = new Map<string, ModelPatternKind>()
const keptPatterns = 500

/** How a pattern is matched; what was read lately is not read again. */
export function modelPatternKind(pattern: string): ModelPatternKind {
  const known = kept.get(pattern)
  if (known) return known
  const kind = readKind(pattern)
  if (kept.size >= keptPatterns) kept.clear()
  kept.set(pattern, kind)
  return kind
}

function readKind(pattern: string): ModelPatternKind {
  if (!isRegularExpression(pattern)) return 'broken'
  if (pattern.length > linearCharacters) return 'beyond'
  if (isLinear(pattern)) return 'linear'
  return pattern.length > searchedCharacters || readDifferently.test(pattern)
    ? 'beyond'
    : 'searched'
}

/** True for a regular expression of ECMA 262. It is read here, never run: running it may take any time. */
function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function isLinear(pattern: string): boolean {
  try {
    return RE2JS.compile(pattern).programSize() <= linearInstructions
  } catch (error) {
    // too deep for its reader's stack
    if (error instanceof RE2JSException || error instanceof RangeError) return false
    throw error
  }
}
