import { inMethod, testRule } from '../../testRule.ts'

testRule('droppedHeader', {
  at: inMethod('GET /pets', 'integration', 'requestParameters', 'integration.request.header.Via'),
})
