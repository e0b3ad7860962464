import { testRule } from '../../testRule.ts'

testRule('apiKeyWithoutPlan', {
  at: ['access', 'apiKeys', 'k'],
})
