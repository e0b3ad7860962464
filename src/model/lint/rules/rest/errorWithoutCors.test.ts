import { inRestApi, testRule } from '../../testRule.ts'

testRule('errorWithoutCors', {
  at: [inRestApi('gatewayResponses', 'DEFAULT_4XX'), inRestApi('gatewayResponses', 'DEFAULT_5XX')],
  alsoSound: { 'an API without CORS': {} },
})
