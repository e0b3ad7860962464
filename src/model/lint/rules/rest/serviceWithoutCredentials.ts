import type { Rule } from '../../rule.ts'

export const serviceWithoutCredentials: Rule = {
  title: 'An AWS service is called without a role',
  why: 'The gateway calls an AWS service with the rights of the execution role of the integration. Without one the service refuses the call.',
  advice:
    'Name the role that may carry out the action, and let apigateway.amazonaws.com assume it.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'AWS',
          uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query',
          credentials: '',
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'AWS',
          uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query',
          credentials: 'arn:aws:iam::123456789012:role/pets',
        },
      },
    },
  },
  check: ({ name, integration, isLambda, integrationAt }) => {
    // a function may allow the gateway by itself
    if (integration?.type !== 'AWS' || isLambda) return []
    if ((integration.credentials ?? '') !== '') return []
    return [
      {
        message: `${name} calls an AWS service without an execution role.`,
        at: [...integrationAt, 'credentials'],
      },
    ]
  },
}
