import type { Rule } from '../rule.ts'

export const quotaExceeded: Rule = {
  title: 'An API has more than an account may have',
  why: 'Accounts have quotas. Above them the service refuses the next resource, stage or authorizer, unless the quota was raised.',
  advice:
    'Ask for a higher quota, or divide the API: several can share a custom domain name by base paths.',
  severity: 'warning',
  bad: {
    api: {
      stages: Object.fromEntries(
        Array.from({ length: 11 }, (_, i) => [`s${i}`, { stageName: `s${i}` }]),
      ),
    },
  },
  good: { api: { stages: { s0: { stageName: 's0' } } } },
  check: ({ api, at }) =>
    (
      [
        ['resources', Object.keys(api.resources).length, 300],
        ['stages', Object.keys(api.stages).length, 10],
        ['authorizers', Object.keys(api.authorizers).length, 10],
      ] as const
    )
      .filter(([, count, most]) => count > most)
      .map(([what, count, most]) => ({
        message: `${api.name} has ${count} ${what}; without a raised quota there can be ${most}.`,
        at,
      })),
}
