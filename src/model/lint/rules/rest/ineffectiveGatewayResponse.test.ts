import { inRestApi, testRule } from '../../testRule.ts'

testRule('ineffectiveGatewayResponse', {
  at: inRestApi('gatewayResponses', 'REQUEST_TOO_LARGE'),
})
