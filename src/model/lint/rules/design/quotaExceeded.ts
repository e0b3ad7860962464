import { quotaUses } from '../../../queries/quotaUses.ts'
import { quotas } from '../../../queries/quotas.ts'
import type { Rule } from '../../rule.ts'

export const quotaExceeded: Rule = {
  title: 'There is more of something than an account may have',
  why: 'Accounts have quotas. Above them the service refuses the next resource, stage or authorizer, unless the quota was raised; some never are.',
  advice:
    'Ask for a higher quota where there can be one, or divide the API: several can share a custom domain name by base paths.',
  appliesTo: 'design',
  severity: 'warning',
  bad: {
    api: {
      stages: Object.fromEntries(
        Array.from({ length: 11 }, (_, i) => [`s${i}`, { stageName: `s${i}` }]),
      ),
    },
  },
  good: { api: { stages: { s0: { stageName: 's0' } } } },
  check: (design) =>
    quotaUses(design)
      // a policy that is too long is told with what else is wrong with it
      .filter(({ quota, count }) => quotas[quota].unit === 'count' && count > quotas[quota].most)
      .map(({ quota, count, owner, at }) => {
        const { name, most, isRaisable } = quotas[quota]
        const what = /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
        const condition = isRaisable ? 'without a raised quota there' : 'there'
        return { message: `${owner} has ${count} ${what}; ${condition} can be ${most}.`, at }
      }),
}
