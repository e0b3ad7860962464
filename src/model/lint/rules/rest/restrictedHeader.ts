import { mappedRequestHeader } from '../../../queries/headers.ts'
import type { Rule } from '../../rule.ts'

export const restrictedHeader: Rule = {
  title: 'A header is mapped that only the service sets',
  why: 'The service sets some headers of the integration request by itself. Mapping one of them makes every call end in a 500.',
  advice:
    'Remove the mapping. To pass a token on to an AWS service or a function, use a header of another name.',
  appliesTo: 'method',
  severity: 'error',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          requestParameters: { 'integration.request.header.Content-Length': "'0'" },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: { requestParameters: { 'integration.request.header.X-Length': "'0'" } },
      },
    },
  },
  check: ({ name, integration, integrationAt }) => {
    if (!integration) return []
    return Object.keys(integration.requestParameters).flatMap((target) => {
      const header = /^integration\.request\.header\.(.+)$/.exec(target)?.[1]
      if (header === undefined || mappedRequestHeader(integration.type, header) !== 'refused') {
        return []
      }
      return [
        {
          message: `${name} maps the header ${header}, which the service sets by itself: every call ends in a 500.`,
          at: [...integrationAt, 'requestParameters', target],
        },
      ]
    })
  },
}
