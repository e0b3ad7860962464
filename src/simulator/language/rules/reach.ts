import type { Block, Expression, Node, Span } from '../../vtl/index.ts'
import type { TemplateRemark, TemplateRule } from './rule.ts'

/** Branches that are never taken, and statements that are never reached. */
export const unreachable: TemplateRule = (_looked, tell) => ({
  node: (node) => {
    if (node.kind === 'if') for (const remark of inBranches(node)) tell(remark)
    if (node.kind === 'foreach' && node.items.kind === 'list' && node.items.items.length === 0) {
      tell(remarkOf('This #foreach has nothing to go through: its list is empty.', node.items))
    }
  },
  block: (nodes, { isInLoop }) => {
    const at = nodes.findIndex((node) => endsHere(node))
    const end = nodes[at]
    if (!end || (end.kind === 'break' && !isInLoop)) return
    const next = nodes.slice(at + 1).find((node) => node.kind !== 'text' || node.text.trim() !== '')
    if (next) tell(remarkOf(`What follows #${wordOf(end)} is never reached.`, next))
  },
})

function wordOf(node: Node): string {
  return node.kind === 'if' ? 'stop' : node.kind
}

/** Whether nothing behind a statement is reached. */
function endsHere(node: Node): boolean {
  if (node.kind === 'stop' || node.kind === 'break') return true
  if (node.kind !== 'if' || !node.otherwise) return false
  return [...node.branches.map(({ body }) => body), node.otherwise].every((body: Block) =>
    body.some(({ kind }) => kind === 'stop'),
  )
}

type IfNode = Extract<Node, { kind: 'if' }>

function inBranches(node: IfNode): TemplateRemark[] {
  const remarks: TemplateRemark[] = []
  let taken: string | undefined
  const asked = new Set<string>()
  for (const [i, { condition }] of node.branches.entries()) {
    const word = i === 0 ? '#if' : '#elseif'
    const constant = constantOf(condition)
    const question = writtenAs(condition)
    if (taken !== undefined) {
      remarks.push(remarkOf(`This ${word} is never asked: ${taken} always holds.`, condition))
    } else if (constant === true) taken = `the ${word} before it`
    else if (constant === false) remarks.push(remarkOf(`This ${word} never holds.`, condition))
    else if (question !== undefined && asked.has(question)) {
      remarks.push(remarkOf(`This ${word} never holds: the same is asked before.`, condition))
    }
    if (question !== undefined) asked.add(question)
  }
  const [first] = node.otherwise ?? []
  if (taken !== undefined && first) {
    remarks.push(remarkOf(`This #else is never reached: ${taken} always holds.`, first))
  }
  return remarks
}

function remarkOf(message: string, { from, to }: Span): TemplateRemark {
  return { code: 'template/unreachable-branch', message, severity: 'warning', from, to }
}

/** What a condition comes to whatever the request is; `undefined` where that depends on it. */
function constantOf(condition: Expression): boolean | undefined {
  switch (condition.kind) {
    case 'boolean':
      return condition.value
    // what is no boolean and not null holds
    case 'string':
    case 'interpolation':
    case 'number':
    case 'list':
    case 'map':
    case 'range':
      return true
    case 'not': {
      const operand = constantOf(condition.operand)
      return operand === undefined ? undefined : !operand
    }
    case 'binary':
      return ofBinary(condition)
    case 'reference':
    case 'word':
      return undefined
  }
}

function ofBinary(node: Extract<Expression, { kind: 'binary' }>): boolean | undefined {
  const { operator } = node
  if (operator === '&&' || operator === '||') {
    const sides = [constantOf(node.left), constantOf(node.right)]
    const decides = operator === '||'
    if (sides.includes(decides)) return decides
    return sides.every((side) => side === !decides) ? !decides : undefined
  }
  const left = literalOf(node.left)
  const right = literalOf(node.right)
  if (left === undefined || right === undefined || typeof left !== typeof right) return undefined
  if (operator === '==') return left === right
  if (operator === '!=') return left !== right
  if (typeof left !== 'number' || typeof right !== 'number') return undefined
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    default:
      return undefined
  }
}

function literalOf(expression: Expression): string | number | boolean | undefined {
  if (expression.kind === 'number') return Number(expression.text)
  if (expression.kind === 'string' || expression.kind === 'boolean') return expression.value
  return undefined
}

/** A condition as it is written; none of one that may come to another value the second time. */
function writtenAs(condition: Expression): string | undefined {
  const text = JSON.stringify(withoutPlaces(condition))
  return /"name":"(?:next|remove|add|addAll|put|putAll|set|clear)"/.test(text) ? undefined : text
}

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/^(?:from|to|source)$/.test(name))
      .map(([name, member]) => [name, withoutPlaces(member)]),
  )
}
