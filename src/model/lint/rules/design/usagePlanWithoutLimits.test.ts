import { testRule } from '../../testRule.ts'

testRule('usagePlanWithoutLimits', {
  at: ['access', 'usagePlans', 'p'],
})
