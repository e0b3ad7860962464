// A walk through a template's tree: what every rule looks at.
import type { Block, Expression, Node, ReferenceNode } from '../vtl/index.ts'

/** What is told on the way. `conditions` are those of the directives around, the innermost last. */
export interface Visitor {
  readonly node?: (node: Node, around: Around) => void
  /** Each reference: printed ones, and those in expressions, strings and arguments. */
  readonly reference?: (node: ReferenceNode, around: Around) => void
  /** The statements that follow each other in one block. */
  readonly block?: (nodes: Block, around: Around) => void
}

export interface Around {
  readonly conditions: readonly Expression[]
  readonly isPrinted: boolean
  /** The target of a #set. */
  readonly isAssigned: boolean
  readonly isInLoop: boolean
}

/** Walk through all statements and references of a template, in the order in which they stand. */
export function walkTemplate(nodes: Block, visitor: Visitor): void {
  walkBlock(nodes, visitor, {
    conditions: [],
    isPrinted: true,
    isAssigned: false,
    isInLoop: false,
  })
}

function walkBlock(nodes: Block, visitor: Visitor, around: Around): void {
  visitor.block?.(nodes, around)
  for (const node of nodes) {
    visitor.node?.(node, around)
    walkNode(node, visitor, around)
  }
}

function walkNode(node: Node, visitor: Visitor, around: Around): void {
  const inner = { ...around, isPrinted: false }
  switch (node.kind) {
    case 'reference':
      walkReference(node, visitor, around)
      break
    case 'set':
      walkReference(node.target, visitor, { ...inner, isAssigned: true })
      walkExpression(node.value, visitor, inner)
      break
    case 'if':
      for (const { condition, body } of node.branches) {
        walkExpression(condition, visitor, inner)
        walkBlock(body, visitor, { ...around, conditions: [...around.conditions, condition] })
      }
      walkBlock(node.otherwise ?? [], visitor, {
        ...around,
        conditions: [...around.conditions, ...node.branches.map(({ condition }) => condition)],
      })
      break
    case 'foreach':
      walkExpression(node.items, visitor, inner)
      walkBlock(node.body, visitor, { ...around, isInLoop: true })
      break
    case 'define':
    case 'macro':
      walkBlock(node.body, visitor, around)
      break
    case 'call':
      for (const argument of node.arguments) walkExpression(argument, visitor, inner)
      if (node.body) walkBlock(node.body, visitor, around)
      break
    case 'evaluate':
      walkExpression(node.value, visitor, inner)
      break
    case 'load':
      for (const value of node.values) walkExpression(value, visitor, inner)
      break
    case 'text':
    case 'break':
    case 'stop':
      break
  }
}

function walkReference(node: ReferenceNode, visitor: Visitor, around: Around): void {
  visitor.reference?.(node, around)
  const inner = { ...around, isPrinted: false, isAssigned: false }
  for (const accessor of node.accessors) {
    if (accessor.kind === 'method') {
      for (const argument of accessor.arguments) walkExpression(argument, visitor, inner)
    }
    if (accessor.kind === 'index') walkExpression(accessor.index, visitor, inner)
  }
}

function walkExpression(expression: Expression, visitor: Visitor, around: Around): void {
  switch (expression.kind) {
    case 'reference':
      walkReference(expression, visitor, around)
      break
    case 'interpolation':
      // what a text is made of is no value of the output
      for (const node of expression.body) walkNode(node, visitor, around)
      break
    case 'list':
      for (const item of expression.items) walkExpression(item, visitor, around)
      break
    case 'map':
      for (const [key, value] of expression.entries) {
        walkExpression(key, visitor, around)
        walkExpression(value, visitor, around)
      }
      break
    case 'range':
      walkExpression(expression.start, visitor, around)
      walkExpression(expression.end, visitor, around)
      break
    case 'not':
      walkExpression(expression.operand, visitor, around)
      break
    case 'binary':
      walkExpression(expression.left, visitor, around)
      walkExpression(expression.right, visitor, around)
      break
    case 'string':
    case 'number':
    case 'boolean':
    case 'word':
      break
  }
}

/** Each reference in an expression, those in its own arguments too. */
export function referencesIn(expression: Expression): ReferenceNode[] {
  const found: ReferenceNode[] = []
  walkExpression(expression, { reference: (node) => void found.push(node) }, nowhere)
  return found
}

const nowhere: Around = {
  conditions: [],
  isPrinted: false,
  isAssigned: false,
  isInLoop: false,
}
