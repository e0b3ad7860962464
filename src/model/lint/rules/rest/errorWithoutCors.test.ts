import { inApi, testRule } from '../../testRule.ts'

testRule('errorWithoutCors', {
  at: [inApi('gatewayResponses', 'DEFAULT_4XX'), inApi('gatewayResponses', 'DEFAULT_5XX')],
  alsoSound: { 'an API without CORS': {} },
})
