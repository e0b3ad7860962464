import type { Rule } from '../../rule.ts'

export const usagePlanWithoutLimits: Rule = {
  title: 'A usage plan limits nothing',
  why: 'A plan without a throttle and without a quota lets one caller use up what the account has for all.',
  advice: 'Set a rate with a burst, or a quota for a day, a week or a month.',
  appliesTo: 'design',
  severity: 'info',
  bad: {
    api: { stages: { prod: { stageName: 'prod' } } },
    access: {
      usagePlans: { p: { id: 'p', name: 'Basic', apiStages: [{ apiId: 'a', stage: 'prod' }] } },
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
          throttle: { rateLimit: 10, burstLimit: 20 },
        },
      },
    },
  },
  check: ({ access }) =>
    Object.values(access.usagePlans)
      .filter(
        ({ throttle, quota, apiStages }) =>
          throttle === undefined &&
          quota === undefined &&
          apiStages.length > 0 &&
          apiStages.every((stage) => Object.keys(stage.throttle ?? {}).length === 0),
      )
      .map(({ id, name }) => ({
        message: `The usage plan ${name} has neither a throttle nor a quota.`,
        at: ['access', 'usagePlans', id],
      })),
}
