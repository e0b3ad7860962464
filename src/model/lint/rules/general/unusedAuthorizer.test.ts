import { jwtAuthorizer, protectedByJwt } from '../../httpParts.ts'
import { inRestApi, inHttpApi, testRule } from '../../testRule.ts'

testRule('unusedAuthorizer', {
  at: inRestApi('authorizers', 'auth'),
  alsoFound: {
    'an authorizer of an HTTP API': [
      { httpApi: { authorizers: { auth: jwtAuthorizer } } },
      inHttpApi('authorizers', 'auth'),
    ],
  },
  alsoSound: {
    'an authorizer that a route uses': {
      routes: { 'GET /pets': protectedByJwt },
      httpApi: { authorizers: { auth: jwtAuthorizer } },
    },
  },
})
