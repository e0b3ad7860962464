import type { Rule } from '../../rule.ts'

export const ignoredMapping: Rule = {
  title: 'A Lambda proxy ignores its parameter mappings',
  why: 'A Lambda proxy gets the whole request in one event. Mappings of its integration request change nothing in it.',
  advice: 'Read the parameter in the function, or choose the type AWS to map it.',
  appliesTo: 'method',
  severity: 'info',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'AWS_PROXY',
          requestParameters: { 'integration.request.header.X-Stage': 'context.stage' },
        },
      },
    },
  },
  good: { methods: { 'GET /pets': { integration: { type: 'AWS_PROXY' } } } },
  check: ({ name, integration, integrationAt }) => {
    if (integration?.type !== 'AWS_PROXY') return []
    // what names the entry in the cache is used
    return Object.keys(integration.requestParameters)
      .filter((target) => !integration.cacheKeyParameters.includes(target))
      .map((target) => ({
        message: `${name} is a Lambda proxy, which ignores the mapping of ${target}.`,
        at: [...integrationAt, 'requestParameters', target],
      }))
  },
}
