import { droppedResponseHeaders, remappedResponseHeaders } from '../../../queries/headers.ts'
import type { Rule } from '../../rule.ts'

export const remappedHeader: Rule = {
  title: 'A response header comes out under another name',
  why: 'Headers that belong to the connection or to the service itself are given to the client as x-amzn-Remapped-NAME, or not at all.',
  advice: 'Choose another name for the header.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'MOCK',
          integrationResponses: {
            '200': {
              statusCode: '200',
              responseParameters: { 'method.response.header.Server': "'pets'" },
            },
          },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'MOCK',
          integrationResponses: {
            '200': {
              statusCode: '200',
              responseParameters: { 'method.response.header.X-Served-By': "'pets'" },
            },
          },
        },
      },
    },
  },
  check: ({ name, integration, isProxy, responses }) => {
    if (!integration || isProxy) return []
    const { type } = integration
    return responses.flatMap(({ response, at }) =>
      Object.keys(response.responseParameters).flatMap((target) => {
        const header = target.split('.').slice(3).join('.')
        const lower = header.toLowerCase()
        const outcome = droppedResponseHeaders[type].has(lower)
          ? 'is dropped'
          : remappedResponseHeaders[type].has(lower)
            ? `comes out as x-amzn-Remapped-${header}`
            : undefined
        if (outcome === undefined) return []
        const message = `${name}: the header ${header} of ${response.statusCode} ${outcome}.`
        return [{ message, at: [...at, 'responseParameters', target] }]
      }),
    )
  },
}
