import { TemplateError } from './problem.ts'

/** What the lexer is in the middle of; which tokens there are depends on it. */
type State = 'text' | 'hash' | 'directive' | 'reference' | 'modifier' | 'arguments' | 'index'

export type TokenKind =
  | 'end of text'
  | 'text'
  | 'double escape'
  | 'escape'
  | 'escaped directive'
  | 'comment'
  | 'text block'
  | 'empty index'
  | '#set('
  | '#if'
  | '#elseif'
  | '#else'
  | '#end'
  | 'directive'
  | 'braced directive'
  | 'identifier'
  | 'dot'
  | '{ of a reference'
  | '} of a reference'
  | '[ of an index'
  | '] of an index'
  | '('
  | ')'
  | ') of arguments'
  | '['
  | ']'
  | ','
  | '..'
  | ':'
  | '{'
  | '}'
  | 'blanks'
  | 'string'
  | 'true'
  | 'false'
  | 'integer'
  | 'float'
  | 'or'
  | 'and'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'not'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '='

export interface Token {
  readonly kind: TokenKind
  /** The text with all that came before it and belongs to it: `$name`, `\$`, `#if`. */
  readonly image: string
  /** Dollar signs and hashes before it that turned out to begin nothing; they print. */
  readonly before: string
  readonly from: number
  readonly to: number
}

type Match = readonly [kind: TokenKind, length: number]

/** Tokens that begin something and go on: their text becomes the beginning of the token that follows. */
type Opening = 'dollar' | 'hash' | 'text block' | 'comment'

const identifier = /[A-Za-z_][A-Za-z0-9_-]*/y
const word = /[A-Za-z_@][A-Za-z0-9_@]*/y
const bracedWord = /\{[A-Za-z_][A-Za-z0-9_@]*\}/y
const blanks = /[ \t\n\r]+/y
const integer = /-?[0-9]+(?:\.\.)?/y
const float =
  /-?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?|-?\.[0-9]+(?:[eE][-+]?[0-9]+)?|-?[0-9]+[eE][-+]?[0-9]+/y
const setDirective = /[ \t]*#(?:set|\{set\}) *\(/y
const closing = /\)(?:[ \t]*(?:\r\n|\n|\r))?/y
const endDirective = /(?:end|\{end\})(?:[ \t]*(?:\r\n|\n|\r))?/y
const elseDirective = /(?:else|\{else\})(?:[ \t]*(?:\r\n|\n|\r))?/y
const plainText = /[^$#\\]+/y
const emptyIndex = /\$\[|\$!\[|\$\\!\[|\$\./y
const operators: readonly (readonly [string, TokenKind])[] = [
  ['-', '-'],
  ['+', '+'],
  ['*', '*'],
  ['/', '/'],
  ['%', '%'],
  ['&&', 'and'],
  ['and', 'and'],
  ['||', 'or'],
  ['or', 'or'],
  ['<', 'lt'],
  ['lt', 'lt'],
  ['<=', 'le'],
  ['le', 'le'],
  ['>', 'gt'],
  ['gt', 'gt'],
  ['>=', 'ge'],
  ['ge', 'ge'],
  ['==', 'eq'],
  ['eq', 'eq'],
  ['!=', 'ne'],
  ['ne', 'ne'],
  ['!', 'not'],
  ['not', 'not'],
  ['=', '='],
]

interface Level {
  readonly state: State
  readonly opened: number
  readonly closed: number
}

/**
 * Cuts a template into tokens as Velocity 1.7 does: by the longest match among the tokens of the state that it is in,
 * the state being kept on a stack. A token is cut when it is asked for, because the parser changes the state too.
 */
export class Lexer {
  private readonly source: string
  private readonly fail: (code: string, message: string, at: number) => TemplateError
  private at = 0
  private state: State = 'text'
  private readonly stack: Level[] = []
  /** Parentheses of this level. */
  private opened = 0
  private closed = 0
  /** Inside `#set(` up to its end. */
  isInSet = false
  /** The backslashes that were looked at last. */
  private slashesStart = 0
  private slashesEnd = 0

  constructor(source: string, fail: (code: string, message: string, at: number) => TemplateError) {
    this.source = source
    this.fail = fail
  }

  /** Where the next token is looked for. */
  get position(): number {
    return this.at
  }

  /** The name of a directive was read: what follows may be its arguments. */
  enterDirective(): void {
    this.state = 'directive'
  }

  /** True where a parenthesis opens next, blanks left aside. */
  isBeforeParenthesis(): boolean {
    let i = this.at
    while (isBlank(this.source.charCodeAt(i))) i++
    return this.source[i] === '('
  }

  push(): void {
    this.stack.push({ state: this.state, opened: this.opened, closed: this.closed })
    this.opened = 0
  }

  pop(): boolean {
    const level = this.stack.pop()
    if (!level) {
      this.opened = 0
      this.state = 'text'
      return false
    }
    this.opened = level.opened
    this.closed = level.closed
    this.state = level.state
    return true
  }

  next(): Token {
    const { source } = this
    let start = this.at
    let before = ''
    /** Whether something was begun that needs more to follow. */
    let isOpen = false
    for (;;) {
      if (this.at >= source.length) {
        if (isOpen) throw this.unknown()
        return { kind: 'end of text', image: '', before, from: start, to: this.at }
      }
      const match = this.match()
      const opening = this.opening()
      if (
        opening &&
        opening[1] >= (match?.[1] ?? 0) &&
        !(match && wins(match[0], opening[1], match[1]))
      ) {
        const [kind, length] = opening
        if (kind === 'comment') {
          this.at += length
          const comment = this.comment(start, before)
          if (comment) return comment
          start = this.at
          isOpen = false
          continue
        }
        if (kind === 'text block') {
          const end = source.indexOf(']]#', this.at + length)
          if (end < 0) {
            throw this.fail(
              'vtl/unclosed-literal',
              'Text that begins with #[[ is not closed with ]]#',
              this.at,
            )
          }
          this.at = end + 3
          return this.token('text block', start, before)
        }
        this.open(kind)
        this.at += length
        isOpen = true
        continue
      }
      if (match) {
        const [kind, length] = match
        this.at += length
        if (kind === 'comment') {
          const image = this.source.slice(start, this.at - 2)
          this.lineComment()
          return { ...this.token('comment', start, before), image }
        }
        this.act(kind, start)
        return this.token(kind, start, before)
      }
      if (this.state === 'text' || !this.isEnded()) throw this.unknown()
      // what was begun is nothing after all
      this.pop()
      before += leftover(source.slice(start, this.at))
      start = this.at
      isOpen = false
    }
  }

  private token(kind: TokenKind, from: number, before: string): Token {
    return { kind, image: this.source.slice(from, this.at), before, from, to: this.at }
  }

  private isEnded(): boolean {
    return this.state === 'reference' || this.state === 'modifier' || this.state === 'hash'
  }

  private open(kind: Opening): void {
    const ended = this.state === 'reference' || (kind === 'hash' && this.state === 'modifier')
    if (ended) this.pop()
    this.push()
    this.state = kind === 'dollar' ? 'reference' : 'hash'
  }

  /** What a token changes beside being cut. */
  private act(kind: TokenKind, start: number): void {
    switch (kind) {
      case '[ of an index':
        this.push()
        this.state = 'index'
        return
      case '] of an index':
      case '} of a reference':
        this.pop()
        return
      case '(':
        this.opened++
        if (this.state === 'modifier') this.state = 'arguments'
        return
      case ')':
        this.close()
        return
      case ') of arguments':
        this.state = 'reference'
        return
      case '#set(':
        this.push()
        this.isInSet = true
        this.state = 'directive'
        this.opened++
        return
      case 'string':
        if (this.state === 'directive' && !this.isInSet && this.opened === 0) this.pop()
        return
      case 'integer':
        if (this.source.endsWith('..', this.at) && this.at - start > 2) this.at -= 2
        if (
          this.opened === 0 &&
          !this.isInSet &&
          this.state !== 'arguments' &&
          this.state !== 'index'
        )
          this.pop()
        return
      case 'float':
        if (this.opened === 0 && !this.isInSet && this.state !== 'arguments') this.pop()
        return
      case '#end':
      case '#else':
        this.pop()
        return
      case '#if':
      case '#elseif':
        this.state = 'directive'
        return
      case 'dot':
        this.state = 'modifier'
        return
      default:
        return
    }
  }

  /** A parenthesis closes the level that has one open. */
  private close(): void {
    for (;;) {
      if (this.opened > 0) {
        if (this.opened === this.closed + 1) this.pop()
        else this.closed++
        return
      }
      if (!this.pop()) return
    }
  }

  /** The rest of a comment of several lines. It is nothing where the text ends first. */
  private comment(start: number, before: string): Token | undefined {
    const from = this.at
    const isClosed = this.skipComment((i) => (this.source.startsWith('*#', i) ? 2 : 0), true)
    if (!isClosed) return undefined
    const token = this.token('comment', start, before)
    // what stood before it prints where the comment is empty
    return { ...token, image: this.at === from + 2 ? this.source.slice(start, from - 2) : '' }
  }

  private lineComment(): void {
    this.skipComment((i) => lineBreakAt(this.source, i))
  }

  /** Go on to behind what ends a comment; false where the text ends first. */
  private skipComment(endAt: (i: number) => number, isOpenAtFirst = false): boolean {
    const { source } = this
    let isOpen = isOpenAtFirst
    let i = this.at
    while (i < source.length) {
      const length = endAt(i)
      if (length > 0) {
        this.at = i + length
        return true
      }
      const unit = source[i]
      isOpen = unit === '#' || unit === '$'
      if (unit === '#') {
        if (source.startsWith('#**', i) && i + 3 < source.length && source[i + 3] !== '#') i += 4
        else if (source.startsWith('#*', i)) i += 2
        else if (source.startsWith('#[[', i)) i += 3
        else i++
      } else if (unit === '$') {
        i++
        if (source[i] === '!') i++
      } else i++
    }
    this.at = source.length
    if (isOpen) throw this.unknown()
    return false
  }

  /** What begins here and goes on: a dollar sign with its backslashes, a hash, a comment, a block of text. */
  private opening(): readonly [Opening, number] | undefined {
    const { source, at } = this
    const unit = source.charCodeAt(at)
    if (unit === 35) {
      if (source.startsWith('#[[', at)) return ['text block', 3]
      if (source.startsWith('#*', at)) return ['comment', 2]
      return ['hash', 1]
    }
    if (unit !== 36 && unit !== 92) return undefined
    const dollar = this.slashesFrom(at)
    if (source.charCodeAt(dollar) !== 36) return undefined
    const bang = this.slashesFrom(dollar + 1)
    const length = source.charCodeAt(bang) === 33 ? bang + 1 : dollar + 1
    return ['dollar', length - at]
  }

  /** Where the backslashes from here on end. */
  private slashesFrom(from: number): number {
    const { source } = this
    if (from >= this.slashesStart && from < this.slashesEnd) return this.slashesEnd
    let i = from
    while (source.charCodeAt(i) === 92) i++
    this.slashesStart = from
    this.slashesEnd = i
    return i
  }

  /** The longest token of the state; of two as long, the one that is named first. */
  private match(): Match | undefined {
    const { source, at, state } = this
    let kind: TokenKind | undefined
    let length = 0
    const take = (candidate: TokenKind, size: number) => {
      if (size > length) {
        kind = candidate
        length = size
      }
    }
    const takeText = (candidate: TokenKind, text: string) => {
      if (text.length > length && source.startsWith(text, at)) take(candidate, text.length)
    }
    const takePattern = (candidate: TokenKind, pattern: RegExp) => {
      pattern.lastIndex = at
      if (pattern.test(source)) take(candidate, pattern.lastIndex - at)
    }
    switch (state) {
      case 'text':
        if (source.charCodeAt(at) === 92) take('escaped directive', this.escapedDirectiveLength())
        takePattern('#set(', setDirective)
        takeText('comment', '##')
        takeText('double escape', '\\\\')
        takeText('escape', '\\')
        takePattern('text', plainText)
        takePattern('empty index', emptyIndex)
        break
      case 'hash':
        takeText('comment', '##')
        takePattern('#end', endDirective)
        takeText('#if', 'if')
        takeText('#if', '{if}')
        takeText('#elseif', 'elseif')
        takeText('#elseif', '{elseif}')
        takePattern('#else', elseDirective)
        takePattern('integer', integer)
        takePattern('float', float)
        takePattern('directive', word)
        takePattern('braced directive', bracedWord)
        break
      case 'directive':
        takeText('[', '[')
        takeText(']', ']')
        takeText(',', ',')
        takeText('..', '..')
        takeText(':', ':')
        takeText('{', '{')
        takeText('}', '}')
        takeText('(', '(')
        takePattern(')', closing)
        takeText('comment', '##')
        takePattern('blanks', blanks)
        take('string', this.stringLength())
        takeText('true', 'true')
        takeText('false', 'false')
        for (const [text, operator] of operators) takeText(operator, text)
        takePattern('integer', integer)
        takePattern('float', float)
        takePattern('directive', word)
        takePattern('braced directive', bracedWord)
        break
      case 'reference':
      case 'modifier':
        takeText('[ of an index', '[')
        if (state === 'modifier') takeText('(', '(')
        takePattern('#set(', setDirective)
        if (state === 'reference') takeText('comment', '##')
        takeText('true', 'true')
        takeText('false', 'false')
        takePattern('identifier', identifier)
        take('dot', this.dotLength())
        takeText('{ of a reference', '{')
        takeText('} of a reference', '}')
        if (state === 'reference') takePattern('empty index', emptyIndex)
        break
      case 'arguments':
        takeText('[', '[')
        takeText(']', ']')
        takeText(',', ',')
        takeText('..', '..')
        takeText(':', ':')
        takeText('{', '{')
        takeText('}', '}')
        takeText(') of arguments', ')')
        takePattern('#set(', setDirective)
        takePattern('blanks', blanks)
        take('string', this.stringLength())
        takeText('true', 'true')
        takeText('false', 'false')
        takePattern('integer', integer)
        takePattern('float', float)
        takePattern('identifier', identifier)
        take('dot', this.dotLength())
        break
      case 'index':
        takeText('] of an index', ']')
        takePattern('blanks', blanks)
        take('string', this.stringLength())
        takeText('true', 'true')
        takeText('false', 'false')
        takePattern('integer', integer)
        takePattern('float', float)
        break
    }
    return kind && [kind, length]
  }

  /** A point before a letter; the letter is the next token's. */
  private dotLength(): number {
    return this.source[this.at] === '.' && isLetter(this.source.charCodeAt(this.at + 1)) ? 1 : 0
  }

  private stringLength(): number {
    const { source, at } = this
    const quote = source[at]
    if (quote !== '"' && quote !== "'") return 0
    for (let i = at + 1; ;) {
      const end = source.indexOf(quote, i)
      if (end < 0)
        throw this.fail(
          'vtl/unclosed-string',
          `A string that begins with ${quote} is not closed`,
          at,
        )
      if (source[end + 1] !== quote) return end + 1 - at
      i = end + 2
    }
  }

  /** Backslashes, an odd number of them, and a directive. */
  private escapedDirectiveLength(): number {
    const { source, at } = this
    const hash = this.slashesFrom(at)
    if (source[hash] !== '#' || (hash - at) % 2 === 0) return 0
    for (const pattern of [word, bracedWord]) {
      pattern.lastIndex = hash + 1
      if (pattern.test(source)) return pattern.lastIndex - at
    }
    return 0
  }

  private unknown(): TemplateError {
    const { source, at } = this
    const last = source[source.length - 1] ?? ''
    if (at >= source.length) {
      const code = last === '$' ? 'vtl/lone-dollar' : 'vtl/lone-hash'
      return this.fail(code, `A ${last} cannot be the last character`, source.length - 1)
    }
    return this.fail('vtl/unexpected', `Encountered "${source[at] ?? ''}"`, at)
  }
}

/** Tokens that are named before those that go on, and so win where both are as long. */
function wins(kind: TokenKind, opening: number, own: number): boolean {
  return own === opening && (kind === 'escaped directive' || kind === '#set(')
}

/** What prints of something that began and turned out to be nothing: dollar signs with their backslashes, and hashes. */
function leftover(text: string): string {
  let result = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text[i]
    if (unit === '$' || unit === '#') result += unit
    else if (unit === '\\') {
      let end = i
      while (text[end] === '\\') end++
      const isDollar = text[end] === '$'
      if (isDollar) result += text.slice(i, end + 1)
      // the unit behind such a dollar sign gets lost
      i = isDollar ? end + 1 : end - 1
    }
  }
  return result
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13
}

function isLetter(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)
}

function lineBreakAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit === 13) return text.charCodeAt(at + 1) === 10 ? 2 : 1
  return unit === 10 ? 1 : 0
}
