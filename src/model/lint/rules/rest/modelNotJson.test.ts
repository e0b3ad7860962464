import { inRestApi, testRule } from '../../testRule.ts'

testRule('modelNotJson', {
  at: inRestApi('models', 'Pet', 'schema'),
})
