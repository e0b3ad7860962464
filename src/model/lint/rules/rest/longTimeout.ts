import { quotas } from '../../../queries/quotas.ts'
import { isStreamed } from '../../../queries/streaming.ts'
import type { Rule } from '../../rule.ts'

const shortest = quotas.shortestTimeout.most

export const longTimeout: Rule = {
  title: 'An integration timeout is above the default quota',
  why: 'A timeout is at most 29,000 milliseconds. A Regional or private API can have more once the quota of the account was raised; an edge-optimized one cannot.',
  advice: 'Keep to 29,000 milliseconds, and let what takes longer run in the background.',
  appliesTo: 'method',
  severity: 'warning',
  bad: { methods: { 'GET /pets': { integration: { timeoutInMillis: 60000 } } } },
  good: { methods: { 'GET /pets': { integration: { timeoutInMillis: 29000 } } } },
  check: ({ name, integration, integrationAt }) => {
    if (!integration) return []
    const { timeoutInMillis } = integration
    const longest = (isStreamed(integration) ? quotas.streamTimeout : quotas.integrationTimeout)
      .most
    // a timeout that is too short is refused whatever the quota: the rule refusedIntegration reports it
    if (timeoutInMillis < shortest || timeoutInMillis <= longest) return []
    return [
      {
        message: `${name} waits ${timeoutInMillis} ms for its backend: the limit is ${longest}.`,
        at: [...integrationAt, 'timeoutInMillis'],
      },
    ]
  },
}
