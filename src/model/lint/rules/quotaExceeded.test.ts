import { inApi, testRule } from '../testRule.ts'

testRule('quotaExceeded', {
  at: inApi(),
})
