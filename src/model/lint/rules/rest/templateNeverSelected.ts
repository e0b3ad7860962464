import type { Rule } from '../../rule.ts'

export const templateNeverSelected: Rule = {
  title: 'A request template is never selected',
  why: 'A request template is looked up by the media type of the Content-Type header alone, without its parameters and without wildcards.',
  advice:
    'Give the template a plain type such as application/json, or $default for every type that has none.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'POST /pets': {
        integration: {
          requestTemplates: { 'application/json; charset=utf-8': '{}' },
          passthroughBehavior: 'NEVER',
        },
      },
    },
  },
  good: {
    methods: {
      'POST /pets': {
        integration: {
          requestTemplates: { 'application/json': '{}' },
          passthroughBehavior: 'NEVER',
        },
      },
    },
  },
  check: ({ templates }) =>
    templates.flatMap(({ contentType, at, owner, response }) => {
      if (response) return []
      const reason = contentType.includes(';')
        ? 'parameters of a Content-Type are left out when templates are looked up'
        : contentType.includes('*')
          ? 'wildcards match nothing'
          : undefined
      if (reason === undefined) return []
      return [
        {
          message: `${owner.name}: the template for ${contentType} is never selected: ${reason}.`,
          at,
        },
      ]
    }),
}
