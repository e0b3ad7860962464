import { own } from '../../../operations/within.ts'
import { withValidation } from '../../validation.ts'
import type { Rule } from '../../rule.ts'

export const unvalidatedModel: Rule = {
  title: 'A request model is not enforced',
  why: 'Without a request validator that validates bodies, a model only documents: bodies that do not fit it reach the backend.',
  advice: 'Choose a request validator that validates the body.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: {
    methods: { 'POST /pets': { requestModels: { 'application/json': 'Pet' } } },
    api: { models: { Pet: { name: 'Pet', schema: '{"type": "object"}' } } },
  },
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
      const models = Object.entries(method.requestModels).filter(([, model]) => model !== 'Empty')
      const validator = own(api.requestValidators, method.requestValidatorId ?? '')
      if (models.length === 0 || validator?.validateRequestBody === true) return []
      return [
        {
          message: `${name}: bodies are not validated against the model ${models[0]?.[1]}.`,
          at: [...at, 'requestModels'],
        },
      ]
    }),
  fix: (design, { at }) => withValidation(design, at, 'validateRequestBody'),
}
