import { updateIntegration } from '../../../operations/integrations.ts'
import { gone, methodAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'ANY'])

export const bypassedTemplate: Rule = {
  title: 'Bodies of other content types go past the template',
  why: 'With WHEN_NO_MATCH a body whose content type has no template reaches the backend untransformed, which it hardly expects.',
  advice:
    'Set the passthrough behavior to NEVER, unless the backend is meant to get other types as they are.',
  appliesTo: 'method',
  severity: 'info',
  bad: {
    methods: {
      'POST /pets': {
        integration: {
          requestTemplates: { 'application/json': '{"pet": $input.json(\'$\')}' },
          passthroughBehavior: 'WHEN_NO_MATCH',
        },
      },
    },
  },
  good: {
    methods: {
      'POST /pets': {
        integration: {
          requestTemplates: { 'application/json': '{"pet": $input.json(\'$\')}' },
          passthroughBehavior: 'NEVER',
        },
      },
    },
  },
  check: ({ name, method, integration, isLambda, integrationAt }) => {
    const isMapped = integration?.type === 'HTTP' || (integration?.type === 'AWS' && isLambda)
    if (!isMapped || integration.passthroughBehavior !== 'WHEN_NO_MATCH') return []
    if (!withBody.has(method.httpMethod)) return []
    const types = Object.keys(integration.requestTemplates)
    if (types.length === 0 || types.includes('$default')) return []
    return [
      {
        message: `${name} passes bodies of other content types than ${types.join(', ')} on without a template.`,
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
