import { inMethod, testRule } from '../../testRule.ts'

testRule('secretInMapping', {
  at: inMethod(
    'GET /pets',
    'integration',
    'requestParameters',
    'integration.request.header.X-Api-Key',
  ),
  alsoFound: {
    'a password in an Authorization header': [
      {
        methods: {
          'GET /pets': {
            integration: {
              requestParameters: {
                'integration.request.header.Authorization': "'Basic cGV0czpwZXRz'",
              },
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
    'a fixed header that is no secret': {
      methods: {
        'GET /pets': {
          integration: {
            requestParameters: { 'integration.request.header.Content-Type': "'application/json'" },
          },
        },
      },
    },
  },
})
