import { inMethod, testRule } from '../../testRule.ts'

testRule('unauthorizedMethod', {
  at: inMethod('DELETE /pets', 'authorizationType'),
  alsoSound: {
    'an API that is open throughout': {
      methods: { 'GET /pets': { authorizationType: 'NONE' } },
    },
    'the preflight of browsers': { methods: { 'GET /pets': {}, 'OPTIONS /pets': {} } },
  },
})
