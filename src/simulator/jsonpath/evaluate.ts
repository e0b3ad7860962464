import { RE2JS } from 're2js'
import { JavaDouble, TemplateError, isNumber, javaText } from '../vtl/index.ts'
import type { Value } from '../vtl/index.ts'
import { isDefinite } from './path.ts'
import type { Filter, JsonPath, Operand, PathStep } from './path.ts'

/** Values that one path may visit: a deep scan of a deep scan ends here. */
const mostVisits = 2_000_000

/**
 * What a path leads to: the value of a definite one, a list for an indefinite one.
 * Throws a `TemplateError` where a definite path leads nowhere, as Jayway does.
 */
export function evaluatePath(path: JsonPath, root: Value): Value {
  const walk = { visits: 0, root }
  const last = path.steps.at(-1)
  if (last?.kind === 'function') return applyFunction(last, path.steps.slice(0, -1), root, walk)
  const found = follow(path.steps, 0, [root], walk, path.definite)
  if (!path.definite) return found
  if (found.length === 0) throw notFound()
  return found[0] ?? null
}

interface Walk {
  visits: number
  readonly root: Value
}

function notFound(): TemplateError {
  return new TemplateError('jsonpath/not-found', 'No results for path', 'render')
}

function follow(
  steps: readonly PathStep[],
  from: number,
  values: Value[],
  walk: Walk,
  definite: boolean,
): Value[] {
  let present = values
  for (let i = from; i < steps.length; i++) {
    const step = steps[i]
    if (!step) break
    const next: Value[] = []
    for (const value of present) {
      walk.visits++
      if (walk.visits > mostVisits) {
        throw new TemplateError(
          'jsonpath/too-large',
          'The JSON path visits too many values',
          'budget',
        )
      }
      apply(step, value, next, walk, definite || i === steps.length - 1)
    }
    present = next
  }
  return present
}

function apply(step: PathStep, value: Value, found: Value[], walk: Walk, isLeaf: boolean): void {
  switch (step.kind) {
    case 'names': {
      if (!(value instanceof Map)) return
      const [only] = step.names
      if (step.names.length === 1 && only !== undefined) {
        if (value.has(only)) found.push(value.get(only) ?? null)
        return
      }
      const picked = new Map<Value, Value>()
      for (const name of step.names) if (value.has(name)) picked.set(name, value.get(name) ?? null)
      if (isLeaf) found.push(picked)
      else found.push(...picked.values())
      return
    }
    case 'indexes':
      if (!Array.isArray(value)) return
      for (const index of step.indexes) {
        const at = index < 0 ? value.length + index : index
        if (at >= 0 && at < value.length) found.push(value[at] ?? null)
      }
      return
    case 'slice': {
      if (!Array.isArray(value)) return
      const bound = (index: number) =>
        Math.max(0, Math.min(value.length, index < 0 ? value.length + index : index))
      const start = bound(step.from ?? 0)
      const end = bound(step.to ?? value.length)
      for (let i = start; i < end; i++) found.push(value[i] ?? null)
      return
    }
    case 'wildcard':
      if (Array.isArray(value)) for (const item of value) found.push(item)
      else if (value instanceof Map) for (const item of value.values()) found.push(item)
      return
    case 'filter': {
      const matches = (item: Value) => step.filters.every((filter) => holds(filter, item, walk))
      if (Array.isArray(value)) {
        for (const item of value) if (matches(item)) found.push(item)
      } else if (value instanceof Map && matches(value)) {
        found.push(value)
      }
      return
    }
    case 'descend':
      descend(value, found, walk)
      return
    case 'function':
      return
  }
}

/** The value itself and everything below it, parents first. */
function descend(value: Value, found: Value[], walk: Walk): void {
  const stack: Value[] = [value]
  while (stack.length > 0) {
    const next = stack.pop() ?? null
    if (++walk.visits > mostVisits) {
      throw new TemplateError(
        'jsonpath/too-large',
        'The JSON path visits too many values',
        'budget',
      )
    }
    if (!Array.isArray(next) && !(next instanceof Map)) continue
    found.push(next)
    const children: Value[] = Array.isArray(next) ? next : [...next.values()]
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i] ?? null)
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
      return filter.operand.kind === 'literal' ? value === true : value !== undefined
    }
    case 'compare':
      return compare(
        filter.operator,
        filter.right,
        operandValue(filter.left, item, walk),
        operandValue(filter.right, item, walk),
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
      return [...operand.values]
    case 'pattern':
      return undefined
    case 'path': {
      const definite = isDefinite(operand.steps)
      const start = operand.from === '@' ? item : walk.root
      const last = operand.steps.at(-1)
      if (last?.kind === 'function')
        return applyFunction(last, operand.steps.slice(0, -1), start, walk)
      const found = follow(operand.steps, 0, [start], walk, definite)
      return definite ? found[0] : found
    }
  }
}

function compare(
  operator: string,
  operand: Operand,
  left: Value | undefined,
  right: Value | undefined,
): boolean {
  switch (operator) {
    case '==':
    case '===':
      return same(left, right)
    case '!=':
    case '!==':
      return !same(left, right)
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const order = ordered(left, right)
      if (order === undefined) return false
      return operator === '<'
        ? order < 0
        : operator === '<='
          ? order <= 0
          : operator === '>'
            ? order > 0
            : order >= 0
    }
    case '=~':
      return operand.kind === 'pattern' && typeof left === 'string' && matches(operand, left)
    case 'in':
      return Array.isArray(right) && right.some((value) => same(left, value))
    case 'nin':
      return !Array.isArray(right) || !right.some((value) => same(left, value))
    case 'contains':
      if (typeof left === 'string') return typeof right === 'string' && left.includes(right)
      return Array.isArray(left) && left.some((value) => same(value, right))
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
        right.every((value) => left.some((other) => same(value, other)))
      )
    case 'subsetof':
      return (
        Array.isArray(left) &&
        Array.isArray(right) &&
        left.every((value) => right.some((other) => same(value, other)))
      )
    case 'anyof':
      return (
        Array.isArray(left) &&
        Array.isArray(right) &&
        left.some((value) => right.some((other) => same(value, other)))
      )
    case 'noneof':
      return (
        Array.isArray(left) &&
        Array.isArray(right) &&
        !left.some((value) => right.some((other) => same(value, other)))
      )
    default:
      return false
  }
}

function same(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  if (left === null || right === null) return left === right
  if (isNumber(left) && isNumber(right)) return Number(javaText(left)) === Number(javaText(right))
  if (typeof left !== typeof right) return false
  if (typeof left === 'object') return javaText(left) === javaText(right)
  return left === right
}

function ordered(left: Value | undefined, right: Value | undefined): number | undefined {
  if (left === undefined || right === undefined || left === null || right === null) return undefined
  if (isNumber(left) && isNumber(right)) return Number(javaText(left)) - Number(javaText(right))
  if (typeof left === 'string' && typeof right === 'string')
    return left < right ? -1 : left > right ? 1 : 0
  return undefined
}

function matches(operand: Extract<Operand, { kind: 'pattern' }>, text: string): boolean {
  try {
    const flags = operand.flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0
    return RE2JS.compile(operand.pattern, flags).matcher(text).matches()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new TemplateError(
      'jsonpath/pattern',
      `The pattern /${operand.pattern}/ cannot be used: ${reason}`,
      'render',
    )
  }
}

function applyFunction(
  step: Extract<PathStep, { kind: 'function' }>,
  steps: readonly PathStep[],
  root: Value,
  walk: Walk,
): Value {
  const definite = isDefinite(steps)
  const found = follow(steps, 0, [root], walk, definite)
  if (definite && found.length === 0) throw notFound()
  const value: Value = definite ? (found[0] ?? null) : found
  if (step.name === 'length' || step.name === 'size') {
    if (Array.isArray(value)) return value.length
    return value instanceof Map ? value.size : null
  }
  if (step.name === 'keys') return value instanceof Map ? [...value.keys()] : null
  if (step.name === 'concat') {
    const parts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
    return (
      parts.join('') +
      step.arguments.map((operand) => javaText(operandValue(operand, root, walk) ?? null)).join('')
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
    .map((item) => Number(javaText(item)))
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
      if (step.name === 'min') return new JavaDouble(Math.min(...numbers))
      if (step.name === 'max') return new JavaDouble(Math.max(...numbers))
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
