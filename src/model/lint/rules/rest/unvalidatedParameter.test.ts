import { inMethod, testRule } from '../../testRule.ts'

testRule('unvalidatedParameter', {
  at: inMethod('GET /pets', 'requestParameters'),
  alsoSound: {
    'a path parameter, which is always there': {
      methods: {
        'GET /pets/{petId}': { requestParameters: { 'method.request.path.petId': true } },
      },
    },
  },
})
