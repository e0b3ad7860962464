import { refusedParts } from '../../../operations/integrationRules.ts'
import type { Rule } from '../../rule.ts'

export const refusedIntegration: Rule = {
  title: 'The service refuses the integration',
  why: 'The import or the deployment of the API fails with this message: a mapping expression, a content type or an address is not one that the service takes.',
  advice:
    "Correct what the message names. Static values are in single quotes: 'text'. A function is invoked by the ARN arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations.",
  appliesTo: 'method',
  severity: 'error',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'HTTP',
          requestParameters: { 'integration.request.header.X-A': 'plain' },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'HTTP',
          requestParameters: { 'integration.request.header.X-A': "'plain'" },
        },
      },
    },
  },
  check: ({ name, integration, integrationAt }) =>
    integration
      ? refusedParts(integration, integrationAt).map(({ message, at }) => ({
          message: `The service refuses the integration of ${name}: ${message}`,
          at,
        }))
      : [],
}
