import { testRule } from '../../testRule.ts'

testRule('usagePlanWithoutKeys', {
  at: ['access', 'usagePlans', 'p', 'keyIds'],
})
