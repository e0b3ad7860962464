import { inMethod, testRule } from '../../testRule.ts'

testRule('restrictedHeader', {
  at: inMethod(
    'GET /pets',
    'integration',
    'requestParameters',
    'integration.request.header.Content-Length',
  ),
  alsoFound: {
    'Authorization to an AWS service': [
      {
        methods: {
          'GET /pets': {
            integration: {
              type: 'AWS',
              requestParameters: { 'integration.request.header.Authorization': "'x'" },
            },
          },
        },
      },
      inMethod(
        'GET /pets',
        'integration',
        'requestParameters',
        'integration.request.header.Authorization',
      ),
    ],
  },
  alsoSound: {
    'Authorization to an HTTP backend': {
      methods: {
        'GET /pets': {
          requestParameters: { 'method.request.header.Authorization': false },
          integration: {
            requestParameters: {
              'integration.request.header.Authorization': 'method.request.header.Authorization',
            },
          },
        },
      },
    },
  },
})
