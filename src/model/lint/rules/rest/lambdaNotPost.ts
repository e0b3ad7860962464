import { updateIntegration } from '../../../operations/integrations.ts'
import { gone, methodAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const lambdaNotPost: Rule = {
  title: 'A function is not invoked with POST',
  why: 'Lambda functions are invoked with POST, whatever the method of the API is. With another integration method every call ends in a 500.',
  advice: 'Set the HTTP method of the integration to POST.',
  appliesTo: 'method',
  severity: 'error',
  bad: { methods: { 'GET /pets': { integration: { type: 'AWS_PROXY', httpMethod: 'GET' } } } },
  good: { methods: { 'GET /pets': { integration: { type: 'AWS_PROXY', httpMethod: 'POST' } } } },
  check: ({ name, integration, isLambda, integrationAt }) => {
    if (!integration || integration.type === 'MOCK' || !isLambda) return []
    if (integration.httpMethod === 'POST') return []
    return [
      {
        message: `${name} invokes its function with ${integration.httpMethod ?? 'the method of the client'}: only POST works.`,
        at: [...integrationAt, 'httpMethod'],
      },
    ]
  },
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    if (!found) return gone(at)
    return updateIntegration(design, { ...found.ref, change: { httpMethod: 'POST' } })
  },
}
