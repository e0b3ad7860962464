import type { Rule } from '../../rule.ts'

export const apiKeyWithoutUsagePlan: Rule = {
  title: 'No API key opens the stage',
  why: 'An API key is good for the stages of its usage plans. Where no plan with an enabled key has the stage, every call of a method that requires a key is refused with 403.',
  advice: 'Add the stage to a usage plan, and API keys to the plan.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    methods: { 'GET /pets': { apiKeyRequired: true } },
    api: { stages: { prod: { stageName: 'prod' } } },
  },
  good: {
    methods: { 'GET /pets': { apiKeyRequired: true } },
    api: { stages: { prod: { stageName: 'prod' } } },
    access: {
      usagePlans: {
        p: {
          id: 'p',
          name: 'Basic',
          apiStages: [{ apiId: 'a', stage: 'prod' }],
          keyIds: ['k'],
          throttle: { rateLimit: 10, burstLimit: 20 },
        },
      },
      apiKeys: { k: { id: 'k', value: 'key-of-a-caller-in-tests', enabled: true } },
    },
  },
  check: ({ api, at, methods, access }) => {
    const wanting = methods.filter(({ method }) => method.apiKeyRequired)
    if (wanting.length === 0) return []
    const open = new Set(
      Object.values(access.usagePlans).flatMap(({ apiStages, keyIds }) =>
        keyIds.some((id) => Object.hasOwn(access.apiKeys, id) && access.apiKeys[id]?.enabled)
          ? apiStages.filter(({ apiId }) => apiId === api.id).map(({ stage }) => stage)
          : [],
      ),
    )
    const first = wanting[0]?.name ?? ''
    const who = wanting.length === 1 ? first : `${first} and ${wanting.length - 1} more`
    return Object.keys(api.stages)
      .filter((stageName) => !open.has(stageName))
      .map((stageName) => ({
        message: `${who} ${wanting.length === 1 ? 'requires' : 'require'} an API key, and no usage plan with an enabled key has the stage ${stageName}.`,
        at: [...at, 'stages', stageName],
      }))
  },
}
