import { inMethod, testRule } from '../../testRule.ts'

testRule('methodWithoutIntegration', {
  at: inMethod('GET /pets', 'integration'),
})
