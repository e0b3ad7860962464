import { thrown } from './signatures.ts'

/** What a regular expression of Java is made of. */
export type Piece =
  | {
      readonly kind: 'unit'
      readonly matches: (unit: string) => boolean
      /** How many tests a unit is put to at the most: the ranges of a class. */
      readonly tests: number
      /** The unit that alone matches. */
      readonly literal?: string
    }
  | { readonly kind: 'sequence'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'choice'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'group'; readonly index: number; readonly piece: Piece }
  | {
      readonly kind: 'look'
      readonly isBehind: boolean
      readonly isNegative: boolean
      readonly piece: Piece
    }
  | { readonly kind: 'atomic'; readonly piece: Piece }
  | {
      readonly kind: 'repeat'
      readonly piece: Piece
      readonly least: number
      readonly most: number
      readonly way: 'greedy' | 'lazy' | 'possessive'
    }
  | { readonly kind: 'back'; readonly index: number; readonly ignoresCase: boolean }
  | {
      readonly kind: 'place'
      readonly holds: (text: string, at: number) => boolean
    }

export interface Expression {
  readonly piece: Piece
  readonly groups: number
  readonly names: ReadonlyMap<string, number>
  /** Whether only a search that goes back can match it: it looks around, refers back, or is Java's own. */
  readonly needsBacktracking: boolean
  /** The text that alone it matches, where it is one. */
  readonly literal: string | undefined
  /** Whether it has a `$`, which stands before the last line end too. */
  readonly looksForEnd: boolean
}

type Test = (unit: string) => boolean

const isWord: Test = (unit) => /^[A-Za-z0-9_]$/.test(unit)
const isDigit: Test = (unit) => unit >= '0' && unit <= '9'
const isSpace: Test = (unit) => ' \t\n\u000b\f\r'.includes(unit)
const isLineEnd: Test = (unit) => '\n\r\u0085\u2028\u2029'.includes(unit)
const isEcmaLineEnd: Test = (unit) => '\n\r\u2028\u2029'.includes(unit)
const isEcmaSpace: Test = (unit) => /\s/.test(unit)
const isHorizontal: Test = (unit) =>
  /^[ \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]$/.test(unit)
const not =
  (test: Test): Test =>
  (unit) =>
    !test(unit)

const classesOfLetter: Readonly<Record<string, Test>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
  h: isHorizontal,
  H: not(isHorizontal),
  v: (unit) => '\n\u000b\f\r\u0085\u2028\u2029'.includes(unit),
  V: (unit) => !'\n\u000b\f\r\u0085\u2028\u2029'.includes(unit),
}

const classesOfName: Readonly<Record<string, RegExp>> = {
  Lower: /[a-z]/,
  Upper: /[A-Z]/,
  ASCII: /[\0-\x7f]/,
  Alpha: /[A-Za-z]/,
  Digit: /[0-9]/,
  Alnum: /[A-Za-z0-9]/,
  Punct: /[!-/:-@[-`{-~]/,
  Graph: /[!-~]/,
  Print: /[ -~]/,
  Blank: /[ \t]/,
  Cntrl: /[\0-\x1f\x7f]/,
  XDigit: /[0-9A-Fa-f]/,
  Space: /[ \t\n\v\f\r]/,
  javaLowerCase: /\p{Lowercase}/u,
  javaUpperCase: /\p{Uppercase}/u,
  javaWhitespace: /[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/,
  L: /\p{L}/u,
  IsL: /\p{L}/u,
  Lu: /\p{Lu}/u,
  IsLu: /\p{Lu}/u,
  Ll: /\p{Ll}/u,
  N: /\p{N}/u,
  Nd: /\p{Nd}/u,
  P: /\p{P}/u,
  IsP: /\p{P}/u,
  S: /\p{S}/u,
  Sc: /\p{Sc}/u,
  Z: /\p{Z}/u,
  M: /\p{M}/u,
  C: /\p{C}/u,
  IsAlphabetic: /\p{Alphabetic}/u,
  IsLetter: /\p{L}/u,
  IsDigit: /\p{Nd}/u,
  IsUppercase: /\p{Uppercase}/u,
  IsLowercase: /\p{Lowercase}/u,
  IsPunctuation: /\p{P}/u,
  IsWhite_Space: /\p{White_Space}/u,
  IsLatin: /\p{Script=Latin}/u,
  IsGreek: /\p{Script=Greek}/u,
  IsCyrillic: /\p{Script=Cyrillic}/u,
}

const controls: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  f: '\f',
  a: '\u0007',
  e: '\u001b',
}

/** Repetitions that a count may ask for, and levels that groups may nest. */
const mostTimes = 100_000
const deepest = 100

/** Whose regular expressions are read. They differ in line ends and white space. */
export type Dialect = 'java' | 'ecma'

/** Read a regular expression as Java does. Throws a `TemplateError` where Java refuses it. */
export function readExpression(pattern: string, dialect: Dialect = 'java'): Expression {
  return new ExpressionReader(pattern, dialect).read()
}

class ExpressionReader {
  private readonly pattern: string
  private readonly dialect: Dialect
  private at = 0
  private groups = 0
  private depth = 0
  private readonly names = new Map<string, number>()
  private needsBacktracking = false
  private looksForEnd = false
  private flags = { ignoresCase: false, isMultiline: false, hasDotAll: false }

  constructor(pattern: string, dialect: Dialect) {
    this.pattern = pattern
    this.dialect = dialect
  }

  read(): Expression {
    const piece = this.choice()
    if (this.at < this.pattern.length) throw this.refused("Unmatched closing ')'")
    const { groups, names, needsBacktracking, looksForEnd } = this
    return { piece, groups, names, needsBacktracking, looksForEnd, literal: literalOf(piece) }
  }

  private refused(why: string): Error {
    const shown = this.pattern.length > 200 ? `${this.pattern.slice(0, 200)} …` : this.pattern
    const message = `The regular expression ${shown} cannot be used: ${why}`
    return thrown('vtl/regular-expression', message)
  }

  private get next(): string | undefined {
    return this.pattern[this.at]
  }

  private accept(text: string): boolean {
    if (!this.pattern.startsWith(text, this.at)) return false
    this.at += text.length
    return true
  }

  private choice(): Piece {
    if (++this.depth > deepest) throw this.refused('groups nest too deep')
    const pieces = [this.sequence()]
    while (this.accept('|')) pieces.push(this.sequence())
    this.depth--
    const [only] = pieces
    return pieces.length === 1 && only ? only : { kind: 'choice', pieces }
  }

  private sequence(): Piece {
    const pieces: Piece[] = []
    while (this.next !== undefined && this.next !== '|' && this.next !== ')') {
      if (this.accept('\\Q')) {
        const end = this.pattern.indexOf('\\E', this.at)
        const text = this.pattern.slice(this.at, end < 0 ? undefined : end)
        this.at = end < 0 ? this.pattern.length : end + 2
        for (const unit of text.split('')) pieces.push(this.literal(unit))
        const last = pieces.pop()
        if (last) pieces.push(this.quantified(last))
        continue
      }
      const piece = this.atom()
      if (piece) pieces.push(this.quantified(piece))
    }
    return { kind: 'sequence', pieces }
  }

  private literal(unit: string): Piece {
    if (!this.flags.ignoresCase || !/[A-Za-z]/.test(unit))
      return { kind: 'unit', matches: (other) => other === unit, tests: 1, literal: unit }
    const lower = unit.toLowerCase()
    return {
      kind: 'unit',
      matches: (other) => other === unit || other.toLowerCase() === lower,
      tests: 4,
    }
  }

  private atom(): Piece | undefined {
    const unit = this.next ?? ''
    switch (unit) {
      case '(':
        return this.group()
      case '[': {
        const from = this.at++
        const matches = this.unitClass()
        return { kind: 'unit', matches, tests: 4 * (this.at - from) }
      }
      case '.': {
        this.at++
        const matches: Test = this.flags.hasDotAll
          ? () => true
          : not(this.dialect === 'java' ? isLineEnd : isEcmaLineEnd)
        return { kind: 'unit', matches, tests: 2 }
      }
      case '^': {
        this.at++
        const { isMultiline } = this.flags
        return {
          kind: 'place',
          holds: (text, at) =>
            at === 0 || (isMultiline && at < text.length && isLineEnd(text[at - 1] ?? 'x')),
        }
      }
      case '$': {
        this.at++
        this.looksForEnd = true
        const { isMultiline } = this.flags
        const isJava = this.dialect === 'java'
        return {
          kind: 'place',
          holds: (text, at) =>
            at === text.length ||
            (isMultiline ? isLineEnd(text[at] ?? 'x') : isJava && isBeforeLastEnd(text, at)),
        }
      }
      case '*':
      case '+':
      case '?':
        throw this.refused(`Dangling meta character '${unit}'`)
      case '{':
        // digits in it repeat the nothing that stands before it
        if (/^\{\d/.test(this.pattern.slice(this.at, this.at + 2)))
          return { kind: 'sequence', pieces: [] }
        throw this.refused('Illegal repetition')
      case '\\':
        this.at++
        return this.escape()
      default:
        this.at++
        return this.literal(unit)
    }
  }

  private group(): Piece | undefined {
    const before = { ...this.flags }
    this.at++
    let piece: Piece
    if (this.accept('?:')) piece = this.choice()
    else if (this.accept('?=')) piece = this.look(false, false)
    else if (this.accept('?!')) piece = this.look(false, true)
    else if (this.accept('?<=')) piece = this.look(true, false)
    else if (this.accept('?<!')) piece = this.look(true, true)
    else if (this.accept('?>')) {
      this.needsBacktracking = true
      piece = { kind: 'atomic', piece: this.choice() }
    } else if (this.accept('?<')) {
      const name = /^[A-Za-z][A-Za-z0-9]*(?=>)/.exec(
        this.pattern.slice(this.at, this.at + 200),
      )?.[0]
      if (name === undefined || this.names.has(name)) throw this.refused('a group has no name')
      this.at += name.length + 1
      const index = ++this.groups
      this.names.set(name, index)
      piece = { kind: 'group', index, piece: this.choice() }
    } else if (this.accept('?')) {
      const match = /^([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(
        this.pattern.slice(this.at, this.at + 40),
      )
      if (!match || /[^idmsuxU]/.test((match[1] ?? '') + (match[2] ?? '')))
        throw this.refused('Unknown inline modifier')
      this.at += match[0].length
      this.needsBacktracking = true
      this.setFlags(match[1] ?? '', true)
      this.setFlags(match[2] ?? '', false)
      // without a body they hold up to the end of the group around
      if (match[3] === ')') return undefined
      piece = this.choice()
    } else {
      const index = ++this.groups
      piece = { kind: 'group', index, piece: this.choice() }
    }
    if (!this.accept(')')) throw this.refused('Unclosed group')
    this.flags = before
    return piece
  }

  private setFlags(letters: string, value: boolean): void {
    if (letters.includes('i')) this.flags.ignoresCase = value
    if (letters.includes('m')) this.flags.isMultiline = value
    if (letters.includes('s')) this.flags.hasDotAll = value
  }

  private look(isBehind: boolean, isNegative: boolean): Piece {
    this.needsBacktracking = true
    const piece = this.choice()
    if (isBehind && isUnbounded(piece) && !isLoneRepeat(piece))
      throw this.refused('Look-behind group does not have an obvious maximum length')
    return { kind: 'look', isBehind, isNegative, piece }
  }

  private quantified(piece: Piece, times = 1): Piece {
    if (times > deepest) throw this.refused('it repeats repetitions too often')
    let least: number
    let most: number
    if (this.accept('*')) [least, most] = [0, Infinity]
    else if (this.accept('+')) [least, most] = [1, Infinity]
    else if (this.accept('?')) [least, most] = [0, 1]
    else if (this.next === '{') {
      const match = /^\{(\d{1,9})(?:(,)(\d{1,9})?)?\}/.exec(
        this.pattern.slice(this.at, this.at + 30),
      )
      if (!match) throw this.refused('Illegal repetition')
      this.at += match[0].length
      least = Number(match[1])
      most = match[2] === undefined ? least : match[3] === undefined ? Infinity : Number(match[3])
      if (most < least) throw this.refused('Illegal repetition range')
      if (least > mostTimes) throw this.refused('too many repetitions')
      this.needsBacktracking = true
    } else return piece
    const way = this.accept('?') ? 'lazy' : this.accept('+') ? 'possessive' : 'greedy'
    if (way === 'possessive') this.needsBacktracking = true
    const repeated: Piece = { kind: 'repeat', piece, least, most, way }
    // a quantifier can be repeated itself, but not by * + ?
    return this.next === '{' ? this.quantified(repeated, times + 1) : repeated
  }

  private escape(): Piece {
    const unit = this.next
    if (unit === undefined) throw this.refused('it ends with a backslash')
    if (/[1-9]/.test(unit)) {
      let index = Number(unit)
      this.at++
      while (isDigit(this.next ?? '') && index * 10 + Number(this.next) <= this.groups)
        index = index * 10 + Number(this.pattern[this.at++])
      return this.backReference(index)
    }
    if (unit === 'k') {
      const name = /^k<([A-Za-z0-9]+)>/.exec(this.pattern.slice(this.at, this.at + 200))
      const index = this.names.get(name?.[1] ?? '')
      if (!name || index === undefined) throw this.refused('a named group does not exist')
      this.at += name[0].length
      return this.backReference(index)
    }
    const place = placesOfLetter[unit]
    if (place) {
      this.at++
      this.needsBacktracking = true
      return { kind: 'place', holds: place }
    }
    if (unit === 'R') {
      this.at++
      this.needsBacktracking = true
      const units = (text: string): Piece => ({
        kind: 'sequence',
        pieces: text
          .split('')
          .map((one) => ({ kind: 'unit', matches: (other) => other === one, tests: 1 })),
      })
      const pieces: Piece[] = [
        units('\r\n'),
        { kind: 'unit', matches: classesOfLetter['v'] ?? isLineEnd, tests: 2 },
      ]
      return { kind: 'choice', pieces }
    }
    const test = this.escapedUnit()
    return typeof test === 'string' ? this.literal(test) : { kind: 'unit', matches: test, tests: 4 }
  }

  private backReference(index: number): Piece {
    this.needsBacktracking = true
    return { kind: 'back', index, ignoresCase: this.flags.ignoresCase }
  }

  /** What stands behind a backslash for one unit: a unit, or a class of them. */
  private escapedUnit(): string | Test {
    const unit = this.next ?? ''
    this.at++
    const ofLetter = Object.hasOwn(classesOfLetter, unit) ? classesOfLetter[unit] : undefined
    if (ofLetter) {
      if (this.dialect === 'ecma' && unit === 's') return isEcmaSpace
      if (this.dialect === 'ecma' && unit === 'S') return not(isEcmaSpace)
      if (!/[dDwW]/.test(unit)) this.needsBacktracking = true
      return ofLetter
    }
    const control = Object.hasOwn(controls, unit) ? controls[unit] : undefined
    if (control !== undefined) return control
    const rest = this.pattern.slice(this.at, this.at + 40)
    if (unit === 'p' || unit === 'P') {
      const name = /^(?:\{([A-Za-z_=]+)\}|([A-Za-z]))/.exec(rest)
      const known = name?.[1] ?? name?.[2] ?? ''
      const pattern = Object.hasOwn(classesOfName, known) ? classesOfName[known] : undefined
      if (!name || !pattern) throw this.refused(`Unknown character property name {${known}}`)
      this.at += name[0].length
      this.needsBacktracking = true
      const test: Test = (one) => pattern.test(one)
      return unit === 'p' ? test : not(test)
    }
    const hex = unit === 'x' ? /^[0-9A-Fa-f]{2}/ : unit === 'u' ? /^[0-9A-Fa-f]{4}/ : undefined
    const digits =
      unit === '0' ? /^(?:[0-3][0-7]{2}|[0-7]{1,2})/.exec(rest)?.[0] : hex?.exec(rest)?.[0]
    if (digits !== undefined) {
      this.at += digits.length
      this.needsBacktracking = true
      return String.fromCharCode(parseInt(digits, unit === '0' ? 8 : 16))
    }
    if (/[A-Za-z0-9]/.test(unit) || unit === '')
      throw this.refused('Illegal/unsupported escape sequence')
    return unit
  }

  /** A class in brackets, behind the opening one. */
  private unitClass(): Test {
    if (++this.depth > deepest) throw this.refused('classes nest too deep')
    const isNegated = this.accept('^')
    let tests: Test[] = []
    let isFirst = true
    let left: Test | undefined
    const join = (): Test => {
      const all = tests
      const own: Test = (unit) => all.some((test) => test(unit))
      const before = left
      return before ? (unit) => before(unit) && own(unit) : own
    }
    for (;;) {
      const unit = this.next
      if (unit === undefined) throw this.refused('Unclosed character class')
      if (unit === ']' && !isFirst) {
        this.at++
        break
      }
      isFirst = false
      if (unit === '[') {
        this.at++
        this.needsBacktracking = true
        tests.push(this.unitClass())
      } else if (this.accept('&&')) {
        this.needsBacktracking = true
        if (tests.length > 0 || left) left = join()
        tests = []
        if (this.next === ']') throw this.refused('Bad class syntax')
      } else tests.push(this.range())
    }
    this.depth--
    const test = join()
    return isNegated ? not(test) : test
  }

  private classUnit(): string | Test {
    if (this.accept('\\')) {
      if (this.next === undefined) throw this.refused('it ends with a backslash')
      return this.escapedUnit()
    }
    const unit = this.next ?? ''
    this.at++
    return unit
  }

  private range(): Test {
    const from = this.classUnit()
    if (typeof from !== 'string') return from
    const isRange = this.next === '-' && !']['.includes(this.pattern[this.at + 1] ?? ']')
    if (!isRange) return this.between(from, from)
    this.at++
    const to = this.classUnit()
    if (typeof to !== 'string' || to < from) throw this.refused('Illegal character range')
    return this.between(from, to)
  }

  private between(from: string, to: string): Test {
    const plain: Test = (unit) => unit >= from && unit <= to
    if (!this.flags.ignoresCase) return plain
    return (unit) =>
      plain(unit) ||
      (/^[A-Za-z]$/.test(unit) && (plain(unit.toLowerCase()) || plain(unit.toUpperCase())))
  }
}

/** The text of a pattern that is nothing but units; `undefined` for any other, and for an empty one. */
function literalOf(piece: Piece): string | undefined {
  if (piece.kind !== 'sequence' || piece.pieces.length === 0) return undefined
  const units: string[] = []
  for (const each of piece.pieces) {
    if (each.kind !== 'unit' || each.literal === undefined) return undefined
    units.push(each.literal)
  }
  return units.join('')
}

/** The one repetition without end that Java lets a look-behind have. */
function isLoneRepeat(piece: Piece): boolean {
  if (piece.kind !== 'sequence' || piece.pieces.length !== 1) return false
  const [only] = piece.pieces
  return only?.kind === 'repeat'
}

function isUnbounded(piece: Piece): boolean {
  switch (piece.kind) {
    case 'repeat':
      if (piece.way === 'greedy' && piece.piece.kind === 'unit') return false
      return piece.most === Infinity || isUnbounded(piece.piece)
    case 'sequence':
    case 'choice':
      return piece.pieces.some(isUnbounded)
    case 'group':
    case 'atomic':
      return isUnbounded(piece.piece)
    default:
      return false
  }
}

function isBeforeLastEnd(text: string, at: number): boolean {
  const rest = text.slice(at, at + 3)
  if (at + rest.length < text.length || rest.length > 2) return false
  if (rest === '\r\n') return true
  // between the two there is no place before the last end of a line
  return rest.length === 1 && isLineEnd(rest) && !(rest === '\n' && text[at - 1] === '\r')
}

function isWordPlace(text: string, at: number): boolean {
  return isWord(text[at - 1] ?? ' ') !== isWord(text[at] ?? ' ')
}

const placesOfLetter: Readonly<Record<string, (text: string, at: number) => boolean>> = {
  b: isWordPlace,
  B: (text, at) => !isWordPlace(text, at),
  A: (_text, at) => at === 0,
  G: (_text, at) => at === 0,
  z: (text, at) => at === text.length,
  Z: (text, at) => at === text.length || isBeforeLastEnd(text, at),
}
