import type { Rule } from '../../rule.ts'

export const apiKeyWithoutPlan: Rule = {
  title: 'An API key opens nothing',
  why: 'A key is good for the stages of the usage plans that it belongs to. In none of them it is refused everywhere.',
  advice: 'Add the key to a usage plan.',
  appliesTo: 'design',
  severity: 'info',
  bad: {
    access: {
      apiKeys: { k: { id: 'k', name: 'caller', value: 'key-of-a-caller-in-tests', enabled: true } },
    },
  },
  good: {
    access: {
      usagePlans: { p: { id: 'p', name: 'Basic', keyIds: ['k'] } },
      apiKeys: { k: { id: 'k', name: 'caller', value: 'key-of-a-caller-in-tests', enabled: true } },
    },
  },
  check: ({ access }) => {
    const planned = new Set(Object.values(access.usagePlans).flatMap(({ keyIds }) => keyIds))
    return Object.values(access.apiKeys)
      .filter(({ id, enabled }) => enabled && !planned.has(id))
      .map(({ id, name = id }) => ({
        message: `The API key ${name} belongs to no usage plan.`,
        at: ['access', 'apiKeys', id],
      }))
  },
}
