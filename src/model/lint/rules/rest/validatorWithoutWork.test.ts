import { inMethod, testRule } from '../../testRule.ts'

testRule('validatorWithoutWork', {
  at: inMethod('POST /pets', 'requestValidatorId'),
  alsoFound: {
    'a validator that is told to validate nothing': [
      {
        methods: {
          'GET /pets': {
            requestValidatorId: 'v',
            requestParameters: { 'method.request.querystring.page': true },
          },
        },
        api: { requestValidators: { v: { id: 'v', name: 'None' } } },
      },
      inMethod('GET /pets', 'requestValidatorId'),
    ],
  },
  alsoSound: {
    'a validator of both with a required parameter': {
      methods: {
        'GET /pets': {
          requestValidatorId: 'v',
          requestParameters: { 'method.request.querystring.page': true },
        },
      },
      api: {
        requestValidators: {
          v: { id: 'v', name: 'All', validateRequestBody: true, validateRequestParameters: true },
        },
      },
    },
  },
})
