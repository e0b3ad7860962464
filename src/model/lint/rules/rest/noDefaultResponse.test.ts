import { inMethod, testRule } from '../../testRule.ts'

testRule('noDefaultResponse', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses'),
  alsoFound: {
    'an integration without any response': [
      { methods: { 'GET /pets': { integration: { integrationResponses: {} } } } },
      inMethod('GET /pets', 'integration', 'integrationResponses'),
    ],
  },
  alsoSound: {
    'a proxy': { methods: { 'GET /pets': { integration: { type: 'HTTP_PROXY' } } } },
    'a pattern that takes everything': {
      methods: {
        'GET /pets': {
          integration: {
            integrationResponses: { '200': { statusCode: '200', selectionPattern: '.*' } },
          },
        },
      },
    },
  },
})
