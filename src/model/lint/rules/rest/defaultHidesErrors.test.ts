import { petsFunction } from '../../exampleParts.ts'
import { inMethod, testRule } from '../../testRule.ts'

testRule('defaultHidesErrors', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '200'),
  alsoFound: {
    'a function whose failures no pattern takes': [
      {
        methods: {
          'GET /pets': {
            integration: {
              type: 'AWS',
              uri: petsFunction,
              integrationResponses: { '200': { statusCode: '200' } },
            },
          },
        },
      },
      inMethod('GET /pets', 'integration', 'integrationResponses', '200'),
    ],
  },
  alsoSound: {
    'a mock': { methods: { 'GET /pets': { integration: { type: 'MOCK' } } } },
    'a template that decides on the status': {
      methods: {
        'GET /pets': {
          integration: {
            integrationResponses: {
              '200': {
                statusCode: '200',
                responseTemplates: {
                  'application/json': '#set($context.responseOverride.status = 500)',
                },
              },
            },
          },
        },
      },
    },
    'a function that is only told to start': {
      methods: {
        'GET /pets': {
          integration: {
            type: 'AWS',
            uri: petsFunction,
            requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
            integrationResponses: { '202': { statusCode: '202' } },
          },
        },
      },
    },
  },
})
