import { inMethod, testRule } from '../../testRule.ts'

testRule('lambdaNotPost', {
  at: inMethod('GET /pets', 'integration', 'httpMethod'),
})
