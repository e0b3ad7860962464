import { inHttpApi, testRule } from '../../testRule.ts'

testRule('throttledToZero', {
  at: inHttpApi('stages', '$default', 'defaultRouteSettings', 'throttlingBurstLimit'),
})
