import type { Expression, ReferenceNode } from '../../vtl/index.ts'
import { bodyPathOf } from '../bodyPath.ts'
import { kindOfReference } from '../kinds.ts'
import { referencesIn } from '../walk.ts'
import type { Looked, TemplateRemark, TemplateRule } from './rule.ts'

/** Values of a JSON text that stand without quotes: `"amount": $item.amount`. */
export const unquotedReference: TemplateRule = (looked, tell) => ({
  reference: (node, { isPrinted, conditions }) => {
    const place = isPrinted ? looked.places.get(node) : undefined
    if (!place || place.isInString || node.backslashes > 0) return
    const isValue = /^[:,[]$/.test(place.before) && /^[,}\]]?$/.test(place.after)
    const kind = kindOfReference(node, looked.variables)
    if (!isValue || !(kind === 'Body' || kind === 'Text')) return
    // an #if around it looks at it
    if (conditions.some((condition) => asks(condition, node))) return
    const fix = fixOf(node, looked)
    tell({
      code: 'template/unquoted-reference',
      message:
        kind === 'Text'
          ? 'Without quotes: a text, or a parameter that was not sent, makes this no JSON.'
          : 'Without quotes: a text, or a field that is null or not there, makes this no JSON.',
      severity: 'info',
      from: node.from,
      to: node.to,
      ...(fix && { fix }),
    })
  },
})

/** Texts from outside that stand between quotes as they were sent: `"name": "$input.path('$.name')"`. */
export const unescapedText: TemplateRule = (looked, tell) => ({
  reference: (node, { isPrinted }) => {
    const place = isPrinted ? looked.places.get(node) : undefined
    if (!place?.isInString || node.backslashes > 0) return
    const kind = kindOfReference(node, looked.variables)
    if (kind !== 'Body' && kind !== 'Text') return
    const { from, to } = node
    const inside = loud(node)
    tell({
      code: 'template/unescaped-text',
      message:
        'A quote, a backslash or a line break in this text makes this no JSON, or another one than is meant.',
      severity: 'info',
      from,
      to,
      fix: {
        title: 'Escape the text',
        text: `$util.escapeJavaScript(${inside}).replaceAll("\\\\'", "'")`,
        from,
        to,
      },
    })
  },
})

/** A reference as an argument: without what makes it print nothing, and without braces. */
function loud(node: ReferenceNode): string {
  return node.source.replace(/^\$!?\{?/, '$').replace(/\}$/, node.source.includes('{') ? '' : '}')
}

/** Whether a condition looks at what a reference gives. */
function asks(condition: Expression, node: ReferenceNode): boolean {
  const own = bare(node)
  return referencesIn(condition).some((reference) => bare(reference).startsWith(own))
}

/** The text of a reference without quiet signs and braces. */
function bare({ source }: ReferenceNode): string {
  return source.replace(/[!{}]/g, '')
}

function fixOf(node: ReferenceNode, { variables }: Looked): TemplateRemark['fix'] {
  const { from, to } = node
  const path = bodyPathOf(node, variables)
  if (path !== undefined && !path.includes("'")) {
    return {
      title: 'Write $input.json, which prints quotes and null as JSON',
      text: `$input.json('${path}')`,
      from,
      to,
    }
  }
  const text = loud(node)
  const quiet = text.replace('$', '$!{') + '}'
  if (/["'#]/.test(text)) return undefined
  return {
    title: 'Print null where nothing is there',
    text: `#if("${quiet}" != "")\${${text.slice(1)}}#{else}null#end`,
    from,
    to,
  }
}
