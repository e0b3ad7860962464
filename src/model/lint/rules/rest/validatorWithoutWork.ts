import { own } from '../../../operations/within.ts'
import type { Rule } from '../../rule.ts'

export const validatorWithoutWork: Rule = {
  title: 'A request validator has nothing to validate',
  why: 'A validator checks bodies against the request models and parameters that are required. With neither, every request passes while the method looks validated.',
  advice: 'Add a request model, or mark parameters as required.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    methods: { 'POST /pets': { requestValidatorId: 'v' } },
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
  check: ({ api, methods }) =>
    methods.flatMap(({ name, method, at }) => {
      const validator = own(api.requestValidators, method.requestValidatorId ?? '')
      if (!validator) return []
      const { validateRequestBody, validateRequestParameters } = validator
      const hasModel = Object.keys(method.requestModels).length > 0
      const hasRequired = Object.values(method.requestParameters).includes(true)
      if ((validateRequestBody && hasModel) || (validateRequestParameters && hasRequired)) return []
      const missing = [
        ...(validateRequestBody ? ['no request model'] : []),
        ...(validateRequestParameters ? ['no required parameter'] : []),
      ]
      const reason =
        missing.length === 0 ? 'it validates nothing' : `there is ${missing.join(' and ')}`
      return [
        {
          message: `${name}: the request validator ${validator.name} has nothing to validate: ${reason}.`,
          at: [...at, 'requestValidatorId'],
        },
      ]
    }),
}
