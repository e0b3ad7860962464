import { inRestApi, testRule } from '../../testRule.ts'

testRule('errorAnsweredAsSuccess', {
  at: inRestApi('gatewayResponses', 'THROTTLED', 'statusCode'),
})
