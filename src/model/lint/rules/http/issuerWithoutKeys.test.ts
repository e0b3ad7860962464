import { inHttpApi, testRule } from '../../testRule.ts'

testRule('issuerWithoutKeys', {
  at: inHttpApi('authorizers', 'auth', 'jwtConfiguration', 'issuer'),
})
