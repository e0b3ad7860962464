import type { Rule } from '../../rule.ts'

export const unknownRequestValidator: Rule = {
  title: 'A method uses a request validator that is not there',
  why: 'The service refuses a method that names a request validator which the API does not have.',
  advice: 'Choose one of the validators of the API, or none.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: { methods: { 'POST /pets': { requestValidatorId: 'v' } } },
  good: {
    methods: {
      'POST /pets': { requestValidatorId: 'v', requestModels: { 'application/json': 'Pet' } },
    },
    api: {
      models: { Pet: { name: 'Pet', schema: '{"type": "object"}' } },
      requestValidators: { v: { id: 'v', name: 'Body', validateRequestBody: true } },
    },
  },
  check: ({ api, methods }) =>
    methods.flatMap(({ name, method, at }) => {
      const id = method.requestValidatorId
      if (id === undefined || Object.hasOwn(api.requestValidators, id)) return []
      return [
        {
          message: `${name} uses the request validator ${id}, which the API does not have.`,
          at: [...at, 'requestValidatorId'],
        },
      ]
    }),
}
