import { inMethod, testRule } from '../../testRule.ts'

testRule('longTimeout', {
  at: inMethod('GET /pets', 'integration', 'timeoutInMillis'),
})
