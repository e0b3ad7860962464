import type { Rule } from '../../rule.ts'

export const unusedRequestValidator: Rule = {
  title: 'A request validator is not used',
  why: 'A request validator validates only for the methods that choose it.',
  advice: 'Choose it in the methods that it is for, or remove it.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: {
    api: { requestValidators: { v: { id: 'v', name: 'Body', validateRequestBody: true } } },
  },
  good: {
    methods: {
      'POST /pets': { requestValidatorId: 'v', requestModels: { 'application/json': 'Pet' } },
    },
    api: {
      models: { Pet: { name: 'Pet', schema: '{"type": "object"}' } },
      requestValidators: { v: { id: 'v', name: 'Body', validateRequestBody: true } },
    },
  },
  check: ({ api, at, methods }) => {
    const used = new Set(methods.map(({ method }) => method.requestValidatorId))
    return Object.values(api.requestValidators)
      .filter(({ id }) => !used.has(id))
      .map(({ id, name }) => ({
        message: `The request validator ${name} is not used by any method.`,
        at: [...at, 'requestValidators', id],
      }))
  },
}
