import { valueAt } from '../../../address.ts'
import { setTemplate } from '../../../operations/templates.ts'
import { positionOf } from '../../../textPosition.ts'
import { unrepairedCallsIn } from '../../escapeCalls.ts'
import type { UnrepairedCall } from '../../escapeCalls.ts'
import type { TemplateFacts } from '../../facts.ts'
import { gone } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const unrepairedApostrophe: Rule = {
  title: "escapeJavaScript writes \\' into JSON",
  why: "$util.escapeJavaScript turns an apostrophe into \\', which JSON does not allow: as soon as a value holds an apostrophe, the backend or the client refuses the text.",
  advice: `Add .replaceAll("\\\\'", "'") behind the call, as the AWS documentation of $util does.`,
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          passthroughBehavior: 'NEVER',
          requestTemplates: {
            'application/json': '{"kind": "$util.escapeJavaScript($input.params(\'kind\'))"}',
          },
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
      const [first, ...others] = callsOf(template)
      if (!first) return []
      const more = others.length === 0 ? '' : ` and ${others.length} more`
      return [
        {
          message: `${owner.name} writes \\' into JSON where a value holds an apostrophe: ${first.expression.slice(0, 100)}${more}.`,
          at,
          position: positionOf(text, first.from),
        },
      ]
    }),
  fix: (design, { at }) => {
    const text = valueAt(design, at)
    if (typeof text !== 'string') return gone(at)
    let fixed = text
    for (const { to } of [...unrepairedCallsIn(text)].reverse()) {
      fixed = `${fixed.slice(0, to)}.replaceAll("\\\\'", "'")${fixed.slice(to)}`
    }
    return setTemplate(design, { at, text: fixed })
  },
}

/** Looked for once in a template, however often the design is linted. */
const looked = new WeakMap<TemplateFacts, readonly UnrepairedCall[]>()

function callsOf(template: TemplateFacts): readonly UnrepairedCall[] {
  const found = looked.get(template) ?? unrepairedCallsIn(template.text)
  looked.set(template, found)
  return found
}
