import { modelsNamedBy } from '../../modelSchemas.ts'
import type { Rule } from '../../rule.ts'

export const unknownModel: Rule = {
  title: 'A method uses a model that is not there',
  why: 'The service refuses a method that names a model which the API does not have.',
  advice: 'Add the model, or choose another one.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: { methods: { 'POST /pets': { requestModels: { 'application/json': 'Pet' } } } },
  good: {
    methods: {
      'POST /pets': { requestModels: { 'application/json': 'Pet' }, requestValidatorId: 'v' },
    },
    api: {
      models: { Pet: { name: 'Pet', schema: '{"type": "object"}' } },
      requestValidators: { v: { id: 'v', name: 'Body', validateRequestBody: true } },
    },
  },
  check: ({ api, methods }) =>
    methods.flatMap((method) =>
      modelsNamedBy(method)
        .filter(({ model }) => !Object.hasOwn(api.models, model))
        .map(({ model, at }) => ({
          message: `${method.name} uses the model ${model}, which the API does not have.`,
          at,
        })),
    ),
}
