import { inRestApi, testRule } from '../../testRule.ts'

testRule('vtlInGatewayResponse', {
  at: inRestApi('gatewayResponses', 'THROTTLED', 'responseTemplates', 'application/json'),
})
