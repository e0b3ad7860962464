import { own } from '../../../operations/within.ts'
import { listed } from '../../places.ts'
import { withValidation } from '../../validation.ts'
import type { Rule } from '../../rule.ts'

export const unvalidatedParameter: Rule = {
  title: 'A required parameter is not enforced',
  why: 'Without a request validator that validates parameters, a required query string or header only documents: calls without it reach the backend.',
  advice: 'Choose a request validator that validates query strings and headers.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: {
    methods: {
      'GET /pets': { requestParameters: { 'method.request.querystring.kind': true } },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        requestParameters: { 'method.request.querystring.kind': true },
        requestValidatorId: 'v',
      },
    },
    api: {
      requestValidators: { v: { id: 'v', name: 'Parameters', validateRequestParameters: true } },
    },
  },
  check: ({ api, methods }) =>
    methods.flatMap(({ name, method, at }) => {
      const validator = own(api.requestValidators, method.requestValidatorId ?? '')
      if (validator?.validateRequestParameters === true) return []
      // a path is not matched without its parameters
      const required = Object.entries(method.requestParameters)
        .filter(([parameter, isRequired]) => isRequired && !parameter.includes('.path.'))
        .map(([parameter]) => parameter.split('.').slice(3).join('.'))
      if (required.length === 0) return []
      return [
        {
          message: `${name}: nothing checks that ${listed(required)} ${required.length === 1 ? 'is' : 'are'} sent.`,
          at: [...at, 'requestParameters'],
        },
      ]
    }),
  fix: (design, { at }) => withValidation(design, at, 'validateRequestParameters'),
}
