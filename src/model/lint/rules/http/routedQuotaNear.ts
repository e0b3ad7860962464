import { routedQuotaNames, routedQuotas } from '../../../queries/routedQuotas.ts'
import type { Rule } from '../../rule.ts'

const stages = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`s${i}`, { stageName: `s${i}`, deploymentId: 'd1' }]),
  )
const deployments = { d1: { id: 'd1', createdDate: '2026-01-01T00:00:00Z' } }

export const routedQuotaNear: Rule = {
  title: 'An HTTP API is close to a quota or above it',
  why: 'An HTTP API can have 300 routes, 300 integrations, 10 authorizers and 10 stages. The service refuses the next one, unless the quota was raised.',
  advice:
    'Share integrations between routes, divide the API behind one custom domain, or request a higher quota.',
  source: 'API Gateway developer guide, Quotas for configuring and running an HTTP API',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: { httpApi: { stages: stages(10), deployments } },
  good: { httpApi: { stages: stages(9), deployments } },
  check: ({ api, at }) =>
    routedQuotaNames.flatMap((collection) => {
      const { most, name } = routedQuotas[collection]
      const count = Object.keys(api[collection]).length
      if (count <= most * 0.9) return []
      return [
        {
          message: `${api.name} has ${count} ${name.toLowerCase()}; the quota is ${most}.`,
          at: [...at, collection],
        },
      ]
    }),
}
