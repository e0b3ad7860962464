import { readLinearPattern, tooMuchToMatch } from '../linearPattern.ts'
import { JavaDouble, TemplateError, indexOf, isNumber, itemBytes, javaText } from '../vtl/index.ts'
import type { Costs, Value } from '../vtl/index.ts'
import { isDefinite } from './path.ts'
import type { Filter, JsonPath, Operand, PathStep } from './path.ts'

/** Values that one path may visit: a deep scan of a deep scan ends here. */
const mostVisits = 2_000_000
const workOfVisit = 4
/** Work of reading a character of a pattern. */
const workOfPattern = 20
/** The product of a pattern's instructions and a text's characters up to which a filter matches them. */
const mostTries = 2_000_000

/**
 * What a path leads to: the value of a definite one, a list for an indefinite one.
 * Throws a `TemplateError` where a definite path leads nowhere, as Jayway does.
 */
export function evaluatePath(path: JsonPath, root: Value, costs: Costs): Value {
  const walk: Walk = { visits: 0, root, costs, patterns: new Map() }
  const last = path.steps.at(-1)
  if (last?.kind === 'function') return applyFunction(last, path.steps.slice(0, -1), root, walk)
  const found = follow(path.steps, 0, [root], walk)
  if (!path.definite) return found
  if (found.length === 0) throw notFound()
  return found.at(-1) ?? null
}

interface Walk {
  visits: number
  readonly root: Value
  readonly costs: Costs
  /** Patterns of filters, each read once. */
  readonly patterns: Map<Operand, ReturnType<typeof readLinearPattern>>
}

/** A path that leads nowhere; `[*]` over a list goes on behind it. */
function notFound(): TemplateError {
  return new TemplateError('jsonpath/not-found', 'No results for path', 'render')
}

/** A step that its value cannot take ends the whole path. */
function notApplicable(what: string): TemplateError {
  return new TemplateError('jsonpath/not-applicable', `${what} cannot be applied here`, 'render')
}

/** True where an error says that a path leads nowhere, rather than that something is wrong with it. */
export function leadsNowhere(error: unknown): boolean {
  return (
    error instanceof TemplateError &&
    (error.code === 'jsonpath/not-found' || error.code === 'jsonpath/not-applicable')
  )
}

function visit(walk: Walk): void {
  walk.costs.work(workOfVisit)
  if (++walk.visits > mostVisits) {
    throw new TemplateError('jsonpath/too-large', 'The JSON path visits too many values', 'budget')
  }
}

function follow(
  steps: readonly PathStep[],
  from: number,
  values: readonly Value[],
  walk: Walk,
): Value[] {
  const found: Value[] = []
  for (const value of values) take(steps, from, value, found, walk, isDefinite(steps))
  return found
}

/** Take the step of an index and those behind it. `isSure` where the whole path leads to one value. */
function take(
  steps: readonly PathStep[],
  index: number,
  value: Value,
  found: Value[],
  walk: Walk,
  isSure: boolean,
): void {
  const step = steps[index]
  if (!step) {
    walk.costs.work(1)
    walk.costs.hold(itemBytes)
    found.push(value)
    return
  }
  visit(walk)
  const isLeaf = index === steps.length - 1
  const goOn = (next: Value) => take(steps, index + 1, next, found, walk, isSure)
  switch (step.kind) {
    case 'names': {
      if (!(value instanceof Map)) throw notFound()
      const [only] = step.names
      if (step.names.length === 1 && only !== undefined) {
        const next = value.get(only)
        if (next !== undefined) goOn(next)
        else if (isLeaf || isSure) throw notFound()
        return
      }
      // several names are one object of them, with which the path ends
      if (!isLeaf) throw notApplicable('A step behind several names')
      const picked = new Map<Value, Value>()
      for (const name of step.names) if (value.has(name)) picked.set(name, value.get(name) ?? null)
      found.push(picked)
      return
    }
    case 'indexes': {
      const list = listOf(value)
      for (const at of step.indexes) goOn(itemAt(list, at))
      return
    }
    case 'fromEnd': {
      const list = listOf(value)
      goOn(itemAt(list, list.length - step.distance))
      return
    }
    case 'slice': {
      const list = listOf(value)
      const { length } = list
      if (length === 0) return
      if (step.from === undefined) {
        const to = step.to ?? length
        for (let i = 0; i < Math.min(length, to < 0 ? length + to : to); i++) goOn(itemAt(list, i))
      } else if (step.to === undefined) {
        const start = Math.max(0, step.from < 0 ? length + step.from : step.from)
        for (let i = start; i < length; i++) goOn(itemAt(list, i))
      } else {
        const end = Math.min(length, step.to)
        for (let i = step.from; i < end; i++) goOn(itemAt(list, i))
      }
      return
    }
    case 'wildcard':
      if (value instanceof Map) for (const item of [...value.values()]) goOn(item)
      else if (Array.isArray(value)) {
        for (const item of value.slice()) {
          try {
            goOn(item)
          } catch (error) {
            if (!(error instanceof TemplateError) || error.code !== 'jsonpath/not-found')
              throw error
          }
        }
      }
      return
    case 'filter':
      if (Array.isArray(value)) {
        for (const item of value) if (accepts(step, item, walk)) goOn(item)
      } else if (value instanceof Map) {
        if (accepts(step, value, walk)) goOn(value)
      } else {
        throw notApplicable('A filter')
      }
      return
    case 'descend':
      descend(steps, index + 1, value, found, walk)
      return
    case 'function':
      return
  }
}

function listOf(value: Value): readonly Value[] {
  if (value === null) throw notFound()
  if (!Array.isArray(value)) throw notApplicable('An index')
  return value
}

function itemAt(list: readonly Value[], index: number): Value {
  // a negative index leads nowhere
  const item = list[index]
  if (item === undefined) throw notFound()
  return item
}

function accepts(step: Extract<PathStep, { kind: 'filter' }>, item: Value, walk: Walk): boolean {
  if (step.isMissing) {
    throw new TemplateError('jsonpath/invalid', 'The path asks for a filter with [?]', 'render')
  }
  return step.filters.every((filter) => holds(filter, item, walk))
}

/** Take a step wherever it can be taken: in the value itself, then in everything below it. */
function descend(
  steps: readonly PathStep[],
  index: number,
  root: Value,
  found: Value[],
  walk: Walk,
): void {
  const step = steps[index]
  const isLeaf = index === steps.length - 1
  const stack: Value[] = [root]
  while (stack.length > 0) {
    const value = stack.pop() ?? null
    visit(walk)
    if (Array.isArray(value)) {
      if (step && canTake(step, value, walk)) {
        if (isLeaf) take(steps, index, value, found, walk, false)
        // behind a list it is the next step that is taken, in each of its items
        else for (const item of value.slice()) take(steps, index + 1, item, found, walk, false)
      }
      for (let i = value.length - 1; i >= 0; i--) stack.push(value[i] ?? null)
    } else if (value instanceof Map) {
      if (step && canTake(step, value, walk)) take(steps, index, value, found, walk, false)
      const children = [...value.values()]
      for (let i = children.length - 1; i >= 0; i--) stack.push(children[i] ?? null)
    }
  }
}

function canTake(step: PathStep, value: Value, walk: Walk): boolean {
  switch (step.kind) {
    case 'names':
      walk.costs.work(step.names.length)
      return value instanceof Map && step.names.every((name) => value.has(name))
    case 'indexes':
    case 'fromEnd':
    case 'slice':
      return Array.isArray(value)
    case 'wildcard':
      return true
    case 'filter':
      return accepts(step, value, walk)
    case 'descend':
    case 'function':
      return false
  }
}

function holds(filter: Filter, item: Value, walk: Walk): boolean {
  switch (filter.kind) {
    case 'and':
      return holds(filter.left, item, walk) && holds(filter.right, item, walk)
    case 'or':
      return holds(filter.left, item, walk) || holds(filter.right, item, walk)
    case 'not':
      return !holds(filter.operand, item, walk)
    case 'exists': {
      const value = operandValue(filter.operand, item, walk)
      // a member that is null counts as absent
      return value !== undefined && value !== null
    }
    case 'compare':
      return compare(
        filter.operator,
        filter.right,
        operandValue(filter.left, item, walk),
        operandValue(filter.right, item, walk),
        walk,
      )
  }
}

function operandValue(operand: Operand, item: Value, walk: Walk): Value | undefined {
  switch (operand.kind) {
    case 'literal':
      return typeof operand.value === 'number' && !Number.isInteger(operand.value)
        ? new JavaDouble(operand.value)
        : operand.value
    case 'list':
      walk.costs.work(operand.values.length)
      return [...operand.values]
    case 'pattern':
      return undefined
    case 'path': {
      const definite = isDefinite(operand.steps)
      const start = operand.from === '@' ? item : walk.root
      const last = operand.steps.at(-1)
      if (last?.kind === 'function')
        return applyFunction(last, operand.steps.slice(0, -1), start, walk)
      try {
        const found = follow(operand.steps, 0, [start], walk)
        return definite ? found.at(-1) : found
      } catch (error) {
        if (!leadsNowhere(error)) throw error
        return undefined
      }
    }
  }
}

function compare(
  operator: string,
  operand: Operand,
  left: Value | undefined,
  right: Value | undefined,
  walk: Walk,
): boolean {
  const { costs } = walk
  switch (operator) {
    case '==':
    case '===':
    case '!=':
    case '!==':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      // what is not there is not unequal either
      if (left === undefined || right === undefined) return false
      // a literal is a text until it meets a value
      const isText = operand.kind === 'literal' && right !== null
      const order = ordered(left, isText ? operand.text : right, costs)
      if (order === undefined) return false
      if (operator.startsWith('!')) return order !== 0
      if (operator.startsWith('==')) return order === 0
      // null is before and behind nothing
      if (left === null) return false
      return operator === '<'
        ? order < 0
        : operator === '<='
          ? order <= 0
          : operator === '>'
            ? order > 0
            : order >= 0
    }
    case '=~':
      if (left === undefined) return false
      if (operand.kind !== 'pattern' && operand.kind !== 'path') {
        const message = 'The right side of =~ is not a pattern between slashes'
        throw new TemplateError('jsonpath/pattern', message, 'render')
      }
      return operand.kind === 'pattern' && typeof left === 'string' && matches(operand, left, walk)
    case 'in':
      return Array.isArray(right) && right.some((value) => same(left, value, costs))
    case 'nin':
      return !Array.isArray(right) || !right.some((value) => same(left, value, costs))
    case 'contains':
      if (typeof left === 'string')
        return typeof right === 'string' && indexOf(left, right, 0, costs) >= 0
      return Array.isArray(left) && left.some((value) => same(value, right, costs))
    case 'size':
      return (Array.isArray(left) || typeof left === 'string') && left.length === right
    case 'empty':
      return (
        (Array.isArray(left) || typeof left === 'string') &&
        (left.length === 0) === (right === true)
      )
    case 'all':
      return (
        Array.isArray(left) &&
        Array.isArray(right) &&
        right.every((value) => left.some((other) => same(value, other, costs)))
      )
    case 'subsetof':
      return (
        Array.isArray(left) &&
        Array.isArray(right) &&
        left.every((value) => right.some((other) => same(value, other, costs)))
      )
    case 'anyof':
      return (
        Array.isArray(left) &&
        Array.isArray(right) &&
        left.some((value) => right.some((other) => same(value, other, costs)))
      )
    case 'noneof':
      return (
        Array.isArray(left) &&
        Array.isArray(right) &&
        !left.some((value) => right.some((other) => same(value, other, costs)))
      )
    default:
      return false
  }
}

function same(left: Value | undefined, right: Value | undefined, costs: Costs): boolean {
  costs.work(1)
  if (left === undefined || right === undefined) return false
  if (left === null || right === null) return left === right
  if (isNumber(left) && isNumber(right))
    return Number(javaText(left, costs)) === Number(javaText(right, costs))
  if (typeof left !== typeof right) return false
  if (typeof left === 'object') return javaText(left, costs) === javaText(right, costs)
  if (typeof left === 'string') costs.work(left.length / 16)
  return left === right
}

/**
 * Negative, zero or positive, as a value is less than, equal to or greater than what it is compared with, which a
 * text can be for a number or a truth value too; `undefined` where they cannot be compared. Null comes first.
 */
function ordered(actual: Value, expected: Value, costs: Costs): number | undefined {
  if (actual === null || expected === null)
    return Number(actual !== null) - Number(expected !== null)
  if (typeof expected === 'string') {
    costs.work(expected.length)
    if (typeof actual === 'string') return actual < expected ? -1 : actual > expected ? 1 : 0
    if (typeof actual === 'boolean')
      return Number(actual) - Number(expected.toLowerCase() === 'true')
  }
  if (typeof actual === 'boolean' && typeof expected === 'boolean')
    return Number(actual) - Number(expected)
  if (!isNumber(actual) || !(isNumber(expected) || typeof expected === 'string')) return undefined
  if (expected === '') return 1
  const number = Number(javaText(expected, costs))
  if (Number.isNaN(number)) {
    const message = `"${javaText(expected, costs)}" cannot be compared with a number`
    throw new TemplateError('vtl/number-format', message, 'render')
  }
  return Number(javaText(actual, costs)) - number
}

function matches(
  operand: Extract<Operand, { kind: 'pattern' }>,
  text: string,
  walk: Walk,
): boolean {
  const { costs, patterns } = walk
  const { pattern, flags } = operand
  let read = patterns.get(operand)
  if (!read) {
    costs.work(workOfPattern * pattern.length)
    read = readLinearPattern(pattern, { ignoresCase: flags.includes('i'), mostTries })
    patterns.set(operand, read)
  }
  const refused = (why: string, kind: 'render' | 'budget') =>
    new TemplateError('jsonpath/pattern', `The pattern /${pattern}/ cannot be used: ${why}`, kind)
  if ('refusal' in read) throw refused(read.refusal, 'render')
  costs.work(4 * text.length)
  const found = read.matches(text)
  if (found === undefined) throw refused(tooMuchToMatch, 'budget')
  return found
}

function applyFunction(
  step: Extract<PathStep, { kind: 'function' }>,
  steps: readonly PathStep[],
  root: Value,
  walk: Walk,
): Value {
  const definite = isDefinite(steps)
  const found = follow(steps, 0, [root], walk)
  if (definite && found.length === 0) throw notFound()
  const value: Value = definite ? (found[0] ?? null) : found
  if (Array.isArray(value)) walk.costs.work(value.length)
  if (step.name === 'length' || step.name === 'size') {
    if (Array.isArray(value)) return value.length
    return value instanceof Map ? value.size : null
  }
  if (step.name === 'keys') return value instanceof Map ? [...value.keys()] : null
  if (step.name === 'concat') {
    const parts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
    for (const part of parts) walk.costs.hold(2 * part.length)
    return (
      parts.join('') +
      step.arguments
        .map((operand) => javaText(operandValue(operand, root, walk) ?? null, walk.costs))
        .join('')
    )
  }
  if (step.name === 'append') {
    return Array.isArray(value)
      ? [...value, ...step.arguments.map((operand) => operandValue(operand, root, walk) ?? null)]
      : value
  }
  const items = Array.isArray(value) ? value : []
  const given = step.arguments.map((operand) => operandValue(operand, root, walk) ?? null)
  const numbers = [...items, ...given.flatMap((item) => (Array.isArray(item) ? item : [item]))]
    .filter((item) => isNumber(item))
    .map((item) => Number(javaText(item, walk.costs)))
  const sum = numbers.reduce((total, number) => total + number, 0)
  switch (step.name) {
    case 'first':
      return items[0] ?? null
    case 'last':
      return items.at(-1) ?? null
    case 'index': {
      const index = given[0]
      return typeof index === 'number' ? (items.at(index) ?? null) : null
    }
    case 'sum':
      return new JavaDouble(sum)
    case 'min':
    case 'max':
    case 'avg':
    case 'stddev': {
      if (numbers.length === 0) {
        throw new TemplateError(
          'jsonpath/aggregation',
          'Aggregation function attempted to calculate value using empty array',
          'render',
        )
      }
      const mean = sum / numbers.length
      if (step.name === 'min')
        return new JavaDouble(numbers.reduce((left, right) => Math.min(left, right)))
      if (step.name === 'max')
        return new JavaDouble(numbers.reduce((left, right) => Math.max(left, right)))
      if (step.name === 'avg') return new JavaDouble(mean)
      const variance =
        numbers.reduce((total, number) => total + number * number, 0) / numbers.length - mean * mean
      return new JavaDouble(Math.sqrt(variance))
    }
    default:
      throw new TemplateError(
        'jsonpath/function',
        `There is no JSON path function ${step.name}`,
        'render',
      )
  }
}
