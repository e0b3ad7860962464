import type { Rule } from '../../rule.ts'

export const usagePlanWithoutKeys: Rule = {
  title: 'A usage plan opens its stages to nobody',
  why: 'A plan with stages and without an enabled API key lets nobody in.',
  advice: 'Add API keys to the plan.',
  appliesTo: 'design',
  severity: 'info',
  bad: {
    api: { stages: { prod: { stageName: 'prod' } } },
    access: {
      usagePlans: {
        p: {
          id: 'p',
          name: 'Basic',
          apiStages: [{ apiId: 'a', stage: 'prod' }],
          throttle: { rateLimit: 10 },
        },
      },
    },
  },
  good: {
    api: { stages: { prod: { stageName: 'prod' } } },
    access: {
      usagePlans: {
        p: {
          id: 'p',
          name: 'Basic',
          apiStages: [{ apiId: 'a', stage: 'prod' }],
          keyIds: ['k'],
          throttle: { rateLimit: 10 },
        },
      },
      apiKeys: { k: { id: 'k', value: 'key-of-a-caller-in-tests', enabled: true } },
    },
  },
  check: ({ access }) =>
    Object.values(access.usagePlans)
      .filter(
        ({ apiStages, keyIds }) =>
          apiStages.length > 0 &&
          !keyIds.some((id) => Object.hasOwn(access.apiKeys, id) && access.apiKeys[id]?.enabled),
      )
      .map(({ id, name }) => ({
        message: `The usage plan ${name} has stages and no enabled API key.`,
        at: ['access', 'usagePlans', id, 'keyIds'],
      })),
}
