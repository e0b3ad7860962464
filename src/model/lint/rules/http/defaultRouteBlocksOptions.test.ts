import { inRoute, testRule } from '../../testRule.ts'

testRule('defaultRouteBlocksOptions', {
  at: inRoute('$default', 'authorizationType'),
  alsoFound: {
    'a greedy route of any method': [
      {
        routes: { 'ANY /{proxy+}': {} },
        httpApi: { corsConfiguration: { allowOrigins: ['https://app.example.com'] } },
      },
      inRoute('ANY /{proxy+}', 'authorizationType'),
    ],
  },
  alsoSound: {
    'an API without CORS settings': { routes: { $default: {} } },
    'a route for everybody': {
      routes: { $default: { authorizationType: 'NONE' } },
      httpApi: { corsConfiguration: { allowOrigins: ['*'] } },
    },
  },
})
