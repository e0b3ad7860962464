import type { Accessor, Block, Expression, Node, Operator, ReferenceNode } from './ast.ts'
import { Lexer } from './lexer.ts'
import type { Token, TokenKind } from './lexer.ts'
import { TemplateError } from './problem.ts'

/** How deep directives, strings in strings and parentheses may nest. */
const deepest = 200

/** `aws` is what API Gateway does, `plain` is Velocity 1.7 out of the box. */
export type Profile = 'aws' | 'plain'

/** Told of each token that the parser takes, in their order; those of a string's own text after the string. Offsets are of the whole template. */
export type TokenListener = (token: Pick<Token, 'kind' | 'image' | 'from' | 'to'>) => void

/** Read a template. Throws a `TemplateError` of kind `parse` at the first thing that is not Velocity 1.7. */
export function parseTemplate(
  source: string,
  profile: Profile = 'aws',
  heard?: TokenListener,
): Block {
  return new Parser(source, profile, 0, 0, undefined, heard).template()
}

const blockDirectives = new Set(['foreach', 'define', 'macro', 'literal'])
const lineDirectives = new Set(['include', 'parse', 'break', 'stop'])
/** Directives of the grammar itself, whose backslash an escape takes away too. */
const grammarDirectives = new Set(['if', 'end', 'set', 'else', 'elseif'])

/** Tokens that are text where a statement is expected. */
const textKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'text',
  'dot',
  ')',
  '(',
  'integer',
  'float',
  'string',
  'escape',
  '{ of a reference',
  '} of a reference',
  'empty index',
])

/** Tokens that a value begins with. */
const valueKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'string',
  'integer',
  'float',
  '[',
  '{',
  'true',
  'false',
  'identifier',
  '{ of a reference',
])

const precedence: readonly Partial<Record<TokenKind, Operator>>[] = [
  { or: '||' },
  { and: '&&' },
  { eq: '==', ne: '!=' },
  { lt: '<', gt: '>', le: '<=', ge: '>=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/', '%': '%' },
]

/** What a #literal prints for a comment: of one line the hashes and the line break, of several lines nothing or its end. */
function literalComment(source: string): string {
  const start = source.search(/##|#\*/)
  const before = source.slice(0, Math.max(0, start))
  const comment = source.slice(Math.max(0, start))
  if (comment.startsWith('##')) return `${before}##${/[\r\n]*$/.exec(comment)?.[0] ?? ''}`
  return comment.startsWith('#**') && !comment.startsWith('#**#') ? `${before}*#` : before
}

class Parser {
  private readonly source: string
  private readonly profile: Profile
  /** Where this text begins in the whole template: strings are parsed on their own. */
  private readonly base: number
  /** For a string with escapes: where each of its characters stands in the whole template. */
  private readonly places: readonly number[] | undefined
  private readonly heard: TokenListener | undefined
  private readonly lexer: Lexer
  private readonly ahead: Token[] = []
  private readonly macros = new Set<string>()
  private depth: number
  /** Where the token ended that was taken last. */
  private end = 0
  /** In a #literal: what it prints otherwise than it is written, by places in this text. */
  private literalEdits: { from: number; to: number; text: string }[] | undefined
  /** What the operand that was read last is as a text: of one in parentheses what is in them, of an operation its right side. */
  private operand = { from: 0, to: 0 }

  constructor(
    source: string,
    profile: Profile,
    base: number,
    depth: number,
    places?: readonly number[],
    heard?: TokenListener,
  ) {
    this.heard = heard
    this.source = source
    this.profile = profile
    this.base = base
    this.depth = depth
    this.places = places
    this.lexer = new Lexer(source, (code, message, at) => this.error(code, message, at))
  }

  template(): Block {
    const nodes = this.block()
    if (this.peek().kind !== 'end of text') throw this.unexpected(this.peek())
    return nodes
  }

  private peek(distance = 0): Token {
    while (this.ahead.length <= distance) this.ahead.push(this.lexer.next())
    const token = this.ahead[distance]
    // the loop has just filled the place
    if (!token) throw new Error('no token')
    return token
  }

  private take(): Token {
    const token = this.peek()
    this.ahead.shift()
    this.end = token.to
    if (this.heard) {
      const { kind, image, from, to } = token
      this.heard({ kind, image, from: this.placeOf(from), to: this.placeOf(to) })
    }
    return token
  }

  private accept(kind: TokenKind): Token | undefined {
    return this.peek().kind === kind ? this.take() : undefined
  }

  private expect(kind: TokenKind): Token {
    if (this.peek().kind !== kind) throw this.unexpected(this.peek())
    return this.take()
  }

  private placeOf(at: number): number {
    return this.places ? (this.places[at] ?? this.base + at) : this.base + at
  }

  private span(from: number): { from: number; to: number } {
    return { from: this.placeOf(from), to: this.placeOf(this.end) }
  }

  private nested<T>(what: string, read: () => T): T {
    if (++this.depth > deepest)
      throw this.error('vtl/too-deep', `${what} nest more than ${deepest} levels deep`, this.end)
    const result = read()
    this.depth--
    return result
  }

  private block(): Node[] {
    return this.nested('Directives', () => {
      const nodes: Node[] = []
      while (this.statement(nodes));
      return nodes
    })
  }

  /** Read one statement; false where none begins. */
  private statement(nodes: Node[]): boolean {
    const token = this.peek()
    switch (token.kind) {
      case '#if':
        nodes.push(this.ifStatement())
        return true
      case '#set(':
        nodes.push(this.set())
        return true
      case 'comment':
        this.take()
        this.editLiteral(token, literalComment(this.source.slice(token.from, token.to)))
        this.addText(nodes, token.image, token)
        return true
      case 'text block':
        this.take()
        this.addText(nodes, token.image.slice(3, -3), token)
        return true
      case 'escaped directive':
        this.take()
        this.editLiteral(token, this.escapedDirective(token.image))
        this.addText(nodes, this.escapedDirective(token.image), token)
        return true
      case 'double escape':
        this.doubleEscapes(nodes)
        return true
      case 'directive':
      case 'braced directive': {
        const node = this.directive()
        if (node) nodes.push(node)
        return true
      }
      case 'identifier':
        this.printedReference(nodes)
        return true
      case '{ of a reference':
        if (this.peek(1).kind === 'identifier') {
          this.printedReference(nodes)
          return true
        }
    }
    if (!textKinds.has(token.kind)) return false
    this.take()
    this.addText(nodes, token.before + (token.kind === 'dot' ? '.' : token.image), token)
    return true
  }

  private editLiteral({ from, to }: { from: number; to: number }, text: string): void {
    this.literalEdits?.push({ from, to, text })
  }

  /** The text of a #literal between two places: as it is written but for escapes and comments, as in Velocity 1.7. */
  private literalText(from: number, to: number): string {
    let text = ''
    let at = from
    for (const edit of this.literalEdits ?? []) {
      if (edit.from < from) continue
      text += this.source.slice(at, edit.from) + edit.text
      at = edit.to
    }
    return text + this.source.slice(at, to)
  }

  private addText(nodes: Node[], text: string, token: { from: number; to: number }): void {
    if (text === '') return
    const from = this.placeOf(token.from)
    const to = this.placeOf(token.to)
    const last = nodes.at(-1)
    if (last?.kind === 'text' && last.to === from)
      nodes[nodes.length - 1] = { ...last, text: last.text + text, to }
    else nodes.push({ kind: 'text', text, from, to })
  }

  private escapedDirective(image: string): string {
    const slash = image.lastIndexOf('\\')
    const directive = image.slice(slash + 1)
    const name = directive[1] === '{' ? directive.slice(2, -1) : directive.slice(1)
    const isKnown = this.isDirective(name) || this.macros.has(name) || grammarDirectives.has(name)
    return isKnown ? image.slice(0, slash >> 1) + directive : image
  }

  private isDirective(name: string): boolean {
    return (
      blockDirectives.has(name) ||
      lineDirectives.has(name) ||
      (name === 'evaluate' && this.profile === 'plain')
    )
  }

  /** Pairs of backslashes: each stands for one where a directive follows, else for itself. */
  private doubleEscapes(nodes: Node[]): void {
    const first = this.take()
    let count = 1
    while (this.accept('double escape')) count++
    const span = { from: first.from, to: this.end }
    const { kind, image } = this.peek()
    const name = image.slice(1)
    const isControl =
      kind === '#if' ||
      kind === '#else' ||
      kind === '#elseif' ||
      kind === '#end' ||
      this.isDirective(name) ||
      this.macros.has(name)
    this.addText(nodes, (isControl ? '\\' : '\\\\').repeat(count), span)
  }

  private printedReference(nodes: Node[]): void {
    const first = this.peek()
    const reference = this.reference()
    const { image } = first
    const dollar = image.lastIndexOf('$')
    // a literal reference begins at its own dollar sign
    if (dollar > 0) this.editLiteral({ from: first.from, to: first.from + dollar }, '')
    if (image.includes('\\!')) {
      // another name, with one backslash less, which nothing can be set to
      if (this.profile === 'aws') return
      const slash = image.indexOf('\\', image.indexOf('$'))
      const text = slash < 0 ? image : image.slice(0, slash) + image.slice(slash + 1)
      this.addText(nodes, text, { from: first.from, to: this.end })
    } else if (reference.kind === 'word') {
      this.addText(nodes, image, { from: first.from, to: this.end })
    } else {
      nodes.push(reference)
    }
  }

  private reference(): ReferenceNode | Extract<Expression, { kind: 'word' }> {
    const first = this.take()
    const isFormal = first.kind === '{ of a reference'
    const name = isFormal ? this.expect('identifier') : first
    const accessors: Accessor[] = []
    let literal = ''
    let literalFrom = first.from + Math.max(0, first.image.lastIndexOf('$'))
    this.indexes(accessors)
    while (this.peek().kind === 'dot' && this.peek(1).kind === 'identifier') {
      const dot = this.take()
      // what stood before a point that ends it is forgotten
      literal += this.source.slice(literalFrom, dot.from) + '.'
      literalFrom = dot.to
      accessors.push(this.member(dot.from))
      this.indexes(accessors)
    }
    if (isFormal) this.expect('} of a reference')
    const { image } = first
    let backslashes = 0
    while (image[backslashes] === '\\') backslashes++
    const dollar = image.lastIndexOf('$')
    const span = this.span(first.from)
    if (dollar < 0) return { kind: 'word', name: image, ...span }
    const isQuiet = image[dollar + 1] === '!'
    return {
      kind: 'reference',
      name: isFormal ? name.image : image.slice(dollar + (isQuiet ? 2 : 1)),
      accessors,
      quiet: isQuiet,
      prefix: image.slice(backslashes, dollar),
      source: literal + this.source.slice(literalFrom, this.end),
      backslashes,
      ...span,
    }
  }

  private indexes(accessors: Accessor[]): void {
    while (this.peek().kind === '[ of an index') {
      const { from } = this.take()
      this.accept('blanks')
      const { kind } = this.peek()
      if (kind === 'float' || kind === '[' || kind === '{') throw this.unexpected(this.peek())
      const index = this.value()
      this.accept('blanks')
      this.expect('] of an index')
      accessors.push({ kind: 'index', index, ...this.span(from) })
    }
  }

  private member(from: number): Accessor {
    const { image: name } = this.expect('identifier')
    const third = this.peek().kind === '(' ? this.peek(1).kind : undefined
    const isCall =
      third !== undefined &&
      (third === 'blanks' || third === ') of arguments' || valueKinds.has(third))
    if (!isCall) return { kind: 'property', name, ...this.span(from) }
    this.take()
    const values: Expression[] = []
    if (this.peek().kind !== ') of arguments') {
      do values.push(this.parameter())
      while (this.accept(','))
    }
    this.expect(') of arguments')
    return { kind: 'method', name, arguments: values, ...this.span(from) }
  }

  private set(): Node {
    const start = this.take()
    // blanks before it belong to it
    const from = start.from + start.image.indexOf('#')
    this.accept('blanks')
    const target = this.target()
    this.accept('blanks')
    this.expect('=')
    const value = this.expression()
    this.expect(')')
    this.lexer.isInSet = false
    return { kind: 'set', target, value, ...this.span(from) }
  }

  private target(): ReferenceNode {
    const token = this.peek()
    if (token.kind !== 'identifier' && token.kind !== '{ of a reference')
      throw this.unexpected(token)
    const reference = this.reference()
    if (reference.kind === 'word') throw this.unexpected(token)
    return reference
  }

  private ifStatement(): Node {
    const start = this.take()
    const branches: { condition: Expression; body: Block }[] = []
    let otherwise: Block | undefined
    const branch = () => {
      this.accept('blanks')
      this.expect('(')
      const condition = this.expression()
      this.expect(')')
      branches.push({ condition, body: this.block() })
    }
    branch()
    while (this.accept('#elseif')) branch()
    if (this.accept('#else')) otherwise = this.block()
    this.endOf('if', start)
    const from = start.from + start.image.indexOf('#')
    return { kind: 'if', branches, otherwise, ...this.span(from) }
  }

  private endOf(name: string, start: Token): void {
    const token = this.peek()
    if (token.kind === '#end') this.take()
    else if (token.kind !== 'end of text') throw this.unexpected(token)
    else {
      const at = start.from + start.image.indexOf('#')
      const message = `#${name} is not closed with #end`
      throw this.error('vtl/unclosed-directive', message, at, name.length + 1)
    }
  }

  private directive(): Node | undefined {
    const token = this.take()
    const name = token.kind === 'braced directive' ? token.image.slice(2, -1) : token.image.slice(1)
    const isKnown = this.isDirective(name)
    const isBlock = blockDirectives.has(name) || (!isKnown && name.startsWith('@'))
    this.lexer.enterDirective()
    if (!this.lexer.isBeforeParenthesis()) {
      this.lexer.pop()
      return this.bareDirective(name, token)
    }
    this.accept('blanks')
    this.expect('(')
    const values = this.directiveArguments(name, isKnown)
    const bodyFrom = this.end
    let body: Block | undefined
    let bodyTo = bodyFrom
    const outerEdits = this.literalEdits
    if (name === 'literal') this.literalEdits ??= []
    if (isBlock) {
      body = this.block()
      bodyTo = this.peek().from
      this.endOf(name, token)
    }
    const literal = name === 'literal' ? this.literalText(bodyFrom, bodyTo) : ''
    this.literalEdits = outerEdits
    const span = this.span(token.from + Math.max(0, token.image.indexOf('#')))
    const source = this.source.slice(token.from, this.end)
    const [first, second, third] = values
    if (body) {
      switch (name) {
        case 'foreach': {
          if (!first) throw this.unexpected(token)
          const variable = first.kind === 'reference' ? first.name : ''
          const nowhere: Expression = { kind: 'word', name: '', ...span }
          const items = third ?? nowhere
          if (second) return { kind: 'foreach', variable, items, body, ...span }
          return { kind: 'foreach', variable, items, isIncomplete: true, body, ...span }
        }
        case 'define':
          if (!first || second) throw this.unexpected(token)
          // what is not named by a reference cannot be asked for
          return {
            kind: 'define',
            name: first.kind === 'reference' ? first.name : '',
            body,
            ...span,
          }
        case 'macro': {
          const parameters = values.slice(1).map((value) => {
            if (value.kind !== 'reference')
              throw this.error('vtl/macro', 'The parameters of a macro are references', token.from)
            return value.name
          })
          if (first?.kind !== 'word')
            throw this.error('vtl/macro', 'A macro has a name without quotes', token.from)
          this.macros.add(first.name)
          return { kind: 'macro', name: first.name, parameters, body, ...span }
        }
        case 'literal':
          return { kind: 'text', text: literal, ...span }
        default:
          return { kind: 'call', name: name.slice(1), arguments: values, body, source, ...span }
      }
    }
    if (!isKnown) {
      if (name === 'evaluate' && first) return { kind: 'evaluate', value: first, source, ...span }
      return { kind: 'call', name, arguments: values, body: undefined, source, ...span }
    }
    switch (name) {
      case 'stop':
        return { kind: 'stop', ...span }
      case 'break':
        return { kind: 'break', scope: first, ...span }
      case 'include':
      case 'parse':
        return { kind: 'load', name, values, ...span }
      default:
        if (!first || second)
          throw this.error('vtl/evaluate', '#evaluate takes exactly one argument', token.from)
        if (!['reference', 'string', 'interpolation'].includes(first.kind))
          throw this.error('vtl/evaluate', '#evaluate takes a string or a reference', token.from)
        return { kind: 'evaluate', value: first, source, ...span }
    }
  }

  /** A directive without parentheses. */
  private bareDirective(name: string, token: Token): Node | undefined {
    const span = this.span(token.from + Math.max(0, token.image.indexOf('#')))
    if (name === 'stop') return { kind: 'stop', ...span }
    if (name === 'break') return { kind: 'break', scope: undefined, ...span }
    if (name === 'include' || name === 'parse') return undefined
    if (this.isDirective(name)) {
      const message = `#${name} has no parenthesis`
      throw this.error('vtl/unexpected', message, token.from, token.image.length)
    }
    const source = token.image
    return { kind: 'call', name, arguments: [], body: undefined, source, ...span }
  }

  private directiveArguments(name: string, isKnown: boolean): Expression[] {
    const values: Expression[] = []
    for (;;) {
      const { kind } = this.peek()
      const isAfterBlanks = kind === 'blanks'
      const next = isAfterBlanks ? this.peek(1).kind : kind
      const isMore = next === ',' || next === 'directive' || valueKinds.has(next)
      if (!isMore) break
      if (isAfterBlanks) this.take()
      if (this.accept(',')) this.accept('blanks')
      const token = this.peek()
      if (token.kind === 'directive') {
        this.take()
        const isExpected =
          !isKnown ||
          (name === 'macro' && values.length === 0) ||
          (name === 'foreach' && values.length === 1)
        if (!isExpected) throw this.unexpected(token)
        values.push({ kind: 'word', name: token.image, ...this.span(token.from) })
        continue
      }
      if (!valueKinds.has(token.kind)) throw this.unexpected(token)
      values.push(this.value())
    }
    this.accept('blanks')
    this.expect(')')
    return values
  }

  /** A value with the blanks around it: what may stand in lists, maps and calls. */
  private parameter(): Expression {
    this.accept('blanks')
    const value = this.value()
    this.accept('blanks')
    return value
  }

  private value(): Expression {
    const token = this.peek()
    if (!valueKinds.has(token.kind)) throw this.unexpected(token)
    // a hash before a number or a string is part of its text, and makes it none
    const isName = token.kind === 'identifier' || token.kind === '{ of a reference'
    const isDollarWord = /^\$!?(?:true|false)$/.test(token.image)
    if (!isName && !isDollarWord && /^[#\\$]/.test(token.image)) throw this.unexpected(token)
    return this.nested('Values', () => {
      switch (token.kind) {
        case 'identifier':
        case '{ of a reference':
          return this.reference()
        case '[':
          return this.listOrRange()
        case '{':
          return this.map()
        case 'string':
          return this.stringLiteral(this.take())
        case 'true':
        case 'false':
          this.take()
          return { kind: 'boolean', value: token.kind === 'true', ...this.span(token.from) }
        default:
          this.take()
          return {
            kind: 'number',
            text: this.source.slice(token.from, token.to),
            ...this.span(token.from),
          }
      }
    })
  }

  private listOrRange(): Expression {
    const { from } = this.expect('[')
    const items: Expression[] = []
    if (!this.accept(']')) {
      items.push(this.parameter())
      const [first] = items
      if (this.peek().kind === '..' && first && isRangeBound(first)) {
        this.take()
        const end = this.parameter()
        if (!isRangeBound(end)) throw this.unexpected(this.peek())
        this.expect(']')
        return { kind: 'range', start: first, end, ...this.span(from) }
      }
      while (this.accept(',')) items.push(this.parameter())
      this.expect(']')
    }
    return { kind: 'list', items, ...this.span(from) }
  }

  private map(): Expression {
    const { from } = this.expect('{')
    const entries: [Expression, Expression][] = []
    const first = this.peek().kind === 'blanks' ? this.peek(1) : this.peek()
    if (valueKinds.has(first.kind)) {
      do {
        const key = this.parameter()
        this.expect(':')
        entries.push([key, this.parameter()])
      } while (this.accept(','))
    } else this.accept('blanks')
    if (!this.accept('}')) this.expect('} of a reference')
    return { kind: 'map', entries, ...this.span(from) }
  }

  private expression(): Expression {
    return this.nested('Expressions', () => this.binary(0))
  }

  private binary(level: number): Expression {
    const operators = precedence[level]
    if (!operators) return this.unary()
    let left = this.binary(level + 1)
    for (;;) {
      const operator = operators[this.peek().kind]
      if (!operator) return left
      const leftSource = operator === '+' ? this.sourceOf(left) : ''
      this.take()
      const operatorEnd = this.end
      const right = this.binary(level + 1)
      const { from } = left
      const { to } = right
      if (operator === '+') {
        const sources = [leftSource, this.sourceOf(right)] as const
        left = { kind: 'binary', operator, left, right, sources, from, to }
      } else left = { kind: 'binary', operator, left, right, from, to }
      this.operand = { from: operatorEnd, to: this.end }
    }
  }

  /** The text of the operand that was just read. */
  private sourceOf(operand: Expression): string {
    const { from, to } = this.operand
    // of a reference it is what the reference prints where it has no value
    return operand.kind === 'reference' && from === -1
      ? operand.source
      : this.source.slice(Math.max(0, from), to)
  }

  private unary(): Expression {
    const first = this.peek()
    const isNot = first.kind === 'not' || (first.kind === 'blanks' && this.peek(1).kind === 'not')
    if (!isNot) return this.primary()
    this.accept('blanks')
    const { from } = this.take()
    const operand = this.nested('Expressions', () => this.unary())
    return { kind: 'not', operand, from: this.placeOf(from), to: operand.to }
  }

  private primary(): Expression {
    this.accept('blanks')
    let value: Expression
    let operand: { from: number; to: number }
    if (this.accept('(')) {
      const from = this.end
      value = this.expression()
      operand = { from, to: this.end }
      this.expect(')')
    } else {
      const { from } = this.peek()
      value = this.value()
      operand = { from: value.kind === 'reference' ? -1 : from, to: this.end }
    }
    this.operand = operand
    this.accept('blanks')
    return value
  }

  private stringLiteral(token: Token): Expression {
    const span = this.span(token.from)
    const raw = token.image.slice(1, -1)
    if (token.image.startsWith("'"))
      return { kind: 'string', value: raw.replaceAll("''", "'"), ...span }
    if (!/["\\$#]/.test(raw)) return { kind: 'string', value: raw, ...span }
    const { value, places } = unescaped(raw, (at) => this.placeOf(token.from + 1 + at))
    if (!/[$#]/.test(value)) return { kind: 'string', value, ...span }
    // the language reads the text with a blank behind it, and takes away the last character that was printed
    const isPadded = !value.includes('##')
    const body = new Parser(
      isPadded ? value + ' ' : value,
      this.profile,
      this.placeOf(token.from + 1),
      this.depth + 1,
      places,
      this.heard,
    ).template()
    return { kind: 'interpolation', ...withoutPadding(body, isPadded, span.to - 1), value, ...span }
  }

  private unexpected(token: Token): TemplateError {
    const image = token.kind === 'end of text' ? '<EOF>' : token.image
    const at = token.from
    return this.error('vtl/unexpected', `Encountered "${image}"`, at, Math.max(1, token.to - at))
  }

  private error(code: string, message: string, at: number, length = 1): TemplateError {
    return new TemplateError(code, message, 'parse', this.placeOf(at), this.placeOf(at + length))
  }
}

/** Take the blank away that was put behind a string; where something else swallowed it, the last character goes. */
function withoutPadding(
  body: Block,
  isPadded: boolean,
  /** Where the text of the string ends in the template. */
  end: number,
): { readonly body: Block; readonly losesLast: boolean } {
  if (!isPadded) return { body, losesLast: false }
  const last = body.at(-1)
  if (last?.kind !== 'text' || !last.text.endsWith(' ')) return { body, losesLast: true }
  const text = last.text.slice(0, -1)
  const kept = body.slice(0, -1)
  return {
    body: text === '' ? kept : [...kept, { ...last, text, to: Math.min(last.to, end) }],
    losesLast: false,
  }
}

function isRangeBound(bound: Expression): boolean {
  return (
    bound.kind === 'reference' ||
    bound.kind === 'word' ||
    (bound.kind === 'number' && /^-?\d+$/.test(bound.text))
  )
}

/** The text of a double-quoted string, and where each of its characters stands. */
function unescaped(
  raw: string,
  placeOf: (at: number) => number,
): { value: string; places: readonly number[] } {
  let value = ''
  const places: number[] = []
  for (let at = 0; at < raw.length;) {
    const hex = /^\\u([0-9a-fA-F]{4})/.exec(raw.slice(at, at + 6))?.[1]
    places.push(placeOf(at))
    value += hex === undefined ? (raw[at] ?? '') : String.fromCharCode(parseInt(hex, 16))
    // a doubled quote stands for one
    at += hex !== undefined ? 6 : raw[at] === '"' ? 2 : 1
  }
  places.push(placeOf(raw.length))
  return { value, places }
}
