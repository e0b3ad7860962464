import { inMethod, testRule } from '../../testRule.ts'

testRule('undeclaredRequestParameter', {
  at: inMethod(
    'GET /pets',
    'integration',
    'requestParameters',
    'integration.request.querystring.page',
  ),
  alsoFound: {
    'a header with several values': [
      {
        methods: {
          'GET /pets': {
            integration: {
              requestParameters: {
                'integration.request.header.Accept': 'method.request.multivalueheader.Accept',
              },
            },
          },
        },
      },
      inMethod(
        'GET /pets',
        'integration',
        'requestParameters',
        'integration.request.header.Accept',
      ),
    ],
  },
  alsoSound: {
    'what is no parameter': {
      methods: {
        'GET /pets': {
          integration: {
            requestParameters: {
              'integration.request.header.X-Id': 'context.requestId',
              'integration.request.header.X-Kind': "'pets'",
            },
          },
        },
      },
    },
  },
})
