import { inMethod, testRule } from '../../testRule.ts'

testRule('unknownModel', {
  at: inMethod('POST /pets', 'requestModels', 'application/json'),
  alsoFound: {
    'the model of a response': [
      {
        methods: {
          'GET /pets': {
            methodResponses: {
              '200': { statusCode: '200', responseModels: { 'application/json': 'Pets' } },
            },
            integration: { type: 'MOCK' },
          },
        },
      },
      inMethod('GET /pets', 'methodResponses', '200', 'responseModels', 'application/json'),
    ],
  },
})
