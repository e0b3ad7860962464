import { inMethod, testRule } from '../../testRule.ts'

testRule('ignoredTemplate', {
  at: inMethod('GET /pets', 'integration', 'requestTemplates', 'application/json'),
  alsoFound: {
    'a header mapping of an answer': [
      {
        methods: {
          'GET /pets': {
            integration: {
              type: 'AWS_PROXY',
              integrationResponses: {
                '200': {
                  statusCode: '200',
                  responseParameters: {
                    'method.response.header.Access-Control-Allow-Origin': "'*'",
                  },
                },
              },
            },
          },
        },
      },
      inMethod('GET /pets', 'integration', 'integrationResponses', '200'),
    ],
  },
  alsoSound: {
    'an integration response that says nothing, as the console writes it': {
      methods: {
        'GET /pets': {
          integration: {
            type: 'AWS_PROXY',
            integrationResponses: { '200': { statusCode: '200' } },
          },
        },
      },
    },
  },
})
