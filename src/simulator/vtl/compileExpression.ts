import type { Accessor, Block, Expression, Operator, ReferenceNode } from './ast.ts'
import { entryBytes, itemBytes, textBytes } from './costs.ts'
import type { Costs } from './costs.ts'
import { JsonObject, followNames } from './jsonObject.ts'
import { LoopState } from './loop.ts'
import { callMethod, methodNamed, propertyOf } from './methods/index.ts'
import type { Profile } from './parser.ts'
import { TemplateError, overflowOf } from './problem.ts'
import type { Evaluate, Render, Run, VariableNames } from './run.ts'
import {
  HostObject,
  isInt,
  isNumber,
  JavaCharacter,
  JavaList,
  JavaSet,
  JavaSortedMap,
} from './values.ts'
import { arithmetic, compareNumbers, numberLiteral } from './arithmetic.ts'
import { javaText } from './valueText.ts'
import { looselyEqual } from './equality.ts'
import type { JavaMap, Value } from './values.ts'

/** What a part of a template is compiled for. */
export interface Scope {
  readonly profile: Profile
  readonly names: VariableNames
  /** How a block is compiled: a text with references in it is one. */
  readonly block: (nodes: Block, scope: Scope) => Render
}

/** An error with its place, where it has none yet. */
export function placed(thrown: unknown, from: number, to: number): unknown {
  const error = overflowOf(thrown) ?? thrown
  if (error instanceof TemplateError && error.from < 0) {
    error.from = from
    error.to = to
  }
  return error
}

/** The value of a reference; null where there is none. In the profile `aws` a null at the end is the empty text. */
export function compileReference(node: ReferenceNode, scope: Scope, asHolder = false): Evaluate {
  const { name } = node
  const slot = scope.names.slotOf(name)
  const accessors = compileAccessors(node.accessors, scope)
  const nothing: Value = scope.profile === 'aws' && !asHolder ? '' : null
  const base = (run: Run): Value => {
    const { frame } = run
    if (frame !== undefined) {
      const argument = frame.value(name, run)
      if (argument !== undefined) return argument
    }
    return run.values[slot] ?? null
  }
  if (accessors.length === 0) return (run) => base(run) ?? nothing
  const [only] = accessors
  if (only && accessors.length === 1) {
    return (run) => {
      const self = base(run)
      return self === null ? nothing : (only(self, run) ?? nothing)
    }
  }
  return (run) => {
    let value = base(run)
    for (let i = 0; i < accessors.length; i++) {
      if (value === null) return nothing
      value = accessors[i]?.(value, run) ?? null
    }
    return value ?? nothing
  }
}

function compileProperties(names: readonly string[]): Access {
  const [only] = names
  if (names.includes('class')) {
    return (self, run) =>
      names.reduce<Value | undefined>(
        (value, name) => (value === undefined ? undefined : propertyOf(value, name, run)),
        self,
      )
  }
  if (only !== undefined && names.length === 1) {
    if (only === 'hasNext') {
      return (self, run) => (self instanceof LoopState ? self.hasNext : memberOf(self, only, run))
    }
    return (self, run) => memberOf(self, only, run)
  }
  return (self, run) => {
    const found = followNames(self, names)
    // what lies behind something else than a map is looked for one name at a time
    if (found !== undefined || self === null) return found
    return names.reduce<Value | undefined>(
      (value, name) => (value === undefined || value === null ? null : memberOf(value, name, run)),
      self,
    )
  }
}

/** A member of a map, or a property of anything else. */
function memberOf(self: Value, name: string, run: Run): Value | undefined {
  if (self instanceof JsonObject) return self.get(name)
  return self instanceof Map ? self.get(name) : propertyOf(self, name, run)
}

type Access = (self: Value, run: Run) => Value | undefined

function compileAccessors(accessors: readonly Accessor[], scope: Scope): Access[] {
  const accesses: Access[] = []
  for (let i = 0; i < accessors.length; i++) {
    const names: string[] = []
    for (let next = accessors[i]; next?.kind === 'property'; next = accessors[++i])
      names.push(next.name)
    if (names.length > 0) accesses.push(compileProperties(names))
    const accessor = accessors[i]
    if (accessor) accesses.push(compileAccessor(accessor, scope))
  }
  return accesses
}

function compileAccessor(accessor: Accessor, scope: Scope): Access {
  const { from, to } = accessor
  if (accessor.kind === 'property') {
    const { name } = accessor
    return compileProperties([name])
  }
  if (accessor.kind === 'index') {
    const index = compileExpression(accessor.index, scope)
    return (self, run) => {
      const key = index(run)
      try {
        return itemAt(self, key, run)
      } catch (error) {
        throw placed(error, from, to)
      }
    }
  }
  const { name } = accessor
  const values = accessor.arguments.map((argument) => compileExpression(argument, scope))
  const call = methodNamed(name)
  const [only] = values
  const given = (run: Run): Value[] => {
    if (only && values.length === 1) return [only(run)]
    const all: Value[] = []
    for (let i = 0; i < values.length; i++) all.push(values[i]?.(run) ?? null)
    return all
  }
  return (self, run) => {
    run.call()
    const passed = given(run)
    try {
      return self instanceof HostObject && !(self instanceof JavaCharacter)
        ? self.call(name, passed, run)
        : call(self, passed, run)
    } catch (error) {
      throw placed(error, from, to)
    }
  }
}

function itemAt(self: Value, given: Value, run: Run): Value | undefined {
  const key = countedFromEnd(self, given, run)
  if (self instanceof Map && !(self instanceof JavaSortedMap)) return self.get(key)
  if (Array.isArray(self) && !(self instanceof JavaSet) && isInt(key)) {
    if (key < 0 || key >= self.length) {
      throw new TemplateError(
        'vtl/index-out-of-bounds',
        `Index out of bounds: ${javaText(given, run)}, the list has ${self.length}`,
        'render',
      )
    }
    return self[key]
  }
  return callMethod(self, 'get', [key], run) ?? undefined
}

/** A negative index counts from the end of what has a size. */
export function countedFromEnd(self: Value, key: Value, costs: Costs): Value {
  if (!isInt(key) || key >= 0) return key
  if (Array.isArray(self)) return self.length + key
  if (self instanceof Map) {
    const { size } = self
    costs.work(size)
    return size + key
  }
  const message = `Only what has a size is counted from its end: ${key} cannot be an index here`
  throw new TemplateError('vtl/not-a-list', message, 'render')
}

const calculations: ReadonlySet<Operator> = new Set<Operator>(['+', '-', '*', '/', '%'])

/** Whether a condition holds: false and null do not, a literal does not, any other value does. */
export function compileCondition(expression: Expression, scope: Scope): (run: Run) => boolean {
  switch (expression.kind) {
    case 'reference':
    case 'boolean': {
      const value = compileExpression(expression, scope)
      return (run) => {
        const result = value(run)
        return typeof result === 'boolean' ? result : result !== null
      }
    }
    case 'not': {
      const holds = compileCondition(expression.operand, scope)
      return (run) => !holds(run)
    }
    case 'binary': {
      const { operator } = expression
      if (operator === '&&' || operator === '||') {
        const left = compileCondition(expression.left, scope)
        const right = compileCondition(expression.right, scope)
        return operator === '&&'
          ? (run) => left(run) && right(run)
          : (run) => left(run) || right(run)
      }
      // as a condition a calculation does not hold, and is not carried out
      if (calculations.has(operator)) return () => false
      const value = compileExpression(expression, scope)
      return (run) => value(run) === true
    }
    default:
      return () => false
  }
}

export function compileExpression(expression: Expression, scope: Scope): Evaluate {
  switch (expression.kind) {
    case 'reference':
      return compileReference(expression, scope)
    case 'string': {
      const { value } = expression
      return () => value
    }
    case 'interpolation': {
      const render = scope.block(expression.body, scope)
      const { losesLast } = expression
      return (run) => {
        const text = run.capture(() => render(run))
        return losesLast ? text.slice(0, -1) : text
      }
    }
    case 'number': {
      const value = numberLiteral(expression.text)
      return () => value
    }
    case 'boolean': {
      const { value } = expression
      return () => value
    }
    case 'word':
      return () => null
    case 'list': {
      const items = expression.items.map((item) => compileExpression(item, scope))
      return (run) => {
        const { length } = items
        run.work(1 + length)
        run.hold(textBytes + itemBytes * length)
        const list = new JavaList()
        for (let i = 0; i < length; i++) list.push(items[i]?.(run) ?? null)
        return list
      }
    }
    case 'map': {
      const entries = expression.entries.map(
        ([key, value]) => [compileExpression(key, scope), compileExpression(value, scope)] as const,
      )
      return (run) => {
        run.work(1 + entries.length)
        run.hold(entryBytes * (1 + entries.length))
        const map: JavaMap = new Map()
        for (const [key, value] of entries) map.set(key(run), value(run))
        return map
      }
    }
    case 'range': {
      const start = compileExpression(expression.start, scope)
      const end = compileExpression(expression.end, scope)
      return (run) => {
        const first = start(run)
        const last = end(run)
        if (typeof first !== 'number' || typeof last !== 'number') return null
        const length = Math.abs(last - first) + 1
        run.charge(length)
        const direction = last < first ? -1 : 1
        const list = new JavaList()
        for (let i = 0; i < length; i++) list.push(first + i * direction)
        return list
      }
    }
    case 'not':
    case 'binary':
      return compileOperation(expression, scope)
  }
}

function compileOperation(
  expression: Extract<Expression, { kind: 'not' | 'binary' }>,
  scope: Scope,
): Evaluate {
  if (expression.kind === 'not') return compileCondition(expression, scope)
  const { operator } = expression
  if (operator === '&&' || operator === '||') return compileCondition(expression, scope)
  const left = compileExpression(expression.left, scope)
  const right = compileExpression(expression.right, scope)
  switch (operator) {
    case '==':
      return (run) => looselyEqual(left(run), right(run), run)
    case '!=':
      return (run) => !looselyEqual(left(run), right(run), run)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (run) => {
        const a = left(run)
        const b = right(run)
        if (!isNumber(a) || !isNumber(b)) return false
        const order = compareNumbers(a, b, run)
        return operator === '<'
          ? order < 0
          : operator === '<='
            ? order <= 0
            : operator === '>'
              ? order > 0
              : order >= 0
      }
    case '+': {
      const [leftSource = '', rightSource = ''] = expression.sources ?? []
      return (run) => {
        const a = left(run)
        const b = right(run)
        if (isNumber(a) && isNumber(b)) return arithmetic('+', a, b, run)
        if (typeof a !== 'string' && typeof b !== 'string') return null
        const text =
          (a === null ? leftSource : javaText(a, run)) +
          (b === null ? rightSource : javaText(b, run))
        run.charge(text.length)
        return text
      }
    }
    case '-':
    case '*':
    case '/':
    case '%':
      return (run) => {
        const a = left(run)
        const b = right(run)
        return isNumber(a) && isNumber(b) ? arithmetic(operator, a, b, run) : null
      }
  }
}
