// What kind of value each expression gives, as far as the text of a template tells.
import type { Block, Expression, ReferenceNode } from '../vtl/index.ts'
import { walkTemplate } from './walk.ts'

/**
 * What a value is. `Body` is anything that JSON can hold, from outside; `Text` is a text from outside, as it was sent;
 * `Json` is a text that is JSON already; `Escaped` one that can stand between quotes; `Name` the name of a member.
 */
export type Kind =
  | 'Body'
  | 'Text'
  | 'Json'
  | 'Escaped'
  | 'Name'
  | 'String'
  | 'Number'
  | 'Boolean'
  | 'List'
  | 'Map'
  | 'Set'
  | 'unknown'

/** Kinds that are texts of Java, with the methods of String. */
export const stringKinds: ReadonlySet<Kind> = new Set(['Text', 'Json', 'Escaped', 'Name', 'String'])

export interface Variable {
  readonly kind: Kind
  /** What it is set to, where it is set once only. */
  readonly value?: Expression
  /** What it goes through, where one loop only sets it. */
  readonly items?: Expression
}

/** Variables by name, each with the kind of all that it is set to. */
export type Variables = ReadonlyMap<string, Variable>

/** The variables that a template sets. */
export function variablesOf(nodes: Block): Variables {
  const variables = new Map<string, Variable>()
  // what is set from variables that are set later, as loops do, is known the second time
  for (let round = 0; round < 2; round++) {
    const seen = new Set<string>()
    const learn = (name: string, kind: Kind, more: Pick<Variable, 'value' | 'items'> = {}) => {
      const known = seen.has(name) ? variables.get(name) : undefined
      seen.add(name)
      variables.set(
        name,
        known ? { kind: known.kind === kind ? kind : 'unknown' } : { kind, ...more },
      )
    }
    walkTemplate(nodes, {
      node: (node) => {
        if (node.kind === 'set' && node.target.accessors.length === 0)
          learn(node.target.name, kindOf(node.value, variables), { value: node.value })
        if (node.kind === 'foreach')
          learn(node.variable, itemKind(node.items, variables), { items: node.items })
        if (node.kind === 'define') learn(node.name, 'String')
        if (node.kind === 'macro') for (const name of node.parameters) learn(name, 'unknown')
      },
    })
  }
  return variables
}

/** The kind of an expression's value. */
export function kindOf(expression: Expression, variables: Variables): Kind {
  switch (expression.kind) {
    case 'string':
      return 'String'
    case 'interpolation': {
      const isFromOutside = expression.body.some(
        (node) =>
          node.kind === 'reference' && /^(?:Body|Text)$/.test(kindOfReference(node, variables)),
      )
      return isFromOutside ? 'Text' : 'String'
    }
    case 'number':
      return 'Number'
    case 'boolean':
    case 'not':
      return 'Boolean'
    case 'list':
    case 'range':
      return 'List'
    case 'map':
      return 'Map'
    case 'reference':
      return kindOfReference(expression, variables)
    case 'binary': {
      if (!/^[+*/%-]$/.test(expression.operator)) return 'Boolean'
      if (expression.operator !== '+') return 'Number'
      const kinds = [kindOf(expression.left, variables), kindOf(expression.right, variables)]
      if (kinds.every((kind) => kind === 'Number')) return 'Number'
      return kinds.some((kind) => kind === 'Body' || kind === 'Text') ? 'Text' : 'unknown'
    }
    case 'word':
      return 'unknown'
  }
}

function itemKind(items: Expression, variables: Variables): Kind {
  if (items.kind === 'range') return 'Number'
  if (items.kind === 'list') {
    const kinds = new Set(items.items.map((item) => kindOf(item, variables)))
    const [only = 'unknown'] = kinds
    return kinds.size === 1 ? only : 'unknown'
  }
  const kind = kindOf(items, variables)
  if (kind === 'Body') return 'Body'
  return kind === 'Set' ? 'Name' : 'unknown'
}

/** What the members of `$input` and `$util` give. */
const builtinKinds: Readonly<Record<string, Kind>> = {
  'input.path': 'Body',
  'input.json': 'Json',
  'input.body': 'Json',
  'util.parseJson': 'Body',
  'util.escapeJavaScript': 'Escaped',
  'util.base64Encode': 'Escaped',
  'util.urlEncode': 'Escaped',
  'util.base64Decode': 'Text',
  'util.urlDecode': 'Text',
}

/** What methods give, whoever has them. */
const methodKinds: Readonly<Record<string, Kind>> = {
  size: 'Number',
  length: 'Number',
  indexOf: 'Number',
  lastIndexOf: 'Number',
  compareTo: 'Number',
  compareToIgnoreCase: 'Number',
  hashCode: 'Number',
  intValue: 'Number',
  isEmpty: 'Boolean',
  equals: 'Boolean',
  equalsIgnoreCase: 'Boolean',
  contains: 'Boolean',
  containsKey: 'Boolean',
  containsValue: 'Boolean',
  startsWith: 'Boolean',
  endsWith: 'Boolean',
  matches: 'Boolean',
  keySet: 'Set',
}

/** Methods that give a text like the one they are called on. */
const likeSelf: ReadonlySet<string> = new Set([
  'toString',
  'substring',
  'replace',
  'replaceAll',
  'replaceFirst',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'concat',
  'intern',
])

/** Members of `$context` that the caller decides. */
const ownTexts = /^(?:path|identity\.userAgent|error\..*|authorizer\..*)$/

/** The kind of what a reference gives. */
export function kindOfReference(node: ReferenceNode, variables: Variables): Kind {
  return kindsAlong(node, variables).at(-1) ?? 'unknown'
}

/** The kinds along a reference: of its name, then after each of its accessors. */
export function kindsAlong(node: ReferenceNode, variables: Variables): readonly Kind[] {
  const { name, accessors } = node
  const [first] = accessors
  const start = variables.get(name)?.kind ?? 'unknown'
  const kinds: Kind[] = [start]
  for (const [i, accessor] of accessors.entries()) {
    kinds.push(kindAfter(kinds.at(-1) ?? 'unknown', accessor))
    if (i > 0 || first === undefined || first.kind === 'index') continue
    const isCall = first.kind === 'method'
    const builtin = `${name}.${first.name}`
    const given = Object.hasOwn(builtinKinds, builtin) ? builtinKinds[builtin] : undefined
    if (given && (isCall || builtin === 'input.body')) kinds[1] = given
    else if (builtin === 'input.params') {
      kinds[1] = isCall && first.arguments.length > 0 ? 'Text' : 'Map'
    } else if (name === 'stageVariables' && !isCall) kinds[1] = 'String'
  }
  if (name === 'context' && accessors.every(({ kind }) => kind === 'property')) {
    const path = accessors.map((each) => (each.kind === 'property' ? each.name : '')).join('.')
    kinds[kinds.length - 1] = ownTexts.test(path) ? 'Text' : 'unknown'
  }
  return kinds
}

function kindAfter(self: Kind, accessor: ReferenceNode['accessors'][number]): Kind {
  if (accessor.kind !== 'method') return self === 'Body' ? 'Body' : 'unknown'
  const { name } = accessor
  const given = Object.hasOwn(methodKinds, name) ? methodKinds[name] : undefined
  if (given) return given
  if (likeSelf.has(name)) {
    if (stringKinds.has(self)) return self
    return self === 'Body' ? 'Text' : name === 'toString' ? 'String' : 'unknown'
  }
  if (name === 'split') return self === 'Body' || self === 'Text' ? 'Body' : 'List'
  return self === 'Body' ? 'Body' : 'unknown'
}
