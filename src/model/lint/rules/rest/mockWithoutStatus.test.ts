import { inMethod, testRule } from '../../testRule.ts'

testRule('mockWithoutStatus', {
  at: inMethod('GET /pets', 'integration', 'requestTemplates', 'application/json'),
  alsoFound: {
    'a status in quotation marks': [
      {
        methods: {
          'GET /pets': {
            integration: {
              type: 'MOCK',
              requestTemplates: { 'application/json': '{"statusCode": "200"}' },
            },
          },
        },
      },
      inMethod('GET /pets', 'integration', 'requestTemplates', 'application/json'),
    ],
  },
  alsoSound: {
    'a key without quotation marks, which is read too': {
      methods: {
        'GET /pets': {
          integration: {
            type: 'MOCK',
            requestTemplates: { 'application/json': '{statusCode: 200}' },
          },
        },
      },
    },
    'a status that is worked out': {
      methods: {
        'GET /pets': {
          integration: {
            type: 'MOCK',
            requestTemplates: { 'application/json': '$util.parseJson($stageVariables.answer)' },
          },
        },
      },
    },
  },
})
