import { inRestApi, testRule } from '../../testRule.ts'

testRule('mixedCognitoTokens', {
  at: inRestApi('authorizers', 'auth'),
})
