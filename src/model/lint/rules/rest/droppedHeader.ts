import { mappedRequestHeader } from '../../../queries/headers.ts'
import type { Rule } from '../../rule.ts'

export const droppedHeader: Rule = {
  title: 'A mapped header never arrives',
  why: 'Some headers are taken out of the integration request after they were mapped, without an error.',
  advice: 'Send the value in a header of another name.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: { requestParameters: { 'integration.request.header.Via': "'gateway'" } },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: { requestParameters: { 'integration.request.header.X-Via': "'gateway'" } },
      },
    },
  },
  check: ({ name, integration, integrationAt }) => {
    if (!integration) return []
    return Object.keys(integration.requestParameters).flatMap((target) => {
      const header = /^integration\.request\.header\.(.+)$/.exec(target)?.[1]
      if (header === undefined || mappedRequestHeader(integration.type, header) !== 'dropped') {
        return []
      }
      return [
        {
          message: `${name} maps the header ${header}, which is dropped before the backend is called.`,
          at: [...integrationAt, 'requestParameters', target],
        },
      ]
    })
  },
}
