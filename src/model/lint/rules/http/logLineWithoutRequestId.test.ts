import { inHttpApi, testRule } from '../../testRule.ts'

testRule('logLineWithoutRequestId', {
  at: inHttpApi('stages', '$default', 'accessLogSettings', 'format'),
})
