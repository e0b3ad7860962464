import { inMethod, testRule } from '../../testRule.ts'

testRule('duplicateOperationName', {
  at: inMethod('GET /pets', 'operationName'),
})
