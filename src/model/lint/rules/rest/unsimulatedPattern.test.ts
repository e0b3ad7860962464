import { inMethod, testRule } from '../../testRule.ts'

testRule('unsimulatedPattern', {
  at: inMethod('GET /pets', 'integration', 'integrationResponses', '502', 'selectionPattern'),
})
