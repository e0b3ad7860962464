import { inMethod, inRoute, testRule } from '../../testRule.ts'

testRule('unauthorizedMethod', {
  at: inMethod('DELETE /pets', 'authorizationType'),
  alsoFound: {
    'an open route of an HTTP API': [
      { routes: { 'GET /pets': {}, 'DELETE /pets': { authorizationType: 'NONE' } } },
      inRoute('DELETE /pets', 'authorizationType'),
    ],
  },
  alsoSound: {
    'an API that is open throughout': {
      methods: { 'GET /pets': { authorizationType: 'NONE' } },
    },
    'the preflight of browsers': { methods: { 'GET /pets': {}, 'OPTIONS /pets': {} } },
  },
})
