import { TemplateError, trimmed } from '../vtl/index.ts'

/** A filter's operand: a path below the item (`@`) or the root (`$`), or a literal. */
export type Operand =
  | { readonly kind: 'path'; readonly from: '@' | '$'; readonly steps: readonly PathStep[] }
  | {
      readonly kind: 'literal'
      readonly value: string | number | boolean | null
      /** As it is written, without quotes. */
      readonly text: string
    }
  | { readonly kind: 'list'; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly flags: string }

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly operand: Filter }
  | { readonly kind: 'exists'; readonly operand: Operand }
  | {
      readonly kind: 'compare'
      readonly operator: string
      readonly left: Operand
      readonly right: Operand
    }

export type PathStep =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  /** `[(@.length-1)]`: 1 is the last item. */
  | { readonly kind: 'fromEnd'; readonly distance: number }
  | {
      readonly kind: 'slice'
      readonly from: number | undefined
      readonly to: number | undefined
      readonly step: number
    }
  | { readonly kind: 'wildcard' }
  | {
      readonly kind: 'filter'
      readonly filters: readonly Filter[]
      /** `[?]`: a place for a filter that nobody gives. */
      readonly isMissing?: true
    }
  | { readonly kind: 'descend' }
  | { readonly kind: 'function'; readonly name: string; readonly arguments: readonly Operand[] }

/** A path that was read. A definite one leads to at most one value. */
export interface JsonPath {
  readonly steps: readonly PathStep[]
  readonly definite: boolean
}

/** Read a path. Throws a `TemplateError` where it is not one. */
export function parsePath(text: string): JsonPath {
  const path = trimmed(text)
  if (path === '') throw invalid(text, 'it is empty')
  if (path.endsWith('..')) throw invalid(text, 'it ends with a scan')
  const whole = /^[$@]/.test(path) ? path : `$.${path}`
  if (whole.length > 1 && whole[1] !== '.' && whole[1] !== '[')
    throw invalid(text, `unexpected ${whole[1] ?? ''} at 2`)
  const steps = stepsOf(whole)
  return { steps, definite: isDefinite(steps) }
}

/**
 * Cut a path into steps as Jayway does: by points and by brackets that balance, whatever stands between them. What
 * stands between points is a name, even with characters that no name should have.
 */
function stepsOf(path: string): PathStep[] {
  const steps: PathStep[] = []
  for (let at = 1; at < path.length;) {
    const unit = path[at]
    if (unit === ' ') throw invalid(path, `unexpected blank at ${at + 1}`)
    if (unit === '$') {
      // the root once more, which leads on with what was found
      at++
    } else if (unit === '*') {
      steps.push({ kind: 'wildcard' })
      at++
    } else if (unit === '[') {
      const end = closingBracket(path, at)
      steps.push(bracketStep(path.slice(at, end), path))
      at = end
    } else if (unit === '.' && path[at + 1] === '.') {
      steps.push({ kind: 'descend' })
      at += 2
    } else {
      if (unit === '.') at++
      if (at >= path.length) throw invalid(path, 'it ends too early')
      const end = nameEnd(path, at)
      const name = path.slice(at, end)
      if (name !== '') steps.push(name === '*' ? { kind: 'wildcard' } : nameStep(name, path))
      at = end
    }
  }
  return steps
}

/** Where the name that begins at a place ends. A function's arguments belong to its name. */
function nameEnd(path: string, from: number): number {
  const call = functionCall.exec(path.slice(from, from + 200))
  if (call) return from + call[0].length
  let end = from
  while (end < path.length && !'.[ '.includes(path[end] ?? '')) end++
  return end
}

/** Behind the bracket that closes the one at a place; the end of the path where none does. */
function closingBracket(path: string, from: number): number {
  let open = 0
  for (let at = from; at < path.length; at++) {
    if (path[at] === '[') open++
    else if (path[at] === ']' && --open === 0) return at + 1
  }
  return path.length
}

const functionCall =
  /^(?:length|size|keys|min|max|avg|sum|stddev|concat|append|first|last|index)\([^()]*\)(?=$|[.[ ])/

function nameStep(name: string, path: string): PathStep {
  if (functionCall.test(name)) {
    const step = new PathParser(`.${name}`).only()
    if (step) return step
  }
  return quotedNames(`['${name}']`, 1, path)
}

/** A step in brackets. What it is, the first character tells that begins one of the kinds. */
function bracketStep(text: string, path: string): PathStep {
  if (text === '[*]') return { kind: 'wildcard' }
  if (/^\[\s*\?[,\s*?]*\]$/.test(text)) return { kind: 'filter', filters: [], isMissing: true }
  if (/^\[\s*"[^"\]]+"\s*(?:,\s*"[^"\]]+"\s*)*\]$/.test(text)) {
    return { kind: 'names', names: [...text.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name) }
  }
  const at = text.search(/[?'\p{Nd}:@-]/u)
  const first = text[at]
  if (first === '?') {
    const step = new PathParser(text).only()
    if (step) return step
  }
  if (first === "'") return quotedNames(text, at, path)
  if (first === '@') return fromEnd(text, at, path)
  if (first !== undefined && first !== '?') return numbered(text, at, path)
  throw invalid(path, `${text} is no step`)
}

/** Names between single quotes; what stands between them does not count. The first `]` ends it. */
function quotedNames(text: string, from: number, path: string): PathStep {
  const end = text.indexOf(']', from)
  if (end < 0) throw invalid(path, 'it ends too early')
  const parts = text.slice(from, end).split("'")
  // every other part stands between quotes; the last is not closed where there are as many parts as that
  const names = parts.filter((_part, i) => i % 2 === 1 && i < parts.length - 1)
  return { kind: 'names', names }
}

/** `[(@.length - 1)]`. */
function fromEnd(text: string, from: number, path: string): PathStep {
  const match = /^@.([^-]*)([^)]*)\)/.exec(text.slice(from))
  const name = match?.[1]?.replace(/[ ()]/g, '')
  if (!match || (name !== 'size' && name !== 'length'))
    throw invalid(path, `${text} counts from no end`)
  return { kind: 'fromEnd', distance: -numberOf((match[2] ?? '').replaceAll(' ', ''), path) }
}

/** Numbers, with commas or colons. What is neither ends them. */
function numbered(text: string, from: number, path: string): PathStep {
  const written = /^[\p{Nd},: -]*/u.exec(text.slice(from))?.[0] ?? ''
  // up to the end of the text there has to be something that ends it
  if (from + written.length >= text.length) throw invalid(path, 'it ends too early')
  const [, first = '', second] =
    /^([^:]*)(?::([\p{Nd} -]*))?/u.exec(written.replaceAll(' ', '')) ?? []
  if (second === undefined) {
    const indexes = first
      .replace(/,$/, '')
      .split(',')
      .map((number) => numberOf(number, path))
    return { kind: 'indexes', indexes }
  }
  if (first === '') return { kind: 'slice', from: undefined, to: numberOf(second, path), step: 1 }
  return {
    kind: 'slice',
    from: numberOf(first, path),
    to: second === '' ? undefined : numberOf(second, path),
    step: 1,
  }
}

function numberOf(text: string, path: string): number {
  const value = /^[-+]?\d{1,10}$/.test(text) ? Number(text) : NaN
  if (Number.isNaN(value) || value !== (value | 0))
    throw invalid(path, `"${text}" is no number of an item`)
  return value
}

/** True where the steps lead to at most one value. */
export function isDefinite(steps: readonly PathStep[]): boolean {
  return steps.every(
    (step) =>
      step.kind === 'names' ||
      step.kind === 'fromEnd' ||
      (step.kind === 'indexes' && step.indexes.length === 1) ||
      step.kind === 'function',
  )
}

function invalid(path: string, why: string): TemplateError {
  return new TemplateError(
    'jsonpath/invalid',
    `The JSON path ${path} cannot be read: ${why}`,
    'render',
  )
}

/** What a word without quotes stands for: a word of JSON, or a text. */
function valueOfWord(word: string): string | number | boolean | null {
  if (word === 'null') return null
  if (word === 'true' || word === 'false') return word === 'true'
  return /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(word) ? Number(word) : word
}

class PathParser {
  private readonly text: string
  private at = 0
  private depth = 0

  constructor(text: string) {
    this.text = text
  }

  /** The one step that the text is; `undefined` where it is none. */
  only(): PathStep | undefined {
    const [step, ...more] = this.steps()
    if (this.at < this.text.length) throw this.error()
    return more.length === 0 ? step : undefined
  }

  /** Steps up to what cannot be one. */
  private steps(): PathStep[] {
    const steps: PathStep[] = []
    for (;;) {
      const unit = this.text[this.at]
      if (unit === '.') {
        this.at++
        if (this.text[this.at] === '.') {
          while (this.text[this.at] === '.') this.at++
          steps.push({ kind: 'descend' })
          if (this.text[this.at] === '[') continue
        }
        steps.push(this.dotted())
      } else if (unit === '[') {
        steps.push(this.bracketed())
      } else {
        const last = steps.at(-1)
        if (last?.kind === 'descend') throw this.error()
        return steps
      }
    }
  }

  private dotted(): PathStep {
    if (this.text[this.at] === '*') {
      this.at++
      return { kind: 'wildcard' }
    }
    if (this.text[this.at] === '[') return this.bracketed()
    const start = this.at
    while (this.at < this.text.length && !/[.[(\s)=!<>&|,]/.test(this.text[this.at] ?? ''))
      this.at++
    const name = this.text.slice(start, this.at)
    if (name === '') throw this.error()
    if (this.text[this.at] !== '(') return { kind: 'names', names: [name] }
    this.at++
    const values: Operand[] = []
    for (this.skip(); this.text[this.at] !== ')'; this.skip()) {
      if (this.at >= this.text.length) throw this.error()
      if (this.text[this.at] === ',') this.at++
      else values.push(this.operand())
    }
    this.at++
    return { kind: 'function', name, arguments: values }
  }

  private bracketed(): PathStep {
    this.at++
    this.skip()
    const unit = this.text[this.at]
    if (unit === '*') {
      this.at++
      this.close()
      return { kind: 'wildcard' }
    }
    if (unit === '?') {
      const filters: Filter[] = []
      for (;;) {
        this.skip()
        if (this.text[this.at] !== '?') throw this.error()
        this.at++
        this.skip()
        if (this.text[this.at] !== '(') throw this.error()
        this.at++
        filters.push(this.disjunction())
        this.skip()
        if (this.text[this.at] !== ')') throw this.error()
        this.at++
        this.skip()
        if (this.text[this.at] !== ',') break
        this.at++
      }
      this.close()
      return { kind: 'filter', filters }
    }
    const fromEnd = /^\(\s*@\.length\s*-\s*(\d{1,9})\s*\)/.exec(
      this.text.slice(this.at, this.at + 60),
    )
    if (fromEnd) {
      this.at += fromEnd[0].length
      this.close()
      return { kind: 'fromEnd', distance: Number(fromEnd[1]) }
    }
    if (unit === "'" || unit === '"') {
      const names: string[] = []
      for (;;) {
        this.skip()
        names.push(this.quoted())
        this.skip()
        if (this.text[this.at] !== ',') break
        this.at++
      }
      this.close()
      return { kind: 'names', names }
    }
    return this.indexes()
  }

  private indexes(): PathStep {
    const end = this.text.indexOf(']', this.at)
    if (end < 0) throw this.error()
    const inside = this.text.slice(this.at, end).replace(/\s/g, '')
    this.at = end + 1
    const slice = /^(-?\d+)?:(-?\d+)?(?::(-?\d+))?$/.exec(inside)
    if (slice) {
      const bound = (text: string | undefined) => (text === undefined ? undefined : Number(text))
      if (slice[1] === undefined && slice[2] === undefined) throw this.error()
      return { kind: 'slice', from: bound(slice[1]), to: bound(slice[2]), step: 1 }
    }
    if (!/^-?\d+(?:,-?\d+)*$/.test(inside)) throw this.error()
    return { kind: 'indexes', indexes: inside.split(',').map(Number) }
  }

  private disjunction(): Filter {
    if (++this.depth > 50) throw this.error()
    let left = this.conjunction()
    for (this.skip(); this.text.startsWith('||', this.at); this.skip()) {
      this.at += 2
      left = { kind: 'or', left, right: this.conjunction() }
    }
    this.depth--
    return left
  }

  private conjunction(): Filter {
    let left = this.negation()
    for (this.skip(); this.text.startsWith('&&', this.at); this.skip()) {
      this.at += 2
      left = { kind: 'and', left, right: this.negation() }
    }
    return left
  }

  private negation(): Filter {
    this.skip()
    if (this.text[this.at] === '!' && this.text[this.at + 1] !== '=') {
      this.at++
      if (++this.depth > 50) throw this.error()
      const operand = this.negation()
      this.depth--
      return { kind: 'not', operand }
    }
    if (this.text[this.at] === '(') {
      this.at++
      const inside = this.disjunction()
      this.skip()
      if (this.text[this.at] !== ')') throw this.error()
      this.at++
      return inside
    }
    const left = this.operand()
    this.skip()
    const operator =
      /^(?:===|!==|==|!=|<=|>=|=~|<|>|(?:in|nin|subsetof|anyof|noneof|contains|size|empty|all)(?![A-Za-z0-9_]))/i.exec(
        this.text.slice(this.at, this.at + 12),
      )?.[0]
    if (operator === undefined) {
      if (left.kind !== 'path') throw this.error()
      return { kind: 'exists', operand: left }
    }
    this.at += operator.length
    return { kind: 'compare', operator: operator.toLowerCase(), left, right: this.operand() }
  }

  private operand(): Operand {
    this.skip()
    const unit = this.text[this.at] ?? ''
    if (unit === '@' || unit === '$') {
      this.at++
      if (/[A-Za-z0-9_$@]/.test(this.text[this.at] ?? '')) throw this.error()
      return { kind: 'path', from: unit, steps: this.steps() }
    }
    if (unit === "'" || unit === '"') {
      const value = this.quoted()
      return { kind: 'literal', value, text: value }
    }
    if (unit === '[') {
      this.at++
      const values: (string | number | boolean | null)[] = []
      for (this.skip(); this.text[this.at] !== ']'; this.skip()) {
        if (this.text[this.at] === ',') {
          this.at++
          continue
        }
        const value = this.operand()
        if (value.kind !== 'literal') throw this.error()
        values.push(value.value)
      }
      this.at++
      return { kind: 'list', values }
    }
    if (unit === '{') {
      // an object equals nothing that a body holds
      const end = this.text.indexOf('}', this.at)
      if (end < 0) throw this.error()
      this.at = end + 1
      return { kind: 'list', values: [] }
    }
    if (unit === '/') {
      const end = this.text.indexOf('/', this.at + 1)
      if (end < 0) throw this.error()
      const pattern = this.text.slice(this.at + 1, end)
      this.at = end + 1
      const flags = /^[a-z]*/.exec(this.text.slice(this.at))?.[0] ?? ''
      this.at += flags.length
      return { kind: 'pattern', pattern, flags }
    }
    const word = /^[^\s()[\]{}'"=<>!&|,?]+/.exec(this.text.slice(this.at, this.at + 200))?.[0]
    if (word === undefined) throw this.error()
    this.at += word.length
    return { kind: 'literal', value: valueOfWord(word), text: word }
  }

  private quoted(): string {
    const quote = this.text[this.at] ?? ''
    if (quote !== "'" && quote !== '"') throw this.error()
    let result = ''
    for (let i = this.at + 1; i < this.text.length; i++) {
      const unit = this.text[i] ?? ''
      if (unit === '\\') result += this.text[++i] ?? ''
      else if (unit === quote) {
        this.at = i + 1
        return result
      } else result += unit
    }
    throw this.error()
  }

  private close(): void {
    this.skip()
    if (this.text[this.at] !== ']') throw this.error()
    this.at++
  }

  private skip(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++
  }

  private error(): TemplateError {
    const found = this.text[this.at]
    return invalid(
      this.text,
      found === undefined ? 'it ends too early' : `unexpected ${found} at ${this.at + 1}`,
    )
  }
}
