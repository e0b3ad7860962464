import { inMethod, inRouteIntegration, testRule } from '../../testRule.ts'

testRule('unknownStageVariable', {
  at: inMethod('GET /pets', 'integration', 'uri'),
  alsoFound: {
    'a variable in the URI of an HTTP API': [
      {
        routes: {
          'GET /pets': { integration: { integrationUri: 'https://${stageVariables.host}/pets' } },
        },
      },
      inRouteIntegration('GET /pets', 'integrationUri'),
    ],

    'a variable in brackets in a response template': [
      {
        methods: {
          'GET /pets': {
            integration: {
              integrationResponses: {
                '200': {
                  statusCode: '200',
                  responseTemplates: { 'application/json': '"$stageVariables[\'kind\']"' },
                },
                '502': { statusCode: '502', selectionPattern: '[45]..' },
              },
            },
          },
        },
        api: { stages: { test: { stageName: 'test' } } },
      },
      inMethod(
        'GET /pets',
        'integration',
        'integrationResponses',
        '200',
        'responseTemplates',
        'application/json',
      ),
    ],
    'a variable that a header is mapped from': [
      {
        methods: {
          'GET /pets': {
            integration: {
              requestParameters: { 'integration.request.header.X-Kind': 'stageVariables.kind' },
            },
          },
        },
        api: { stages: { test: { stageName: 'test' } } },
      },
      inMethod(
        'GET /pets',
        'integration',
        'requestParameters',
        'integration.request.header.X-Kind',
      ),
    ],
  },
  alsoSound: {
    'an API without stages': {
      methods: { 'GET /pets': { integration: { uri: 'https://${stageVariables.host}/pets' } } },
    },
  },
})
