import { inHttpApi, inMethod, testRule } from '../../testRule.ts'

testRule('plainHttpBackend', {
  at: inMethod('GET /pets', 'integration', 'uri'),
  alsoFound: {
    'an integration that two routes share, once': [
      {
        routes: { 'GET /pets': {}, 'POST /pets': {} },
        httpApi: {
          integrations: {
            backend: {
              id: 'backend',
              integrationType: 'HTTP_PROXY',
              integrationMethod: 'ANY',
              integrationUri: 'http://pets.example.com',
            },
          },
        },
      },
      inHttpApi('integrations', 'backend', 'integrationUri'),
    ],
  },
  alsoSound: {
    'a backend behind a VPC link': {
      methods: {
        'GET /pets': {
          integration: {
            uri: 'http://pets.internal/pets',
            connectionType: 'VPC_LINK',
            connectionId: 'abc123',
          },
        },
      },
    },
  },
})
