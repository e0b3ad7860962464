import { inMethod, testRule } from '../../testRule.ts'

testRule('unproducedMethodResponse', {
  at: inMethod('GET /pets', 'methodResponses', '404'),
  alsoSound: {
    'a proxy, whose backend decides': {
      methods: {
        'GET /pets': {
          methodResponses: { '404': { statusCode: '404' } },
          integration: { type: 'AWS_PROXY' },
        },
      },
    },
  },
})
