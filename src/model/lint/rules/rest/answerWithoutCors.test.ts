import { mockForAllOrigins } from '../../exampleParts.ts'
import { inMethod, testRule } from '../../testRule.ts'

testRule('answerWithoutCors', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '200'),
  alsoSound: {
    'a resource without a preflight': {},
    'a template that sets the header': {
      methods: {
        'GET /pets': {
          integration: {
            type: 'MOCK',
            integrationResponses: {
              '200': {
                statusCode: '200',
                responseTemplates: {
                  'application/json':
                    '#set($context.responseOverride.header.Access-Control-Allow-Origin = "*"){}',
                },
              },
            },
          },
        },
        'OPTIONS /pets': {
          integration: mockForAllOrigins,
        },
      },
    },
  },
})
