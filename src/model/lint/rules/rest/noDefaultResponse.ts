import type { Rule } from '../../rule.ts'

export const noDefaultResponse: Rule = {
  title: 'There is no default integration response',
  why: 'An answer that no selection pattern matches ends in a 500 unless there is a default integration response.',
  advice:
    'Add an integration response without a selection pattern, or take the pattern off the one for success.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          integrationResponses: { '200': { statusCode: '200', selectionPattern: '200' } },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          integrationResponses: {
            '200': { statusCode: '200' },
            '502': { statusCode: '502', selectionPattern: '[45]\\d{2}' },
          },
        },
      },
    },
  },
  check: ({ name, integration, isProxy, responses, integrationAt }) => {
    if (!integration || isProxy) return []
    const hasDefault = responses.some(
      ({ isDefault, response }) => isDefault || response.selectionPattern === '.*',
    )
    if (hasDefault) return []
    return [
      {
        message: `${name} has no default integration response: what no pattern matches becomes a 500.`,
        at: [...integrationAt, 'integrationResponses'],
      },
    ]
  },
}
