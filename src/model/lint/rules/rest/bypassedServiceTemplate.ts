import { updateIntegration } from '../../../operations/integrations.ts'
import { gone, methodAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const bypassedServiceTemplate: Rule = {
  title: 'A caller can go past the template to the AWS service',
  why: 'With WHEN_NO_MATCH a body of a content type without a template goes to the service as the caller wrote it, with the rights of the execution role: a call with text/plain can ask for another table or another item.',
  advice: 'Set the passthrough behavior to NEVER. Other content types are then answered with 415.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'POST /pets': {
        integration: {
          type: 'AWS',
          uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/PutItem',
          requestTemplates: { 'application/json': '{"TableName": "pets"}' },
          passthroughBehavior: 'WHEN_NO_MATCH',
        },
      },
    },
  },
  good: {
    methods: {
      'POST /pets': {
        integration: {
          type: 'AWS',
          uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/PutItem',
          requestTemplates: { 'application/json': '{"TableName": "pets"}' },
          passthroughBehavior: 'NEVER',
        },
      },
    },
  },
  check: ({ name, integration, isLambda, integrationAt }) => {
    if (integration?.type !== 'AWS' || isLambda) return []
    if (integration.passthroughBehavior !== 'WHEN_NO_MATCH') return []
    const types = Object.keys(integration.requestTemplates)
    if (types.length === 0 || types.includes('$default')) return []
    return [
      {
        message: `${name} passes bodies of other content types than ${types.join(', ')} to the service as the caller wrote them.`,
        at: [...integrationAt, 'passthroughBehavior'],
      },
    ]
  },
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    if (!found) return gone(at)
    return updateIntegration(design, { ...found.ref, change: { passthroughBehavior: 'NEVER' } })
  },
}
