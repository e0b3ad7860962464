import { RE2JS } from 're2js'
import { JavaArray, pushed } from '../values.ts'
import { readExpression } from './expression.ts'
import { findMatch, matchWhole } from './search.ts'
import type { Match } from './search.ts'
import { thrown } from './signatures.ts'
import type { MethodCosts } from './signatures.ts'

/** A pattern that was read: plain ones are matched in linear time, the others by a search that each try is charged for. */
interface Pattern {
  readonly names: ReadonlyMap<string, number>
  readonly groups: number
  readonly matches: (text: string, costs: MethodCosts) => boolean
  /** The matches of a text, from left to right. */
  readonly all: (text: string, costs: MethodCosts) => Generator<Match>
}

function compiled(pattern: string): Pattern {
  const expression = readExpression(pattern)
  const { groups, names } = expression
  const linear = expression.needsBacktracking ? undefined : linearPattern(pattern)
  // a `$` stands before a line end at the end of the text, which the linear search does not know
  const linearIn = (text: string) =>
    linear && !(expression.looksForEnd && /[\n\r\u0085\u2028\u2029]/.test(text))
      ? linear
      : undefined
  return {
    names,
    groups,
    matches: (text, costs) =>
      linearIn(text)?.matcher(text).matches() ?? matchWhole(expression, text, costs),
    *all(text, costs) {
      const found = linearIn(text)
      if (found) {
        yield* linearMatches(found, text)
        return
      }
      for (let from = 0; from <= text.length;) {
        const match = findMatch(expression, text, from, costs)
        if (!match) return
        yield match
        from = match.end > match.start ? match.end : match.end + 1
      }
    },
  }
}

function linearPattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch {
    // what it does not know, the search does
    return undefined
  }
}

function* linearMatches(pattern: RE2JS, text: string): Generator<Match> {
  const matcher = pattern.matcher(text)
  while (matcher.find()) {
    const groups = Array.from(
      { length: matcher.groupCount() + 1 },
      (_, i) => [matcher.start(i), matcher.end(i)] as const,
    )
    yield { start: matcher.start(), end: matcher.end(), groups }
  }
}

/** Java's replacement text (`$1`, `${name}`, `\$`) with the groups of a match. */
function expandReplacement(
  replacement: string,
  group: (index: number) => string,
  groups: number,
  names: ReadonlyMap<string, number>,
): string {
  let result = ''
  for (let i = 0; i < replacement.length; i++) {
    const unit = replacement[i]
    if (unit === '\\') {
      i++
      if (i >= replacement.length)
        throw thrown('vtl/replacement', 'character to be escaped is missing')
      result += replacement[i]
    } else if (unit === '$') {
      const name = /^\$\{([A-Za-z][A-Za-z0-9]*)\}/.exec(replacement.slice(i, i + 200))
      if (name) {
        const index = names.get(name[1] ?? '')
        if (index === undefined)
          throw thrown('vtl/replacement', `No group with name {${name[1] ?? ''}}`)
        result += group(index)
        i += name[0].length - 1
        continue
      }
      const digit = replacement[i + 1] ?? ''
      if (!/\d/.test(digit)) throw thrown('vtl/replacement', 'Illegal group reference')
      let index = Number(digit)
      i++
      if (index > groups) throw thrown('vtl/index-out-of-bounds', `No group ${index}`)
      for (;;) {
        const next = replacement[i + 1] ?? ''
        const wider = index * 10 + Number(next)
        if (!/\d/.test(next) || wider > groups) break
        index = wider
        i++
      }
      result += group(index)
    } else {
      result += unit
    }
  }
  return result
}

/** The text with the first or all matches replaced; `$1` and `\$` in the replacement are as in Java. */
export function replaceMatches(
  self: string,
  pattern: string,
  replacement: string,
  all: boolean,
  costs: MethodCosts,
): string {
  const { groups, names, all: matches } = compiled(pattern)
  let result = ''
  let from = 0
  for (const match of matches(self, costs)) {
    result += self.slice(from, match.start)
    const group = (index: number) => {
      const [start, end] = match.groups[index] ?? [-1, -1]
      return start < 0 ? '' : self.slice(start, end)
    }
    result += expandReplacement(replacement, group, groups, names)
    from = match.end
    costs.charge(result.length > 0 ? 1 + replacement.length : 1)
    if (!all) break
  }
  return result + self.slice(from)
}

/** The parts of a text between the matches: so many at the most where the limit is positive, without empty ones at the end where it is 0. */
export function split(self: string, pattern: string, limit: number, costs: MethodCosts): JavaArray {
  const parts = new JavaArray()
  const { all } = compiled(pattern)
  if (self === '') return pushed(parts, [''])
  let from = 0
  for (const { start, end } of all(self, costs)) {
    if (limit > 0 && parts.length >= limit - 1) break
    // nothing is split off before the first unit
    if (end === 0) continue
    costs.charge(1)
    parts.push(self.slice(from, start))
    from = end
  }
  if (from === 0 && parts.length === 0) return pushed(parts, [self])
  parts.push(self.slice(from))
  if (limit === 0) while (parts.length > 0 && parts[parts.length - 1] === '') parts.pop()
  return parts
}

/** Whether the whole of a text matches. */
export function matchesWhole(self: string, pattern: string, costs: MethodCosts): boolean {
  costs.charge(1)
  return compiled(pattern).matches(self, costs)
}
