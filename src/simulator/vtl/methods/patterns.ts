import { RE2JS } from 're2js'
import { textBytes } from '../costs.ts'
import type { Costs } from '../costs.ts'
import { TextWriter } from '../textWriter.ts'
import { JavaArray, pushed } from '../values.ts'
import { strictlyEqual } from '../equality.ts'
import { readExpression } from './expression.ts'
import type { Dialect, Expression } from './expression.ts'
import { placesOf } from './find.ts'
import { findMatch, matchWhole } from './search.ts'
import type { Match } from './search.ts'
import { thrown } from './signatures.ts'

/**
 * A pattern that was read: one that is plain text is found as such, others without looking around are matched by the
 * linear engine as far as text and pattern are short, and the rest by a search that each try is charged for.
 */
interface Pattern {
  readonly names: ReadonlyMap<string, number>
  readonly groups: number
  readonly matches: (text: string, costs: Costs) => boolean
  /** The matches of a text, from left to right. */
  readonly all: (text: string, costs: Costs) => Iterable<Match>
}

/** Patterns that are kept, and characters of one that is: most templates use the same again and again. */
const keptPatterns = 200
const keptCharacters = 1000
const kept = new Map<string, Pattern>()

/** Work of reading a character of a pattern. */
const workOfReading = 20

function compiled(pattern: string, costs: Costs): Pattern {
  const known = kept.get(pattern)
  if (known) return known
  costs.work(workOfReading * pattern.length)
  costs.hold(10 * textBytes * pattern.length)
  const made = newPattern(pattern)
  if (pattern.length <= keptCharacters) {
    if (kept.size >= keptPatterns) kept.clear()
    kept.set(pattern, made)
  }
  return made
}

function newPattern(pattern: string): Pattern {
  const expression = readExpression(pattern)
  const { groups, names, literal, looksForEnd } = expression
  if (literal !== undefined) {
    return {
      names,
      groups,
      matches: (text, costs) => strictlyEqual(text, literal, costs),
      all: (text, costs) => literalMatches(text, literal, costs),
    }
  }
  const linear = expression.needsBacktracking ? undefined : linearPattern(pattern)
  const linearIn = (text: string) => {
    if (!linear || linear.size * text.length > mostLinear) return undefined
    // a `$` stands before a line end at the end of the text, which the linear search does not know
    return looksForEnd && /[\n\r\u0085\u2028\u2029]/.test(text) ? undefined : linear
  }
  return {
    names,
    groups,
    matches: (text, costs) => {
      const found = linearIn(text)
      if (!found) return matchWhole(expression, text, costs)
      costs.work(found.size + 4 * text.length)
      return found.pattern.matcher(text).matches()
    },
    all: (text, costs) => {
      const found = linearIn(text)
      return found
        ? linearMatches(found, expression, text, costs)
        : searchMatches(expression, text, costs)
    },
  }
}

function* literalMatches(text: string, literal: string, costs: Costs): Generator<Match> {
  for (const start of placesOf(text, literal, costs)) {
    const end = start + literal.length
    yield { start, end, groups: [[start, end]] }
  }
}

function* searchMatches(
  expression: Expression,
  text: string,
  costs: Costs,
  start = 0,
): Generator<Match> {
  for (let from = start; from <= text.length;) {
    const match = findMatch(expression, text, from, costs)
    if (!match) return
    yield match
    from = match.end > match.start ? match.end : match.end + 1
  }
}

/** A pattern of the linear engine, and how many instructions it has. */
interface LinearProgram {
  readonly pattern: RE2JS
  readonly size: number
}

/** Characters of a pattern that the linear engine is given: it reads longer ones slowly. */
const linearCharacters = 1000
/** The product of instructions and characters up to which the linear engine matches: nothing can end it meanwhile. */
const mostLinear = 5_000_000

function linearPattern(pattern: string): LinearProgram | undefined {
  if (pattern.length > linearCharacters) return undefined
  try {
    const read = RE2JS.compile(pattern)
    return { pattern: read, size: read.programSize() }
  } catch {
    // what it does not know, the search does
    return undefined
  }
}

/** How often as much as one match may take is taken for all matches of a text. */
const mostMatching = 16 * mostLinear

function* linearMatches(
  { pattern, size }: LinearProgram,
  expression: Expression,
  text: string,
  costs: Costs,
): Generator<Match> {
  const matcher = pattern.matcher(text)
  let from = 0
  let looked = 0
  for (;;) {
    // how far it looks for a match is not known: where that could be far each time, the search, which charges, goes on
    looked += size * (text.length - from)
    if (looked > mostMatching) {
      yield* searchMatches(expression, text, costs, from)
      return
    }
    costs.work(size + ((text.length - from) >> 6))
    if (!matcher.find()) return
    const groups = Array.from(
      { length: matcher.groupCount() + 1 },
      (_, i) => [matcher.start(i), matcher.end(i)] as const,
    )
    const [start, end] = [matcher.start(), matcher.end()]
    costs.work(4 * (end - start) + groups.length)
    yield { start, end, groups }
    from = end > start ? end : end + 1
  }
}

/** Java's replacement text (`$1`, `${name}`, `\$`) with the groups of a match. */
function expandReplacement(
  replacement: string,
  group: (index: number) => string,
  groups: number,
  names: ReadonlyMap<string, number>,
): string {
  if (!/[\\$]/.test(replacement)) return replacement
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
  costs: Costs,
): string {
  const { groups, names, all: matches } = compiled(pattern, costs)
  const writer = new TextWriter(costs)
  let from = 0
  for (const match of matches(self, costs)) {
    if (match.start > from) writer.add(self.slice(from, match.start))
    const group = (index: number) => {
      const [start, end] = match.groups[index] ?? [-1, -1]
      return start < 0 ? '' : self.slice(start, end)
    }
    costs.work(replacement.length)
    const expanded = expandReplacement(replacement, group, groups, names)
    costs.charge(1 + expanded.length)
    writer.add(expanded)
    from = match.end
    if (!all) break
  }
  writer.add(self.slice(from))
  return writer.text()
}

/** The parts of a text between the matches: so many at the most where the limit is positive, without empty ones at the end where it is 0. */
export function split(self: string, pattern: string, limit: number, costs: Costs): JavaArray {
  const parts = new JavaArray()
  const { all } = compiled(pattern, costs)
  if (self === '') return pushed(parts, [''])
  let from = 0
  for (const { start, end } of all(self, costs)) {
    if (limit > 0 && parts.length >= limit - 1) break
    // nothing is split off before the first unit
    if (end === 0) continue
    costs.charge(1)
    costs.hold(textBytes)
    parts.push(self.slice(from, start))
    from = end
  }
  if (from === 0 && parts.length === 0) return pushed(parts, [self])
  parts.push(self.slice(from))
  if (limit === 0) while (parts.length > 0 && parts[parts.length - 1] === '') parts.pop()
  return parts
}

/** Whether the whole of a text matches. */
export function matchesWhole(self: string, pattern: string, costs: Costs): boolean {
  costs.charge(1)
  return compiled(pattern, costs).matches(self, costs)
}

/** A pattern that is searched for, way by way, each of which is charged. */
export interface SearchPattern {
  /** Whether it matches anywhere in a text. */
  readonly finds: (text: string, costs: Costs) => boolean
  /** Whether it matches a text from end to end. */
  readonly matches: (text: string, costs: Costs) => boolean
}

/** Read a pattern for a search. Throws a `TemplateError` where it cannot be read. */
export function readSearchPattern(pattern: string, dialect: Dialect): SearchPattern {
  const expression = readExpression(pattern, dialect)
  return {
    finds: (text, costs) => findMatch(expression, text, 0, costs) !== undefined,
    matches: (text, costs) => matchWhole(expression, text, costs),
  }
}
