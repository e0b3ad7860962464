import { inHttpApi, testRule } from '../../testRule.ts'

testRule('issuerIsDiscoveryUrl', {
  at: inHttpApi('authorizers', 'auth', 'jwtConfiguration', 'issuer'),
})
