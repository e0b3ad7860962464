import type { Rule } from '../../rule.ts'

const bodyless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS'])

export const noTemplateForBodyless: Rule = {
  title: 'A call without a body finds no template',
  why: 'A request without a Content-Type counts as application/json. Callers of GET, HEAD, DELETE and OPTIONS send none, so a template for another type is not used for them.',
  advice: 'Add the template under application/json, or under $default.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          requestTemplates: { 'application/xml': '<all/>' },
          passthroughBehavior: 'NEVER',
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          requestTemplates: { 'application/xml': '<all/>', 'application/json': '{}' },
          passthroughBehavior: 'NEVER',
        },
      },
    },
  },
  check: ({ name, method, integration, isProxy, integrationAt }) => {
    if (!integration || isProxy || !bodyless.has(method.httpMethod)) return []
    const types = Object.keys(integration.requestTemplates)
    if (types.length === 0) return []
    if (types.some((type) => type === 'application/json' || type === '$default')) return []
    const outcome =
      integration.passthroughBehavior === 'WHEN_NO_MATCH'
        ? 'goes on without a template'
        : 'is answered with 415'
    return [
      {
        message: `${name} has a template for ${types.join(', ')} and none for application/json: a call without a Content-Type ${outcome}.`,
        at: [...integrationAt, 'requestTemplates'],
      },
    ]
  },
}
