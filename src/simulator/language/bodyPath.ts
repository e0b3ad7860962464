import type { Expression, ReferenceNode } from '../vtl/index.ts'
import type { Variables } from './kinds.ts'

/** Variables that are followed to the body; more are a circle. */
const mostSteps = 20

/**
 * The JSONPath in the body that a reference names: `$item.a` of `#set($item = $input.path('$.x'))` is `$.x.a`.
 * With `isThroughLoops` the item of a loop is the first of its list.
 */
export function bodyPathOf(
  node: ReferenceNode,
  variables: Variables,
  isThroughLoops = false,
  steps = 0,
): string | undefined {
  const { name, accessors } = node
  const [first, ...others] = accessors
  if (name === 'input' && first?.kind === 'method' && first.name === 'path') {
    const [argument] = first.arguments
    const start = argument && literalText(argument)
    return start === undefined ? undefined : extended(start, others)
  }
  const variable = variables.get(name)
  const from = variable?.value ?? (isThroughLoops ? variable?.items : undefined)
  if (from?.kind !== 'reference' || steps > mostSteps) return undefined
  const start = bodyPathOf(from, variables, isThroughLoops, steps + 1)
  if (start === undefined) return undefined
  return extended(variable?.value ? start : `${start}[0]`, accessors)
}

/** The text of a string without references in it: a JSONPath between double quotes has a dollar sign. */
function literalText(expression: Expression): string | undefined {
  if (expression.kind === 'string') return expression.value
  if (expression.kind !== 'interpolation') return undefined
  return expression.body.every(({ kind }) => kind === 'text') ? expression.value : undefined
}

function extended(path: string, accessors: ReferenceNode['accessors']): string | undefined {
  let text = path
  for (const accessor of accessors) {
    if (accessor.kind === 'method') return undefined
    if (accessor.kind === 'property') text += `.${accessor.name}`
    else if (accessor.index.kind === 'number') text += `[${accessor.index.text}]`
    else return undefined
  }
  return text
}
