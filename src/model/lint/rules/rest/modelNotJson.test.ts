import { inApi, testRule } from '../../testRule.ts'

testRule('modelNotJson', {
  at: inApi('models', 'Pet', 'schema'),
})
