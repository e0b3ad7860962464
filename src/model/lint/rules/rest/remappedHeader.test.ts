import { inMethod, testRule } from '../../testRule.ts'

testRule('remappedHeader', {
  at: inMethod(
    'GET /pets',
    'integration',
    'integrationResponses',
    '200',
    'responseParameters',
    'method.response.header.Server',
  ),
  alsoFound: {
    'a header that is dropped': [
      {
        methods: {
          'GET /pets': {
            integration: {
              type: 'MOCK',
              integrationResponses: {
                '200': {
                  statusCode: '200',
                  responseParameters: { 'method.response.header.Transfer-Encoding': "'chunked'" },
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
        '200',
        'responseParameters',
        'method.response.header.Transfer-Encoding',
      ),
    ],
  },
})
