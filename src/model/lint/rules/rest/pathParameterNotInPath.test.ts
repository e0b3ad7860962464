import { inMethod, testRule } from '../../testRule.ts'

testRule('pathParameterNotInPath', {
  at: inMethod('GET /pets/{petId}', 'requestParameters', 'method.request.path.id'),
  alsoSound: {
    'a greedy one': {
      methods: { 'GET /{proxy+}': { requestParameters: { 'method.request.path.proxy': true } } },
    },
  },
})
