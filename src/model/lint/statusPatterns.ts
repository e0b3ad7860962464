import { RE2JS, RE2JSException } from 're2js'

/** What a selection pattern does: the statuses from 100 to 599 that it matches, or why it does nothing here. */
export type StatusPattern =
  | { readonly state: 'read'; readonly matches: ReadonlySet<number> }
  /** No regular expression. */
  | { readonly state: 'broken'; readonly reason: string }
  /** Java reads it, this program does not: it looks around or back. */
  | { readonly state: 'beyond' }
  /** It is too long to be tried on every status. */
  | { readonly state: 'unread' }

/** Characters that a pattern may have. */
const patternCharacters = 500
/** Patterns that are kept. */
const keptPatterns = 500
const kept = new Map<string, StatusPattern>()

/** Read a selection pattern; one that was read lately is not read again. */
export function readStatusPattern(pattern: string): StatusPattern {
  const before = kept.get(pattern)
  if (before) return before
  const read: StatusPattern =
    pattern.length > patternCharacters ? { state: 'unread' } : readPattern(pattern)
  if (kept.size >= keptPatterns) kept.clear()
  kept.set(pattern, read)
  return read
}

function readPattern(pattern: string): StatusPattern {
  try {
    const compiled = RE2JS.compile(pattern)
    const matches = new Set<number>()
    for (let status = 100; status < 600; status++) {
      if (compiled.matches(String(status))) matches.add(status)
    }
    return { state: 'read', matches }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    return isJavaOnly(pattern) ? { state: 'beyond' } : { state: 'broken', reason: error.message }
  }
}

/** Looking around, atomic groups, possessive repetition and references back. */
function isJavaOnly(pattern: string): boolean {
  return /\(\?(?:[=!>]|<[=!])|[*+?}]\+|\\[1-9]|\\k</.test(pattern)
}
