import type { Rule } from '../rule.ts'

export const droppedHeader: Rule = {
  title: 'A mapped header never arrives',
  why: 'Some headers are taken out of the integration request after they were mapped, without an error.',
  advice: 'Send the value in a header of another name.',
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
  checkMethod: ({ name, integration, integrationAt }) => {
    if (!integration || integration.type === 'MOCK') return []
    const dropped = integration.type.startsWith('HTTP') ? droppedForHttp : droppedForServices
    return Object.keys(integration.requestParameters).flatMap((target) => {
      const header = /^integration\.request\.header\.(.+)$/.exec(target)?.[1]
      if (header === undefined || !dropped.has(header.toLowerCase())) return []
      return [
        {
          message: `${name} maps the header ${header}, which is dropped before the backend is called.`,
          at: [...integrationAt, 'requestParameters', target],
        },
      ]
    })
  },
}

const droppedForHttp: ReadonlySet<string> = new Set(['expect', 'proxy-authenticate', 'te', 'via'])
const droppedForServices: ReadonlySet<string> = new Set(['referer'])
