import { RE2JS, RE2JSException } from 're2js'

/** What a selection pattern does: the statuses from 100 to 599 that it matches, or why it does nothing here. */
export type StatusPattern =
  | { readonly state: 'read'; readonly matches: ReadonlySet<number> }
  /** No regular expression. */
  | { readonly state: 'broken'; readonly reason: string }
  /** Java reads it, this program does not: it looks around or back. */
  | { readonly state: 'beyond' }
  /** There were too many of them to look at this one. */
  | { readonly state: 'unread' }

export interface StatusPatterns {
  readonly read: (pattern: string) => StatusPattern
}

/** Different patterns that are tried on every status in one look at an API. */
const patternBudget = 200
/** Characters that a pattern may have. */
const patternCharacters = 2000

/** Reads selection patterns, each once. */
export function createStatusPatterns(): StatusPatterns {
  const known = new Map<string, StatusPattern>()
  return {
    read: (pattern) => {
      const before = known.get(pattern)
      if (before) return before
      const read: StatusPattern =
        known.size >= patternBudget ? { state: 'unread' } : readPattern(pattern)
      known.set(pattern, read)
      return read
    },
  }
}

function readPattern(pattern: string): StatusPattern {
  if (pattern.length > patternCharacters) return { state: 'unread' }
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
