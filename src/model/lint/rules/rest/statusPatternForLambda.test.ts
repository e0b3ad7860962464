import { petsFunction } from '../../exampleParts.ts'
import { inMethod, testRule } from '../../testRule.ts'

testRule('statusPatternForLambda', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '500', 'selectionPattern'),
  alsoSound: {
    'an HTTP backend': {},
    'a message with a number in it': {
      methods: {
        'GET /pets': {
          integration: {
            type: 'AWS',
            uri: petsFunction,
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
