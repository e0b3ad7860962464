import { RE2JS } from 're2js'
import { JavaArray, pushed } from '../values.ts'
import { thrown } from './signatures.ts'
import type { MethodCosts } from './signatures.ts'

/** A pattern as Java reads it, matched in linear time. */
function compiled(pattern: string, flags = 0): RE2JS {
  try {
    return RE2JS.compile(pattern, flags)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw thrown(
      'vtl/regular-expression',
      `The regular expression ${pattern} cannot be used: ${reason}`,
    )
  }
}

/** Java's replacement text (`$1`, `\$`) with the groups of a match. */
function expandReplacement(
  replacement: string,
  group: (index: number) => string,
  groups: number,
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

/** The text with the first or all matches replaced; `$1` and `\\$` in the replacement are as in Java. */
export function replaceMatches(
  self: string,
  pattern: string,
  replacement: string,
  all: boolean,
  costs: MethodCosts,
): string {
  const matcher = compiled(pattern).matcher(self)
  let result = ''
  let from = 0
  while (matcher.find()) {
    result += self.slice(from, matcher.start())
    result += expandReplacement(
      replacement,
      (index) => matcher.group(index) ?? '',
      matcher.groupCount(),
    )
    from = matcher.end()
    costs.charge(result.length > 0 ? 1 + replacement.length : 1)
    if (!all) break
  }
  return result + self.slice(from)
}

/** The parts of a text between the matches: so many at the most where the limit is positive, without empty ones at the end where it is 0. */
export function split(self: string, pattern: string, limit: number, costs: MethodCosts): JavaArray {
  const parts = new JavaArray()
  if (self === '') return pushed(parts, [''])
  const matcher = compiled(pattern).matcher(self)
  let from = 0
  while (matcher.find() && (limit <= 0 || parts.length < limit - 1)) {
    if (matcher.end() === 0) continue
    if (matcher.start() === self.length && matcher.end() === matcher.start()) break
    costs.charge(1)
    parts.push(self.slice(from, matcher.start()))
    from = matcher.end()
  }
  if (from === 0 && parts.length === 0) return pushed(parts, [self])
  parts.push(self.slice(from))
  if (limit === 0) while (parts.length > 0 && parts[parts.length - 1] === '') parts.pop()
  return parts
}

/** Whether the whole of a text matches. */
export function matchesWhole(self: string, pattern: string, costs: MethodCosts): boolean {
  costs.charge(1)
  return compiled(pattern).matcher(self).matches()
}
