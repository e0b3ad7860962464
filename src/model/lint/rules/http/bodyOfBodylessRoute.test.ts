import { inRouteIntegration, testRule } from '../../testRule.ts'

testRule('bodyOfBodylessRoute', {
  at: inRouteIntegration('GET /pets', 'requestParameters', 'overwrite:header.x-name'),
})
