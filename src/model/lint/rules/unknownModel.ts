import type { Rule } from '../rule.ts'

export const unknownModel: Rule = {
  title: 'A method uses a model that is not there',
  why: 'The service refuses a method that names a model which the API does not have.',
  advice: 'Add the model, or choose another one.',
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
    methods.flatMap(({ name, method, at }) => {
      const maps = [
        { models: method.requestModels, place: [...at, 'requestModels'] },
        ...Object.values(method.methodResponses).map(({ statusCode, responseModels }) => ({
          models: responseModels,
          place: [...at, 'methodResponses', statusCode, 'responseModels'],
        })),
      ]
      return maps.flatMap(({ models, place }) =>
        Object.entries(models)
          .filter(([, model]) => !Object.hasOwn(api.models, model))
          .map(([contentType, model]) => ({
            message: `${name} uses the model ${model}, which the API does not have.`,
            at: [...place, contentType],
          })),
      )
    }),
}
