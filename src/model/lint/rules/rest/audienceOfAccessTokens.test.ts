import { inApi, testRule } from '../../testRule.ts'

testRule('audienceOfAccessTokens', {
  at: inApi('authorizers', 'auth', 'identityValidationExpression'),
})
