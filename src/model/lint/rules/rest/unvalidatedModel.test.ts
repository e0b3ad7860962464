import { inMethod, testRule } from '../../testRule.ts'

testRule('unvalidatedModel', {
  at: inMethod('POST /pets', 'requestModels'),
})
