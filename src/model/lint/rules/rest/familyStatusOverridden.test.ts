import { inRestApi, testRule } from '../../testRule.ts'

testRule('familyStatusOverridden', {
  at: inRestApi('gatewayResponses', 'DEFAULT_4XX', 'statusCode'),
  alsoSound: {
    'the status of one response type': {
      api: { gatewayResponses: { THROTTLED: { responseType: 'THROTTLED', statusCode: '503' } } },
    },
  },
})
