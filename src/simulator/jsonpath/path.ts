import { TemplateError } from '../vtl/index.ts'

/** A filter's operand: a path below the item (`@`) or the root (`$`), or a literal. */
export type Operand =
  | { readonly kind: 'path'; readonly from: '@' | '$'; readonly steps: readonly PathStep[] }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
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
  | {
      readonly kind: 'slice'
      readonly from: number | undefined
      readonly to: number | undefined
      readonly step: number
    }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly filters: readonly Filter[] }
  | { readonly kind: 'descend' }
  | { readonly kind: 'function'; readonly name: string; readonly arguments: readonly Operand[] }

/** A path that was read. A definite one leads to at most one value. */
export interface JsonPath {
  readonly steps: readonly PathStep[]
  readonly definite: boolean
}

/** Read a path. Throws a `TemplateError` where it is not one. */
export function parsePath(text: string): JsonPath {
  const trimmed = text.trim()
  if (trimmed === '') throw invalid(text, 'it is empty')
  const whole = trimmed.startsWith('$') || trimmed.startsWith('@') ? trimmed : `$.${trimmed}`
  const parser = new PathParser(whole)
  const steps = parser.path()
  return { steps, definite: isDefinite(steps) }
}

/** True where the steps lead to at most one value. */
export function isDefinite(steps: readonly PathStep[]): boolean {
  return steps.every(
    (step) =>
      step.kind === 'names' ||
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

class PathParser {
  private readonly text: string
  private at = 0
  private depth = 0

  constructor(text: string) {
    this.text = text
  }

  path(): PathStep[] {
    this.at = 1
    const steps = this.steps('')
    if (this.at < this.text.length) throw this.error()
    return steps
  }

  /** Steps up to the end or, inside a filter, to what cannot be one. */
  private steps(_stops: string): PathStep[] {
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
      return { kind: 'indexes', indexes: [-Number(fromEnd[1])] }
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
    if (operator === undefined) return { kind: 'exists', operand: left }
    this.at += operator.length
    return { kind: 'compare', operator: operator.toLowerCase(), left, right: this.operand() }
  }

  private operand(): Operand {
    this.skip()
    const unit = this.text[this.at] ?? ''
    if (unit === '@' || unit === '$') {
      this.at++
      return { kind: 'path', from: unit, steps: this.steps(')') }
    }
    if (unit === "'" || unit === '"') return { kind: 'literal', value: this.quoted() }
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
    const word = /^(?:-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)/.exec(
      this.text.slice(this.at, this.at + 40),
    )?.[0]
    if (word === undefined) throw this.error()
    this.at += word.length
    const value =
      word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : Number(word)
    return { kind: 'literal', value }
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
