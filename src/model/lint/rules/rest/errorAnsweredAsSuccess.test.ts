import { inApi, testRule } from '../../testRule.ts'

testRule('errorAnsweredAsSuccess', {
  at: inApi('gatewayResponses', 'THROTTLED', 'statusCode'),
})
