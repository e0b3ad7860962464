import { inApi, testRule } from '../../testRule.ts'

testRule('ineffectiveGatewayResponse', {
  at: inApi('gatewayResponses', 'REQUEST_TOO_LARGE'),
})
