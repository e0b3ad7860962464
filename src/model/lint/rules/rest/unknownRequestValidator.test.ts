import { inMethod, testRule } from '../../testRule.ts'

testRule('unknownRequestValidator', {
  at: inMethod('POST /pets', 'requestValidatorId'),
})
