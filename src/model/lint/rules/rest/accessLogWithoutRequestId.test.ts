import { inRestApi, testRule } from '../../testRule.ts'

testRule('accessLogWithoutRequestId', {
  at: inRestApi('stages', 'prod', 'accessLogSettings', 'format'),
})
