import { inMethod, testRule } from '../testRule.ts'

testRule('leakedBackendError', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '500'),
  alsoFound: {
    'a template that prints the stack trace': [
      {
        methods: {
          'GET /pets': {
            integration: {
              type: 'AWS',
              uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations',
              integrationResponses: {
                '200': { statusCode: '200' },
                '500': {
                  statusCode: '500',
                  selectionPattern: '.+',
                  responseTemplates: { 'application/json': "$input.json('$')" },
                },
              },
            },
          },
        },
      },
      inMethod(
        'GET /pets',
        'integration',
        'integrationResponses',
        '500',
        'responseTemplates',
        'application/json',
      ),
    ],
  },
  alsoSound: { 'errors of an HTTP backend, which are its own to tell': {} },
})
