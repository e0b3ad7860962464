import { inHttpApi, inRouteIntegration, testRule } from '../../testRule.ts'

testRule('unknownRouteVariable', {
  at: inRouteIntegration('GET /pets/{id}', 'integrationUri'),
  alsoFound: {
    'a mapping, for one of the routes that share an integration': [
      {
        routes: {
          'GET /pets/{id}': { target: 'shared' },
          'GET /dogs/{dogId}': { target: 'shared' },
        },
        httpApi: {
          integrations: {
            shared: {
              id: 'shared',
              integrationType: 'HTTP_PROXY',
              integrationMethod: 'GET',
              integrationUri: 'https://pets.example.com',
              requestParameters: { 'overwrite:path': '/animals/${request.path.id}' },
            },
          },
        },
      },
      inHttpApi('integrations', 'shared', 'requestParameters', 'overwrite:path'),
    ],
  },
  alsoSound: {
    'stage variables in a URI': {
      routes: {
        'GET /pets': { integration: { integrationUri: 'https://${stageVariables.host}/pets' } },
      },
      httpApi: {
        stages: {
          $default: {
            stageName: '$default',
            autoDeploy: true,
            stageVariables: { host: 'pets.example.com' },
          },
        },
      },
    },
    'a greedy variable': {
      routes: {
        'ANY /{proxy+}': { integration: { integrationUri: 'https://pets.example.com/{proxy}' } },
      },
    },
  },
})
