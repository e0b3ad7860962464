import type { Rule } from '../../rule.ts'

export const familyStatusOverridden: Rule = {
  title: 'All errors of a family get one status',
  why: 'A status on DEFAULT_4XX or DEFAULT_5XX takes the place of the status of every error that has no gateway response of its own: a missing token, a throttled call and an unknown path look the same to clients.',
  advice: 'Remove the status, and set it on the response types that are meant.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    api: {
      gatewayResponses: { DEFAULT_4XX: { responseType: 'DEFAULT_4XX', statusCode: '400' } },
    },
  },
  good: {
    api: {
      gatewayResponses: {
        DEFAULT_4XX: {
          responseType: 'DEFAULT_4XX',
          responseTemplates: { 'application/json': '{"error": $context.error.messageString}' },
        },
      },
    },
  },
  check: ({ api, at }) =>
    (['DEFAULT_4XX', 'DEFAULT_5XX'] as const).flatMap((type) => {
      const statusCode = api.gatewayResponses[type]?.statusCode
      // a success is the finding of another rule
      if (statusCode === undefined || statusCode.startsWith('2')) return []
      return [
        {
          message: `${type} gives the status ${statusCode} to every error that has no gateway response of its own.`,
          at: [...at, 'gatewayResponses', type, 'statusCode'],
        },
      ]
    }),
}
