import { petsFunction } from '../../exampleParts.ts'
import { inMethod, testRule } from '../../testRule.ts'

testRule('leakedBackendError', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '500'),
  alsoFound: {
    'a template that prints the stack trace': [
      {
        methods: {
          'GET /pets': {
            integration: {
              type: 'AWS',
              uri: petsFunction,
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
