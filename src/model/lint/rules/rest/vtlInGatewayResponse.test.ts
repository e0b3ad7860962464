import { inApi, testRule } from '../../testRule.ts'

testRule('vtlInGatewayResponse', {
  at: inApi('gatewayResponses', 'THROTTLED', 'responseTemplates', 'application/json'),
})
