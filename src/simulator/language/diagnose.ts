// What is wrong with a template before it runs: found in its tree, told with its place and, where one is safe, a way to mend it.
import { builtins } from '../context/index.ts'
import { parse } from '../vtl/index.ts'
import type { Block, Expression, ReferenceNode, Span } from '../vtl/index.ts'

/** What a template is written for. */
export interface TemplateFacts {
  /** Names of stage variables that some stage of the API sets. */
  readonly stageVariables: readonly string[]
  /** The content type that the template makes. */
  readonly contentType: string
}

/** Something to look at in a template. Offsets are UTF-16. */
export interface TemplateRemark extends Span {
  readonly code:
    | 'template/unset-reference'
    | 'template/unknown-member'
    | 'template/unset-stage-variable'
    | 'template/unreachable-branch'
    | 'template/unquoted-reference'
    | 'template/macro'
  readonly message: string
  readonly severity: 'warning' | 'info'
  /** Text to put in the place of another, with what it does in words. */
  readonly fix?: { readonly title: string; readonly text: string } & Span
}

const roots: ReadonlySet<string> = new Set(['input', 'util', 'context', 'stageVariables'])
/** What loops and the language itself set. */
const given: ReadonlySet<string> = new Set([
  'foreach',
  'velocityCount',
  'velocityHasNext',
  'null',
  'bodyContent',
])

/** Remarks beyond this are not told: the first ones are looked at first. */
const mostRemarks = 200

/** Look through a template. One that cannot be read has no remarks: its problem is told elsewhere. */
export function diagnoseTemplate(template: string, facts: TemplateFacts): TemplateRemark[] {
  const parsed = parse(template)
  if (!parsed.ok) return []
  const remarks: TemplateRemark[] = []
  const known = new Set<string>()
  visitBlock(parsed.nodes, {
    sets: (name) => known.add(name),
    reference: () => undefined,
    span: () => undefined,
  })
  visitBlock(parsed.nodes, {
    sets: () => undefined,
    span: (remark) => remarks.push(remark),
    reference: (node, isPrinted) => {
      const remark =
        referenceRemark(node, known, facts) ??
        (isPrinted && /json/i.test(facts.contentType) ? bareRemark(node, template) : undefined)
      if (remark) remarks.push(remark)
    },
  })
  return remarks.slice(0, mostRemarks)
}

interface Visitor {
  readonly sets: (name: string) => void
  readonly reference: (node: ReferenceNode, isPrinted: boolean) => void
  readonly span: (remark: TemplateRemark) => void
}

function visitBlock(nodes: Block, visitor: Visitor): void {
  for (const node of nodes) {
    switch (node.kind) {
      case 'reference':
        visitReference(node, visitor, true)
        break
      case 'set':
        if (node.target.accessors.length === 0) visitor.sets(node.target.name)
        else visitReference(node.target, visitor, false)
        visitExpression(node.value, visitor)
        break
      case 'if':
        visitBranches(node, visitor)
        break
      case 'foreach':
        visitor.sets(node.variable)
        visitExpression(node.items, visitor)
        visitBlock(node.body, visitor)
        break
      case 'define':
        visitor.sets(node.name)
        visitBlock(node.body, visitor)
        break
      case 'macro':
        visitor.span({
          code: 'template/macro',
          message:
            'API Gateway runs no macros: the definition vanishes, and its calls are printed as they stand.',
          severity: 'warning',
          from: node.from,
          to: Math.min(node.to, node.from + '#macro'.length),
        })
        for (const name of node.parameters) visitor.sets(name.replace(/^\$/, ''))
        visitBlock(node.body, visitor)
        break
      case 'call':
        for (const argument of node.arguments) visitExpression(argument, visitor)
        if (node.body) visitBlock(node.body, visitor)
        break
      case 'evaluate':
        visitExpression(node.value, visitor)
        break
      case 'load':
        for (const value of node.values) visitExpression(value, visitor)
        break
      case 'text':
      case 'break':
      case 'stop':
        break
    }
  }
}

type IfNode = Extract<Block[number], { kind: 'if' }>

function visitBranches(node: IfNode, visitor: Visitor): void {
  let taken: string | undefined
  for (const [i, { condition, body }] of node.branches.entries()) {
    visitExpression(condition, visitor)
    const word = i === 0 ? '#if' : '#elseif'
    const place = { from: condition.from, to: condition.to }
    if (taken !== undefined) {
      visitor.span(unreachable(`This ${word} is never asked: ${taken} always holds.`, place))
    } else if (condition.kind === 'boolean') {
      if (condition.value) taken = `the ${word} before it`
      else visitor.span(unreachable(`This ${word} never holds.`, place))
    }
    visitBlock(body, visitor)
  }
  if (!node.otherwise) return
  const [first] = node.otherwise
  if (taken !== undefined && first) {
    visitor.span(unreachable(`This #else is never reached: ${taken} always holds.`, first))
  }
  visitBlock(node.otherwise, visitor)
}

function unreachable(message: string, { from, to }: Span): TemplateRemark {
  return { code: 'template/unreachable-branch', message, severity: 'warning', from, to }
}

function visitReference(node: ReferenceNode, visitor: Visitor, isPrinted: boolean): void {
  visitor.reference(node, isPrinted)
  for (const accessor of node.accessors) {
    if (accessor.kind === 'method') {
      for (const argument of accessor.arguments) visitExpression(argument, visitor)
    }
    if (accessor.kind === 'index') visitExpression(accessor.index, visitor)
  }
}

function visitExpression(expression: Expression, visitor: Visitor): void {
  switch (expression.kind) {
    case 'reference':
      visitReference(expression, visitor, false)
      break
    case 'interpolation':
      // what a text is made of is no value of a JSON document
      visitBlock(expression.body, {
        ...visitor,
        reference: (node) => visitor.reference(node, false),
      })
      break
    case 'list':
      for (const item of expression.items) visitExpression(item, visitor)
      break
    case 'map':
      for (const [key, value] of expression.entries) {
        visitExpression(key, visitor)
        visitExpression(value, visitor)
      }
      break
    case 'range':
      visitExpression(expression.start, visitor)
      visitExpression(expression.end, visitor)
      break
    case 'not':
      visitExpression(expression.operand, visitor)
      break
    case 'binary':
      visitExpression(expression.left, visitor)
      visitExpression(expression.right, visitor)
      break
    case 'string':
    case 'number':
    case 'boolean':
    case 'word':
      break
  }
}

function referenceRemark(
  node: ReferenceNode,
  known: ReadonlySet<string>,
  facts: TemplateFacts,
): TemplateRemark | undefined {
  const { name, accessors, from, to } = node
  const [first] = accessors
  if (!roots.has(name)) {
    if (known.has(name) || given.has(name)) return undefined
    // an amount such as $100 is no reference; a name that nothing sets may be meant as text
    return {
      code: 'template/unset-reference',
      message: `Nothing sets $${name}: it prints nothing.`,
      severity: 'warning',
      from,
      to,
    }
  }
  if (first === undefined || first.kind === 'index') return undefined
  if (name === 'stageVariables') {
    if (first.kind !== 'property' || facts.stageVariables.includes(first.name)) return undefined
    return {
      code: 'template/unset-stage-variable',
      message: `No stage sets the variable ${first.name}: it prints nothing.`,
      severity: 'warning',
      from: first.from,
      to: first.to,
    }
  }
  const names = builtins[name as 'input' | 'util' | 'context'].map((each) => each.name) // one of the roots
  const heads = new Set(names.map((each) => each.split('.')[0] ?? each))
  if (heads.has(first.name) || (name === 'context' && isMapMember(first.name))) return undefined
  const nearest = nearestName(first.name, [...heads])
  // an accessor's span may begin at its dot
  const at = node.source.indexOf(first.name)
  const start = at < 0 ? first.from : to - node.source.length + at
  return {
    code: 'template/unknown-member',
    message: `There is no $${name}.${first.name}${nearest === undefined ? '' : `: $${name}.${nearest} is meant?`}`,
    severity: 'warning',
    from: start,
    to: start + first.name.length,
    ...(nearest !== undefined && {
      fix: {
        title: `Write $${name}.${nearest}`,
        text: nearest,
        from: start,
        to: start + first.name.length,
      },
    }),
  }
}

/** `$context` is a map: its methods are no members of the table. */
function isMapMember(name: string): boolean {
  return /^(?:get|put|keySet|entrySet|values|containsKey|size|isEmpty)$/.test(name)
}

/** The name that differs least, if it differs little. */
function nearestName(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const other of names) {
    const distance = editDistance(name.toLowerCase(), other.toLowerCase(), least)
    if (distance < least) {
      least = distance
      best = other
    }
  }
  return best
}

function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? most
}

/** A value of a JSON object that stands without quotes: `"name": $input.path('$.name'),`. */
function bareRemark(node: ReferenceNode, template: string): TemplateRemark | undefined {
  const { name, accessors, from, to } = node
  const [first] = accessors
  const isPath = name === 'input' && first?.kind === 'method' && first.name === 'path'
  if (!isPath) return undefined
  const isValue = /:\s*$/.test(template.slice(Math.max(0, from - 40), from))
  const ends = /^\s*[,}\]]/.test(template.slice(to, to + 40))
  if (!isValue || !ends) return undefined
  const start = template.indexOf('path', from)
  const fix =
    start >= 0 && start < to
      ? {
          fix: {
            title: 'Write $input.json, which prints quotes and null as JSON',
            text: 'json',
            from: start,
            to: start + 'path'.length,
          },
        }
      : {}
  return {
    code: 'template/unquoted-reference',
    message:
      'Without quotes: a text, or a field that is not there, makes this no JSON. $input.json prints any value as JSON.',
    severity: 'info',
    from,
    to,
    ...fix,
  }
}
