// What a template declares, and where it stands: for going to a declaration, the outline, folding and completion.
import { parse } from '../vtl/index.ts'
import type { Block, Expression, Span } from '../vtl/index.ts'

/** What kind of value a variable was given, as far as the text tells. */
export type ValueKind = 'String' | 'List' | 'Map' | 'Integer' | 'unknown'

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

/** The declarations of a template in their order; none of one that cannot be read. */
export function declarationsOf(template: string): readonly Declaration[] {
  const parsed = parse(template)
  return parsed.ok ? inBlock(parsed.nodes, template) : []
}

/** All declarations, those within others too. */
export function allDeclarations(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.flatMap((each) => [each, ...allDeclarations(each.children)])
}

function inBlock(nodes: Block, template: string): Declaration[] {
  return nodes.flatMap((node): Declaration[] => {
    const { from, to } = node
    switch (node.kind) {
      case 'set': {
        if (node.target.accessors.length > 0) return []
        const { name } = node.target
        const value = kindOf(node.value)
        return [{ kind: 'set', label: `$${name}`, variable: name, value, from, to, children: [] }]
      }
      case 'foreach': {
        const items = template.slice(node.items.from, node.items.to)
        const children = inBlock(node.body, template)
        const label = `$${node.variable} in ${items}`
        return [
          { kind: 'foreach', label, variable: node.variable, value: 'unknown', from, to, children },
        ]
      }
      case 'define': {
        const children = inBlock(node.body, template)
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
          ...node.branches.flatMap(({ body }) => inBlock(body, template)),
          ...inBlock(node.otherwise ?? [], template),
        ]
        const { condition } = first ?? {}
        const label = condition ? template.slice(condition.from, condition.to) : ''
        return [{ kind: 'if', label, value: 'unknown', from, to, children }]
      }
      case 'macro': {
        const children = inBlock(node.body, template)
        return [{ kind: 'macro', label: node.name, value: 'unknown', from, to, children }]
      }
      default:
        return []
    }
  })
}

function kindOf(expression: Expression): ValueKind {
  switch (expression.kind) {
    case 'string':
    case 'interpolation':
      return 'String'
    case 'list':
    case 'range':
      return 'List'
    case 'map':
      return 'Map'
    case 'number':
      return expression.text.includes('.') ? 'unknown' : 'Integer'
    case 'reference': {
      const last = expression.accessors.at(-1)
      const isText =
        last?.kind === 'method' &&
        /^(?:json|escapeJavaScript|urlEncode|urlDecode|base64Encode|base64Decode|toString|substring|replaceAll|replace|trim|toLowerCase|toUpperCase)$/.test(
          last.name,
        )
      return isText ? 'String' : 'unknown'
    }
    default:
      return 'unknown'
  }
}
