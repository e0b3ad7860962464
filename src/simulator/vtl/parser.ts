import type { Accessor, Block, Expression, Node, Operator, ReferenceNode } from './ast.ts'
import { TemplateError } from './problem.ts'

/** How deep directives, strings in strings and parentheses may nest. */
const deepest = 200

/** `aws` is what API Gateway does, `plain` is Velocity 1.7 out of the box. */
export type Profile = 'aws' | 'plain'

/** Read a template. Throws a `TemplateError` of kind `parse` at the first thing that is not Velocity 1.7. */
export function parseTemplate(source: string): Block {
  return new Parser(source, 0, 0).template()
}

const identifierStart = /[A-Za-z_]/
const letter = /[A-Za-z]/
const identifierPart = /[A-Za-z0-9_-]/
const knownDirectives = new Set([
  'set',
  'if',
  'elseif',
  'else',
  'end',
  'foreach',
  'define',
  'macro',
  'break',
  'stop',
  'literal',
  'evaluate',
  'parse',
  'include',
])
/** Directives whose name alone, escaped, prints without its backslash. */
const words: Readonly<Record<string, Operator>> = {
  or: '||',
  and: '&&',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
}

type Ending = 'end' | 'else' | 'elseif'

class Parser {
  private at = 0
  private depth: number
  private readonly source: string
  /** Where this text begins in the whole template: strings are parsed on their own. */
  private readonly base: number

  private readonly isString: boolean
  /** Where each character of this text stands in the whole template, where it is not `base` and its own offset. */
  private readonly offsets: readonly number[] | undefined

  constructor(
    source: string,
    base: number,
    depth: number,
    isString = false,
    offsets?: readonly number[],
  ) {
    this.source = source
    this.isString = isString
    this.base = base
    this.depth = depth
    this.offsets = offsets
  }

  /** The place in the whole template of an offset in this text. */
  private place(at: number): number {
    return this.offsets?.[Math.min(at, this.offsets.length - 1)] ?? this.base + at
  }

  template(): Block {
    const { nodes, ending } = this.block(false)
    if (ending) throw this.unexpected(`#${ending}`, this.endingAt)
    return nodes
  }

  private endingAt = 0

  /** Nodes up to the end of the text, or up to a directive that ends a block. */
  private block(inside: boolean): { nodes: Node[]; ending: Ending | undefined } {
    if (++this.depth > deepest)
      throw this.error('vtl/too-deep', `Directives nest more than ${deepest} levels deep`, this.at)
    const nodes: Node[] = []
    let text = ''
    let textStart = this.at
    const flush = () => {
      if (text !== '')
        nodes.push({ kind: 'text', text, from: this.place(textStart), to: this.place(this.at) })
      text = ''
    }
    /** Blanks that begin a token belong to the `#set` after them. */
    let tokenStart = this.at
    const { source } = this
    while (this.at < source.length) {
      const unit = source[this.at]
      if (unit !== '$' && unit !== '#' && unit !== '\\') {
        if (text === '') textStart = this.at
        let end = this.at + 1
        while (end < source.length && !isSpecial(source.charCodeAt(end))) end++
        text += source.slice(this.at, end)
        this.at = end
        continue
      }
      if (unit === '\\') {
        let count = 0
        while (source[this.at + count] === '\\') count++
        const next = this.at + count
        if (source[next] === '$') {
          const start = this.at
          this.at = next
          const isDoubled = source[next + 1] === '$' && identifierStart.test(source[next + 2] ?? '')
          if (isDoubled && count % 2 === 0) {
            // an even number escapes nothing: half of them and a dollar sign are text
            if (text === '') textStart = start
            text += '\\'.repeat(count >> 1) + '$'
            this.at = next + 1
            continue
          }
          // an odd number escapes what looks like a name, and takes one of two dollar signs along
          if (isDoubled) this.at = next + 1
          const reference = this.tryReference(count)
          if (reference) {
            this.flushAt(nodes, text, textStart, start)
            text = ''
            nodes.push(reference)
            this.swallowAfter(reference, nodes)
            tokenStart = this.at
            continue
          }
          this.at = start
        } else if (source[next] === '#') {
          const name = this.directiveNameAt(next)
          if (name && !this.isDirective(name.name, name.to)) {
            // no directive: the backslashes and the name are text
            if (text === '') textStart = this.at
            text += source.slice(this.at, name.to)
            this.at = name.to
            continue
          }
          if (name) {
            const escaped = count % 2 === 1
            if (text === '') textStart = this.at
            text += '\\'.repeat(count >> 1)
            if (escaped) {
              text += source.slice(next, name.to)
              this.at = name.to
              continue
            }
            this.at = next
            // falls to the directive in the next round
            continue
          }
        }
        if (text === '') textStart = this.at
        text += source.slice(this.at, next)
        this.at = next
        continue
      }
      if (unit === '$') {
        const start = this.at
        const reference = this.tryReference(0)
        if (reference) {
          this.flushAt(nodes, text, textStart, start)
          text = ''
          nodes.push(reference)
          this.swallowAfter(reference, nodes)
          tokenStart = this.at
          continue
        }
        const escapedBang = /^\$(\\+)!\{?[A-Za-z_]/.exec(source.slice(start, start + 50))
        if (escapedBang) {
          const slashes = escapedBang[1] ?? ''
          this.flushAt(nodes, text, textStart, start)
          text = ''
          nodes.push(this.escapedBang(start, slashes.length))
          tokenStart = this.at
          continue
        }
        const afterDollar = source[start + 1] === '!' ? start + 2 : start + 1
        const behind = source[afterDollar] === '#' ? this.directiveNameAt(afterDollar) : undefined
        if (behind && this.isDirective(behind.name, behind.to)) {
          // a dollar sign right before a directive prints nothing
          this.at = afterDollar
          continue
        }
        if (text === '') textStart = start
        text += this.dollarText()
        continue
      }
      // a hash
      const start = this.at
      if (source.startsWith('##', start)) {
        flush()
        this.at = this.lineEndFrom(start + 2)
        tokenStart = this.at
        continue
      }
      if (source.startsWith('#*', start)) {
        flush()
        const end = source.indexOf('*#', start + 2)
        if (end < 0 && start + 2 === source.length && !this.isString)
          throw this.error('vtl/unclosed-comment', 'A comment cannot begin at the end', start, 2)
        // a comment that is not closed reaches to the end
        this.at = end < 0 ? source.length : end + 2
        tokenStart = this.at
        continue
      }
      if (source.startsWith('#[[', start)) {
        const end = source.indexOf(']]#', start + 3)
        if (end < 0)
          throw this.error(
            'vtl/unclosed-literal',
            'Text that begins with #[[ is not closed with ]]#',
            start,
          )
        if (text === '') textStart = start
        text += source.slice(start + 3, end)
        this.at = end + 3
        continue
      }
      const name = this.directiveNameAt(start)
      if (!name) {
        if (start === source.length - 1 && !this.isString)
          throw this.error('vtl/lone-hash', 'A # cannot be the last character', start)
        if (text === '') textStart = start
        text += '#'
        this.at++
        continue
      }
      if (name.name === 'set' && this.opensAt(name.to) >= 0) {
        if (textStart === tokenStart && /^[ \t]*$/.test(text)) text = ''
      }
      if (name.block && this.opensAt(name.to) < 0) {
        if (text === '') textStart = start
        text += source.slice(start, name.to)
        this.at = name.to
        continue
      }
      if (name.name === 'end' || name.name === 'else' || name.name === 'elseif') {
        if (name.name === 'elseif' && this.opensAt(name.to) < 0)
          throw this.unexpected('#elseif', start)
        this.flushAt(nodes, text, textStart, start)
        this.endingAt = start
        this.at = name.to
        this.depth--
        if (!inside) throw this.unexpected(`#${name.name}`, start)
        return { nodes, ending: name.name }
      }
      this.flushAt(nodes, text, textStart, start)
      text = ''
      const node = this.directive(name, start)
      if (node) nodes.push(node)
      tokenStart = this.at
      textStart = this.at
    }
    flush()
    this.depth--
    return { nodes, ending: undefined }
  }

  private flushAt(nodes: Node[], text: string, from: number, to: number): void {
    if (text !== '') nodes.push({ kind: 'text', text, from: this.place(from), to: this.place(to) })
  }

  /** The name of a directive at a hash: `#name`, `#{name}`, `#@name`, and where it ends. */
  private directiveNameAt(start: number): { name: string; to: number; block: boolean } | undefined {
    const { source } = this
    let i = start + 1
    const block = source[i] === '@'
    if (block) i++
    const braced = source[i] === '{'
    if (braced) i++
    const from = i
    if (!identifierStart.test(source[i] ?? '')) return undefined
    while (i < source.length && /[A-Za-z0-9_@]/.test(source[i] ?? '')) i++
    const name = source.slice(from, i)
    if (braced) {
      if (source[i] !== '}') return undefined
      return { name, to: i + 1, block }
    }
    return { name, to: i, block }
  }

  private isDirective(name: string, to: number): boolean {
    if (!knownDirectives.has(name)) return false
    if (name === 'end' || name === 'else' || name === 'stop' || name === 'break') return true
    return name === 'set' || name === 'if' || name === 'elseif'
      ? this.opensAt(to) >= 0 || name !== 'set'
      : true
  }

  /** Where the parenthesis after a name opens, blanks allowed; -1 where none does. */
  private opensAt(from: number): number {
    let i = from
    while (this.source[i] === ' ' || this.source[i] === '\t') i++
    return this.source[i] === '(' ? i : -1
  }

  private directive(
    name: { name: string; to: number; block: boolean },
    start: number,
  ): Node | undefined {
    const from = this.place(start)
    const span = () => ({ from, to: this.place(this.at) })
    const opens = this.opensAt(name.to)
    const open = () => {
      if (opens < 0) throw this.unexpected(this.source[name.to] ?? '<EOF>', name.to)
      this.at = opens + 1
    }
    switch (name.name) {
      case 'set': {
        if (opens < 0) return this.call(name, start)
        open()
        this.skip()
        const target = this.reference()
        this.skip()
        if (this.source[this.at] !== '=' || this.source[this.at + 1] === '=')
          throw this.unexpectedHere()
        this.at++
        const value = this.expression()
        this.close()
        return { kind: 'set', target, value, ...span() }
      }
      case 'if': {
        open()
        const branches: { condition: Expression; body: Block }[] = []
        let otherwise: Block | undefined
        let condition = this.expression()
        this.close()
        for (;;) {
          const { nodes, ending } = this.block(true)
          if (otherwise === undefined && branches.length >= 0)
            branches.push({ condition, body: nodes })
          if (ending === 'elseif') {
            this.at = this.opensAt(this.at) + 1
            condition = this.expression()
            this.close()
            continue
          }
          if (ending === 'else') {
            this.gobble()
            const last = this.block(true)
            otherwise = last.nodes
            if (last.ending !== 'end')
              throw last.ending
                ? this.unexpected(`#${last.ending}`, this.endingAt)
                : this.unclosed('if', start)
            this.gobble()
            break
          }
          if (ending === undefined) throw this.unclosed('if', start)
          this.gobble()
          break
        }
        return { kind: 'if', branches, otherwise, ...span() }
      }
      case 'foreach': {
        open()
        this.skip()
        const variable = this.reference()
        this.skip()
        // without the word `in` there is nothing to go over
        const hasIn = /^in(?![A-Za-z0-9_-])/.test(this.source.slice(this.at, this.at + 3))
        if (hasIn) this.at += 2
        this.skip()
        const at = this.place(this.at)
        const nowhere: Expression = { kind: 'word', name: '', from: at, to: at }
        const given = this.source[this.at] === ')' ? nowhere : this.argument()
        this.close()
        const items = hasIn ? given : nowhere
        const body = this.body('foreach', start)
        return { kind: 'foreach', variable: variable.name, items, body, ...span() }
      }
      case 'define': {
        open()
        this.skip()
        const target = this.reference()
        this.close()
        const body = this.body('define', start)
        return { kind: 'define', name: target.name, body, ...span() }
      }
      case 'macro': {
        open()
        this.skip()
        const macroName = this.word()
        const parameters: string[] = []
        for (this.skip(true); this.source[this.at] !== ')'; this.skip(true)) {
          parameters.push(this.reference().name)
        }
        this.at++
        this.gobble()
        const body = this.body('macro', start)
        return { kind: 'macro', name: macroName, parameters, body, ...span() }
      }
      case 'literal': {
        open()
        this.skip()
        this.close()
        const bodyFrom = this.at
        this.body('literal', start)
        return { kind: 'text', text: this.source.slice(bodyFrom, this.endingAt), ...span() }
      }
      case 'stop':
        this.at = name.to
        return { kind: 'stop', ...span() }
      case 'break': {
        this.at = name.to
        if (opens < 0) return { kind: 'break', scope: undefined, ...span() }
        this.at = opens + 1
        this.skip()
        const scope = this.source[this.at] === ')' ? undefined : this.argument()
        this.close()
        return { kind: 'break', scope, ...span() }
      }
      case 'evaluate': {
        open()
        this.skip()
        const value = this.argument()
        this.close()
        return { kind: 'evaluate', value, source: this.source.slice(start, this.at), ...span() }
      }
      case 'parse':
      case 'include': {
        if (opens < 0) {
          this.at = name.to
          return undefined
        }
        open()
        const values = this.argumentsUntilClose()
        return { kind: 'load', name: name.name, values, ...span() }
      }
      default:
        return this.call(name, start)
    }
  }

  /** A directive that is none of the language's. Its arguments must be well formed even where they print as text. */
  private call(name: { name: string; to: number; block: boolean }, start: number): Node {
    const from = this.place(start)
    const opens = this.opensAt(name.to)
    let values: Expression[] = []
    if (opens >= 0) {
      this.at = opens + 1
      values = this.argumentsUntilClose()
    } else {
      this.at = name.to
    }
    const body = name.block ? this.body(name.name, start) : undefined
    return {
      kind: 'call',
      name: name.name,
      arguments: values,
      body,
      source: this.source.slice(start, this.at),
      from,
      to: this.place(this.at),
    }
  }

  private argumentsUntilClose(): Expression[] {
    const values: Expression[] = []
    for (this.skip(true); this.source[this.at] !== ')'; this.skip(true)) {
      if (this.at >= this.source.length) throw this.unexpectedHere()
      values.push(this.argument())
    }
    this.at++
    this.gobble()
    return values
  }

  private body(name: string, start: number): Block {
    const { nodes, ending } = this.block(true)
    if (ending === undefined) throw this.unclosed(name, start)
    if (ending !== 'end') throw this.unexpected(`#${ending}`, this.endingAt)
    this.gobble()
    return nodes
  }

  /** `)`, and the blanks and the one line break that follow. */
  private close(): void {
    this.skip()
    if (this.source[this.at] !== ')') throw this.unexpectedHere()
    this.at++
    this.gobble()
  }

  /** Blanks and one line break, if a line break is there. */
  private gobble(): void {
    let i = this.at
    while (this.source[i] === ' ' || this.source[i] === '\t') i++
    const end = this.lineBreakAt(i)
    if (end > i) this.at = end
  }

  private lineBreakAt(i: number): number {
    if (this.source[i] === '\r') return this.source[i + 1] === '\n' ? i + 2 : i + 1
    return this.source[i] === '\n' ? i + 1 : i
  }

  private lineEndFrom(from: number): number {
    let i = from
    while (i < this.source.length && this.source[i] !== '\n' && this.source[i] !== '\r') i++
    return this.lineBreakAt(i)
  }

  /** White space between the parts of a directive; commas too between arguments. */
  private skip(commas = false): void {
    for (;;) {
      const unit = this.source[this.at]
      if (
        unit === ' ' ||
        unit === '\t' ||
        unit === '\n' ||
        unit === '\r' ||
        (commas && unit === ',')
      )
        this.at++
      else return
    }
  }

  /** The text that a dollar sign stands for which begins no reference. */
  private dollarText(): string {
    const start = this.at
    let i = start + 1
    if (this.source[i] === '!') {
      // `$!` before what is no name prints the dollar sign alone
      this.at = i + 1
      const next = this.source[this.at]
      if (next === undefined && !this.isString)
        throw this.error('vtl/lone-dollar', 'A $! cannot be the last characters', start)
      return next === undefined || next === '$' || next === '#' ? '$!' : '$'
    }
    if (i >= this.source.length && !this.isString)
      throw this.error('vtl/lone-dollar', 'A $ cannot be the last character', start)
    while (this.source[i] === '!') i++
    this.at = start + 1
    return '$'
  }

  /** `$\\!name`: prints one backslash less, whatever the name stands for. */
  private escapedBang(start: number, slashes: number): ReferenceNode {
    this.at = start + slashes
    const inner = new Parser('$' + this.source.slice(start + slashes + 1), 0, this.depth)
    const reference = inner.reference()
    this.at = start + slashes + 1 + reference.to - 1
    const rest = this.source.slice(start + slashes + 1, this.at)
    return {
      ...reference,
      name: '',
      accessors: [],
      quiet: false,
      source: '$' + '\\'.repeat(slashes - 1) + rest,
      from: this.place(start),
      to: this.place(this.at),
    }
  }

  private tryReference(backslashes: number): ReferenceNode | undefined {
    const { source } = this
    let i = this.at + 1
    if (source[i] === '!') i++
    if (source[i] === '{') i++
    if (!identifierStart.test(source[i] ?? '')) return undefined
    return this.reference(backslashes)
  }

  private reference(backslashes = 0): ReferenceNode {
    const { source } = this
    const start = this.at
    if (source[start] !== '$') throw this.unexpectedHere()
    let i = start + 1
    const quiet = source[i] === '!'
    if (quiet) i++
    const formal = source[i] === '{'
    if (formal) i++
    if (!identifierStart.test(source[i] ?? '')) throw this.unexpected(source[i] ?? '<EOF>', i)
    const nameFrom = i
    while (identifierPart.test(source[i] ?? '')) i++
    const name = source.slice(nameFrom, i)
    if (name === 'true' || name === 'false') throw this.unexpected('$' + name, start)
    this.at = i
    const accessors: Accessor[] = []
    for (;;) {
      const accessor = this.accessor()
      if (!accessor) break
      accessors.push(accessor)
    }
    if (formal) {
      if (source[this.at] !== '}') throw this.unexpectedHere()
      this.at++
    }
    return {
      kind: 'reference',
      name,
      accessors,
      quiet,
      source: source.slice(start, this.at),
      backslashes,
      from: this.place(start),
      to: this.place(this.at),
    }
  }

  /**
   * The language takes a word right behind a call, an index or a curly bracket for a reference without its dollar sign:
   * it prints the word, or the bracket, and nothing of the properties and calls behind it.
   */
  private swallowAfter(reference: ReferenceNode, nodes: Node[]): void {
    const { source } = this
    const start = this.at
    if (source[start - 1] === '}') return
    const isBraced = source[start] === '{' && identifierStart.test(source[start + 1] ?? '')
    const last = reference.accessors.at(-1)
    const isBehindCall = last !== undefined && last.kind !== 'property'
    if (!isBraced && !(isBehindCall && identifierStart.test(source[start] ?? ''))) return
    if (isBraced) this.at++
    const word = this.word()
    if (word === 'true' || word === 'false') throw this.unexpected(word, start)
    while (this.accessor());
    if (isBraced) {
      if (source[this.at] !== '}') throw this.unexpectedHere()
      this.at++
    }
    const text = isBraced ? '{' : word
    nodes.push({ kind: 'text', text, from: this.place(start), to: this.place(this.at) })
  }

  private accessor(): Accessor | undefined {
    const { source } = this
    const start = this.at
    const from = this.place(start)
    if (source[start] === '[') {
      this.at++
      this.skip()
      const indexFrom = this.at
      const index = this.argument(false)
      const isIndex =
        index.kind === 'number'
          ? !/[.eE]/.test(index.text)
          : index.kind !== 'list' && index.kind !== 'map' && index.kind !== 'range'
      if (!isIndex) throw this.unexpected(source[indexFrom] ?? '<EOF>', indexFrom)
      this.skip()
      if (source[this.at] !== ']') throw this.unexpectedHere()
      this.at++
      return { kind: 'index', index, from, to: this.place(this.at) }
    }
    if (source[start] !== '.' || !letter.test(source[start + 1] ?? '')) return undefined
    let i = start + 1
    while (identifierPart.test(source[i] ?? '')) i++
    const name = source.slice(start + 1, i)
    this.at = i
    // an opening parenthesis that ends the text, or with a property behind it, begins no call
    if (
      source[i] !== '(' ||
      i + 1 === source.length ||
      /^\.[A-Za-z]/.test(source.slice(i + 1, i + 3))
    ) {
      return { kind: 'property', name, from, to: this.place(i) }
    }
    this.at++
    const values: Expression[] = []
    this.skip()
    if (source[this.at] !== ')') {
      for (;;) {
        values.push(this.argument())
        this.skip()
        if (source[this.at] === ')') break
        if (source[this.at] !== ',') throw this.unexpectedHere()
        this.at++
        this.skip()
      }
    }
    this.at++
    return { kind: 'method', name, arguments: values, from, to: this.place(this.at) }
  }

  private word(): string {
    const start = this.at
    while (identifierPart.test(this.source[this.at] ?? '')) this.at++
    if (this.at === start) throw this.unexpectedHere()
    return this.source.slice(start, this.at)
  }

  private expression(): Expression {
    if (++this.depth > deepest)
      throw this.error('vtl/too-deep', `Expressions nest more than ${deepest} levels deep`, this.at)
    const value = this.binary(0)
    this.depth--
    return value
  }

  private binary(level: number): Expression {
    const operators = precedence[level]
    if (!operators) return this.unary()
    let left = this.binary(level + 1)
    for (;;) {
      this.skip()
      const operator = this.operatorAmong(operators)
      if (!operator) return left
      const right = this.binary(level + 1)
      left = { kind: 'binary', operator, left, right, from: left.from, to: right.to }
    }
  }

  private operatorAmong(operators: readonly Operator[]): Operator | undefined {
    const { source, at } = this
    const wordMatch = /^[a-z]+(?![A-Za-z0-9_-])/.exec(source.slice(at, at + 4))
    const byWord = wordMatch ? words[wordMatch[0]] : undefined
    if (byWord && operators.includes(byWord)) {
      this.at += wordMatch?.[0].length ?? 0
      return byWord
    }
    for (const operator of operators) {
      if (!source.startsWith(operator, at)) continue
      // `<` is not the start of `<=` here, and a minus before a digit belongs to the number
      if ((operator === '<' || operator === '>') && source[at + 1] === '=') continue
      if (operator === '-' && /[0-9.]/.test(source[at + 1] ?? '')) continue
      this.at += operator.length
      return operator
    }
    return undefined
  }

  private unary(): Expression {
    this.skip()
    const start = this.at
    const isNot = this.source[start] === '!' && this.source[start + 1] !== '='
    const isWord = /^not(?![A-Za-z0-9_-])/.test(this.source.slice(start, start + 4))
    if (!isNot && !isWord) return this.primary()
    this.at += isNot ? 1 : 3
    if (++this.depth > deepest)
      throw this.error('vtl/too-deep', `Expressions nest more than ${deepest} levels deep`, start)
    const operand = this.unary()
    this.depth--
    return { kind: 'not', operand, from: this.place(start), to: operand.to }
  }

  private primary(): Expression {
    this.skip()
    if (this.source[this.at] !== '(') return this.argument(false)
    this.at++
    const value = this.expression()
    this.skip()
    if (this.source[this.at] !== ')') throw this.unexpectedHere()
    this.at++
    return value
  }

  /** A value without operators: what may stand in lists, maps, indexes and calls. */
  private argument(bareWords = true): Expression {
    if (++this.depth > deepest)
      throw this.error('vtl/too-deep', `Values nest more than ${deepest} levels deep`, this.at)
    const value = this.argumentValue(bareWords)
    this.depth--
    return value
  }

  private argumentValue(bareWords: boolean): Expression {
    this.skip()
    const { source } = this
    const start = this.at
    const unit = source[start] ?? ''
    const from = this.place(start)
    if (unit === '$') {
      const word = /^\$!?(true|false)(?![A-Za-z0-9_-])/.exec(source.slice(start, start + 8))
      if (!word) return this.reference()
      this.at += word[0].length
      return { kind: 'boolean', value: word[1] === 'true', from, to: this.place(this.at) }
    }
    if (unit === '"' || unit === "'") return this.stringLiteral(unit)
    if (unit === '[') return this.listOrRange()
    if (unit === '{') return this.map()
    const number =
      /^-?(?:\d+\.(?!\.)\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+|\d+)/.exec(
        source.slice(start, start + 400),
      )
    if (number) {
      this.at += number[0].length
      return { kind: 'number', text: number[0], from, to: this.place(this.at) }
    }
    const boolean = bareWords ? null : /^(?:true|false)(?=-)/.exec(source.slice(start, start + 6))
    if (boolean) {
      // outside of calls a minus ends the word
      this.at += boolean[0].length
      return { kind: 'boolean', value: boolean[0] === 'true', from, to: this.place(this.at) }
    }
    if (identifierStart.test(unit)) {
      const name = this.word()
      const to = this.place(this.at)
      if (name === 'true' || name === 'false')
        return { kind: 'boolean', value: name === 'true', from, to }
      if (bareWords) return { kind: 'word', name, from, to }
      this.at = start
    }
    throw this.unexpectedHere()
  }

  private stringLiteral(quote: '"' | "'"): Expression {
    const { source } = this
    const start = this.at
    let i = start + 1
    for (;;) {
      const end = source.indexOf(quote, i)
      if (end < 0)
        throw this.error(
          'vtl/unclosed-string',
          `A string that begins with ${quote} is not closed`,
          start,
        )
      if (source[end + 1] !== quote) {
        this.at = end + 1
        break
      }
      i = end + 2
    }
    const raw = source.slice(start + 1, this.at - 1)
    const span = { from: this.place(start), to: this.place(this.at) }
    if (quote === "'") return { kind: 'string', value: raw.replaceAll("''", "'"), ...span }
    const value = unescapeUnicode(raw.replaceAll('""', '"'))
    if (!/[$#]/.test(value)) return { kind: 'string', value, ...span }
    // what follows the string on the same line must not be taken for its comment's end
    const isShifted = value.length !== raw.length || this.offsets !== undefined
    const offsets = isShifted ? this.offsetsOf(raw, start + 1) : undefined
    const body = new Parser(value, this.base + start + 1, this.depth + 1, true, offsets).template()
    return { kind: 'interpolation', body, value, ...span }
  }

  /** Where the characters of a string stand that are left when its quotes and `\\uXXXX` are read. */
  private offsetsOf(raw: string, from: number): number[] {
    const offsets: number[] = []
    for (let i = 0; i < raw.length; i++) {
      offsets.push(this.place(from + i))
      if (raw.startsWith('""', i)) i++
      else if (/^\\u[0-9a-fA-F]{4}/.test(raw.slice(i, i + 6))) i += 5
    }
    offsets.push(this.place(from + raw.length))
    return offsets
  }

  private listOrRange(): Expression {
    const start = this.at
    const from = this.place(start)
    this.at++
    const items: Expression[] = []
    this.skip()
    if (this.source[this.at] === ']') {
      this.at++
      return { kind: 'list', items, from, to: this.place(this.at) }
    }
    for (;;) {
      items.push(this.argument(false))
      this.skip()
      if (items.length === 1 && this.source.startsWith('..', this.at)) {
        this.at += 2
        const end = this.argument(false)
        this.skip()
        if (this.source[this.at] !== ']') throw this.unexpectedHere()
        this.at++
        const [first] = items
        if (!first || !isRangeBound(first) || !isRangeBound(end)) throw this.unexpected('..', start)
        return { kind: 'range', start: first, end, from, to: this.place(this.at) }
      }
      if (this.source[this.at] === ']') break
      if (this.source[this.at] !== ',') throw this.unexpectedHere()
      this.at++
    }
    this.at++
    return { kind: 'list', items, from, to: this.place(this.at) }
  }

  private map(): Expression {
    const from = this.place(this.at)
    this.at++
    const entries: [Expression, Expression][] = []
    this.skip()
    if (this.source[this.at] === '}') {
      this.at++
      return { kind: 'map', entries, from, to: this.place(this.at) }
    }
    for (;;) {
      const key = this.argument(false)
      this.skip()
      if (this.source[this.at] !== ':') throw this.unexpectedHere()
      this.at++
      entries.push([key, this.argument(false)])
      this.skip()
      if (this.source[this.at] === '}') break
      if (this.source[this.at] !== ',') throw this.unexpectedHere()
      this.at++
    }
    this.at++
    return { kind: 'map', entries, from, to: this.place(this.at) }
  }

  private unexpectedHere(): TemplateError {
    const rest = this.source.slice(this.at, this.at + 40)
    const token = /^(?:[A-Za-z_][\w-]*|\d+|[^\s])/.exec(rest)?.[0]
    return this.unexpected(token ?? '<EOF>', this.at)
  }

  private unexpected(token: string, at: number): TemplateError {
    return this.error('vtl/unexpected', `Encountered "${token}"`, at, Math.max(1, token.length))
  }

  private unclosed(name: string, start: number): TemplateError {
    return this.error(
      'vtl/unclosed-directive',
      `#${name} is not closed with #end`,
      start,
      name.length + 1,
    )
  }

  private error(code: string, message: string, at: number, length = 1): TemplateError {
    return new TemplateError(code, message, 'parse', this.place(at), this.place(at + length))
  }
}

const precedence: readonly (readonly Operator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
]

function isSpecial(unit: number): boolean {
  return unit === 36 || unit === 35 || unit === 92
}

function isRangeBound(bound: Expression): boolean {
  return bound.kind === 'reference' || (bound.kind === 'number' && /^-?\d+$/.test(bound.text))
}

function unescapeUnicode(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})/g, (_whole, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
}
