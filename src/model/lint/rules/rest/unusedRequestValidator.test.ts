import { inRestApi, testRule } from '../../testRule.ts'

testRule('unusedRequestValidator', {
  at: inRestApi('requestValidators', 'v'),
})
