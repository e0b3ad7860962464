import { inApi, testRule } from '../../testRule.ts'

testRule('unusedRequestValidator', {
  at: inApi('requestValidators', 'v'),
})
