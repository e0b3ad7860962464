import { inRoute, testRule } from '../../testRule.ts'

testRule('refusedRoute', {
  at: inRoute('GET /pets', 'authorizerId'),
  alsoFound: {
    'scopes without a JWT authorizer': [
      { routes: { 'GET /pets': { authorizationScopes: ['pets/read'] } } },
      inRoute('GET /pets', 'authorizationScopes'),
    ],
    'an integration that is gone': [
      { routes: { 'GET /pets': { target: 'gone' } } },
      inRoute('GET /pets', 'target'),
    ],
    'a malformed key': [{ routes: { 'FETCH /pets': {} } }, inRoute('FETCH /pets', 'routeKey')],
    'a path that another route has with another variable': [
      { routes: { 'GET /pets/{id}': {}, 'GET /pets/{name}': {} } },
      inRoute('GET /pets/{name}', 'routeKey'),
    ],
  },
  alsoSound: {
    'variables of other names in routes of other methods': {
      routes: { 'GET /pets/{id}': {}, 'PUT /pets/{name}': {} },
    },
    'a name that every object has': { routes: { 'GET /constructor': {} } },
  },
})
