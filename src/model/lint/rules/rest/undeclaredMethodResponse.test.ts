import { inMethod, testRule } from '../../testRule.ts'

testRule('undeclaredMethodResponse', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '200'),
  alsoSound: {
    'a proxy, whose integration responses say nothing': {
      methods: {
        'GET /pets': {
          methodResponses: {},
          integration: {
            type: 'HTTP_PROXY',
            integrationResponses: { '200': { statusCode: '200' } },
          },
        },
      },
    },
  },
})
