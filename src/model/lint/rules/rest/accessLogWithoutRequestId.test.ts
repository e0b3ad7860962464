import { inApi, testRule } from '../../testRule.ts'

testRule('accessLogWithoutRequestId', {
  at: inApi('stages', 'prod', 'accessLogSettings', 'format'),
})
