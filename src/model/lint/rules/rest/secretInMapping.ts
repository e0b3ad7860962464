import { literalOf } from '../../preflights.ts'
import type { Rule } from '../../rule.ts'

export const secretInMapping: Rule = {
  title: 'A secret is written into a mapping',
  why: 'A fixed token in a mapping is readable for everybody who may see the API, and goes into every export of it.',
  advice:
    'Let the backend trust the gateway by a client certificate, a VPC link or an IAM role, or fetch the secret in a function.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          requestParameters: {
            'integration.request.header.X-Api-Key': "'9f86d081884c7d659a2feaa0c55ad015'",
          },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        requestParameters: { 'method.request.header.X-Api-Key': false },
        integration: {
          requestParameters: {
            'integration.request.header.X-Api-Key': 'method.request.header.X-Api-Key',
          },
        },
      },
    },
  },
  check: ({ name, integration, integrationAt }) =>
    Object.entries(integration?.requestParameters ?? {}).flatMap(([target, source]) => {
      const [, parameter = ''] =
        /^integration\.request\.(?:header|querystring)\.(.+)$/.exec(target) ?? []
      const text = literalOf(source)
      if (text === undefined || text.length < 8 || !secret.test(parameter)) return []
      return [
        {
          message: `${name} sends a fixed ${parameter} that everybody who sees the API can read.`,
          at: [...integrationAt, 'requestParameters', target],
        },
      ]
    }),
}

const secret =
  /^(?:proxy-)?authorization$|(?:api|access|auth|subscription|functions)[-_]?key$|token$|secret|password/i
