import type { Rule } from '../../rule.ts'

export const ignoredTemplate: Rule = {
  title: 'A proxy integration ignores its templates',
  why: 'A proxy passes requests and answers through: mapping templates and header mappings of its integration responses are stored and never used.',
  advice: 'Choose the type HTTP or AWS to transform bodies, or remove the templates.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: { type: 'HTTP_PROXY', requestTemplates: { 'application/json': '{"a": 1}' } },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'HTTP',
          requestTemplates: { 'application/json': '{"a": 1}' },
          passthroughBehavior: 'NEVER',
        },
      },
    },
  },
  check: ({ name, integration, isProxy, integrationAt, responses }) => {
    if (!integration || !isProxy) return []
    const requests = Object.keys(integration.requestTemplates).map((type) => ({
      message: `${name} is a proxy, which ignores the request template for ${type}.`,
      at: [...integrationAt, 'requestTemplates', type],
    }))
    const answers = responses.flatMap(({ response, at }) => {
      const parts = [
        ...(Object.keys(response.responseTemplates).length > 0 ? ['templates'] : []),
        ...(Object.keys(response.responseParameters).length > 0 ? ['header mappings'] : []),
      ]
      if (parts.length === 0) return []
      const message = `${name} is a proxy, which ignores the ${parts.join(' and ')} of its integration response ${response.statusCode}.`
      return [{ message, at }]
    })
    return [...requests, ...answers]
  },
}
