import { inRouteIntegration, testRule } from '../../testRule.ts'

testRule('refusedRouteIntegration', {
  at: inRouteIntegration('GET /pets', 'requestParameters', 'append:header.Via'),
})
