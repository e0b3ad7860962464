// What a template declares, and where it stands: for going to a declaration, the outline, folding and completion.
import type { Block, Span } from '../vtl/index.ts'
import { stringKinds, variablesOf } from './kinds.ts'
import type { Kind } from './kinds.ts'
import { readableOf } from './readable.ts'

/** What kind of value a variable was given, as far as the text tells. */
export type ValueKind = 'String' | 'List' | 'Map' | 'Number' | 'unknown'

/** A variable that the template sets, or a directive that holds others. */
export interface Declaration extends Span {
  readonly kind: 'set' | 'foreach' | 'define' | 'if' | 'macro'
  /** `$name` for variables, the condition's text for `#if`. */
  readonly label: string
  /** The variable, without its dollar sign. */
  readonly variable?: string
  readonly value: ValueKind
  readonly children: readonly Declaration[]
}

/** The declarations of a template in their order, as far as it can be read. */
export function declarationsOf(template: string): readonly Declaration[] {
  const { nodes } = readableOf(template)
  const variables = variablesOf(nodes)
  const kindOfVariable = (name: string) => wordOf(variables.get(name)?.kind ?? 'unknown')
  return inBlock(nodes, template, kindOfVariable)
}

function wordOf(kind: Kind): ValueKind {
  if (stringKinds.has(kind)) return 'String'
  return kind === 'List' || kind === 'Map' || kind === 'Number' ? kind : 'unknown'
}

/** All declarations, those within others too. */
export function allDeclarations(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.flatMap((each) => [each, ...allDeclarations(each.children)])
}

function inBlock(
  nodes: Block,
  template: string,
  kindOfVariable: (name: string) => ValueKind,
): Declaration[] {
  return nodes.flatMap((node): Declaration[] => {
    const { from, to } = node
    switch (node.kind) {
      case 'set': {
        if (node.target.accessors.length > 0) return []
        const { name } = node.target
        const value = kindOfVariable(name)
        return [{ kind: 'set', label: `$${name}`, variable: name, value, from, to, children: [] }]
      }
      case 'foreach': {
        const items = template.slice(node.items.from, node.items.to)
        const children = inBlock(node.body, template, kindOfVariable)
        const label = `$${node.variable} in ${items}`
        return [
          {
            kind: 'foreach',
            label,
            variable: node.variable,
            value: kindOfVariable(node.variable),
            from,
            to,
            children,
          },
        ]
      }
      case 'define': {
        const children = inBlock(node.body, template, kindOfVariable)
        const { name } = node
        return [
          {
            kind: 'define',
            label: `$${name}`,
            variable: name,
            value: 'String',
            from,
            to,
            children,
          },
        ]
      }
      case 'if': {
        const [first] = node.branches
        const children = [
          ...node.branches.flatMap(({ body }) => inBlock(body, template, kindOfVariable)),
          ...inBlock(node.otherwise ?? [], template, kindOfVariable),
        ]
        const { condition } = first ?? {}
        const label = condition ? template.slice(condition.from, condition.to) : ''
        return [{ kind: 'if', label, value: 'unknown', from, to, children }]
      }
      case 'macro': {
        const children = inBlock(node.body, template, kindOfVariable)
        return [{ kind: 'macro', label: node.name, value: 'unknown', from, to, children }]
      }
      default:
        return []
    }
  })
}
