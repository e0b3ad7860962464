import { inRestApi, testRule } from '../../testRule.ts'

testRule('audienceOfAccessTokens', {
  at: inRestApi('authorizers', 'auth', 'identityValidationExpression'),
})
