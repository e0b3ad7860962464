import type { Rule } from '../../rule.ts'

export const unproducedMethodResponse: Rule = {
  title: 'A method response is never given',
  why: 'A status that no integration response leads to is documented and in the SDK, but no caller ever sees it.',
  advice: 'Add an integration response that leads to it, or remove the method response.',
  appliesTo: 'method',
  severity: 'info',
  bad: {
    methods: {
      'GET /pets': {
        methodResponses: { '200': { statusCode: '200' }, '404': { statusCode: '404' } },
        integration: { type: 'MOCK', integrationResponses: { '200': { statusCode: '200' } } },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        methodResponses: { '200': { statusCode: '200' }, '404': { statusCode: '404' } },
        integration: {
          type: 'MOCK',
          integrationResponses: {
            '200': { statusCode: '200' },
            '404': { statusCode: '404', selectionPattern: '404' },
          },
        },
      },
    },
  },
  check: ({ name, method, at, integration, isProxy, responses }) => {
    if (!integration || isProxy || responses.length === 0) return []
    const isOverridden = [
      integration.requestTemplates,
      ...responses.map(({ response }) => response.responseTemplates),
    ].some((templates) =>
      Object.values(templates).some((text) => text.includes('responseOverride')),
    )
    if (isOverridden) return []
    return Object.keys(method.methodResponses)
      .filter((statusCode) => !Object.hasOwn(integration.integrationResponses, statusCode))
      .map((statusCode) => ({
        message: `${name}: no integration response leads to the method response ${statusCode}.`,
        at: [...at, 'methodResponses', statusCode],
      }))
  },
}
