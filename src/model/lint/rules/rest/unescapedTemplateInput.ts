import { setTemplate } from '../../../operations/templates.ts'
import { valueAt } from '../../../address.ts'
import type { TemplateFacts } from '../../facts.ts'
import { positionOf } from '../../../textPosition.ts'
import { gone } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const unescapedTemplateInput: Rule = {
  title: 'What the caller sends is printed into a JSON string as it is',
  why: 'A quotation mark in the value ends the string: the output is no JSON any more, or carries members that the caller made up.',
  advice:
    'Print it through $util.escapeJavaScript. It also escapes single quotes, which JSON does not know, so put them back with replaceAll.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          passthroughBehavior: 'NEVER',
          requestTemplates: { 'application/json': '{"kind": "$input.params(\'kind\')"}' },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          passthroughBehavior: 'NEVER',
          requestTemplates: {
            'application/json':
              '{"kind": "$util.escapeJavaScript($input.params(\'kind\')).replaceAll("\\\\\'", "\'")"}',
          },
        },
      },
    },
  },
  check: ({ templates }) =>
    templates.flatMap((template) => {
      const { text, contentType, at, owner } = template
      if (!/json|^\$default$/.test(contentType)) return []
      const [first, ...others] = unescapedOf(template)
      if (!first) return []
      const more = others.length === 0 ? '' : ` and ${others.length} more`
      return [
        {
          message: `${owner.name} prints ${first.expression}${more} into a JSON string without escaping it.`,
          at,
          position: positionOf(text, first.from),
        },
      ]
    }),
  fix: (design, { at }) => {
    const text = valueAt(design, at)
    if (typeof text !== 'string') return gone(at)
    const isRequest = at.includes('requestTemplates')
    let fixed = text
    for (const { from, expression } of unescapedIn(text, isRequest).reverse()) {
      const plain = expression.replace(/^\$!?\{?/, '$').replace(/\}$/, '')
      const escaped = `$util.escapeJavaScript(${plain}).replaceAll("\\\\'", "'")`
      fixed = fixed.slice(0, from) + escaped + fixed.slice(from + expression.length)
    }
    return setTemplate(design, { at, text: fixed })
  },
}

interface Unescaped {
  readonly expression: string
  readonly from: number
}

const argument = String.raw`\(\s*(?:'[^'\n]*'|"[^"\n]*"|\$\w+)\s*\)`
const printed = new RegExp(
  String.raw`\$!?(?:input\.(?:params|path)${argument}|\{input\.(?:params|path)${argument}\})`,
  'g',
)

/** Looked for once in a template, however often the design is looked through. */
const looked = new WeakMap<TemplateFacts, readonly Unescaped[]>()

function unescapedOf(template: TemplateFacts): readonly Unescaped[] {
  const found = looked.get(template) ?? unescapedIn(template.text, template.response === undefined)
  looked.set(template, found)
  return found
}

/** References to the caller's values that stand as such in a JSON string of the output. */
function unescapedIn(text: string, isRequest: boolean): Unescaped[] {
  const found: Unescaped[] = []
  if (!text.includes('input.p')) return found
  let lineStart = 0
  for (const line of text.split('\n')) {
    // a directive prints nothing; what it sets is not followed
    if (!/^\s*#\{?(?:set|if|elseif|foreach|define)\b/.test(line)) {
      for (const match of line.matchAll(printed)) {
        const isPath = /input\.path/.test(match[0])
        const isFollowed = /^\.\w+\(/.test(line.slice(match.index + match[0].length))
        // the body of an answer is the backend's; a method call may well escape
        if ((isPath && !isRequest) || isFollowed) continue
        if (isInString(line, match.index)) {
          found.push({ expression: match[0], from: lineStart + match.index })
        }
      }
    }
    lineStart += line.length + 1
  }
  return found
}

/** True where an odd number of quotation marks stands before: those in arguments of calls aside. */
function isInString(line: string, offset: number): boolean {
  const before = line.slice(0, offset).replace(/\([^()]*\)/g, '')
  const marks = before.match(/(?<!\\)"/g)?.length ?? 0
  // an open bracket after a reference: the value is an argument, not output
  return marks % 2 === 1 && !/\$!?\{?[\w.]+\([^()]*$/.test(before)
}
