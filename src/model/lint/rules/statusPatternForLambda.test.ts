import { inMethod, testRule } from '../testRule.ts'

testRule('statusPatternForLambda', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '500', 'selectionPattern'),
  alsoSound: {
    'an HTTP backend': {},
    'a message with a number in it': {
      methods: {
        'GET /pets': {
          integration: {
            type: 'AWS',
            uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations',
            integrationResponses: {
              '200': { statusCode: '200' },
              '404': { statusCode: '404', selectionPattern: '.*\\[404\\].*' },
            },
          },
        },
      },
    },
  },
})
