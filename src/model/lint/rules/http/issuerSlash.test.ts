import { jwtAuthorizer, protectedByJwt } from '../../httpParts.ts'
import { inHttpApi, testRule } from '../../testRule.ts'

testRule('issuerSlash', {
  at: inHttpApi('authorizers', 'auth', 'jwtConfiguration', 'issuer'),
  alsoSound: {
    'an issuer that the design does not have': {
      routes: { 'GET /pets': protectedByJwt },
      httpApi: { authorizers: { auth: jwtAuthorizer } },
    },
  },
})
