import { inMethod, testRule } from '../../testRule.ts'

testRule('unusablePattern', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '400', 'selectionPattern'),
  alsoSound: {
    'a look ahead, which Java can do': {
      methods: {
        'GET /pets': {
          integration: {
            integrationResponses: {
              '200': { statusCode: '200' },
              '502': { statusCode: '502', selectionPattern: '(?!200)\\d{3}' },
            },
          },
        },
      },
    },
  },
})
