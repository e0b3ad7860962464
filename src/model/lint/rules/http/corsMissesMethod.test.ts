import { inHttpApi, testRule } from '../../testRule.ts'

testRule('corsMissesMethod', {
  at: inHttpApi('corsConfiguration', 'allowMethods'),
  alsoFound: {
    'a * that credentials leave without effect': [
      {
        routes: { 'PUT /pets': {} },
        httpApi: {
          corsConfiguration: {
            allowOrigins: ['https://app.example.com'],
            allowMethods: ['*'],
            allowCredentials: true,
          },
        },
      },
      inHttpApi('corsConfiguration', 'allowMethods'),
    ],
  },
  alsoSound: {
    'a * without credentials': {
      routes: { 'PUT /pets': {} },
      httpApi: { corsConfiguration: { allowOrigins: ['*'], allowMethods: ['*'] } },
    },
    'methods that browsers send without asking': {
      routes: { 'POST /pets': {}, 'GET /pets': {} },
      httpApi: { corsConfiguration: { allowOrigins: ['*'] } },
    },
  },
})
